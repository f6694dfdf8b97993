// One finding for one expression, across all checks.
//
// RUN: async-* -include-file=include/lib/mixed.h
#include "include/lib/mixed.h"

namespace lib {

int compute(int X) { return X < 0 ? throw X : X * 2; }

std::future<int> later(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
}

std::future<int> waitsInPool() {
  return std::async([] { return fetch(1).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} [async-io-in-offload]
  // CHECK-FIXES: return fetch(1);
}

void dropped() {
  later(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unobserved-task]
}

} // namespace lib
