// RUN: async-sequential-awaits %concurrencpp -option AsyncStrict=true
#include "concurrencpp/concurrencpp.h"

using namespace concurrencpp;

result<int> load(int Id);

// when_all() gives results: no fix.
result<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: {{.*}} [async-sequential-awaits]
  // CHECK-FIXES: int A = co_await load(1);
  co_return A + B;
}

// Both have started.
result<int> okStarted() {
  auto First = load(1);
  auto Second = load(2);
  int A = co_await First;
  co_return A + co_await Second;
}
