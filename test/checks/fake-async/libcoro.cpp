// RUN: async-fake-async %libcoro
#include "libcoro/coro.h"
#include <thread>

coro::task<int> neverSuspends() {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  co_return 1;
}

// Whoever awaits it is asked to hop first.
coro::task<int> okSuspends(coro::thread_pool &Pool) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  co_return 1;
}
coro::task<int> okComputes() { co_return 1; }
