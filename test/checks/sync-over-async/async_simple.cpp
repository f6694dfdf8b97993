// RUN: async-sync-over-async %async_simple
#include "async_simple/async_simple.h"

using namespace async_simple;
using namespace async_simple::coro;

namespace client {
Lazy<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return syncAwait(load()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'syncAwait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

static int helper(int Id) { return syncAwait(load(Id)) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'syncAwait' blocks the thread of every caller of 'helper' until the task is finished; make 'helper' a coroutine, like its callers
// CHECK-FIXES: static async_simple::coro::Lazy<int> helper(int Id) { co_return co_await load(Id) + 1; }
Lazy<int> caller() { co_return helper(1); }
// CHECK-NOTES: :[[@LINE-1]]:32: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-FIXES: Lazy<int> caller() { co_return co_await helper(1); }

int okHelper() { return syncAwait(load()) + 1; }
int main() { return okHelper(); }

// A benchmark is one by what it is given.
namespace benchmark {
class State {
public:
  bool KeepRunning();
};
} // namespace benchmark
void okBenchmark(benchmark::State &Runs) {
  while (Runs.KeepRunning())
    syncAwait(load());
}
