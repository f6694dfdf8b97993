// RUN: async-offload-in-library %libcoro -include-file=include/lib/pooled.h
#include "include/lib/pooled.h"

namespace lib {

int compute(int X) { return X * 2; }

coro::task<int> onDefaultPool(int X) {
  co_await coro::default_executor::executor()->schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'onDefaultPool' chooses an executor on behalf of its callers: it hands its work to 'schedule' [async-offload-in-library]
  co_return compute(X);
}

static std::unique_ptr<coro::thread_pool> Shared =
    coro::thread_pool::make_unique();
coro::task<int> onGlobalPool(int X) {
  co_await Shared->schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'onGlobalPool' chooses an executor on behalf of its callers
  co_return compute(X);
}

coro::task<int> okOnParameter(std::unique_ptr<coro::thread_pool> &Where,
                              int X) {
  co_await Where->schedule();
  co_return compute(X);
}

} // namespace lib
