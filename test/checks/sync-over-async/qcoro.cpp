// RUN: async-sync-over-async %qcoro
#include <QCoroCore>
#include <QCoroFuture>
#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QTimer>
#include <QtConcurrent>

using QCoro::Task;

namespace client {
QFuture<int> compute(int Id = 0);
QFuture<QString> computeText();
Task<int> load(int Id = 0);
Task<> store(int Value);
} // namespace client
using namespace client;
int work(int);
void use(int);

int results(int Id) { return compute(Id).result() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'result' blocks the thread of every caller of 'results' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'results', and let its callers continue when it is finished

void waits() {
  QCoro::waitFor(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitFor' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
  QFuture<QString> Text = computeText();
  Text.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'waitForFinished' blocks the thread of every caller of 'waits'
  use(Text.result().size());
}

static int known(int Id) { return 1 + compute(Id).result(); }
// CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'result' blocks the thread of every caller of 'known' until the task is finished; make 'known' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: static QCoro::Task<int> known(int Id) { co_return 1 + co_await compute(Id); }
static QString knownText() { return QCoro::waitFor(load()) ? "a" : "b"; }
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'waitFor' blocks the thread of every caller of 'knownText' until the task is finished; make 'knownText' a coroutine
// CHECK-FIXES: static QCoro::Task<QString> knownText() { co_return co_await load() ? "a" : "b"; }
Task<qsizetype> calls() { co_return known(1) + knownText().size(); }
// CHECK-FIXES: Task<qsizetype> calls() { co_return co_await known(1) + (co_await knownText()).size(); }

int okForkAndJoin() {
  QFuture<int> A = QtConcurrent::run([] { return work(1); });
  QList<QFuture<int>> Parts;
  for (int I = 0; I < 3; ++I)
    Parts.append(QtConcurrent::run(work, I));
  int Sum = A.result();
  for (QFuture<int> &Part : Parts)
    Sum += Part.result();
  return Sum;
}

struct OkWindow : QObject {
  QFuture<int> Running;
  // When it is told that it is there.
  void finished() { use(Running.result()); }
  void connects() { QTimer::singleShot(0, this, &OkWindow::fires); }
  void fires() { use(compute().result()); }
  void timerEvent(QTimerEvent *) override { use(compute(1).result()); }
};

int okHelper() { return QCoro::waitFor(load()) + 1; }
int main() { return okHelper(); }
