// RUN: async-blocking-call,async-blocking-wait,async-unobserved-task -std=c++20 -isystem stubs -option AsyncModels=%S/../sync-over-async/inhouse.yaml
// RUN: async-blocking-call,async-blocking-wait,async-unobserved-task -std=c++20 -isystem stubs -DNDEBUG -option AsyncModels=%S/../sync-over-async/inhouse.yaml
// What is only asserted is not part of the program.
#include "async_lib/inhouse.h"
#include <cassert>
#include <filesystem>

using inhouse::Job, inhouse::Task;
namespace fs = std::filesystem;

Task<> next();
Job<int> job();
[[noreturn]] void die(const char *Text);
void complain(const char *Text) noexcept;

Task<> okAsserts() {
  co_await next();
  assert(fs::remove_all("x") == 21);
  assert(job().get() == 1 && "one");
}

// As libraries define them.
#define BOOST_LIKE_ASSERT(Expr) ((Expr) ? ((void)0) : complain(#Expr))
#define QT_LIKE_ASSERT(Cond) static_cast<void>(false && (Cond))
#define SEA_LIKE_ASSERT(x)                                                     \
  do {                                                                         \
    if (!(x)) [[unlikely]] {                                                   \
      complain(#x);                                                            \
    }                                                                          \
  } while (0)
#define Expects(Cond) (__builtin_expect(!!(Cond), 1) ? (void)0 : die(#Cond))
#define CHECK(Cond) while (!(Cond)) die(#Cond)
#ifdef MY_OPTIMIZED
#define DEBUG_CHECK(Cond) while (false) CHECK(Cond)
#else
#define DEBUG_CHECK(Cond) CHECK(Cond)
#endif
Task<> okLibraries() {
  BOOST_LIKE_ASSERT(fs::remove_all("x") == 1);
  QT_LIKE_ASSERT(fs::remove_all("x") == 2);
  SEA_LIKE_ASSERT(fs::remove_all("x") == 3);
  Expects(fs::remove_all("x") == 4);
  DEBUG_CHECK(fs::remove_all("x") == 5);
  assert([] { return fs::remove_all("x"); }() == 6);
  co_await next();
}

// It is checked in what users run as well.
Task<> checks() {
  CHECK(fs::remove_all("x") == 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'remove_all' blocks the thread of coroutine 'checks', and all other coroutines on it [async-blocking-call]
  co_await next();
}

// Only the condition is an assertion.
#define CHECKED(Value) (assert((Value) > 0), fs::remove_all("x"))
Task<> computes() {
  if (CHECKED(1) > 3)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'remove_all' blocks
    co_return;
  co_await next();
}

// What is written for tests may return, or use the value.
#define ASSERT_OR_LEAVE(Cond) if (!(Cond)) co_return
Task<> leaves() {
  ASSERT_OR_LEAVE(fs::remove_all("x") == 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'remove_all' blocks
  co_await next();
}
