// RUN: async-offload-in-library %stdexec -include-file=include/lib/sending.h
#include "include/lib/sending.h"

namespace lib {

int compute(int X) { return X * 2; }

exec::task<int> onParallel(int X) {
  co_return co_await (ex::schedule(ex::get_parallel_scheduler()) | ex::then([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'onParallel' chooses an executor on behalf of its callers: it hands its work to 'schedule' [async-offload-in-library]
}

static exec::static_thread_pool Shared(4);
exec::task<int> onGlobalPool(int X) {
  co_await ex::schedule(Shared.get_scheduler());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'onGlobalPool' chooses an executor on behalf of its callers
  co_return compute(X);
}

exec::task<int> okOnParameter(exec::static_thread_pool &Where, int X) {
  co_return co_await (ex::schedule(Where.get_scheduler()) | ex::then([X] { return compute(X); }));
}

} // namespace lib
