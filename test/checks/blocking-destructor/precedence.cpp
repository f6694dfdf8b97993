// RUN: async-blocking-destructor,async-unobserved-task,async-blocking-call %inhouse
#include "async_lib/inhouse.h"
#include <future>

using inhouse::Task;

int compute(int = 0);
Task<> step();

Task<> dropped() {
  std::async(std::launch::async, compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' blocks here until its work is done: the task it returns is destroyed at once [async-unobserved-task]
  co_await step();
}

Task<> kept() {
  auto Done = std::async(std::launch::async, compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the destructor of 'Done' blocks the thread of coroutine 'kept', and all other coroutines on it, until the task is finished; await it first [async-blocking-destructor]
  co_await step();
}
