// RUN: async-sequential-awaits %dpp -option AsyncStrict=true
#include "dpp/dpp.h"

using dpp::task;

task<int> load(int Id);

// It has nothing that awaits several: no fix.
task<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  int A = co_await load(1);
  co_return A + B;
}

// The second needs the first.
task<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
