// RUN: async-redundant-reschedule %qcoro
// RUN: async-redundant-reschedule %qcoro -check-suffix=TEST -option AsyncTestPaths=reschedule/qcoro
#include <QCoroCore>
#include <QCoroTask>
#include <QCoroThread>
#include <QThread>

using QCoro::Task;

void compute();
QThread *workerOf(int Id);

Task<> twice(QThread *Worker, QThread &Painter) {
  co_await QCoro::moveToThread(Worker);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'moveToThread' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  co_await QCoro::moveToThread(&Painter);
  compute();
}
// CHECK-FIXES: Task<> twice(QThread *Worker, QThread &Painter) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await QCoro::moveToThread(&Painter);

Task<> okThereAndBack(QThread *Worker, QThread *Painter) {
  co_await QCoro::moveToThread(Worker);
  compute();
  co_await QCoro::moveToThread(Painter);
  compute();
}

// Others get a turn.
Task<> okAgain(QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  compute();
  co_await QCoro::moveToThread(Worker);
  compute();
}

Task<> okAsked() {
  co_await QCoro::moveToThread(workerOf(1));
  co_await QCoro::moveToThread(workerOf(2));
}

Task<> okLast(QThread *Worker) {
  compute();
  co_await QCoro::moveToThread(Worker);
}
