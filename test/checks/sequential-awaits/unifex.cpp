// RUN: async-sequential-awaits %unifex -option AsyncStrict=true
#include "unifex/unifex.h"

unifex::task<int> load(int Id);

unifex::task<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: int A = co_await load(1);
  co_return A + B;
}

unifex::task<int> okDepends() {
  int A = co_await load(1);
  co_return A + co_await load(A);
}
