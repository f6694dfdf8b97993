// A header that knows the executor, but not by its short name.
#ifndef LIB_NAMED_H
#define LIB_NAMED_H

#include "folly/folly.h"

namespace lib {

folly::Future<int> named(int X);
// CHECK-FIXES: folly::Future<int> named(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());

} // namespace lib

#endif // LIB_NAMED_H
