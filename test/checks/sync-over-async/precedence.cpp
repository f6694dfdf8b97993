// RUN: async-* -std=c++20 -isystem stubs
// One finding for an expression, whatever checks are on.
#include "cppcoro/cppcoro.h"
#include <string>

cppcoro::task<std::string> line();

// The fix puts its callers right as well.
static std::size_t length() { return cppcoro::sync_wait(line()).size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'sync_wait' blocks the thread of every caller of 'length' until the task is finished; make 'length' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: static cppcoro::task<std::size_t> length() { co_return (co_await line()).size(); }
cppcoro::task<std::size_t> neverSuspended() { co_return length(); }
// CHECK-FIXES: cppcoro::task<std::size_t> neverSuspended() { co_return co_await length(); }
cppcoro::task<std::size_t> suspended() {
  co_await line();
  co_return length();
  // CHECK-FIXES: {{^}}  co_return co_await length();
}

// No fix: the call is reported once, where a coroutine calls it.
std::size_t visible() { return cppcoro::sync_wait(line()).size(); }
cppcoro::task<std::size_t> callsVisible() {
  co_await line();
  co_return visible();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'visible' blocks the thread of coroutine 'callsVisible', and all other coroutines on it [async-blocking-call]
}
