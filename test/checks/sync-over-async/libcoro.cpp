// RUN: async-sync-over-async %libcoro
#include "libcoro/coro.h"

namespace client {
coro::task<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return coro::sync_wait(load()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

static int helper(int Id) { return coro::sync_wait(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sync_wait' blocks the thread of every caller of 'helper' until the task is finished; make 'helper' a coroutine, like its callers
// CHECK-FIXES: static coro::task<int> helper(int Id) { co_return co_await load(Id) + 1; }
coro::task<int> caller() { co_return helper(1); }
// CHECK-NOTES: :[[@LINE-1]]:38: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: coro::task<int> caller() { co_return co_await helper(1); }

// What was given is waited for, as was asked.
int okWaiter(coro::task<int> Work) { return coro::sync_wait(Work); }
// Work that is handed to the pool and joined.
void okHop(coro::thread_pool &Pool) { coro::sync_wait(Pool.schedule()); }

int okHelper() { return coro::sync_wait(load()) + 1; }
int main() { return okHelper(); }
