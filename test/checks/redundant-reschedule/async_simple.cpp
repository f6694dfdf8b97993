// RUN: async-redundant-reschedule %async_simple
#include "async_simple/async_simple.h"

using namespace async_simple;
using namespace async_simple::coro;

int compute(int);

// dispatch() to where it is does nothing.
Lazy<int> stays(executors::SimpleExecutor &Pool) {
  co_await dispatch(&Pool);
  int First = compute(1);
  co_await dispatch(&Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'dispatch' schedules coroutine 'stays' on the executor that it already runs on; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES: int First = compute(1);
  // CHECK-FIXES-NOT: co_await dispatch(&Pool);
  // CHECK-FIXES: {{^}}  co_return compute(First);
  co_return compute(First);
}

Lazy<int> twice(executors::SimpleExecutor &First,
                executors::SimpleExecutor &Second) {
  co_await dispatch(&First);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'dispatch' schedules coroutine 'twice' on an executor that it leaves at once
  // CHECK-FIXES-NOT: dispatch(&First)
  // CHECK-FIXES: co_await dispatch(&Second);
  co_await dispatch(&Second);
  co_return compute(1);
}

Lazy<int> okBetween(executors::SimpleExecutor &First,
                    executors::SimpleExecutor &Second) {
  co_await dispatch(&First);
  int Value = compute(1);
  co_await dispatch(&Second);
  co_return compute(Value);
}
