// RUN: async-unobserved-task %qt
// RUN: async-unobserved-task %qt -check-suffix=,NOTES -fix-notes
#include <QFuture>
#include <QFutureSynchronizer>
#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrent>

void use(int);
int compute(int);
QFuture<int> load(int Id) { return QtConcurrent::run(compute, Id); }
using Numbers = QFuture<int>;

void drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: handle its error here
  // CHECK-FIXES-NOTES: load(1).then([](QFuture<int> Done) { try { Done.waitForFinished(); } catch (...) { /* handle the error */ } });
  QtConcurrent::run(compute, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'run' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-FIXES-NOTES: QtConcurrent::run(compute, 1).then([](QFuture<int> Done) { try {
  (void)load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
  Numbers Held = load(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing awaits 'Held': its value and its error are lost [async-unobserved-task]
  // CHECK-FIXES-NOTES: {{^}}  load(3).then([](QFuture<int> Done) { try {
}

void dropsChain() {
  load(1).then([](int Value) { use(Value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'then' is dropped; if it fails, nobody will know [async-unobserved-task]
  // CHECK-NOTES: :[[@LINE-2]]:11: note: return it, so that the callers of 'dropsChain' can wait for it
}

#define LOAD(Id) load(Id)
void inMacro() { LOAD(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:18: note: return it, so that the callers of 'inMacro' can wait for it

template <typename T> void inTemplate() { load(T()); }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task returned by 'load' is dropped; if it fails, nobody will know [async-unobserved-task]
// CHECK-NOTES: :[[@LINE-2]]:43: note: return it, so that the callers of 'inTemplate' can wait for it
void instances() {
  inTemplate<int>();
  inTemplate<char>();
}

void okHandled() {
  load(1)
      .then([](int Value) { use(Value); })
      .onFailed([](const std::exception &) { use(0); });
}

// Who watches it, learns of it.
void okWatched(QFutureWatcher<int> &Watcher) { Watcher.setFuture(load(1)); }
void okSynchronized() {
  QFutureSynchronizer<int> All;
  All.addFuture(load(1));
}

// Who gives a future that is not in sight, or its promise a value, seldom gives
// it an exception.
QFuture<int> elsewhere(int Id);
QFuture<int> promised() {
  QPromise<int> Promise;
  QFuture<int> Future = Promise.future();
  Promise.start();
  Promise.addResult(1);
  Promise.finish();
  return Future;
}
void okElsewhere() {
  elsewhere(1);
  elsewhere(1).then([](int Value) { use(Value); });
  promised();
}
void failed() {
  QtFuture::makeExceptionalFuture<int>(std::make_exception_ptr(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'makeExceptionalFuture' is dropped; if it fails, nobody will know
}

QFuture<int> okReturned() { return load(1); }
void okWaited() { use(load(1).result()); }

void suppressed() {
  load(1); // NOLINT(async-unobserved-task)
}
