// RUN: async-unobserved-task %qcoro
// RUN: async-unobserved-task %qcoro -check-suffix=,NOTES -fix-notes
#include <QCoroFuture>
#include <QCoroTask>
#include <QCoroTimer>
#include <QDBusPendingReply>
#include <QException>
#include <QFutureWatcher>
#include <QtConcurrentRun>

using namespace std::chrono_literals;

void mayThrow();
static void throws() { throw 1; }
static int parse() { throw 1; }
QCoro::Task<> save() {
  throws();
  co_return;
}
QCoro::Task<int> load() { co_return parse(); }
QFuture<int> compute() { return QtConcurrent::run(parse); }

//===-- QCoro -------------------------------------------------------------===//

void discarded() {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: save().then([](auto &&...) {}, [](const std::exception &) { /* handle the error */ });
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: (void)load().then([](auto &&...) {}, [](const std::exception &)
}

void valueOnly() {
  load().then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'then' is dropped;
  // CHECK-FIXES-NOTES: load().then([](int) {}).then([](auto &&...) {}, [](const std::exception &)
}

void okBoth() {
  load().then([](int) {}, [](const std::exception &Error) { Error.what(); });
}

QCoro::Task<> inCoroutine() {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await save();
  (void)load();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped;
  // CHECK-FIXES-NOTES: {{^}}  co_await load();
  QCoro::sleepFor(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'sleepFor' is dropped;
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(1s);
  auto Value = load();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Value': its value and its error are lost
  // CHECK-FIXES-NOTES: auto Value = co_await load();
  auto Later = load();
  co_await Later;
}

// In code that cannot await, a coroutine that is not in sight may well catch
// everything. A future that is not in sight seldom has an exception.
QCoro::Task<> elsewhere();
QFuture<int> computeElsewhere();
void okElsewhere() {
  elsewhere();
  (void)elsewhere();
  computeElsewhere();
}
QCoro::Task<> elsewhereInCoroutine() {
  elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'elsewhere' is dropped;
  // CHECK-FIXES-NOTES: co_await elsewhere();
  computeElsewhere();
  co_return;
}

//===-- D-Bus -------------------------------------------------------------===//

QDBusPendingReply<QString> ask(int Id);
void asks() {
  ask(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'ask' is dropped; if it fails, nobody will know
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: QObject::connect(new QDBusPendingCallWatcher(ask(1)), &QDBusPendingCallWatcher::finished, [](QDBusPendingCallWatcher *Watcher) { if (Watcher->isError()) { /* handle the error */ } Watcher->deleteLater(); });
  Q_EMIT ask(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'ask' is dropped;
  // CHECK-FIXES-NOTES: Q_EMIT QObject::connect(new QDBusPendingCallWatcher(ask(2)), &
  (void)ask(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'ask' is dropped;
  // CHECK-FIXES-NOTES: (void)QObject::connect(new QDBusPendingCallWatcher(ask(3)), &
  auto Reply = ask(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Reply'
  // CHECK-FIXES-NOTES: {{^}}  QObject::connect(new QDBusPendingCallWatcher(ask(4)), &
}

class Window : public QObject {
public:
  void refresh() {
    QCoro::connect(load(), this, [](int) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the error of 'load' is lost: 'connect' discards it
  }
};

QCoro::Task<> catches() {
  try {
    co_await save();
  } catch (...) {
  }
}

void okCannotFail() { catches(); }
void okWaits() { QCoro::waitFor(save()); }

//===-- Qt ----------------------------------------------------------------===//

void futures() {
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'compute' is dropped;
  compute().then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'then' is dropped;
  compute().then([](int) {}).onCanceled([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task returned by 'onCanceled' is dropped;
  (void)QtConcurrent::run([] { mayThrow(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'run' is dropped;
}

void okFailed() {
  compute().then([](int) {}).onFailed([] {});
  compute().then([](int) {}).onFailed([] {}).onCanceled([] {});
  // What comes after the handler counts if it throws in sight.
  compute().onFailed([] { return 0; }).then([](int) { mayThrow(); });
}

// The continuation has the finished future in hand.
void takesFuture() {
  compute().then([](QFuture<int> Finished) { Finished.result(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'then' is dropped;
  compute().then([](QFuture<int> Finished) {
    try {
      Finished.result();
    } catch (...) {
    }
  });
}

void okCannotFailOnPool() {
  (void)QtConcurrent::run([]() noexcept {});
  (void)QtConcurrent::run([] {
    try {
      mayThrow();
    } catch (...) {
    }
  });
}

void okWatched(QFutureWatcher<int> &Watcher) { Watcher.setFuture(compute()); }

struct Owner {
  void okStored() { Number = compute(); }
  QFuture<int> Number;
};

//===-- Macro, lambda, template, suppression ------------------------------===//

#define DROP(Task) (void)Task
QCoro::Task<> inMacro() {
  DROP(save());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES: DROP(save());
  co_return;
}

auto InLambda = []() -> QCoro::Task<> {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES-NOTES: co_await save();
  co_return;
};

template <typename T> QCoro::Task<> inTemplate(T Value) {
  save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is dropped;
  // CHECK-FIXES-NOTES: co_await save();
  co_return;
}
template QCoro::Task<> inTemplate(int);
template QCoro::Task<> inTemplate(const char *);

void suppressed() {
  save();    // NOLINT(async-unobserved-task)
  compute(); // NOLINT
}
