// RUN: async-redundant-reschedule %yaclib
#include "yaclib/yaclib.h"

using namespace yaclib;

int compute(int);

Future<int> twice(FairThreadPool &First, FairThreadPool &Second) {
  co_await On(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'On' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  // CHECK-FIXES-NOT: On(First)
  // CHECK-FIXES: co_await On(Second);
  co_await On(Second);
  // CHECK-NOTES: :[[@LINE-1]]:12: note: it leaves that executor here, through 'On'
  co_return compute(1);
}

Future<int> okBetween(FairThreadPool &First, FairThreadPool &Second) {
  co_await On(First);
  int Value = compute(1);
  co_await On(Second);
  co_return compute(Value);
}
