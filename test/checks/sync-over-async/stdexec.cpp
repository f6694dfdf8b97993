// RUN: async-sync-over-async %stdexec
#include "stdexec/stdexec.h"

namespace ex = stdexec;

namespace client {
exec::task<int> load(int Id = 0);
} // namespace client
using client::load;

int waits() {
  auto [Value] = ex::sync_wait(load()).value();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'waits', and let its callers continue when it is finished
  return Value + 1;
}

// Work that is handed to a pool and joined.
int okJoined(exec::static_thread_pool &Pool) {
  auto Scheduler = Pool.get_scheduler();
  auto [A] = ex::sync_wait(ex::schedule(Scheduler) | ex::then([] { return 1; })).value();
  auto [B] = ex::sync_wait(ex::starts_on(Scheduler, ex::just(1) | ex::then([](int V) { return V; }))).value();
  return A + B;
}

int okHelper() {
  ex::sync_wait(load());
  return 1;
}
int main() { return okHelper(); }
