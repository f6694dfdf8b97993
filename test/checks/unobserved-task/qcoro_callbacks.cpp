// RUN: async-unobserved-task %qcoro -isystem stubs
// RUN: async-unobserved-task %qcoro -isystem stubs -check-suffix=,STRICT -option AsyncStrict=true
#include "async_lib/inhouse.h"
#include <QCoroTask>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

QCoro::Task<> elsewhere();
static void throws() { throw 1; }

class Window : public QObject {
public:
  void setUp(QTimer &Timer);
  QCoro::Task<> save();
  QCoro::Task<> load() {
    co_await elsewhere();
  }
};

QCoro::Task<> Window::save() {
  co_await elsewhere();
  throws();
}

void Window::setUp(QTimer &Timer) {
  connect(&Timer, &QTimer::timeout, this, &Window::save);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task returned by 'save' is dropped, because 'connect' ignores it; if it fails, nobody will know [async-unobserved-task]
  connect(&Timer, &QTimer::timeout, this, [this]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task returned by this lambda is dropped, because 'connect' ignores it
    co_await load();
    throws();
  });
  QTimer::singleShot(0, this, [this]() -> QCoro::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the task returned by this lambda is dropped, because 'singleShot' ignores it
    co_await save();
  });
}

inhouse::Task<> lazy();
void lazySlot(QTimer &Timer) {
  QObject::connect(&Timer, &QTimer::timeout, &Timer, [] { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: the task returned by this lambda never runs: 'connect' ignores it, and it runs only when awaited
  QObject::connect(&Timer, &QTimer::timeout, lazy);
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: the task returned by 'lazy' never runs
  QThreadPool::globalInstance()->start([] { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the task returned by this lambda never runs
}

// A slot may be a coroutine, and what it awaits is not known to fail.
void okSlots(QTimer &Timer, Window &Main) {
  QObject::connect(&Timer, &QTimer::timeout, &Main, &Window::load);
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:53: warning: the task returned by 'load' is dropped
  QObject::connect(&Timer, &QTimer::timeout, &Main,
                   [&Main]() -> QCoro::Task<> { co_await Main.load(); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:20: warning: the task returned by this lambda is dropped
  QObject::connect(&Timer, &QTimer::timeout, &Main, [] { return elsewhere(); });
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:53: warning: the task returned by this lambda is dropped
  QObject::connect(&Timer, &QTimer::timeout, &Main,
                   [&Main]() -> QCoro::Task<> {
                     try {
                       co_await Main.save();
                     } catch (...) {
                     }
                   });
}
