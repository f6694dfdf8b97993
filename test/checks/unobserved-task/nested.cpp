// RUN: async-unobserved-task %inhouse
#include "async_lib/inhouse.h"
#include <future>

using inhouse::Job, inhouse::Task;

Task<> work();
Task<Task<>> outer();
Task<Job<>> starts();
Job<Task<>> eagerOuter();
template <typename Function> static Task<Task<>> submit(Function Code) {
  co_return Code();
}

//===-- The inner task is dropped -----------------------------------------===//

Task<> discarded() {
  co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this awaited task yields never runs: nothing awaits it; await it as well [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await co_await outer();
  (void)co_await eagerOuter();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that this awaited task yields never runs
  // CHECK-FIXES: {{^}}  (void)co_await co_await eagerOuter();
  co_await submit([] { return work(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this awaited task yields never runs
  // CHECK-FIXES: {{^}}  co_await co_await submit([] { return work(); });
}

Task<> variable() {
  Task<Task<>> Outer = outer();
  co_await std::move(Outer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this awaited task yields never runs
  // CHECK-FIXES: {{^}}  co_await co_await std::move(Outer);
  auto Inner = co_await outer();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Inner' never runs: nothing awaits it
}

Task<> eager() {
  co_await starts();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this awaited task yields is dropped; if it fails, nobody will know; await it as well
  // CHECK-FIXES: {{^}}  co_await co_await starts();
}

void futures() {
  auto Outer = std::async(std::launch::async, work);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task that is the value of 'Outer' never runs: nothing takes it
  Outer.wait();
}

#define AWAIT(Task) co_await Task
Task<> inMacro() {
  AWAIT(outer());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task that this awaited task yields never runs
  // CHECK-FIXES: {{^}}  AWAIT(outer());
}

//===-- Silent ------------------------------------------------------------===//

Task<> okBoth() {
  co_await co_await outer();
  auto Inner = co_await outer();
  co_await std::move(Inner);
  Task<> Later = co_await eagerOuter();
  co_await std::move(Later);
}

Task<Task<>> okReturns() {
  auto Inner = co_await outer();
  co_return std::move(Inner);
}

Task<> okFuture() {
  auto Outer = std::async(std::launch::async, work);
  Outer.wait();
  co_await Outer.get();
}

Task<> suppressed() {
  co_await outer(); // NOLINT(async-unobserved-task)
}
