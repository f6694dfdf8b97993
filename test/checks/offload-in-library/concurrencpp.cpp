// RUN: async-offload-in-library %concurrencpp -include-file=include/lib/concurrencpp_results.h
#include "include/lib/concurrencpp_results.h"

namespace lib {

int compute(int X) { return X * 2; }

concurrencpp::result<int> onOwnRuntime(int X) {
  static concurrencpp::runtime Own;
  return Own.thread_pool_executor()->submit([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'onOwnRuntime' chooses an executor on behalf of its callers: it hands its work to 'submit' [async-offload-in-library]
}

concurrencpp::result<int>
okGiven(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, int X) {
  return Pool->submit([X] { return compute(X); });
}

concurrencpp::result<int> okOnCallersThread(int X) { co_return compute(X); }

// Nobody else sees it.
static concurrencpp::result<int> okInternal(int X) {
  static concurrencpp::runtime Own;
  return Own.thread_pool_executor()->submit([X] { return compute(X); });
}
concurrencpp::result<int> okNotDeclared(int X) { return okInternal(X); }

} // namespace lib
