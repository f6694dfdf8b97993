// What the fix writes must be known where it is written: nothing of the
// executor is declared before the header, so there is no fix.
//
// RUN: async-offload-in-library -isystem stubs -include-file=include/lib/forward.h -include-file=include/lib/named.h
#include "include/lib/forward.h"
#include "folly/folly.h"
#include "include/lib/named.h"

using namespace folly;

namespace lib {

Future<int> later(int X) {
  return via(getGlobalCPUExecutor(), [X] { return X; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'via' [async-offload-in-library]
}
// CHECK-FIXES: Future<int> later(int X) {

// The header has no using-directive: there the name is written in full.
Future<int> named(int X) {
  return via(getGlobalCPUExecutor(), [X] { return X; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'named' chooses an executor on behalf
}
// CHECK-FIXES: Future<int> named(int X, folly::Executor::KeepAlive<> Executor) {
// CHECK-FIXES-NEXT: return via(Executor, [X] { return X; });

} // namespace lib
