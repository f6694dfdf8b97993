// RUN: async-sync-over-async %inhouse
#include "stlab/stlab.h"

stlab::future<int> load(int Id);
int compute(int);

int waits(int Id) { return stlab::await(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'await' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

static int known(int Id) { return stlab::await(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'await' blocks the thread of every caller of 'known' until the task is finished; make 'known' a coroutine, like its callers [async-sync-over-async]
// CHECK-NOTES: :[[@LINE+2]]:46: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: static stlab::future<int> known(int Id) { co_return co_await load(Id) + 1; }
stlab::future<int> calls(int Id) { co_return known(Id); }
// CHECK-FIXES: stlab::future<int> calls(int Id) { co_return co_await known(Id); }

int okForkAndJoin() {
  auto Sum = stlab::async(stlab::default_executor, [] { return compute(1); });
  int Other = compute(2);
  return Other + stlab::await(std::move(Sum));
}

int main() { return stlab::await(load(1)); }
