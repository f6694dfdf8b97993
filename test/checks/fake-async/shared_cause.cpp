// RUN: async-fake-async %folly
// One cause is one finding, in functions that return tasks and in coroutines.
#include "folly/folly.h"
#include <unistd.h>

static int slow(int Seconds) {
  ::sleep(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the caller of 'named', which looks asynchronous, and in 2 more places [async-fake-async]
  // CHECK-NOTES: :[[@LINE+7]]:28: note: it is reached from 'named' through 'slow'
  // CHECK-NOTES: :[[@LINE+10]]:28: note: it is reached from 'other' through 'slow'
  // CHECK-NOTES: :[[@LINE+13]]:7: note: it is reached from coroutine 'coroutine' through 'slow'
  return Seconds;
}

folly::Future<int> named() {
  return folly::makeFuture(slow(1));
}

folly::Future<int> other() {
  return folly::makeFuture(slow(2));
}

folly::coro::Task<int> coroutine() {
  if (slow(3))
    co_return 1;
  co_return 2;
}

// One place.
static int slower(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}
folly::Future<int> alone() {
  return folly::makeFuture(slower(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'alone' looks asynchronous, but blocks its caller in 'slower' before it returns a finished task [async-fake-async]
}
