// RUN: async-unobserved-task %async_simple -check-suffix=,PLAIN
// RUN: async-unobserved-task %async_simple -check-suffix=,NOTES -fix-notes
#include "async_simple/async_simple.h"

using namespace async_simple;
using namespace async_simple::coro;

Lazy<> work();
Lazy<int> value();
Future<int> started();
void log(std::exception_ptr);

Lazy<> dropped(Mutex &M, SharedMutex &Shared, Executor *Ex) {
  work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'work' is dropped before it starts: it runs only when awaited [async-unobserved-task]
  // CHECK-FIXES: {{^}}  co_await work();
  started();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'started' is dropped; if it fails, nobody will know
  // CHECK-NOTES: :[[@LINE-2]]:3: note: await it, if the code that follows may wait
  // CHECK-FIXES-PLAIN: {{^}}  started();
  // CHECK-FIXES-NOTES: {{^}}  co_await started();
  (void)M.coLock();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task returned by 'coLock' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await M.coLock();
  // Of a SharedMutex it is a coroutine: the lock is kept.
  Shared.unlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'unlock' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await Shared.unlock();
  dispatch(Ex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'dispatch' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await dispatch(Ex);
  work().coAwaitTry();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task returned by 'coAwaitTry' is dropped before it starts
  // CHECK-FIXES: {{^}}  co_await work().coAwaitTry();
  M.unlock();
  co_return;
}

Lazy<int> mayFail() { co_return co_await value(); }
Lazy<int> cannotFail() {
  try {
    co_return co_await value();
  } catch (...) {
    co_return 0;
  }
}
void starts(Executor *Ex) {
  mayFail().start([](Try<int> &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the error of 'mayFail' is lost: the handler ignores it
  mayFail().via(Ex).start([](Try<int> &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the error of 'mayFail' is lost: the handler ignores it
  cannotFail().start([](Try<int> &&) {});
  mayFail().start([](Try<int> &&Outcome) {
    if (Outcome.hasError())
      log(Outcome.getException());
  });
}

// It throws the error where nobody catches it.
void detaches(Executor *Ex) {
  mayFail().via(Ex).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: an exception that escapes 'mayFail' ends the process: 'detach' has no handler for it
  // CHECK-NOTES: :[[@LINE-24]]:33: note: it can come from here
  cannotFail().via(Ex).detach();
}

void okObserved() {
  started().setContinuation([](Try<int> &&Outcome) {
    if (Outcome.hasError())
      log(Outcome.getException());
  });
  syncAwait(work());
}

// Whoever asks whether it has ended already has looked at it.
bool okAsked() {
  auto Started = started();
  return !Started.hasResult();
}
void asksForNothing() {
  auto Started = started();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Started': its value and its error are lost
  Started.hasResult();
}
bool asksWhetherItIsThere() {
  auto Started = started();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: nothing awaits 'Started': its value and its error are lost
  return Started.valid();
}
