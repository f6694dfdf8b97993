// RUN: async-blocking-wait %stdexec
#include "stdexec/stdexec.h"

namespace ex = stdexec;
using stdexec::sync_wait;

exec::task<int> load(int Id = 0);
exec::task<void> store(int);

// It gives a std::optional of a std::tuple, which awaiting does not.
exec::task<int> blocks() {
  sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  auto [First] = ex::sync_wait(load()).value();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: auto [First] = ex::sync_wait(load()).value();
  co_return First;
}

exec::task<void> loops(ex::run_loop &Loop) {
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' blocks the thread of coroutine 'loops', and all other coroutines on it
  co_return;
}

auto inChain(exec::task<int> Given) {
  return std::move(Given) | ex::then([](int Id) { sync_wait(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it
}
auto okOnPool(exec::static_thread_pool &Pool, exec::task<int> Given) {
  auto Scheduler = Pool.get_scheduler();
  return ex::when_all(
      ex::schedule(Scheduler) | ex::then([] { sync_wait(load()); }),
      ex::starts_on(ex::get_parallel_scheduler(), ex::just(1) | ex::then([](int Id) { sync_wait(load(Id)); })),
      std::move(Given) | ex::continues_on(Scheduler) | ex::then([](int Id) { sync_wait(load(Id)); }));
}
template <typename Scheduler> auto okSomewhere(Scheduler Where) {
  return ex::schedule(Where) | ex::then([] { sync_wait(load()); });
}
auto Somewhere = okSomewhere(ex::run_loop::scheduler());

int main() { sync_wait(load()); }
