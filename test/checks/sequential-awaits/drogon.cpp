// RUN: async-sequential-awaits %drogon -option AsyncStrict=true
#include "drogon/drogon.h"

using drogon::Task;

Task<int> load(int Id);

// when_all() makes the values before there are results: no fix.
Task<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  int A = co_await load(1);
  co_return A + B;
}

// The second needs the first.
Task<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
