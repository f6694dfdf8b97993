// RUN: async-offload-in-library -include-file=include/lib/standard.h
// RUN: async-offload-in-library -fix-notes -check-suffix=,SYNC
#include "include/lib/standard.h"

namespace lib {

int compute(int X) { return X * 2; }

std::future<int> later(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'later' chooses an executor on behalf of its callers: it hands its work to 'async' [async-offload-in-library]
  // CHECK-NOTES: :[[@LINE-3]]:18: note: make 'later' synchronous, and let its callers decide
}
// CHECK-FIXES-SYNC: int later(int X) {
// CHECK-FIXES-SYNC-NEXT: return compute(X);

std::future<int> withPolicy(int X) {
  return std::async(std::launch::async, [X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'withPolicy' chooses an executor on behalf
}
// CHECK-FIXES-SYNC: int withPolicy(int X) {
// CHECK-FIXES-SYNC-NEXT: return compute(X);

// Statements cannot be moved out of the lambda: said without a fix.
std::future<void> fire(int X) {
  return std::async([X] { compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'fire' chooses an executor on behalf
  // CHECK-NOTES: :[[@LINE-3]]:19: note: make it synchronous, or take the executor from the caller
}
// CHECK-FIXES-SYNC: return std::async([X] { compute(X); });

// In an object of the library's own.
Kept wrapped(int X) {
  return Kept{std::async([X] { return compute(X); })};
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'wrapped' chooses an executor on behalf
}

std::future<int> byName(int X) {
  return std::async(compute, X);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byName' chooses an executor on behalf
}

std::future<int> bound(int X) {
  return std::async(std::bind(compute, X));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'bound' chooses an executor on behalf
}

std::thread startThread(int X) {
  return std::thread([X] { compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'startThread' chooses an executor on behalf of its callers: it hands its work to 'thread'
}

// It decides once.
std::future<int> chosen(int X, bool Fast) {
  return Fast ? std::async([X] { return X; })
              : std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: 'chosen' chooses an executor on behalf
  // CHECK-NOTES: :[[@LINE-2]]:17: note: and here
}

std::future<int> throughVariable(int X) {
  auto Later = std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'throughVariable' chooses an executor
  compute(X);
  return Later;
}

std::shared_future<int> throughAdapter(int X) {
  return std::async([X] { return compute(X); }).share();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'throughAdapter' chooses an executor
}

std::future<int> okReady(int X) {
  std::promise<int> Now;
  Now.set_value(X);
  return Now.get_future();
}

// Judged per path.
std::future<int> perPath(int X, bool Fast) {
  if (Fast)
    return okReady(X);
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'perPath' chooses an executor on behalf
}

// Said where the macro is used, and not edited.
std::future<int> inMacro(int X) {
  return LIB_LATER(compute(X));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inMacro' chooses an executor on behalf
  // CHECK-FIXES-SYNC: return LIB_LATER(compute(X));
}

// The type is written elsewhere: no fix.
Answer aliased(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'aliased' chooses an executor on behalf
}
// CHECK-FIXES-SYNC: Answer aliased(int X) {

std::future<int> Service::method(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'method' chooses an executor on behalf
}
// CHECK-FIXES-SYNC: int Service::method(int X) {
// CHECK-FIXES-SYNC-NEXT: return compute(X);

std::future<int> Service::staticMethod(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'staticMethod' chooses an executor
}
// CHECK-FIXES-SYNC: int Service::staticMethod(int X) {

// Those who override it would have to follow.
std::future<int> Service::overridable(int X) {
  return std::async([X] { return compute(X); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'overridable' chooses an executor
}
// CHECK-FIXES-SYNC: std::future<int> Service::overridable(int X) {

// Its callers in this file go on compiling.
int callsThem(Service &S) {
  return later(1).get() + S.method(2).get() + inlined(3).get() +
         instantiated(4).get() + static_cast<int>(instantiated(4.5).get());
}
// CHECK-FIXES-SYNC: return later(1) + S.method(2) + inlined(3) +

std::future<int> Service::okProtected(int X) {
  return std::async([X] { return compute(X); });
}

std::future<int> Service::okPrivate(int X) {
  return std::async([X] { return compute(X); });
}

int Service::step(int X) { return X; }

std::future<int> Pool::okSubmits(std::function<int()> Work) {
  return std::async(Work);
}

int okCaller(Pool &P) {
  return P.okForwards([](int X) { return X; }, 1).get() +
         P.okWraps([] { return 1; }).get();
}

std::future<int> Runner::okStored() { return std::async(Work); }

std::future<int> Runner::okStoredInLambda() {
  return std::async([this] { return Work() + 1; });
}

std::future<int> okPointer(int X, int (*Work)(int)) {
  return std::async(Work, X);
}

// Runs in get(), on the thread that calls it.
std::future<int> okDeferred(int X) {
  return std::async(std::launch::deferred, [X] { return compute(X); });
}

// The threads are gone when it returns.
int okForkAndJoin(int X) {
  auto Half = std::async([X] { return compute(X); });
  int Other = compute(X + 1);
  return Half.get() + Other;
}

int okWaits(int X) {
  return std::async([X] { return compute(X); }).get();
}

std::future<int> okQuiet(int X) {
  // NOLINTNEXTLINE(async-offload-in-library)
  return std::async([X] { return compute(X); });
}

// Internal linkage, also by the class around it.
static std::future<int> okInternal(int X) {
  return std::async([X] { return compute(X); });
}

namespace {
struct OkUnnamed {
  std::future<int> run(int X) {
    return std::async([X] { return compute(X); });
  }
};
} // namespace

// Said where it offloads, not of whoever passes it on.
std::future<int> okOther(int X) {
  return X ? okInternal(X) : OkUnnamed().run(X);
}

// No header declares it: nobody else calls it.
std::future<int> okLocalToProgram(int X) {
  return std::async([X] { return compute(X); });
}

// Silent: the future comes from a promise, and nothing says who keeps it.
std::future<int> missedPromise(int X) {
  std::promise<int> Kept;
  std::future<int> Later = Kept.get_future();
  std::thread([X, Kept = std::move(Kept)]() mutable {
    Kept.set_value(compute(X));
  }).detach();
  return Later;
}

// FIXME: Silent, but should report: no model says that it offloads.
std::future<int> runElsewhere(std::function<int()> Work);
std::future<int> missedUnknown(int X) {
  return runElsewhere([X] { return compute(X); });
}

// Silent: the lambda is a function of its own, though it is called at once.
std::future<int> missedInLambda(int X) {
  return [X] { return std::async([X] { return compute(X); }); }();
}

} // namespace lib
