// RUN: async-redundant-reschedule %libcoro
#include "libcoro/coro.h"

int compute(int);

coro::task<int> twice(coro::thread_pool &Pool, coro::scheduler &Scheduler) {
  co_await Scheduler.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'schedule' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES-NOT: Scheduler.schedule
  // CHECK-FIXES: co_await Pool.schedule();
  co_await Pool.schedule();
  // CHECK-NOTES: :[[@LINE-1]]:17: note: it leaves that executor here, through 'schedule'
  co_return compute(1);
}

coro::task<int> okYields(coro::thread_pool &Pool) {
  co_await Pool.schedule();
  int First = compute(1);
  co_await Pool.yield();
  co_return compute(First);
}
