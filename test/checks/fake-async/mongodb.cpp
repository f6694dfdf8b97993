// RUN: async-fake-async -each-place %mongodb -fix-notes
#include "mongodb/mongodb.h"
#include <chrono>
#include <thread>

using mongo::Future;
using namespace std::chrono_literals;

Future<int> load(int Id = 0);
static int slowly(int Id) {
  std::this_thread::sleep_for(1s);
  return Id;
}

Future<int> looksAsync(int Id) { return Future<int>::makeReady(slowly(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'looksAsync' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task [async-fake-async]

Future<int> called(int Id) {
  return mongo::makeReadyFutureWith([=] { return slowly(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'called' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}

Future<int> byPromise(int Id) {
  mongo::Promise<int> Promise;
  auto Result = Promise.getFuture();
  Promise.emplaceValue(slowly(Id));
  return Result;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byPromise' looks asynchronous, but blocks its caller in 'slowly' before it returns a finished task
}

Future<int> okAtHand() { return Future<int>::makeReady(5); }
Future<int> okFailed(int Id) {
  slowly(Id);
  return Future<int>::makeReady(mongo::Status(1, "no"));
}
Future<int> okAsync() { return load(); }

Future<int> suppressed(int Id) {
  return Future<int>::makeReady(slowly(Id)); // NOLINT(async-fake-async)
}
