// RUN: async-blocking-wait %qt
#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent>

QFuture<int> load(int Id);
void use(int);

using Numbers = QFuture<int>;

void waitsInContinuation(QObject *Window) {
  load(1).then(Window, [](int First) { use(First + load(2).result()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:60: warning: 'result' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: return the task from the callable passed to 'then', and continue in the next one
  load(1).then([](int First) {
    Numbers Next = load(First);
    Next.waitForFinished();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForFinished' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
    // CHECK-NOTES: :[[@LINE-4]]:11: note: return the task from the callable passed to 'then', and continue in the next one
    use(Next.result());
  });
}

#define RESULT(F) (F).result()
void inMacro(QObject *Window) {
  load(1).then(Window, [](int First) { use(RESULT(load(First))); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'result' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: return the task from the callable passed to 'then', and continue in the next one
}

// The parameter is finished.
void okTakesFuture(QObject *Window) {
  load(1).then(Window, [](QFuture<int> Done) { use(Done.result()); });
}

void okAsked(QObject *Window) {
  load(1).then(Window, [](int First) {
    QFuture<int> Next = load(First);
    if (Next.isFinished())
      use(Next.result());
  });
}

// On a pool.
void okOffloaded() {
  QThreadPool::globalInstance()->start([] { use(load(1).result()); });
  load(1).then(QtFuture::Launch::Async, [](int Id) { use(load(Id).result()); });
}

void suppressed(QObject *Window) {
  load(1).then(Window, [](int Id) {
    use(load(Id).result()); // NOLINT(async-blocking-wait)
  });
}
