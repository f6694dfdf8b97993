// RUN: async-blocking-wait %unifex
#include "unifex/unifex.h"

using unifex::sync_wait;
using unifex::task;

task<int> load(int Id = 0);
task<void> store(int);
void use(int);

// sync_wait() gives a std::optional, which awaiting does not.
task<int> blocks(task<int> Given) {
  sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  int First = *sync_wait(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: int First = co_await load();
  use(unifex::sync_wait(std::move(Given)).value());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: use(co_await std::move(Given));
  auto Second = sync_wait(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: auto Second = sync_wait(load(2));
  co_return First + Second.value_or(0);
}

task<int> blocksOnChain(unifex::static_thread_pool &Pool) {
  co_return *sync_wait(unifex::schedule(Pool.get_scheduler()) | unifex::then([] { return 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'sync_wait' blocks the thread of coroutine 'blocksOnChain'
  // CHECK-FIXES: co_return co_await (unifex::schedule(Pool.get_scheduler()) | unifex::then([] { return 1; }));
}

task<void> loops(unifex::manual_event_loop &Loop) {
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'run' blocks the thread of coroutine 'loops', and all other coroutines on it
  co_return;
}

// A part of a chain: who runs it is not known, or a pool that may block.
auto inChain(task<int> Given) {
  return std::move(Given) | unifex::then([](int Id) { return *sync_wait(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'sync_wait' blocks the thread that runs this continuation, and all other work on it
}
auto okOnPool(unifex::static_thread_pool &Pool, task<int> Given) {
  auto Scheduler = Pool.get_scheduler();
  return unifex::when_all(
      unifex::schedule(Scheduler) | unifex::then([] { return *sync_wait(load()); }),
      unifex::on(Scheduler, unifex::just(1) | unifex::then([](int Id) { return *sync_wait(load(Id)); })),
      std::move(Given) | unifex::via(Scheduler) | unifex::then([](int Id) { return *sync_wait(load(Id)); }));
}
auto okSomewhere(unifex::single_thread_context &Context) {
  return unifex::schedule(Context.get_scheduler()) | unifex::then([] { return *sync_wait(load()); });
}

int main() { return *sync_wait(load()); }
