// RUN: async-blocking-wait %async_simple
#include "async_simple/async_simple.h"

using namespace async_simple;
using namespace async_simple::coro;

Lazy<int> load(int Id = 0);
Lazy<> store(int);
Future<int> started();

Lazy<int> blocks(Future<int> Given, Executor *Ex) {
  syncAwait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncAwait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  int First = syncAwait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'syncAwait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int First = co_await load();
  int Second = std::move(Given).get() + started().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-MESSAGES: :[[@LINE-2]]:51: warning: 'get' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int Second = co_await std::move(Given) + co_await started();
  // Elsewhere: awaiting would not do that.
  co_return First + Second + syncAwait(load(2), Ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'syncAwait' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
}

Lazy<int> okReady(Future<int> Given) {
  if (Given.hasResult())
    co_return std::move(Given).get();
  auto [A, B] = co_await collectAll(load(1), load(2));
  co_return A.value() + B.value();
}

// Stackful: await() suspends the Uthread.
int okInUthread(Executor *Ex) {
  auto Sum = uthread::async(uthread::Launch::Schedule, uthread::Attribute{Ex}, [] { return uthread::await(started()) + 1; });
  uthread::async<uthread::Launch::Schedule>([] { uthread::await(started()); }, Ex);
  uthread::Uthread Own(uthread::Attribute{Ex}, [] { uthread::await(started()); });
  return 0;
}
// In a coroutine there is no Uthread to suspend.
Lazy<int> inLazy() {
  co_return uthread::await(started());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'await' blocks the thread of coroutine 'inLazy'
  // CHECK-FIXES: co_return co_await started();
}

void continues() {
  started().thenValue([](int Id) { return syncAwait(load(Id)); }).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'syncAwait' blocks the thread that runs this continuation, and all other work on it
}

// What is scheduled on a pool may block.
void okScheduled(executors::SimpleExecutor &Pool) {
  Pool.schedule([] { syncAwait(load()); });
}

int main() { return syncAwait(load()); }
