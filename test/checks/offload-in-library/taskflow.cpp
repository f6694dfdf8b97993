// RUN: async-offload-in-library %inhouse -include-file=include/lib/pools.h
#include "taskflow/taskflow.h"
#include "include/lib/pools.h"

namespace lib {

int compute(int X) { return X * 2; }

std::future<int> onStaticPool(int X) {
  static tf::Executor Own;
  return Own.async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'onStaticPool' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-4]]:18: note: make 'onStaticPool' synchronous, and let its callers decide
}

static tf::Executor Shared;
std::future<int> onGlobalPool(int X) {
  return Shared.async("named", [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:18: note: make 'onGlobalPool' synchronous, and let its callers decide
}

int okSynchronous(int X) {
  return Shared.async([X] { return compute(X); }).get();
}

} // namespace lib
