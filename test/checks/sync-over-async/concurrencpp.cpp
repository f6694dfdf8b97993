// RUN: async-sync-over-async %concurrencpp
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

namespace client {
result<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return load().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

static int helper(int Id) { return load(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread of every caller of 'helper' until the task is finished; make 'helper' a coroutine, like its callers
// CHECK-FIXES: static concurrencpp::result<int> helper(int Id) { co_return co_await load(Id) + 1; }
result<int> caller() { co_return helper(1); }
// CHECK-NOTES: :[[@LINE-1]]:34: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: result<int> caller() { co_return co_await helper(1); }

// Work that is handed out and joined.
int okJoined(thread_pool_executor &Pool) {
  result<int> First = Pool.submit([] { return 1; });
  return First.get();
}

int okHelper() { return load().get() + 1; }
int main() { return okHelper(); }
