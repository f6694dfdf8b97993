// RUN: async-offload-in-library -isystem stubs -include-file=include/lib/scheduling.h
#include "include/lib/scheduling.h"

namespace lib {

int compute(int X) { return X * 2; }

static cppcoro::static_thread_pool Shared(4);

cppcoro::task<int> onGlobalPool(int X) {
  co_await Shared.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'schedule' [async-offload-in-library]
  co_return compute(X);
}

cppcoro::task<int> onStaticPool(int X) {
  static cppcoro::static_thread_pool Own(4);
  co_return co_await cppcoro::schedule_on(Own, okOnCallersThread(X));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'onStaticPool' chooses an executor
}

cppcoro::task<int> okOnParameter(cppcoro::static_thread_pool &Where, int X) {
  co_await Where.schedule();
  co_return compute(X);
}

cppcoro::task<int> okOnCallersThread(int X) { co_return compute(X); }

cppcoro::task<int> Service::okOnMember(int X) {
  co_await Where.schedule();
  co_return compute(X);
}

int callsThem(cppcoro::static_thread_pool &Mine) {
  return cppcoro::sync_wait(okOnTemplateParameter(Mine, 1));
}

} // namespace lib
