// What a library offers that is built on Qt.
#ifndef LIB_IMAGING_H
#define LIB_IMAGING_H

#include <QCoroFuture>
#include <QCoroTask>
#include <QFuture>
#include <QThreadPool>

namespace lib {

int compute(int X);

QFuture<int> later(int X);
QFuture<int> onGlobalPool(int X);
// CHECK-FIXES: QFuture<int> onGlobalPool(int X, QThreadPool *Executor = QThreadPool::globalInstance());
QCoro::Task<int> awaits(int X);
// CHECK-FIXES: QCoro::Task<int> awaits(int X, QThreadPool *Executor = QThreadPool::globalInstance());
QFuture<int> okOnParameter(QThreadPool *Where, int X);
QCoro::Task<int> okAwaitsOnParameter(QThreadPool *Where, int X);

} // namespace lib

#endif // LIB_IMAGING_H
