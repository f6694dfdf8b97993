// RUN: async-sync-over-async %unifex
#include "unifex/unifex.h"

using namespace unifex;

namespace client {
task<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() { return *sync_wait(load()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits', and let its callers continue when it is finished

int waitsForChain() { return *sync_wait(load() | then([](int V) { return V + 1; })); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sync_wait' blocks the thread of every caller of 'waitsForChain'

// Work that is handed to a pool and joined.
int okJoined(static_thread_pool &Pool) {
  return *sync_wait(schedule(Pool.get_scheduler()) | then([] { return 1; })) +
         *sync_wait(on(Pool.get_scheduler(), just(1) | then([](int V) { return V; })));
}
int okJust() { return *sync_wait(just(1) | then([](int V) { return V; })); }

int okHelper() { return *sync_wait(load()) + 1; }
int main() { return okHelper(); }
