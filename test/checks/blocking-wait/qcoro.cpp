// RUN: async-blocking-wait %qcoro
// RUN: async-blocking-wait %qcoro -check-suffix=TEST -option AsyncTestPaths=qcoro
#include <QCoroCore>
#include <QCoroDBusPendingReply>
#include <QCoroFuture>
#include <QCoroTask>
#include <QCoroThread>
#include <QDBusPendingReply>
#include <QDBusReply>
#include <QFuture>
#include <QThreadPool>
#include <QtConcurrent>
#include <future>

using QCoro::Task;

QFuture<int> compute(int Id = 0);
QFuture<QString> computeText();
QFuture<void> save(int Value);
Task<int> load(int Id = 0);
void use(int);
void refill(QFuture<int> &Slot);

//===-- In a coroutine ----------------------------------------------------===//

Task<int> results(QFuture<int> F) {
  int First = compute().result();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'result' blocks the thread of coroutine 'results' until the task is finished; await it instead [async-blocking-wait]
  // CHECK-FIXES: int First = co_await compute();
  int Second = compute(1).takeResult();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'takeResult' blocks the thread of coroutine 'results'
  // CHECK-FIXES: int Second = co_await compute(1);
  co_return First + Second + F.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'result' blocks the thread of coroutine 'results'
  // CHECK-FIXES: co_return First + Second + co_await F;
}

Task<> waits(QFuture<int> F) {
  save(1).waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' blocks the thread of coroutine 'waits'
  // CHECK-FIXES: co_await save(1);
  F.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'waitForFinished' blocks the thread of coroutine 'waits' until the task is finished [async-blocking-wait]
  // CHECK-FIXES: F.waitForFinished();
  use(F.result());
  co_return;
}

Task<> resultsOfMany(QFuture<int> F) {
  use(F.resultAt(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'resultAt' blocks the thread of coroutine 'resultsOfMany'
  // CHECK-FIXES: use(F.resultAt(0));
  co_return;
}

Task<qsizetype> inMemberChain() { co_return computeText().result().size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'result' blocks the thread of coroutine 'inMemberChain'
// CHECK-FIXES: Task<qsizetype> inMemberChain() { co_return (co_await computeText()).size(); }

Task<int> ofConst(const QFuture<int> &F) { co_return F.result(); }
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'result' blocks the thread of coroutine 'ofConst'
// CHECK-FIXES: Task<int> ofConst(const QFuture<int> &F) { co_return co_await F; }

// A nested event loop.
Task<int> waitsForTask(Task<int> T) {
  int First = QCoro::waitFor(load());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitFor' blocks the thread of coroutine 'waitsForTask'
  // CHECK-FIXES: int First = co_await load();
  co_return First + QCoro::waitFor(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'waitFor' blocks the thread of coroutine 'waitsForTask'
  // CHECK-FIXES: co_return First + co_await T;
}

Task<> nestedLoop(QEventLoop &Loop, QThreadPool &Pool, QFuture<int> F) {
  Loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' blocks the thread of coroutine 'nestedLoop', and all other coroutines on it [async-blocking-wait]
  Pool.waitForDone();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'waitForDone' blocks the thread of coroutine 'nestedLoop'
  Pool.waitForDone(0);
  QFutureWatcher<int> Watcher;
  Watcher.setFuture(F);
  Watcher.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' blocks the thread of coroutine 'nestedLoop'
  co_return;
}

Task<int> inHandler() {
  try {
    co_await save(1);
  } catch (...) {
    save(2).waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitForFinished' blocks the thread of coroutine 'inHandler'
    // CHECK-FIXES: save(2).waitForFinished();
  }
  co_return 0;
}

Task<int> inStatic() {
  static int Once = compute().result();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'result' blocks the thread of coroutine 'inStatic'
  // CHECK-FIXES: static int Once = compute().result();
  co_return Once;
}

// What no coroutine of QCoro can await.
Task<int> ofOther(std::future<int> F) { co_return F.get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread of coroutine 'ofOther'
// CHECK-FIXES: Task<int> ofOther(std::future<int> F) { co_return F.get(); }

//===-- In a continuation -------------------------------------------------===//

QFuture<int> inThen() {
  return compute().then([](int Id) { return compute(Id).result(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'result' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:20: note: return the task from the callable passed to 'then', and continue in the next one
}

void inThenOfTask() {
  load().then([](int Id) { use(compute(Id).result()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'result' blocks the thread that runs this continuation
}

void inEventLoop() {
  QTimer::singleShot(10, [] { use(compute().result()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'result' blocks the thread that runs this continuation
}

// It was asked to run where blocking is right.
QFuture<int> okThenOnPool() {
  return compute().then(QtFuture::Launch::Async,
                        [](int Id) { return compute(Id).result(); });
}

//===-- It is known to be over --------------------------------------------===//

Task<int> okFinished(QFuture<int> F) {
  if (F.isFinished())
    co_return F.result();
  co_return co_await F;
}

Task<int> okNotFinished(QFuture<int> F) {
  if (!F.isFinished())
    co_return 0;
  co_return F.result();
}

Task<int> okAwaited(QFuture<int> F) {
  co_await F;
  co_return F.result() + F.takeResult();
}

Task<int> okReadyTask(Task<int> T) {
  if (T.isReady())
    co_return QCoro::waitFor(T);
  co_return 0;
}

Task<int> okReadyMade() { co_return QtFuture::makeReadyFuture(1).result(); }

// The continuation is given the finished future.
QFuture<int> okThenWithFuture() {
  return compute().then([](QFuture<int> F) { return F.result(); });
}

Task<> okWhenAll(QList<QFuture<int>> All) {
  QList<QFuture<int>> Done = co_await QtFuture::whenAll(All.begin(), All.end());
  for (const QFuture<int> &F : Done)
    use(F.result());
}

Task<int> notAfterAssignment(QFuture<int> F) {
  co_await F;
  F = compute();
  co_return F.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'result' blocks the thread of coroutine 'notAfterAssignment'
  // CHECK-FIXES: co_return co_await F;
}

Task<int> notAfterReference(QFuture<int> F) {
  co_await F;
  refill(F);
  co_return F.result();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'result' blocks the thread of coroutine 'notAfterReference'
  // CHECK-FIXES: co_return co_await F;
}

//===-- Where it may wait -------------------------------------------------===//

int okPlainFunction() { return compute().result() + QCoro::waitFor(load()); }

Task<int> okOffloaded() {
  co_return co_await QtConcurrent::run(
      [] { return compute().result() + compute(1).result(); });
}

int main(int Count, char **Args) {
  QCoreApplication App(Count, Args);
  use(QCoro::waitFor(load()));
  return App.exec();
}

// What is waited for in a QCoro way.
Task<> okAwaits(QThread &Worker, QTimer &Timer) {
  co_await qCoro(&Worker).waitForFinished();
  co_await qCoro(&Timer).waitForTimeout();
}

// What awaiting a reply gives is here.
QDBusPendingReply<QString> ask();
Task<QString> replies() {
  QDBusReply<QString> Reply = ask();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'QDBusReply' blocks the thread of coroutine 'replies' until the task is finished; await it instead
  // CHECK-FIXES: {{^}}  QDBusReply<QString> Reply = co_await ask();
  QDBusReply<QString> Direct(ask());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'QDBusReply' blocks the thread of coroutine 'replies'
  // CHECK-FIXES: {{^}}  QDBusReply<QString> Direct(co_await ask());
  auto Called = QDBusReply<QString>(ask());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'QDBusReply' blocks the thread of coroutine 'replies'
  // CHECK-FIXES: {{^}}  auto Called = QDBusReply<QString>(co_await ask());
  std::optional<QDBusPendingReply<QString>> Perhaps = ask();
  const QDBusReply<QString> Other = *Perhaps;
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'QDBusReply' blocks the thread of coroutine 'replies'
  // CHECK-FIXES: {{^}}  const QDBusReply<QString> Other = co_await *Perhaps;
  co_return Reply.value();
}
Task<QString> okReplies() {
  QDBusReply<QString> Reply = co_await ask();
  co_return Reply.value();
}

//===-- Macros, templates, suppression ------------------------------------===//

#define RESULT(Future) Future.result()
Task<> inMacro() {
  use(RESULT(compute()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' blocks the thread of coroutine 'inMacro'
  // CHECK-FIXES: use(RESULT(compute()));
  co_return;
}

template <class T> Task<T> inTemplate(QFuture<T> F) { co_return F.result(); }
// CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'result' blocks the thread of coroutine 'inTemplate'
// CHECK-FIXES: template <class T> Task<T> inTemplate(QFuture<T> F) { co_return co_await F; }
template Task<int> inTemplate(QFuture<int>);
template Task<QString> inTemplate(QFuture<QString>);

Task<int> suppressed() {
  co_return compute().result(); // NOLINT(async-blocking-wait)
}

Task<int> throughPointer(QFuture<int> *F) {
  co_return F->result();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'result' blocks the thread of coroutine 'throughPointer'
  // CHECK-FIXES: co_return co_await *F;
}
