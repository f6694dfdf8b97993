// RUN: async-offload-in-library %inhouse -include-file=include/lib/pools.h
#include "bs_thread_pool/bs_thread_pool.h"
#include "include/lib/pools.h"

namespace lib {

int compute(int X) { return X * 2; }
static BS::thread_pool<> Shared(4);

std::future<int> onStaticPool(int X) {
  static BS::thread_pool<> Own(4);
  return Own.submit_task([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'onStaticPool' chooses an executor on behalf of its callers: it hands its work to 'submit_task' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-4]]:18: note: make 'onStaticPool' synchronous, and let its callers decide
}

std::future<int> onGlobalPool(int X) {
  return Shared.submit_task([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'submit_task' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:18: note: make 'onGlobalPool' synchronous, and let its callers decide
}

// Nobody else sees these threads.
int okSynchronous(int X) {
  return Shared.submit_task([X] { return compute(X); }).get();
}

static std::future<int> okInternal(int X) {
  return Shared.submit_task([X] { return compute(X); });
}
int useIt() { return okInternal(1).get(); }

} // namespace lib
