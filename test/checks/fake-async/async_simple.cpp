// RUN: async-fake-async %async_simple
#include "async_simple/async_simple.h"
#include <thread>

using namespace async_simple;
using namespace async_simple::coro;
using namespace std::chrono_literals;

Future<int> pretends() {
  std::this_thread::sleep_for(1s);
  return makeReadyFuture(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pretends' looks asynchronous, but blocks its caller in 'sleep_for' before it returns a finished task [async-fake-async]
}

Future<int> keepsPromise() {
  Promise<int> P;
  std::this_thread::sleep_for(1s);
  P.setValue(1);
  return P.getFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'keepsPromise' looks asynchronous, but blocks its caller in 'sleep_for'
}

Lazy<int> neverSuspends() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'neverSuspends' never suspends: it blocks its caller in 'sleep_for'
  // CHECK-FIXES: {{^}}  co_await async_simple::coro::sleep(1s);
  co_return 1;
}

Lazy<int> okComputes() { co_return 1; }
Future<int> okCached(int Value) { return makeReadyFuture(std::move(Value)); }

//===-- On the way that blocked -------------------------------------------===//

int listenOn(int Port) {
  std::this_thread::sleep_for(1s);
  return Port;
}
Lazy<int> accept();
Future<int> acceptSoon();

// Only an error ends early.
Future<int> okErrorPath() {
  int Error = listenOn(80);
  if (Error)
    return makeReadyFuture(std::move(Error));
  return acceptSoon();
}
Future<int> okPromiseOnErrorPath() {
  int Error = listenOn(80);
  Promise<int> P;
  auto F = P.getFuture();
  if (!Error)
    accept().start([P = std::move(P)](Try<int> &&R) mutable {
      P.setValue(int(R.value()));
    });
  else
    P.setValue(int(Error));
  return F;
}

// Both ways end here.
Future<int> promiseOnBothPaths() {
  int Error = listenOn(80);
  Promise<int> P;
  auto F = P.getFuture();
  if (!Error)
    P.setValue(0);
  else
    P.setValue(int(Error));
  return F;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'promiseOnBothPaths' looks asynchronous, but blocks its caller in 'listenOn' before it returns a finished task
}
