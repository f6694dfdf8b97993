// RUN: async-unobserved-task %cppcoro
#include "cppcoro/cppcoro.h"
#include <tuple>

using namespace cppcoro;

task<> work();
task<int> value();
shared_task<int> cached();

void dropped() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  (void)value();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'value' is dropped before it starts
  std::ignore = cached();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task returned by 'cached' is dropped before it starts
}

// An option accepts (void), for tasks that have started only: see options.cpp.
task<> inCoroutine() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await work();
  (void)value();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'value' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await value();
  co_return;
}

task<int> variable() {
  auto Value = value();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Value' never runs: nothing awaits it
  // CHECK-FIXES: auto Value = co_await value();
  task<int> Typed = value();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task in 'Typed' never runs
  // CHECK-FIXES: auto Typed = co_await value();
  const auto Void = work();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task in 'Void' never runs
  // CHECK-FIXES: {{^}}  co_await work();
  auto Direct(value());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Direct' never runs
  // CHECK-FIXES: {{^}}  auto Direct(value());
  co_return 1;
}

task<> onlyLookedAt() {
  auto Value = value();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Value' never runs
  // CHECK-FIXES: {{^}}  auto Value = value();
  if (Value.is_ready())
    co_return;
}

task<> okAwaited() {
  auto Value = value();
  co_await Value.when_ready();
  int Number = co_await Value;
  co_await when_all(work(), value());
}

void okSyncWait() {
  sync_wait(work());
  sync_wait(when_all(work(), value()));
}

task<> locks(async_mutex &Mutex) {
  Mutex.lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'lock_async' is dropped before it starts
  // CHECK-FIXES: co_await Mutex.lock_async();
  auto Lock = Mutex.scoped_lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Lock' never runs
  // CHECK-FIXES: auto Lock = co_await Mutex.scoped_lock_async();
  auto Held = co_await Mutex.scoped_lock_async();
}

task<> schedulers(static_thread_pool &Pool, io_service &Io) {
  Pool.schedule();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'schedule' is dropped before it starts
  // CHECK-FIXES: co_await Pool.schedule();
  Io.schedule_after(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task returned by 'schedule_after' is dropped before it starts
  // CHECK-FIXES: co_await Io.schedule_after(std::chrono::seconds(1));
  schedule_on(Pool, work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'schedule_on' is dropped before it starts
  // CHECK-FIXES: co_await schedule_on(Pool, work());
  co_return;
}

task<> reads(read_only_file &File, char *Buffer) {
  (void)File.read(0, Buffer, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'read' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await File.read(0, Buffer, 10);
  co_return;
}

task<> combined() {
  when_all(work(), work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'when_all' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await when_all(work(), work());
  (void)when_all_ready(work(), value());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'when_all_ready' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await when_all_ready(work(), value());
  co_return;
}

// One finding for a task and what is around it.
task<> wrapped(static_thread_pool &Pool) {
  make_task(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'make_task' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await make_task(work());
  work() | schedule_on(Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'operator|' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await (work() | schedule_on(Pool));
  co_return;
}

void okInScope(async_scope &Scope) { Scope.spawn(work()); }

// join() gives an awaiter, which is no task by its type: the model tells.
task<> joinDropped(async_scope &Scope) {
  (void)Scope.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'join' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Scope.join();
  co_return;
}

// Generators are pulled; leaving one early is normal.
generator<int> numbers() { co_yield 1; }
async_generator<int> stream() { co_yield 1; }
void okGenerators() {
  numbers();
  auto Stream = stream();
}

task<> okEvent(async_manual_reset_event &Event) { co_await Event; }

template <typename T> task<> inTemplate(T Value) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: co_await work();
  co_return;
}
template task<> inTemplate(int);
template task<> inTemplate(const char *);

// Not instantiated: nothing is known of what it calls.
template <typename T> task<> okNotInstantiated(T Job) {
  Job.run();
  co_return;
}

#define RUN(Task) Task
task<> inMacro() {
  RUN(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: RUN(work());
  co_return;
}

auto InLambda = []() -> task<> {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
  // CHECK-FIXES: co_await work();
  co_return;
};

using Work = task<>;
Work aliased();
void alias() {
  aliased();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'aliased' is dropped before it starts
}

// co_await is not allowed in these.
struct Owner {
  Owner() {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is dropped before it starts
  }
  ~Owner() {
    work();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'work' is dropped before it starts
  }
};
int main() {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts
}

void suppressed() {
  work(); // NOLINT(async-unobserved-task)
}
