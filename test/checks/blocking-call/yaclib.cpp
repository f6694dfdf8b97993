// RUN: async-blocking-call %yaclib
#include "yaclib/yaclib.h"
#include <thread>

using namespace yaclib;

Future<> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

Future<> okOnPool(FairThreadPool &Pool) {
  co_await On(Pool);
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
void okOffloaded(FairThreadPool &Pool) {
  Submit(Pool, [] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
}
