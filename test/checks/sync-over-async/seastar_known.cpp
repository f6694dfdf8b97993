// Where no fiber can be the caller.
// RUN: async-sync-over-async -std=c++20 -isystem stubs
#include "seastar/seastar.h"

using seastar::future;

future<int> fetch(int Id = 0);
future<> send(int Value);

static int known(int Id) { return fetch(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread of every caller of 'known' until the task is finished; make 'known' a coroutine, like its callers [async-sync-over-async]
// CHECK-NOTES: :[[@LINE+4]]:17: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: static seastar::future<int> known(int Id) { co_return co_await fetch(Id) + 1; }
future<int> calls() {
  co_await send(1);
  co_return 2 * known(1);
  // CHECK-FIXES: co_return 2 * co_await known(1);
}

static void inContinuation() { send(1).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of every caller of 'inContinuation' until the task is finished [async-sync-over-async]
future<> continues() {
  return send(2).then([] { inContinuation(); });
}
