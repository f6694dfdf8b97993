// RUN: async-redundant-reschedule -std=c++20 -isystem stubs
// RUN: async-redundant-reschedule -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=reschedule/cppcoro
#include "cppcoro/cppcoro.h"
#include <memory>

using cppcoro::io_service;
using cppcoro::static_thread_pool;
using cppcoro::task;

task<int> load(int Id = 0);
task<> store(int Value);
void compute();
static_thread_pool &sharedPool();
io_service &loopOf(int Id);

//===-- Two hops with nothing between -------------------------------------===//

task<> twice(static_thread_pool &Pool, io_service &Loop) {
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'twice' on an executor that it leaves at once; remove this hop [async-redundant-reschedule]
  co_await Loop.schedule();
  // CHECK-NOTES: :[[@LINE-1]]:17: note: it leaves that executor here, through 'schedule'
  compute();
}
// CHECK-FIXES: task<> twice(static_thread_pool &Pool, io_service &Loop) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Loop.schedule();
// CHECK-FIXES: compute();

task<int> twiceToOne(static_thread_pool &Pool) {
  compute();
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'twiceToOne' on an executor that it leaves
  co_await Pool.schedule();
  co_return 1;
}
// CHECK-FIXES: compute();
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Pool.schedule();
// CHECK-FIXES: co_return 1;

task<> threeTimes(static_thread_pool &Pool, io_service &Loop) {
  co_await Loop.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'threeTimes' on an executor that it leaves
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'threeTimes' on an executor that it leaves
  co_await Loop.schedule();
}
// CHECK-FIXES: threeTimes(static_thread_pool &Pool, io_service &Loop) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Loop.schedule();
// CHECK-FIXES: }

task<> inBlock(static_thread_pool &Pool, io_service &Loop, bool Far) {
  if (Far) {
    co_await Pool.schedule(); // Onto the pool.
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'schedule' schedules coroutine 'inBlock' on an executor that it leaves
    // CHECK-FIXES: // Onto the pool.
    co_await Loop.schedule();
  }
  compute();
}

class Service {
public:
  task<> byMembers();
  task<> byPointers();

private:
  static_thread_pool Pool;
  io_service &Loop;
  std::unique_ptr<io_service> Other;
  static_thread_pool *Far;
};

task<> Service::byMembers() {
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'byMembers' on an executor that it leaves
  co_await this->Loop.schedule();
  compute();
}
// CHECK-FIXES: task<> Service::byMembers() {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await this->Loop.schedule();

task<> Service::byPointers() {
  co_await Far->schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'byPointers' on an executor that it leaves
  co_await Other->schedule();
  compute();
}
// CHECK-FIXES: task<> Service::byPointers() {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Other->schedule();

task<> byVariables() {
  static_thread_pool Own;
  auto &Shared = sharedPool();
  auto *Loop = &loopOf(1);
  co_await Own.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'schedule' schedules coroutine 'byVariables' on an executor that it leaves
  co_await Loop->schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'schedule' schedules coroutine 'byVariables' on an executor that it leaves at once [async-redundant-reschedule]
  co_await Shared.schedule();
  compute();
  co_await Own.schedule();
}
// CHECK-FIXES: auto *Loop = &loopOf(1);
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Loop->schedule();
// CHECK-FIXES: co_await Shared.schedule();

void inLambda(static_thread_pool &Pool, io_service &Loop) {
  auto Run = [&]() -> task<> {
    co_await Pool.schedule();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'schedule' schedules this coroutine on an executor that it leaves
    co_await Loop.schedule();
    compute();
  };
  cppcoro::sync_wait(Run());
}
// CHECK-FIXES: auto Run = [&]() -> task<> {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Loop.schedule();

template <typename T>
task<T> inTemplate(static_thread_pool &Pool, io_service &Loop, T Value) {
  co_await Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'schedule' schedules coroutine 'inTemplate' on an executor that it leaves
  co_await Loop.schedule();
  co_return Value;
}
// CHECK-FIXES: inTemplate(static_thread_pool &Pool, io_service &Loop, T Value) {
// CHECK-FIXES-NEXT: //
// CHECK-FIXES: co_await Loop.schedule();
template task<int> inTemplate(static_thread_pool &, io_service &, int);
template task<long> inTemplate(static_thread_pool &, io_service &, long);

#define HOP_TO(Executor) co_await Executor.schedule()
task<> inMacro(static_thread_pool &Pool, io_service &Loop) {
  HOP_TO(Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'schedule' schedules coroutine 'inMacro' on an executor that it leaves at once [async-redundant-reschedule]
  // CHECK-FIXES: HOP_TO(Pool);
  HOP_TO(Loop);
  compute();
}

using Crew = static_thread_pool;
task<> suppressed(Crew &Pool, io_service &Loop) {
  co_await Pool.schedule(); // NOLINT(async-redundant-reschedule)
  co_await Loop.schedule();
  compute();
}

// The task runs where it runs; only what comes after it would be on the pool.
task<> resumesOnlyToGoOn(static_thread_pool &Pool, io_service &Loop) {
  co_await cppcoro::resume_on(Pool, store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resume_on' schedules coroutine 'resumesOnlyToGoOn' on an executor that it leaves at once; await the task itself
  // CHECK-FIXES: co_await store(1);
  co_await Loop.schedule();
  compute();
}

//===-- Silent ------------------------------------------------------------===//

task<> okWorkBetween(static_thread_pool &Pool, io_service &Loop) {
  co_await Pool.schedule();
  compute();
  co_await Loop.schedule();
}

task<> okAwaitBetween(static_thread_pool &Pool, io_service &Loop) {
  co_await Pool.schedule();
  co_await store(1);
  co_await Loop.schedule();
}

// The task runs on the pool.
task<> okTaskOnPool(static_thread_pool &Pool, io_service &Loop) {
  co_await cppcoro::schedule_on(Pool, store(1));
  co_await Loop.schedule();
  co_await cppcoro::resume_on(Pool, store(2));
}

// The second one may be there to let others run.
task<> okYields(static_thread_pool &Pool) {
  co_await Pool.schedule();
  compute();
  co_await Pool.schedule();
  compute();
}

task<> okYieldsInLoop(static_thread_pool &Pool) {
  co_await Pool.schedule();
  for (int I = 0; I < 9; ++I) {
    co_await Pool.schedule();
    compute();
  }
}

task<> okOneOfTwo(static_thread_pool &Pool, io_service &Loop, bool Far) {
  if (Far)
    co_await Pool.schedule();
  co_await Loop.schedule();
  if (Far)
    co_await Pool.schedule();
  else
    co_await Loop.schedule();
}

// What is asked for the second one runs on the first.
task<> okAskedThere(static_thread_pool &Pool, int Id) {
  co_await Pool.schedule();
  co_await loopOf(Id).schedule();
}

// So does the destructor.
task<> okScope(static_thread_pool &Pool, io_service &Loop) {
  {
    std::unique_ptr<int> Value;
    co_await Pool.schedule();
  }
  co_await Loop.schedule();
}

task<> okTimer(static_thread_pool &Pool, io_service &Loop) {
  using namespace std::chrono_literals;
  co_await Loop.schedule_after(1s);
  co_await Pool.schedule();
  co_await Loop.schedule_after(1s);
}

task<> okNoHop(cppcoro::inline_scheduler &Here, io_service &Loop) {
  co_await Here.schedule();
  co_await Loop.schedule();
  co_await Here.schedule();
}

// The caller goes on there.
task<> okRightBeforeTheEnd(static_thread_pool &Pool) {
  co_await store(1);
  co_await Pool.schedule();
}

task<> okDirective(static_thread_pool &Pool, io_service &Loop) {
  co_await Pool.schedule();
#ifdef WITH_WORK
  compute();
#endif
  co_await Loop.schedule();
}

task<> okLabel(static_thread_pool &Pool, io_service &Loop, bool Again) {
  co_await Pool.schedule();
Next:
  co_await Loop.schedule();
  if (Again)
    goto Next;
}

// Nobody knows the type.
template <typename Scheduler>
task<> okUnknown(Scheduler &First, Scheduler &Second) {
  co_await First.schedule();
  co_await Second.schedule();
}

// FIXME: Silent, but should report: only hops of one block are compared.
task<> missedInBlock(static_thread_pool &Pool, io_service &Loop) {
  { co_await Pool.schedule(); }
  co_await Loop.schedule();
  compute();
}

// FIXME: Silent, but should report: no model says that it moves anything.
struct Strand {
  decltype(std::declval<static_thread_pool &>().schedule()) enter();
};
task<> missedUnknown(Strand &First, static_thread_pool &Pool) {
  co_await First.enter();
  co_await Pool.schedule();
  compute();
}
