// RUN: async-unobserved-task %stdexec
#include "stdexec/stdexec.h"

namespace ex = stdexec;

exec::task<int> value();
int compute();
static int computeOrThrow() { throw 1; }
void log(std::exception_ptr);

// Function objects, in both forms; the whole pipe is named by its last part.
exec::task<void> dropped(exec::static_thread_pool &Pool) {
  value();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'value' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await value();
  ex::then(value(), [](int V) { return V; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'then' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await ex::then(value(), [](int V) { return V; });
  ex::schedule(Pool.get_scheduler()) | ex::then([] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: the task returned by 'then' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await (ex::schedule(Pool.get_scheduler()) | ex::then([] { return 1; }));
  // What it completes with may be several things: no fix.
  ex::just(1) | ex::let_value([](int V) { return ex::just(V); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'let_value' is dropped before it starts
  // CHECK-FIXES: {{^}}  ex::just(1) | ex::let_value([](int V) { return ex::just(V); });
  co_return;
}

void inFunction(exec::static_thread_pool &Pool, ex::counting_scope &Scope,
                exec::async_scope &Own) {
  auto Chain = ex::schedule(Pool.get_scheduler()) | ex::then(compute);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Chain' never runs: nothing awaits it
  (void)Scope.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task returned by 'join' is dropped before it starts
  ex::spawn_future(value(), Scope.get_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'spawn_future' is destroyed at once, which cancels its work
  (void)Own.spawn_future(value());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'spawn_future' is dropped; if it fails, nobody will know
}

// An error loses nothing but the process: said as a remark.
exec::task<int> mayFail() { co_return co_await value(); }
exec::task<int> cannotFail() {
  try {
    co_return co_await value();
  } catch (...) {
    co_return 0;
  }
}
void detaches(exec::static_thread_pool &Pool, exec::async_scope &Scope) {
  exec::start_detached(mayFail());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes 'mayFail' ends the process: 'start_detached' has no handler for it
  Scope.spawn(ex::starts_on(Pool.get_scheduler(), mayFail()));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: remark: an exception that escapes 'mayFail' ends the process: 'spawn' has no handler for it
  exec::start_detached(ex::schedule(Pool.get_scheduler()) | ex::then([] { computeOrThrow(); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: an exception that escapes this lambda ends the process: 'start_detached' has no handler for it
  // CHECK-NOTES: :[[@LINE-2]]:75: note: it can come from here
  exec::start_detached(cannotFail());
  exec::start_detached(ex::schedule(Pool.get_scheduler()) | ex::then([] { compute(); }) | ex::upon_error([](std::exception_ptr) noexcept {}));
  exec::start_detached(ex::schedule(Pool.get_scheduler()) | ex::then([]() noexcept { compute(); }));
}

// It does not compile if it could fail.
void okSpawned(ex::counting_scope &Scope) {
  ex::spawn(value() | ex::then([](int) {}) | ex::upon_error([](std::exception_ptr E) { log(E); }), Scope.get_token());
}

exec::task<int> okAwaited(exec::static_thread_pool &Pool) {
  auto Chain = ex::schedule(Pool.get_scheduler()) | ex::then([] { return 1; });
  int Sum = co_await std::move(Chain);
  co_return Sum + co_await value();
}
auto okReturned() { return value() | ex::then([](int V) { return V + 1; }); }
