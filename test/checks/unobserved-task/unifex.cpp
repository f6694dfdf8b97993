// RUN: async-unobserved-task %unifex
#include "unifex/unifex.h"

using namespace unifex;

task<int> value();
int compute();
static int computeOrThrow() { throw 1; }
int computeQuietly() noexcept;

// Function objects, in both forms; the whole pipe is named by its last part.
task<void> dropped(static_thread_pool &Pool) {
  value();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'value' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await value();
  schedule(Pool.get_scheduler());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'schedule' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await schedule(Pool.get_scheduler());
  then(value(), [](int V) { return V; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'then' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await then(value(), [](int V) { return V; });
  schedule(Pool.get_scheduler()) | then([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task returned by 'then' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await (schedule(Pool.get_scheduler()) | then([] { return 1; }));
  schedule_after(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'schedule_after' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await schedule_after(std::chrono::seconds(1));
  // What these complete with may be several things: no fix.
  value() | let_value([](int V) { return just(V); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'let_value' is dropped before it starts
  // CHECK-FIXES: {{^}}  value() | let_value([](int V) { return just(V); });
  when_all(value(), value());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'when_all' is dropped before it starts
  // CHECK-FIXES: {{^}}  when_all(value(), value());
  on(Pool.get_scheduler(), value());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'on' is dropped before it starts
  co_return;
}

void inFunction(static_thread_pool &Pool, async_scope &Scope) {
  auto Chain = schedule(Pool.get_scheduler()) | then(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Chain' never runs: nothing awaits it
  (void)Scope.complete();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'complete' is dropped before it starts
}

// In a coroutine of another library there is nothing to await a sender with.
struct Other {
  struct promise_type {
    Other get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    template <typename T> T &&await_transform(T &&Value);
    void unhandled_exception();
    void return_void();
  };
};
Other elsewhere(static_thread_pool &Pool) {
  schedule(Pool.get_scheduler()) | then(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task returned by 'then' is dropped before it starts
  // CHECK-FIXES: {{^}}  schedule(Pool.get_scheduler()) | then(compute);
  co_return;
}

// Dropped, it stops what it stands for.
void cancels(async_scope &Scope) {
  (void)Scope.spawn(value());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'spawn' is destroyed at once, which cancels its work
}

// An error loses nothing but the process: said as a remark.
task<int> mayFail() { co_return co_await value(); }
void spawns(static_thread_pool &Pool, async_scope &Scope) {
  Scope.detached_spawn(mayFail());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: remark: an exception that escapes 'mayFail' ends the process: 'detached_spawn' has no handler for it
  spawn_detached(schedule(Pool.get_scheduler()) | then([] { computeOrThrow(); }), Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this lambda ends the process: 'spawn_detached' has no handler for it
  // CHECK-NOTES: :[[@LINE-2]]:61: note: it can come from here
  spawn_detached(schedule(Pool.get_scheduler()) | then([] { computeQuietly(); }), Scope);
  spawn_detached(schedule(Pool.get_scheduler()) | then([] { compute(); }) | upon_error([](std::exception_ptr) noexcept {}), Scope);
}

task<int> okAwaited(static_thread_pool &Pool, async_scope &Scope) {
  int Sum = co_await (schedule(Pool.get_scheduler()) | then([] { return 1; }));
  auto Started = Scope.spawn(value());
  Sum += co_await std::move(Started);
  co_await Scope.join();
  sync_wait(when_all(value(), value()));
  co_return Sum;
}
auto okReturned() { return value() | then([](int V) { return V + 1; }); }
