// What waits last in a continuation may as well return the task.
// RUN: async-blocking-wait %seastar -fix-notes
#include "seastar/seastar.h"

using seastar::future;

future<int> fetch(int Id = 0);
future<> store(int);

future<int> value() {
  return fetch().then([](int Id) { return fetch(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread that runs this continuation, and all other work on it [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: return the task from the callable passed to 'then', and continue in the next one
  // CHECK-FIXES: return fetch().then([](int Id) { return fetch(Id); });
}

future<> nothing() {
  return fetch().then([](int Id) { store(Id).get(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread that runs this continuation
  // CHECK-FIXES: return fetch().then([](int Id) { return store(Id); });
}
