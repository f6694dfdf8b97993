// RUN: async-fake-async -each-place %qcoro
#include <QCoroFuture>
#include <QCoroProcess>
#include <QCoroTask>
#include <QCoroThread>
#include <QCoroTimer>
#include <QException>
#include <QFile>
#include <QProcess>
#include <QPromise>
#include <QThread>
#include <QtConcurrentRun>
#include <unistd.h>

int slow(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}
QByteArray slurp(const QString &Path) {
  QFile File(Path);
  return File.readAll();
}

//===-- Futures of Qt -----------------------------------------------------===//

QFuture<int> ready(int Seconds) {
  return QtFuture::makeReadyFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ready' looks asynchronous, but blocks its caller in 'slow' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-2]]:36: note: 'slow' is called here
  // CHECK-NOTES: :[[@LINE-14]]:3: note: 'slow' blocks here, in 'sleep'
  // CHECK-FIXES: return QtConcurrent::run([=] { return slow(Seconds); });
}

QFuture<QByteArray> file(QString Path) {
  return QtFuture::makeReadyFuture(slurp(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'file' looks asynchronous, but blocks its caller in 'slurp'
  // CHECK-FIXES: return QtConcurrent::run([=] { return slurp(Path); });
}

QFuture<void> nothing() {
  QThread::msleep(10);
  return QtFuture::makeReadyFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'nothing' looks asynchronous, but blocks its caller in 'msleep'
}

QFuture<int> promise(int Seconds) {
  QPromise<int> Promise;
  auto Result = Promise.future();
  Promise.start();
  Promise.addResult(slow(Seconds));
  Promise.finish();
  return Result;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'promise' looks asynchronous, but blocks its caller in 'slow'
}

QFuture<int> okConstant() { return QtFuture::makeReadyFuture(1); }
QFuture<int> okPool(int Seconds) {
  return QtConcurrent::run([=] { return slow(Seconds); });
}
QFuture<int> okError() {
  slow(1);
  return QtFuture::makeExceptionalFuture<int>(QException());
}

//===-- Coroutines of QCoro -----------------------------------------------===//

QCoro::Task<> sleeps() {
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleeps' never suspends: it blocks its caller in 'sleep'
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::seconds(1));
  co_return;
}

QCoro::Task<bool> waits(QProcess &Process) {
  co_return Process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'waits' never suspends: it blocks its caller in 'waitForFinished'
  // CHECK-FIXES: co_return co_await qCoro(Process).waitForFinished();
}

QCoro::Task<QByteArray> reads(QString Path) {
  co_return slurp(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'reads' never suspends: it blocks its caller in 'slurp'
  // CHECK-NOTES: :[[@LINE-62]]:15: note: 'slurp' blocks here, in 'readAll'
  // CHECK-FIXES: co_return co_await QtConcurrent::run([=] { return slurp(Path); });
}

QCoro::Task<> okSuspends() {
  co_await QCoro::sleepFor(std::chrono::seconds(1));
  QThread::sleep(1);
}

//===-- Templates, macros, lambdas, suppression ---------------------------===//

template <typename T> QFuture<T> inTemplate(T Value) {
  QThread::sleep(1);
  return QtFuture::makeReadyFuture(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inTemplate' looks asynchronous, but blocks its caller in 'sleep'
}
template QFuture<int> inTemplate(int);
template QFuture<long> inTemplate(long);

#define READY(Value) QtFuture::makeReadyFuture(Value)
QFuture<int> inMacro(int Seconds) {
  return READY(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inMacro' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: return READY(slow(Seconds));
}

auto InLambda = []() -> QCoro::Task<> {
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this coroutine never suspends: it blocks its caller in 'sleep'
  // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::seconds(1));
  co_return;
};

QFuture<int> suppressed(int Seconds) {
  return QtFuture::makeReadyFuture(slow(Seconds)); // NOLINT(async-fake-async)
}
