// RUN: async-sync-over-async %qcoro
#include <QCoroTask>
#include <QObject>
#include <QtTest/QtTest>

QCoro::Task<int> load(int Id = 0);
int limit();

// Its slots are tests.
class LoadTest : public QObject {
private slots:
  void okInSlot() { QCOMPARE(QCoro::waitFor(load(1)), 1); }
  void okInLambda() {
    auto Twice = [] { return QCoro::waitFor(load(2)) * 2; };
    QCOMPARE(Twice(), 2);
  }
};
QTEST_GUILESS_MAIN(LoadTest)

class Window : public QObject {
  int waits() { return QCoro::waitFor(load(limit())) + 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'waitFor' blocks the thread of every caller of 'waits' until the task is finished [async-sync-over-async]
};
