// RUN: async-blocking-call %libcoro
#include "libcoro/coro.h"
#include <thread>

coro::task<void> sleeps() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'sleeps', and all other coroutines on it [async-blocking-call]
  co_return;
}

coro::task<void> okAsync(coro::scheduler &Scheduler, coro::net::tcp::client &C,
                         std::string &Buffer) {
  co_await Scheduler.yield_for(std::chrono::seconds(1));
  co_await C.connect();
  co_await C.read_some(Buffer);
  // The socket does not block.
  C.recv(Buffer);
}

coro::task<void> okOnPool(coro::thread_pool &Pool) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

// Its threads handle I/O.
coro::task<void> onScheduler(coro::scheduler &Scheduler) {
  co_await Scheduler.schedule();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the thread of coroutine 'onScheduler', and all other coroutines on it
}
