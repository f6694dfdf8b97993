// RUN: async-blocking-call %async_simple
#include "async_simple/async_simple.h"
#include <thread>

using namespace async_simple;
using namespace async_simple::coro;

Lazy<> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and of all others on it; await a timer instead [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await async_simple::coro::sleep(std::chrono::seconds(1));
  co_return;
}

Lazy<> okSleeps(Executor *Ex) {
  co_await coro::sleep(std::chrono::seconds(1));
  co_await Ex->after(std::chrono::seconds(1));
}

// A hop to a pool, whose threads may block.
Lazy<> okDispatched(executors::SimpleExecutor &Pool) {
  co_await dispatch(&Pool);
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
