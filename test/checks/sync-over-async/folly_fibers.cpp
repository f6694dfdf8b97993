// Where fibers are in use: in them a wait suspends.
// RUN: async-sync-over-async -std=c++20 -isystem stubs
#include "folly/folly.h"

folly::Future<int> fetch(int Id = 0);
void use(int);

int okInFiber(int Id) { return fetch(Id).get() + 1; }

void runs(folly::fibers::FiberManager &Fibers) {
  Fibers.addTask([] { use(fetch().get()); });
}

// A coroutine is none.
int calledByCoroutine(int Id) { return fetch(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks the thread of every caller of 'calledByCoroutine' until the task is finished [async-sync-over-async]
folly::coro::Task<int> calls() { co_return calledByCoroutine(1); }
