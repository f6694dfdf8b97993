// RUN: async-sequential-awaits %yaclib -option AsyncStrict=true
#include "yaclib/yaclib.h"

using yaclib::Future;

Future<int> load(int Id);

// WhenAll() gives a vector if the values are of one type, and a tuple if not: no
// fix.
Future<int> inTurn() {
  int A = co_await load(1);
  int B = co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'load' and 'load' do not depend on each other, but run one after the other: their latencies add up [async-sequential-awaits]
  // CHECK-FIXES: {{^}}  int A = co_await load(1);
  co_return A + B;
}

// The second needs the first.
Future<int> okNeeds() {
  int A = co_await load(1);
  int B = co_await load(A);
  co_return A + B;
}
