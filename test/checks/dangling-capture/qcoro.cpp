// RUN: async-dangling-capture %qcoro
#include <QCoroTask>
#include <QCoroTimer>
#include <QEventLoop>
#include <QTimer>
#include <QtConcurrent>

QCoro::Task<> sleep(int);
void use(int);

struct Window : QObject {
  int Count = 0;
  void later() {
    QTimer::singleShot(0, this, [this]() -> QCoro::Task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'singleShot' destroys this lambda after calling it, but its coroutine still uses the captured 'this' [async-dangling-capture]
      co_await sleep(1);
      ++Count;
    });
  }
  void now(int Value) {
    [this, Value]() -> QCoro::Task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'this'
      co_await sleep(1);
      Count += Value;
    }();
  }
  void nowByValue(int Value) {
    [Value]() -> QCoro::Task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this lambda is destroyed at the end of the statement, but its coroutine still uses the captured 'Value'; make the captures parameters
      // CHECK-FIXES: {{^}}    [](auto Value) -> QCoro::Task<> {
      co_await sleep(1);
      use(Value);
    }();
    // CHECK-FIXES: {{^}}    }(Value);
  }
};

void invoked(QObject *Object) {
  int Count = 0;
  QTimer::singleShot(0, Object, [&Count] { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'singleShot' may call this lambda after 'invoked' has returned, but it refers to the local variable 'Count'
}
QFuture<void> continued() {
  int Count = 0;
  return QtConcurrent::run([] { return 1; }).then([&](int Value) { Count += Value; });
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'then' may call this lambda after 'continued' has returned
}

QCoro::Task<> okAwaited(int Value) {
  co_await [&]() -> QCoro::Task<> {
    co_await sleep(1);
    use(Value);
  }();
  co_await sleep(1).then([Value]() -> QCoro::Task<> {
    co_await sleep(1);
    use(Value);
  });
}
void okEventLoop(QObject *Object) {
  QEventLoop Loop;
  QTimer::singleShot(0, Object, [&Loop] { Loop.quit(); });
  Loop.exec();
}
// The connection keeps the lambda.
void okConnected(QTimer *Timer, int Value) {
  QObject::connect(Timer, &QTimer::timeout, Timer, [Value]() -> QCoro::Task<> {
    co_await sleep(1);
    use(Value);
  });
}
