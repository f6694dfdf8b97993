// RUN: async-sequential-awaits %stdexec -option AsyncStrict=true
#include "stdexec/stdexec.h"

exec::task<int> load(int Id);

exec::task<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: auto [A, B] = co_await ::stdexec::when_all(load(1), load(2));
  co_return A + B;
}

exec::task<int> okDepends() {
  int A = co_await load(1);
  co_return A + co_await load(A);
}
