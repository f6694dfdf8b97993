// RUN: async-io-in-offload %qcoro
// RUN: async-io-in-offload %qcoro -check-suffix=TEST -option AsyncTestPaths=qcoro
#include <QCoroCore>
#include <QCoroFuture>
#include <QCoroProcess>
#include <QCoroTask>
#include <QCoroTimer>
#include <QFile>
#include <QFuture>
#include <QProcess>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrent>
#include <chrono>
#include <thread>

using QCoro::Task;

QFuture<int> compute(int Id = 0);
QFuture<void> save(int Value);
Task<int> load(int Id = 0);
Task<QByteArray> loadData(const QString &Url);
int parse(const QByteArray &Data);
void use(int);

//===-- A thread that waits for a task ------------------------------------===//

Task<int> blocks(int Id) {
  int First =
      co_await QtConcurrent::run([Id] { return QCoro::waitFor(load(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:48: note: the thread waits here, in 'waitFor'
  // CHECK-FIXES: co_await load(Id);
  co_return First +
      co_await QtConcurrent::run([=] { return compute(Id).result(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'run' ties up a thread waiting for 'compute'
  // CHECK-FIXES: co_await compute(Id);
}

Task<qsizetype> inMemberChain(QString Url) {
  co_return (co_await QtConcurrent::run([&] {
    return QCoro::waitFor(loadData(Url));
  })).size();
  // CHECK-MESSAGES: :[[@LINE-3]]:23: warning: 'run' ties up a thread waiting for 'loadData'
  // CHECK-FIXES: co_return (co_await loadData(Url)).size();
}

Task<int> blocksOnOwnPool(QThreadPool &Pool) {
  co_await QtConcurrent::run(&Pool, [] { save(1).waitForFinished(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'run' ties up a thread waiting for 'save'
  // CHECK-FIXES: co_await save(1);
  co_return co_await QtConcurrent::run(&Pool,
                                       [] { return QCoro::waitFor(load()); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'run' ties up a thread waiting for 'load'
  // CHECK-FIXES: co_return co_await load();
}

static int loadBlocking() { return QCoro::waitFor(load()); }
Task<int> blocksInFunction() {
  co_return co_await QtConcurrent::run(loadBlocking);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'run' ties up a thread waiting for 'load', which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-4]]:36: note: the thread waits here, in 'waitFor'
  // CHECK-FIXES: co_return co_await QtConcurrent::run(loadBlocking);
}

Task<int> withInitCapture(int Id) {
  co_return co_await QtConcurrent::run(
      [Next = Id + 1] { return QCoro::waitFor(load(Next)); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'run' ties up a thread waiting for 'load'
  // CHECK-FIXES: co_return co_await QtConcurrent::run(
}

//===-- A thread that sleeps, or waits for a process ----------------------===//

Task<> sleeps(std::chrono::milliseconds Delay) {
  co_await QtConcurrent::run([] { QThread::msleep(5); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'run' ties up a thread to sleep, where a timer could be awaited; await a timer instead [async-io-in-offload]
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(5));
  co_await QtConcurrent::run([Delay] { std::this_thread::sleep_for(Delay); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'run' ties up a thread to sleep
  // CHECK-FIXES: co_await QCoro::sleepFor(Delay);
}
Task<bool> waitsForProcess(QProcess &Process) {
  co_return co_await QtConcurrent::run(
      [&Process] { return Process.waitForFinished(); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'run' ties up a thread for I/O that could be awaited; await it directly [async-io-in-offload]
  // CHECK-FIXES: co_return co_await qCoro(Process).waitForFinished();
}
Task<int> okSleepsAndWorks() {
  co_return co_await QtConcurrent::run([] {
    QThread::msleep(5);
    return parse(QByteArray());
  });
}
void okNotAwaited() {
  QFuture<void> Running = QtConcurrent::run([] { QThread::msleep(5); });
  use(Running.isRunning());
}

//===-- A function that has the task at hand ------------------------------===//

QFuture<int> returnsOffloaded(int Id) {
  return QtConcurrent::run([Id] { return compute(Id).result(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'run' ties up a thread waiting for 'compute'
  // CHECK-FIXES: return compute(Id);
}

// A Task is no QFuture: nothing of the same type is at hand.
QFuture<int> okReturnsOther(int Id) {
  return QtConcurrent::run([Id] { return QCoro::waitFor(load(Id)); });
}

//===-- Other work --------------------------------------------------------===//

Task<QByteArray> okBlocks(QString Path) {
  co_return co_await QtConcurrent::run([Path] {
    QFile File(Path);
    File.open(QIODevice::ReadOnly);
    return File.readAll();
  });
}

Task<int> okComputes() {
  co_return co_await QtConcurrent::run(parse, QByteArray());
}

Task<int> okWaitsAndWorks(QString Url) {
  co_return co_await QtConcurrent::run(
      [Url] { return parse(QCoro::waitFor(loadData(Url))); });
}

Task<int> okWaitsInLoop() {
  co_return co_await QtConcurrent::run([] {
    int Sum = 0;
    for (int Id = 0; Id < 3; ++Id)
      Sum += compute(Id).result();
    return Sum;
  });
}

// Started now, awaited later.
Task<int> okStartedEarly(int Id) {
  QFuture<int> Early = QtConcurrent::run([Id] { return compute(Id).result(); });
  use(1);
  co_return co_await Early;
}

//===-- Macros, templates, suppression ------------------------------------===//

#define ON_POOL(Call) QtConcurrent::run([=] { return Call; })
Task<int> inMacro() { co_return co_await ON_POOL(QCoro::waitFor(load())); }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'run' ties up a thread waiting for 'load'
// CHECK-FIXES: Task<int> inMacro() { co_return co_await ON_POOL(QCoro::waitFor(load())); }

template <class T> Task<T> inTemplate(Task<T> (*Get)(int)) {
  co_return co_await QtConcurrent::run(
      [Get] { return QCoro::waitFor(Get(1)); });
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'run' ties up a thread waiting for a task, which is already asynchronous; await it directly [async-io-in-offload]
  // CHECK-NOTES: :[[@LINE-2]]:22: note: the thread waits here, in 'waitFor'
  // CHECK-FIXES: co_return co_await Get(1);
}
template Task<int> inTemplate(Task<int> (*)(int));
template Task<QString> inTemplate(Task<QString> (*)(int));

Task<int> suppressed() {
  // NOLINTNEXTLINE(async-io-in-offload)
  co_return co_await QtConcurrent::run([] { return QCoro::waitFor(load()); });
}
