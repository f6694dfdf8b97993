// RUN: async-sequential-awaits %arangodb -option AsyncStrict=true
#include "arangodb/arangodb.h"

using arangodb::futures::Future;

Future<int> load(int Id);

Future<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up; await them together [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  auto [A, B] = co_await arangodb::futures::collect(load(1), load(2));
  co_return A + B;
}

// The second needs the first.
Future<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
