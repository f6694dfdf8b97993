// RUN: async-offload-in-library %qcoro -include-file=include/lib/imaging.h
#include "include/lib/imaging.h"
#include <QtConcurrentRun>

namespace lib {

int compute(int X) { return X * 2; }

QFuture<int> later(int X) {
  return QtConcurrent::run([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'run' [async-offload-in-library]
}

QFuture<int> onGlobalPool(int X) {
  return QtConcurrent::run(QThreadPool::globalInstance(),
                           [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'onGlobalPool' chooses an executor
}
// CHECK-FIXES: QFuture<int> onGlobalPool(int X, QThreadPool *Executor) {
// CHECK-FIXES-NEXT: return QtConcurrent::run(Executor,

QCoro::Task<int> awaits(int X) {
  co_return co_await QtConcurrent::run(QThreadPool::globalInstance(),
                                       [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'awaits' chooses an executor on behalf
}
// CHECK-FIXES: QCoro::Task<int> awaits(int X, QThreadPool *Executor) {

QFuture<int> okOnParameter(QThreadPool *Where, int X) {
  return QtConcurrent::run(Where, [X] { return compute(X); });
}

QCoro::Task<int> okAwaitsOnParameter(QThreadPool *Where, int X) {
  co_return co_await QtConcurrent::run(Where, [X] { return compute(X); });
}

} // namespace lib
