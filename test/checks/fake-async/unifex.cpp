// RUN: async-fake-async %unifex
#include "unifex/unifex.h"
#include <thread>

using namespace unifex;
using namespace std::chrono_literals;

task<int> load(int Id);

auto pretends() {
  std::this_thread::sleep_for(1s);
  return just(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pretends' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
}

task<int> neverSuspends() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for'
  // CHECK-FIXES: std::this_thread::sleep_for(1s);
  co_return 1;
}

auto okJust(int Value) { return just(Value); }
auto okChain(static_thread_pool &Pool) {
  return schedule(Pool.get_scheduler()) | then([] {
           std::this_thread::sleep_for(1s);
           return 1;
         });
}
