// RUN: async-offload-in-library %unifex -include-file=include/lib/unifex_tasks.h
#include "include/lib/unifex_tasks.h"

namespace lib {

int compute(int X) { return X * 2; }

static unifex::static_thread_pool Shared;

unifex::task<int> onGlobalPool(int X) {
  co_return co_await unifex::on(Shared.get_scheduler(),
                                unifex::just_from([X] { return compute(X); }));
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'on' [async-offload-in-library]
}

unifex::task<int> okGiven(unifex::static_thread_pool &Pool, int X) {
  co_return co_await unifex::on(Pool.get_scheduler(),
                                unifex::just_from([X] { return compute(X); }));
}

unifex::task<int> okOnCallersThread(int X) { co_return compute(X); }

} // namespace lib
