// With the coroutines of newer releases.
// RUN: async-sequential-awaits -isystem stubs -option AsyncStrict=true
#include "kj/coroutines.h"

using kj::Promise;

Promise<int> load(int Id);

// joinPromises() gives an array: no fix.
Promise<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  int A = co_await load(1);
  co_return A + B;
}

// The second needs the first.
Promise<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
