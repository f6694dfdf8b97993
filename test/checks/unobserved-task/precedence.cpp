// RUN: async-* %folly
// One finding for an expression, whatever checks are on.
#include "async_lib/inhouse.h"
#include "folly/folly.h"
#include <future>
#include <unistd.h>

using namespace folly;

std::future<int> fetch();
Future<int> load();
coro::Task<int> value();
static void mayThrow() { throw 1; }

void offloadOfIo() {
  (void)std::async(std::launch::async, [] { return fetch().get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'async' blocks here until its work is done: the task it returns is destroyed at once [async-unobserved-task]
}

coro::Task<int> fake() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'fake' never suspends: it blocks its caller in 'sleep' [async-fake-async]
  co_return 1;
}

coro::Task<void> dropsFake() {
  fake();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'fake' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: co_await fake();
  co_return;
}

// A wait observes.
coro::Task<void> waits() {
  coro::blockingWait(value());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: co_await value();
  co_return;
}

// Two statements, two findings.
Future<int> dropsAndFakes(int Seconds) {
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  ::sleep(Seconds);
  return makeFuture(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'dropsAndFakes' looks asynchronous, but blocks its caller in 'sleep'
}

inhouse::FireAndForget firesAndBlocks() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception in 'firesAndBlocks' is lost
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the thread of coroutine 'firesAndBlocks', and all other coroutines on it [async-blocking-call]
  mayThrow();
  co_return;
}
