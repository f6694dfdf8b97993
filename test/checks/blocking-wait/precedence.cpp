// One finding for each expression, whatever checks there are: the more specific
// one speaks.
// RUN: async-* -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"
#include "folly/folly.h"
#include "seastar/seastar.h"
#include <future>
#include <latch>

using seastar::future;

future<int> fetch(int Id = 0);
future<> send(int Value);
cppcoro::task<int> load(int Id = 0);
folly::coro::Task<int> ask(int Id = 0);
void use(int);

// A coroutine that also suspends.
future<int> waits() {
  co_await send(1);
  co_return fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks the thread of coroutine 'waits' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: co_return co_await fetch();
}

cppcoro::task<int> waitsForEvent(std::latch &Done) {
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'waitsForEvent', and all other coroutines on it [async-blocking-wait]
  co_return co_await load();
}

// One that never does only looks like a coroutine.
future<int> neverSuspends() { co_return fetch().get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread of coroutine 'neverSuspends'
// CHECK-FIXES: future<int> neverSuspends() { co_return co_await fetch(); }

// A thread that does nothing but wait.
folly::coro::Task<int> offloads(int Id) {
  co_return co_await folly::via(folly::getGlobalCPUExecutor(), [Id] {
    return folly::coro::blockingWait(ask(Id));
  });
  // CHECK-MESSAGES: :[[@LINE-3]]:22: warning: 'via' ties up a thread waiting for 'ask', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-3]]:12: note: the thread waits here, in 'blockingWait'
  // CHECK-FIXES: co_return co_await ask(Id);
}

// In an event loop it is the wait that matters.
folly::coro::Task<int> posts(folly::IOThreadPoolExecutor &Threads, int Id) {
  co_return co_await folly::via(
      &Threads, [Id] { return folly::coro::blockingWait(ask(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'blockingWait' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
}

// What is waited for is not lost.
future<> discards() {
  co_await send(1);
  (void)fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of coroutine 'discards'
  // CHECK-FIXES: (void)co_await fetch();
  fetch(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' blocks the thread of coroutine 'discards' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: fetch(1).wait();
}

// Nobody looks at the future that `then` gives; its continuation waits.
void both() {
  (void)fetch().then([](int Id) { use(fetch(Id).get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'then' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: handle its error here
  // CHECK-MESSAGES: :[[@LINE-3]]:49: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: (void)fetch().then([](int Id) { use(fetch(Id).get()); });
}

// Waits here, and then makes a ready future of it.
future<int> fakes(std::future<int> F) {
  return seastar::make_ready_future<int>(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'fakes' looks asynchronous, but blocks its caller in 'get' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-2]]:44: note: 'get' blocks here
  // CHECK-FIXES: return seastar::make_ready_future<int>(F.get());
}
