// RUN: async-redundant-reschedule %unifex
#include "unifex/unifex.h"

using namespace unifex;

int compute(int);

task<int> twice(static_thread_pool &First, static_thread_pool &Second) {
  co_await schedule(First.get_scheduler());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'schedule' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES-NOT: schedule(First
  // CHECK-FIXES: co_await schedule(Second.get_scheduler());
  co_await schedule(Second.get_scheduler());
  // CHECK-NOTES: :[[@LINE-1]]:12: note: it leaves that executor here, through 'schedule'
  co_return compute(1);
}

// A task's caller goes on at its own scheduler.
task<void> atEnd(static_thread_pool &Pool) {
  compute(1);
  co_await schedule(Pool.get_scheduler());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'schedule' schedules coroutine 'atEnd' on an executor right before it ends, but whatever awaits it resumes where it was anyway
}

task<int> okBetween(static_thread_pool &First, static_thread_pool &Second) {
  co_await schedule(First.get_scheduler());
  int Value = compute(1);
  co_await schedule(Second.get_scheduler());
  co_return compute(Value);
}
