// RUN: async-offload-in-library -std=c++20 -include-file=include/lib/boost_futures.h
#include "include/lib/boost_futures.h"

namespace lib {

int compute(int X) { return X * 2; }

boost::future<int> onThread(int X) {
  return boost::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onThread' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: make 'onThread' synchronous, and let its callers decide
}

int okSynchronous(int X) {
  return boost::async([X] { return compute(X); }).get();
}

} // namespace lib
