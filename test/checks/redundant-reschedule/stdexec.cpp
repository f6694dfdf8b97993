// RUN: async-redundant-reschedule %stdexec
#include "stdexec/stdexec.h"

namespace ex = stdexec;

int compute(int);

exec::task<int> twice(exec::static_thread_pool &First,
                      exec::static_thread_pool &Second) {
  co_await ex::schedule(First.get_scheduler());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'schedule' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES-NOT: schedule(First
  // CHECK-FIXES: co_await ex::schedule(Second.get_scheduler());
  co_await ex::schedule(Second.get_scheduler());
  co_return compute(1);
}

exec::task<int> okBetween(exec::static_thread_pool &First,
                          exec::static_thread_pool &Second) {
  co_await ex::schedule(First.get_scheduler());
  int Value = compute(1);
  co_await ex::schedule(Second.get_scheduler());
  co_return compute(Value);
}
