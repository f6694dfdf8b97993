// RUN: async-* -std=c++20 -isystem stubs
#include "folly/folly.h"

using namespace std::chrono_literals;

folly::Future<int> fetch();

// The wait matters more than where the future would go on.
folly::coro::Task<int> waits(folly::Executor *E) {
  co_return co_await fetch() + fetch().via(E).get(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of coroutine 'waits' until the task is finished or the timeout expires [async-blocking-wait]
}
