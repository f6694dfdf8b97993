// RUN: async-offload-in-library %async_simple -include-file=include/lib/async_simple_lazies.h
#include "include/lib/async_simple_lazies.h"

using async_simple::coro::Lazy;

namespace lib {

int compute(int X) { return X * 2; }

static async_simple::executors::SimpleExecutor Shared(4);

Lazy<int> onGlobalPool(int X) {
  co_return co_await okOnCallersThread(X).via(&Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'onGlobalPool' chooses an executor on behalf of its callers: it hands its work to 'via' [async-offload-in-library]
}

Lazy<int> okGiven(async_simple::Executor *Pool, int X) {
  co_return co_await okOnCallersThread(X).via(Pool);
}

Lazy<int> okOnCallersThread(int X) { co_return compute(X); }

} // namespace lib
