// RUN: async-offload-in-library -isystem stubs -include-file=include/lib/scheduling.h
#include "include/lib/scheduling.h"

namespace lib {

int compute(int X) { return X * 2; }

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
