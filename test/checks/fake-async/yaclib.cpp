// RUN: async-fake-async %yaclib
#include "yaclib/yaclib.h"
#include <thread>

using namespace yaclib;
using namespace std::chrono_literals;

Future<int> pretends() {
  std::this_thread::sleep_for(1s);
  return MakeFuture(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pretends' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
}

// Without an executor, Run() calls it here.
Future<int> runsHere() {
  return Run([] {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'runsHere' looks asynchronous, but blocks its caller in 'sleep_for'
    std::this_thread::sleep_for(1s);
    return 1;
  });
}

Future<int> neverSuspends() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for'
  co_return 1;
}

FutureOn<int> okOffloaded(FairThreadPool &Pool) {
  return Run(Pool, [] {
    std::this_thread::sleep_for(1s);
    return 1;
  });
}
Future<int> okCached(int Value) { return MakeFuture(std::move(Value)); }
