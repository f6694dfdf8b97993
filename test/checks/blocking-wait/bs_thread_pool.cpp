// RUN: async-blocking-wait %inhouse
#include "async_lib/inhouse.h"
#include "bs_thread_pool/bs_thread_pool.h"

using inhouse::Task;
int compute(int);

Task<int> waits(BS::thread_pool<> &Pool) {
  co_return Pool.submit_task([] { return compute(1); }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'get' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
}

Task<> waitsForAll(BS::priority_thread_pool &Pool) {
  Pool.detach_loop(0, 10, [](int I) { compute(I); });
  Pool.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' blocks the thread of coroutine 'waitsForAll', and all other coroutines on it [async-blocking-wait]
  Pool.wait_for(std::chrono::milliseconds(10));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait_for' blocks the thread of coroutine 'waitsForAll', and all other coroutines on it [async-blocking-wait]
  co_return;
}

Task<> waitsForParts(BS::thread_pool<> &Pool) {
  BS::multi_future<void> Parts =
      Pool.submit_loop(0, 10, [](int I) { compute(I); });
  Parts.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' blocks the thread of coroutine 'waitsForParts' until the task is finished [async-blocking-wait]
  Parts.get();
  co_return;
}

Task<> okZero(BS::thread_pool<> &Pool) {
  Pool.wait_for(std::chrono::milliseconds(0));
  co_return;
}

Task<int> okAsked(BS::thread_pool<> &Pool) {
  BS::multi_future<int> Parts;
  if (Parts.wait_for(std::chrono::seconds(0)))
    co_return Parts.get().front();
  co_return 0;
}

// In the pool's threads.
Task<> okOffloaded(BS::thread_pool<> &Pool, std::shared_future<int> F) {
  Pool.detach_task([=] { compute(F.get()); });
  co_return;
}

void okPlain(BS::thread_pool<> &Pool) { Pool.wait(); }

Task<> suppressed(BS::thread_pool<> &Pool) {
  Pool.wait(); // NOLINT(async-blocking-wait)
  co_return;
}
