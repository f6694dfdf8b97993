// RUN: async-blocking-wait %libcoro
#include "libcoro/coro.h"

coro::task<int> load(int Id = 0);
coro::task<void> store(int);
void use(int);

coro::task<int> blocks(coro::task<int> Given, coro::task<int> Other) {
  coro::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of coroutine 'blocks' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: {{^}}  co_await store(1);
  use(coro::sync_wait(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: use(co_await Given);
  co_return coro::sync_wait(load()) + coro::sync_wait(std::move(Other));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-MESSAGES: :[[@LINE-2]]:39: warning: 'sync_wait' blocks the thread of coroutine 'blocks'
  // CHECK-FIXES: co_return co_await load() + co_await std::move(Other);
}

coro::task<void> loops(coro::scheduler &Scheduler) {
  Scheduler.process_events(std::chrono::milliseconds(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'process_events' blocks the thread of coroutine 'loops', and all other coroutines on it
  Scheduler.process_events();
  Scheduler.process_events(std::chrono::milliseconds(0));
  co_return;
}

// On the pool's threads, which may block; not on those of the scheduler.
coro::task<int> okOnPool(coro::thread_pool &Pool, coro::scheduler &Scheduler) {
  co_await Pool.schedule();
  int First = coro::sync_wait(load());
  co_await Scheduler.schedule();
  co_return First + coro::sync_wait(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'sync_wait' blocks the thread of coroutine 'okOnPool'
  // CHECK-FIXES: co_return First + co_await load(2);
}

coro::task<int> okReady(coro::task<int> Given) {
  if (Given.is_ready())
    co_return coro::sync_wait(Given);
  co_return 0;
}

int main() { return coro::sync_wait(load()); }
