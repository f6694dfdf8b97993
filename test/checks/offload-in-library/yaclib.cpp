// RUN: async-offload-in-library %yaclib -include-file=include/lib/running.h
#include "include/lib/running.h"

namespace lib {

int compute(int X) { return X * 2; }

static yaclib::FairThreadPool Shared(4);

yaclib::FutureOn<int> onGlobalPool(int X) {
  return yaclib::Run(Shared, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'Run' [async-offload-in-library]
}

yaclib::FutureOn<int> okOnParameter(int X, yaclib::IExecutor &Where) {
  return yaclib::Run(Where, [X] { return compute(X); });
}

} // namespace lib
