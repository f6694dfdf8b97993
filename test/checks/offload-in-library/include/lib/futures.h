// What a library offers that is built on folly.
#ifndef LIB_FUTURES_H
#define LIB_FUTURES_H

#include "folly/folly.h"
#include <atomic>
#include <memory>

namespace lib {

int compute(int X);

folly::Future<int> later(int X);
// CHECK-FIXES: folly::Future<int> later(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::Future<int> noArgument();
// CHECK-FIXES: folly::Future<int> noArgument(folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::Future<int> withDefault(int X, int Y = 2);
// CHECK-FIXES: folly::Future<int> withDefault(int X, int Y = 2, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::coro::Task<int> awaits(int X);
// CHECK-FIXES: folly::coro::Task<int> awaits(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::coro::Task<int> awaitsTwice(int X);
// CHECK-FIXES: folly::coro::Task<int> awaitsTwice(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::coro::Task<int> schedules(int X);
// CHECK-FIXES: folly::coro::Task<int> schedules(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::Future<int> chained(int X);
folly::SemiFuture<int> chainedAndAdapted(int X);
folly::Future<int> okChained(folly::Executor::KeepAlive<> Where, int X);
folly::SemiFuture<int> throughAdapter(int X);
folly::Future<int> throughPointer(int X);
folly::Future<int> executorInVariable(int X);
folly::Future<int> onGlobalPool(int X);
folly::Future<int> onStaticPool(int X);
folly::Future<int> overloaded(int X);
folly::Future<int> overloaded(double X);
// CHECK-FIXES: folly::Future<int> overloaded(int X);
// CHECK-FIXES: folly::Future<int> overloaded(double X);
folly::Future<int> addressTaken(int X);
// CHECK-FIXES: folly::Future<int> addressTaken(int X);

// The first declaration gets the default, the second has none.
folly::Future<int> declaredTwice(int X);
// CHECK-FIXES: folly::Future<int> declaredTwice(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
folly::Future<int> declaredTwice(int Again);
// CHECK-FIXES: folly::Future<int> declaredTwice(int Again, folly::Executor::KeepAlive<> Executor);

inline folly::Future<int> inlined(int X) {
  return folly::via(folly::getGlobalCPUExecutor(), [X] { return X * 2; });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inlined' chooses an executor on behalf of its callers: it hands its work to 'via'
}
// CHECK-FIXES: inline folly::Future<int> inlined(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor()) {
// CHECK-FIXES-NEXT: return folly::via(Executor, [X] { return X * 2; });

class Service {
public:
  explicit Service(folly::Executor *Where) : Where(Where) {}
  folly::Future<int> method(int X);
  // CHECK-FIXES: folly::Future<int> method(int X, folly::Executor::KeepAlive<> Executor = folly::getGlobalCPUExecutor());
  virtual folly::Future<int> overridable(int X);
  // CHECK-FIXES: virtual folly::Future<int> overridable(int X);
  folly::Future<int> okOnMember(int X);
  folly::Future<int> missedOnOwnPool(int X);

private:
  folly::Executor *Where;
  folly::CPUThreadPoolExecutor Own{4};
};

folly::Future<int> okOnParameter(folly::Executor::KeepAlive<> Where, int X);
folly::Future<int> okOnPointer(folly::Executor *Where, int X);
folly::coro::Task<int> okAwaitsOnParameter(folly::Executor *Where, int X);
template <typename Executor>
folly::Future<int> okOnTemplateParameter(Executor &Where, int X) {
  return folly::via(&Where, [X] { return compute(X); });
}
template <typename Pool> folly::Future<int> okOnChosenPool(int X) {
  return folly::via(&Pool::instance(), [X] { return compute(X); });
}
folly::Future<int> okRunsFor(folly::Function<int()> Work);
folly::Future<int> okReady(int X);
folly::coro::Task<int> okOnCallersThread(int X);

// An executor: to run things is its work.
class OkExecutor : public folly::Executor {
public:
  folly::Future<int> twice(int X) {
    return folly::via(folly::getGlobalCPUExecutor(), [X] { return X * 2; });
  }
};

} // namespace lib

#endif // LIB_FUTURES_H
