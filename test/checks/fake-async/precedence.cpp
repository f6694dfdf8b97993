// RUN: async-* %folly
// One finding for an expression, whatever checks are on.
#include "cppcoro/cppcoro.h"
#include "folly/folly.h"
#include <future>
#include <unistd.h>

std::future<int> fetch();
int slow(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}

// The wait is what makes it a fake.
folly::Future<int> waits(std::future<int> Number) {
  return folly::makeFuture(Number.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waits' looks asynchronous, but blocks its caller in 'get' before it returns a finished task [async-fake-async]
}

// There is something to await: that says more.
cppcoro::task<int> waitsInCoroutine(cppcoro::task<int> Number) {
  co_return cppcoro::sync_wait(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'waitsInCoroutine'
  // CHECK-FIXES: co_return co_await Number;
}

cppcoro::task<int> waitsForForeign() {
  co_return fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'waitsForForeign'
}

folly::Future<int> okContinues() {
  return folly::via(folly::getGlobalCPUExecutor()).thenValue([](folly::Unit) {
    return folly::makeFuture(1);
  });
}
