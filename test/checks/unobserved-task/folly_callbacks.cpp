// RUN: async-unobserved-task -std=c++20 -isystem stubs
#include "folly/folly.h"

using folly::coro::Task;

Task<void> work();
static folly::Future<int> failing() {
  return folly::makeFuture<int>(std::runtime_error("x"));
}

void executors(folly::Executor &Pool, folly::EventBase &Base) {
  Pool.add([]() -> Task<void> { co_await work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task returned by this lambda never runs: '{{(folly::)?}}Func' ignores it, and it runs only when awaited [async-unobserved-task]
  Base.runInEventBaseThread([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task returned by this lambda never runs
}

folly::Future<int> cleanUp(folly::Future<int> Before) {
  return std::move(Before).ensure([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the task returned by this lambda never runs: 'ensure' ignores it
}

folly::Future<int> okFlattened(folly::Future<int> Before) {
  return std::move(Before).thenValue([](int) { return failing(); });
}
Task<void> okInvoke() {
  co_await folly::coro::co_invoke([]() -> Task<void> { co_await work(); });
}
