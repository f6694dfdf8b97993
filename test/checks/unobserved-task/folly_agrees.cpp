// RUN: async-unobserved-task %folly
// What a task can fail with does not depend on who looks: to drop it, and to
// drop a coroutine that only awaits it, lose the same.
#include "folly/folly.h"

using namespace folly;

Future<Unit> save();
coro::Task<Unit> work();
coro::Task<void> pauses() { co_await coro::sleep(std::chrono::seconds(1)); }
Executor::KeepAlive<> Where;

//===-- Finished tasks ----------------------------------------------------===//

Future<int> inner() { return makeFuture(1); }
coro::Task<void> awaitsReady() { co_await makeFuture(1); }
coro::Task<void> awaitsInner() { co_await inner(); }
void okFinished() {
  makeFuture(1);
  inner();
  awaitsReady().scheduleOn(Where).start();
  awaitsInner().scheduleOn(Where).start();
}

//===-- Combined tasks ----------------------------------------------------===//

coro::Task<void> pausesTwice() {
  co_await coro::collectAll(coro::sleep(std::chrono::seconds(1)), pauses());
}
coro::Task<void> pausesAndWorks() {
  co_await coro::collectAll(pauses(), work());
}
void combined() {
  coro::sleep(std::chrono::seconds(1)).scheduleOn(Where).start();
  pausesTwice().scheduleOn(Where).start();
  coro::collectAll(pauses(), pauses()).scheduleOn(Where).start();
  pausesAndWorks().scheduleOn(Where).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the task returned by 'start' is dropped; if it fails, nobody will know [async-unobserved-task]
  coro::collectAll(pauses(), work()).scheduleOn(Where).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: the task returned by 'start' is dropped;
}

//===-- Through functions, however many -----------------------------------===//

Future<int> calm1() { return inner(); }
Future<int> calm2() { return calm1(); }
Future<int> calm3() { return calm2(); }
Future<int> calm4() { return calm3(); }
Future<int> calm5() { return calm4(); }
Future<Unit> save1() { return save(); }
Future<Unit> save2() { return save1(); }
Future<Unit> save3() { return save2(); }
Future<Unit> save4() { return save3(); }
Future<Unit> save5() { return save4(); }
void through() {
  calm1();
  calm5();
  save1();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save1' is dropped;
  save5();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save5' is dropped;
}

//===-- What is handed through --------------------------------------------===//

Future<Unit> logged(const char *, Future<Unit> Task) { return Task; }
void handed() {
  logged("nothing", makeFuture());
  logged("saved", save());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'logged' is dropped;
}

//===-- One way or the other ----------------------------------------------===//

Future<Unit> ifWanted(bool Wanted) { return Wanted ? save() : makeFuture(); }
Future<Unit> neither(bool First) { return First ? makeFuture() : makeFuture(); }
void either() {
  neither(true);
  ifWanted(true);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'ifWanted' is dropped;
}

// FIXME: Silent, but should report: whoever awaits all outcomes and looks at
// none of them loses the errors, too.
coro::Task<void> missedOutcomes() { co_await coro::collectAllTry(work()); }
void startsMissed() { missedOutcomes().scheduleOn(Where).start(); }
