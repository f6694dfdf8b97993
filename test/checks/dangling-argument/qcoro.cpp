// RUN: async-dangling-argument %qcoro
#include <QCoroTask>
#include <QString>

QCoro::Task<> sleep(int);
void use(qsizetype);
QString name();

QCoro::Task<> show(const QString &Name) {
  // CHECK-FIXES: {{^}}QCoro::Task<> show(QString Name) {
  co_await sleep(1);
  use(Name.size());
}
// With overloads, there is no fix.
QCoro::Task<> greet(int);
QCoro::Task<> greet(const QString &Name) {
  co_await sleep(1);
  use(Name.size());
}
void fixed() {
  show(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the argument for 'Name' is destroyed at the end of the statement, but coroutine 'show' still refers to it; take 'Name' by value [async-dangling-argument]
}
void started() {
  greet(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the argument for 'Name' is destroyed at the end of the statement, but coroutine 'greet' still refers to it [async-dangling-argument]
}
void inVariable() {
  QString Name = name();
  auto Task = greet(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: coroutine 'greet' may use the local variable 'Name' after 'inVariable' has returned [
  Task.then([] {});
}
QCoro::Task<> returned() {
  QString Name = name();
  return greet(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'greet' may use the local variable 'Name' after 'returned' has returned [
}

QCoro::Task<> early(const QString &Name) {
  use(Name.size());
  co_await sleep(1);
}
void okEarly() { early(name()); }
QCoro::Task<> okAwaited() { co_await greet(name()); }
void okWaited() { QCoro::waitFor(greet(name())); }
