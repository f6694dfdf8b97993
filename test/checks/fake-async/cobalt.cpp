// RUN: async-fake-async %cobalt
#include "cobalt/cobalt.h"
#include <thread>

namespace cobalt = boost::cobalt;

cobalt::promise<int> neverSuspends() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  // CHECK-FIXES: {{^}}  co_await boost::cobalt::io::sleep(std::chrono::seconds(1));
  co_return 1;
}

cobalt::thread okThread() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return;
}
cobalt::task<int> okComputes() { co_return 1; }
