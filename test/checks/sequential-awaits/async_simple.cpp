// RUN: async-sequential-awaits %async_simple -option AsyncStrict=true
#include "async_simple/async_simple.h"

using namespace async_simple::coro;

Lazy<int> load(int Id);

// collectAll() gives Trys: no fix.
Lazy<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: int A = co_await load(1);
  co_return A + B;
}

Lazy<int> okDepends() {
  int A = co_await load(1);
  co_return A + co_await load(A);
}
