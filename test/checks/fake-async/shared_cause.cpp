// RUN: async-fake-async %folly
// One cause is one finding, and its fix that of all places.
#include "folly/folly.h"
#include <unistd.h>

static int slow(int Seconds) {
  ::sleep(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks in 'named', which looks asynchronous, and in 1 more function [async-fake-async]
  // CHECK-NOTES: :[[@LINE+6]]:28: note: it is reached from 'named' through 'slow'
  // CHECK-NOTES: :[[@LINE+10]]:28: note: it is reached from 'other' through 'slow'
  return Seconds;
}

folly::Future<int> named() {
  return folly::makeFuture(slow(1));
  // CHECK-FIXES: return folly::via(
}

folly::Future<int> other() {
  return folly::makeFuture(slow(2));
  // CHECK-FIXES: return folly::via(
}

// One place.
static int slower(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}
folly::coro::Task<int> alone(bool Waits) {
  if (Waits && slower(3))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: coroutine 'alone' never suspends: it blocks its caller in 'slower' [async-fake-async]
    co_return 1;
  co_return 2;
}
