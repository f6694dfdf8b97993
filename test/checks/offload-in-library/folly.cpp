// RUN: async-offload-in-library -isystem stubs -include-file=include/lib/futures.h
#include "include/lib/futures.h"

namespace lib {

int compute(int X) { return X * 2; }

folly::Future<int> later(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'via'; take the executor as a parameter [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: make 'later' synchronous, and let its callers decide
}
// CHECK-FIXES: folly::Future<int> later(int X, folly::Executor::KeepAlive<> Executor) {
// CHECK-FIXES-NEXT: return folly::via(Executor, [X] { return compute(X); });

folly::Future<int> noArgument() {
  return folly::via(folly::getGlobalCPUExecutor(), [] { return compute(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'noArgument' chooses an executor on behalf
}
// CHECK-FIXES: folly::Future<int> noArgument(folly::Executor::KeepAlive<> Executor) {

folly::Future<int> withDefault(int X, int Y) {
  return folly::via(folly::getGlobalCPUExecutor(),
                    [X, Y] { return compute(X) + Y; });
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'withDefault' chooses an executor
}
// CHECK-FIXES: folly::Future<int> withDefault(int X, int Y, folly::Executor::KeepAlive<> Executor) {
// CHECK-FIXES-NEXT: return folly::via(Executor,

folly::coro::Task<int> awaits(int X) {
  int Part = co_await folly::via(folly::getGlobalCPUExecutor(),
                                 [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'awaits' chooses an executor on behalf
  co_return Part + 1;
}
// CHECK-FIXES: folly::coro::Task<int> awaits(int X, folly::Executor::KeepAlive<> Executor) {
// CHECK-FIXES-NEXT: int Part = co_await folly::via(Executor,

// It decides once: the parameter serves both.
folly::coro::Task<int> awaitsTwice(int X) {
  int Part = co_await folly::via(folly::getGlobalCPUExecutor(),
                                 [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: 'awaitsTwice' chooses an executor
  // CHECK-NOTES: :[[@LINE+2]]:22: note: and here
  // CHECK-FIXES: int Part = co_await folly::via(Executor,
  co_return co_await folly::via(folly::getGlobalCPUExecutor(),
                                [Part] { return compute(Part); });
  // CHECK-FIXES: co_return co_await folly::via(Executor,
}

folly::coro::Task<int> schedules(int X) {
  co_return co_await folly::coro::co_withExecutor(folly::getGlobalCPUExecutor(),
                                                  okOnCallersThread(X));
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: 'schedules' chooses an executor on behalf of its callers: it hands its work to 'co_withExecutor'
}
// CHECK-FIXES: folly::coro::Task<int> schedules(int X, folly::Executor::KeepAlive<> Executor) {

// What is done on its threads stands in the chain behind it.
folly::Future<int> chained(int X) {
  return folly::via(folly::getGlobalCPUExecutor())
      .thenValue([X](folly::Unit) { return compute(X); })
      .thenValue([](int Y) { return Y + 1; });
  // CHECK-MESSAGES: :[[@LINE-3]]:10: warning: 'chained' chooses an executor on behalf of its callers: it hands its work to 'via'
}

folly::SemiFuture<int> chainedAndAdapted(int X) {
  return folly::via(folly::getGlobalCPUExecutor())
      .thenValue([X](folly::Unit) { return compute(X); })
      .semi();
  // CHECK-MESSAGES: :[[@LINE-3]]:10: warning: 'chainedAndAdapted' chooses an executor
}

folly::Future<int> okChained(folly::Executor::KeepAlive<> Where, int X) {
  return folly::via(Where).thenValue([X](folly::Unit) { return compute(X); });
}

folly::SemiFuture<int> throughAdapter(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); })
      .semi();
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'throughAdapter' chooses an executor
}
// CHECK-FIXES: folly::SemiFuture<int> throughAdapter(int X, folly::Executor::KeepAlive<> Executor) {

// Where the executor comes from counts, not how it is passed. No fix where what
// is used now could not be named in the header.
folly::Future<int> throughPointer(int X) {
  return folly::via(folly::getGlobalCPUExecutor().get(),
                    [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: 'throughPointer' chooses an executor
}

folly::Future<int> executorInVariable(int X) {
  auto Where = folly::getGlobalCPUExecutor();
  return folly::via(Where, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'executorInVariable' chooses an executor
}

static folly::CPUThreadPoolExecutor Shared(4);

folly::Future<int> onGlobalPool(int X) {
  return folly::via(&Shared, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onGlobalPool' chooses an executor
}

folly::Future<int> onStaticPool(int X) {
  static folly::CPUThreadPoolExecutor Own(4);
  return folly::via(folly::getKeepAliveToken(Own), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'onStaticPool' chooses an executor
}

// A call without an executor could mean the other one: no fix.
folly::Future<int> overloaded(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'overloaded' chooses an executor on behalf
}
// CHECK-FIXES: folly::Future<int> overloaded(int X) {
folly::Future<int> overloaded(double X) {
  return folly::makeFuture(static_cast<int>(X));
}

// Its type must stay what it is.
folly::Future<int> addressTaken(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'addressTaken' chooses an executor
}
// CHECK-FIXES: folly::Future<int> addressTaken(int X) {
folly::Future<int> (*const Kept)(int) = addressTaken;

folly::Future<int> declaredTwice(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'declaredTwice' chooses an executor
}
// CHECK-FIXES: folly::Future<int> declaredTwice(int X, folly::Executor::KeepAlive<> Executor) {

folly::Future<int> Service::method(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'method' chooses an executor on behalf
}
// CHECK-FIXES: folly::Future<int> Service::method(int X, folly::Executor::KeepAlive<> Executor) {

folly::Future<int> Service::overridable(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'overridable' chooses an executor
}
// CHECK-FIXES: folly::Future<int> Service::overridable(int X) {

// They go on compiling, with what is used now.
int callsThem(Service &S) {
  return later(1).get() + noArgument().get() + withDefault(2).get() +
         S.method(3).get() + inlined(4).get() + declaredTwice(5).get();
}

folly::Future<int> Service::okOnMember(int X) {
  return folly::via(Where, [X] { return compute(X); });
}

folly::Future<int> okOnParameter(folly::Executor::KeepAlive<> Where, int X) {
  return folly::via(Where, [X] { return compute(X); });
}

folly::Future<int> okOnPointer(folly::Executor *Where, int X) {
  return folly::via(folly::getKeepAliveToken(Where),
                    [X] { return compute(X); });
}

folly::coro::Task<int> okAwaitsOnParameter(folly::Executor *Where, int X) {
  co_return co_await folly::via(Where, [X] { return compute(X); });
}

struct OwnPool {
  static folly::CPUThreadPoolExecutor &instance();
};

int callsTemplates(folly::CPUThreadPoolExecutor &Mine) {
  return okOnTemplateParameter(Mine, 1).get() +
         okOnChosenPool<OwnPool>(2).get();
}

folly::Future<int> okRunsFor(folly::Function<int()> Work) {
  return folly::via(folly::getGlobalCPUExecutor(), std::move(Work));
}

folly::Future<int> okReady(int X) { return folly::makeFuture(compute(X)); }

folly::coro::Task<int> okOnCallersThread(int X) { co_return compute(X); }

// The threads are gone when it returns.
int okJoined(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return compute(X); })
      .get();
}

// Silent: a member is taken for one that the caller has set.
folly::Future<int> Service::missedOnOwnPool(int X) {
  return folly::via(&Own, [X] { return compute(X); });
}

} // namespace lib
