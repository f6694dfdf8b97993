// RUN: async-sequential-awaits %libcoro -option AsyncStrict=true
#include "libcoro/coro.h"

coro::task<int> load(int Id);

// when_all() gives elements that hold the errors: no fix.
coro::task<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: int A = co_await load(1);
  co_return A + B;
}

coro::task<int> okDepends() {
  int A = co_await load(1);
  co_return A + co_await load(A);
}
