// RUN: async-offload-in-library %inhouse -include-file=include/lib/stlab_futures.h
#include "include/lib/stlab_futures.h"

namespace lib {

int compute(int X) { return X * 2; }

stlab::future<int> onDefaultExecutor(int X) {
  return stlab::async(stlab::default_executor, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onDefaultExecutor' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: make 'onDefaultExecutor' synchronous, and let its callers decide
}

// The caller decides.
stlab::future<int> okGiven(int X, stlab::executor_t Executor) {
  return stlab::async(Executor, [X] { return compute(X); });
}

int okSynchronous(int X) { return compute(X); }

} // namespace lib
