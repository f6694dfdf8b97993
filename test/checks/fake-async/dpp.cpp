// RUN: async-fake-async %dpp
#include "dpp/dpp.h"
#include <thread>

dpp::task<int> load(int Id = 0);

dpp::task<int> neverSuspends() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  co_return 1;
}

dpp::task<int> okSuspends() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return co_await load();
}
dpp::task<int> okComputes() { co_return 1; }
