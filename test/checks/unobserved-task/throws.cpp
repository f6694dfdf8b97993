// RUN: async-unobserved-task -std=c++20 -isystem stubs
// A callable that has to throw gives no task.
#include "async_lib/inhouse.h"
#include <cstdlib>
#include <stdexcept>
#include <utility>

using inhouse::Job, inhouse::Task;

Job<int> job();
Task<> work();
void log(const char *);

template <class Error, class Callable> void assertThrows(Callable Work) {
  try {
    Work();
  } catch (const Error &) {
    return;
  }
  std::abort();
}

template <class Callable> void forwards(Callable &&Work) {
  assertThrows<std::logic_error>(std::forward<Callable>(Work));
}

struct Failure {};
template <class Callable> void throwsElse(Callable &&Work) {
  try {
    std::forward<Callable>(Work)();
    throw Failure();
  } catch (const std::exception &) {
  }
}

template <class Callable> bool isThrown(const Callable &Work) {
  bool Caught = false;
  try {
    Work();
  } catch (...) {
    Caught = true;
  }
  return Caught;
}

void okThrows() {
  assertThrows<std::logic_error>([] { job(); });
  assertThrows<std::logic_error>([] { work(); });
  forwards([] { job(); });
  throwsElse([] { (void)job(); });
  if (!isThrown([] { job(); }))
    std::abort();
}

// It need not throw.
template <class Callable> bool tries(Callable Work) {
  try {
    Work();
    return true;
  } catch (...) {
    return false;
  }
}
template <class Callable> void logs(Callable Work) {
  try {
    Work();
  } catch (const std::exception &Error) {
    log(Error.what());
  }
}
bool isOver();
template <class Callable> void calls(Callable Work) {
  Work();
  if (isOver())
    std::abort();
}

void runs() {
  tries([] { job(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'job' is dropped; if it fails, nobody will know [async-unobserved-task]
  logs([] { job(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task returned by 'job' is dropped;
  calls([] { job(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task returned by 'job' is dropped;
}
