// RUN: async-cpu-bound-in-coroutine %qcoro
#include <QByteArray>
#include <QCoroFuture>
#include <QCoroTask>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>

[[clang::annotate("async-tidy::cpu_bound")]] int count(const QString &Text);
QCoro::Task<> elsewhere();
void use(const QByteArray &Data);

QCoro::Task<QByteArray> packs(QByteArray Data) {
  co_return qCompress(Data);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'qCompress' computes for a long time on the thread of coroutine 'packs', which stalls everything else on it; offload it to other threads [async-cpu-bound-in-coroutine]
  // CHECK-FIXES: co_return co_await QtConcurrent::run([=] { return qCompress(Data); });
}

QCoro::Task<int> counts(QString Text) {
  co_await elsewhere();
  int Number = count(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'count' computes for a long time on the thread of coroutine 'counts'
  // CHECK-FIXES: int Number = co_await QtConcurrent::run([=] { return count(Text); });
  co_return Number;
}

QCoro::Task<> inPlace(QByteArray &Data) {
  Data = qUncompress(Data);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'qUncompress' computes for a long time
  // CHECK-FIXES: {{^}}  Data = qUncompress(Data);
  co_return;
}

void inThen(QCoro::Task<> Task, QByteArray Data) {
  Task.then([Data] { use(qCompress(Data)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'qCompress' computes for a long time on the thread that runs this continuation
}

//===-- Silent ------------------------------------------------------------===//

QByteArray okPlain(const QByteArray &Data) { return qCompress(Data); }

QCoro::Task<QByteArray> okOffloaded(QByteArray Data) {
  co_return co_await QtConcurrent::run([Data] { return qCompress(Data); });
}

void okInPool(QByteArray Data) {
  QThreadPool::globalInstance()->start([Data] { use(qCompress(Data)); });
  QtConcurrent::run([Data] {
    return qUncompress(Data);
  }).then([](const QByteArray &Next) { use(qCompress(Next)); });
}
