// RUN: async-fake-async -each-place %arangodb -fix-notes
#include "arangodb/arangodb.h"
#include <chrono>
#include <thread>

using arangodb::futures::Future;
using arangodb::futures::makeFuture;
using arangodb::futures::Unit;
using namespace std::chrono_literals;

Future<int> load(int Id = 0);
static int slowly(int Id) {
  std::this_thread::sleep_for(1s);
  return Id;
}

Future<int> looksAsync(int Id) { return makeFuture(slowly(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'looksAsync' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task [async-fake-async]

Future<int> converted(int Id) { return slowly(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'converted' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task

Future<int> called(int Id) {
  return arangodb::futures::makeFutureWith([=] { return slowly(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'called' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}

Future<Unit> neverSuspends() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for' [async-fake-async]
  co_return;
}

Future<int> okAtHand() { return makeFuture(5); }
Future<int> okFailed(int Id, std::exception_ptr E) {
  slowly(Id);
  return makeFuture<int>(E);
}
Future<int> okAsync() { return load(); }

Future<int> suppressed(int Id) {
  return makeFuture(slowly(Id)); // NOLINT(async-fake-async)
}
