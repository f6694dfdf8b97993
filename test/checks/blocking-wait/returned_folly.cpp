// What waits last in a continuation may as well return the task.
// RUN: async-blocking-wait %folly -fix-notes
#include "folly/folly.h"

using namespace folly;

Future<int> fetch(int Id = 0);
SemiFuture<Unit> store(int);

Future<int> value() {
  return fetch().thenValue([](int Id) { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: return the task from the callable passed to 'thenValue', and continue in the next one
  // CHECK-FIXES: return fetch().thenValue([](int Id) { return fetch(Id); });
}

Future<Unit> nothing() {
  return fetch().thenTry([](Try<int> &&Id) { store(1).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return fetch().thenTry([](Try<int> &&Id) { return store(1); });
}

// What it returns is dropped.
Future<int> ensures() {
  return fetch().ensure([] { store(1).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread that runs this continuation
}
