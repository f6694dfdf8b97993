// RUN: async-fake-async -each-place %folly
#include "folly/folly.h"
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

using namespace folly;

std::string slurp(const std::string &Path) {
  std::ifstream File(Path);
  std::string Line;
  std::getline(File, Line);
  return Line;
}
int slow(int Seconds) {
  ::sleep(Seconds);
  return Seconds;
}
int countViews(std::string_view Text) { return slow(Text.size()); }
int countText(const char *Text) { return slow(*Text); }
int takes(std::unique_ptr<int> Number) { return slow(*Number); }
int changes(int &Number) { return slow(++Number); }

//===-- Handed to the library's offload -----------------------------------===//

Future<int> value(int Seconds) {
  return makeFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'value' looks asynchronous, but blocks its caller in 'slow' before it returns a finished task [async-fake-async]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: 'slow' is called here
  // CHECK-NOTES: :[[@LINE-14]]:3: note: 'slow' blocks here, in 'sleep'
  // CHECK-FIXES: return folly::via(folly::getGlobalCPUExecutor(), [=] { return slow(Seconds); });
}

Future<int> expression(int Seconds) {
  return makeFuture(slow(Seconds) + slow(1) * 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'expression' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: [=] { return slow(Seconds) + slow(1) * 2; });
}

SemiFuture<int> semi(int Seconds) {
  return makeSemiFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'semi' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: return folly::via(folly::getGlobalCPUExecutor(), [=] { return slow(Seconds); });
}

Future<int> byConversion(int Seconds) {
  return slow(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byConversion' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: return folly::via(folly::getGlobalCPUExecutor(), [=] { return slow(Seconds); });
}

// What is copied outlives the call.
Future<std::string> byValue(std::string Path) {
  return makeFuture(slurp(Path + "/hosts"));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byValue' looks asynchronous, but blocks its caller in 'slurp'
  // CHECK-FIXES: [=] { return slurp(Path + "/hosts"); });
}

Future<std::string> byConstReference(const std::string &Path) {
  return makeFuture(slurp(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byConstReference' looks asynchronous, but blocks its caller in 'slurp'
  // CHECK-FIXES: [=] { return slurp(Path); });
}

Future<int> oneOfTwo(int Seconds, bool IsCached) {
  if (IsCached)
    return makeFuture(0);
  return IsCached ? makeFuture(1) : makeFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'oneOfTwo' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}    return makeFuture(0);
  // CHECK-FIXES: IsCached ? makeFuture(1) : folly::via(
}

//===-- Not handed on: what it names may not live, or not be copied -------===//

Future<int> byReference(int &Number) {
  return makeFuture(changes(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'byReference' looks asynchronous, but blocks its caller in 'changes'
  // CHECK-FIXES: {{^}}  return makeFuture(changes(Number));
}

Future<int> changesLocal() {
  int Number = 1;
  return makeFuture(changes(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'changesLocal' looks asynchronous, but blocks its caller in 'changes'
  // CHECK-FIXES: {{^}}  return makeFuture(changes(Number));
}

Future<int> increments(int Number) {
  return makeFuture(slow(++Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'increments' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return makeFuture(slow(++Number));
}

Future<int> view(std::string_view Text) {
  return makeFuture(countViews(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'view' looks asynchronous, but blocks its caller in 'countViews'
  // CHECK-FIXES: {{^}}  return makeFuture(countViews(Text));
}

Future<int> pointer(const char *Text) {
  return makeFuture(countText(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'pointer' looks asynchronous, but blocks its caller in 'countText'
  // CHECK-FIXES: {{^}}  return makeFuture(countText(Text));
}

Future<int> moveOnly(std::unique_ptr<int> Number) {
  return makeFuture(takes(std::move(Number)));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'moveOnly' looks asynchronous, but blocks its caller in 'takes'
  // CHECK-FIXES: {{^}}  return makeFuture(takes(std::move(Number)));
}

Future<std::string> moved(std::string Path) {
  return makeFuture(slurp(std::move(Path)));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'moved' looks asynchronous, but blocks its caller in 'slurp'
  // CHECK-FIXES: {{^}}  return makeFuture(slurp(std::move(Path)));
}

Future<int> binding(std::pair<int, int> Range) {
  auto [First, Last] = Range;
  return makeFuture(slow(First));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'binding' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return makeFuture(slow(First));
}

struct Sensor {
  Future<int> ofThis() {
    return makeFuture(slow(Delay));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'ofThis' looks asynchronous, but blocks its caller in 'slow'
    // CHECK-FIXES: {{^}}    return makeFuture(slow(Delay));
  }
  Future<int> ofNobody() {
    return makeFuture(slow(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'ofNobody' looks asynchronous, but blocks its caller in 'slow'
    // CHECK-FIXES: [=] { return slow(1); });
  }
  int Delay;
};

// It was computed before.
Future<int> before(int Seconds) {
  int Result = slow(Seconds);
  return makeFuture(Result);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'before' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return makeFuture(Result);
}

Future<Unit> unit(int Seconds) {
  slow(Seconds);
  return makeFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'unit' looks asynchronous, but blocks its caller in 'slow'
}

// The offload gives another kind of task.
coro::Task<int> otherTask(int Seconds) {
  return coro::makeTask(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'otherTask' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return coro::makeTask(slow(Seconds));
}

//===-- Callables that run at once ----------------------------------------===//

Future<int> calls(int Seconds) {
  return makeFutureWith([=] { return slow(Seconds); });
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'calls' looks asynchronous, but blocks its caller in 'slow'
}

Future<int> callsNamed(int Seconds) {
  auto Work = [=] { return slow(Seconds); };
  return makeFutureWith(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'callsNamed' looks asynchronous, but blocks its caller in 'slow'
}

Future<int> okCallsTask(int Seconds) {
  return makeFutureWith([=] { return makeFuture(Seconds); });
}

//===-- Promises ----------------------------------------------------------===//

Future<int> promise(int Seconds) {
  Promise<int> Result;
  Result.setValue(slow(Seconds));
  return Result.getFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'promise' looks asynchronous, but blocks its caller in 'slow'
}

Future<int> promiseFutureFirst(int Seconds) {
  Promise<int> Result;
  auto First = Result.getFuture();
  Result.setValue(slow(Seconds));
  return First;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'promiseFutureFirst' looks asynchronous, but blocks its caller in 'slow'
}

// The callable is called at once.
Future<int> promiseWith(int Seconds) {
  Promise<int> Result;
  Result.setWith([=] { return slow(Seconds); });
  return Result.getFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'promiseWith' looks asynchronous, but blocks its caller in 'slow'
}

//===-- Coroutines that never suspend -------------------------------------===//

coro::Task<int> coroutine(int Seconds) {
  co_return slow(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'coroutine' never suspends: it blocks its caller in 'slow'
  // CHECK-FIXES: co_return co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return slow(Seconds); });
}

coro::Task<void> sleeps() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: coroutine 'sleeps' never suspends: it blocks its caller in 'sleep'
  // CHECK-FIXES: {{^}}  co_await folly::coro::sleep(std::chrono::seconds(1));
  co_return;
}

coro::Task<std::size_t> inMiddle(std::string Path) {
  auto Size = slurp(Path).size();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'inMiddle' never suspends: it blocks its caller in 'slurp'
  // CHECK-FIXES: auto Size = (co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return slurp(Path); })).size();
  co_return Size;
}

coro::Task<int> inCondition(int Seconds) {
  if (slow(Seconds) > 3)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: coroutine 'inCondition' never suspends: it blocks its caller in 'slow'
    // CHECK-FIXES: if (co_await folly::via(folly::getGlobalCPUExecutor(), [=] { return slow(Seconds); }) > 3)
    co_return 1;
  co_return 2;
}

// Not handed on: it changes a local, it is of this, it is made once, co_await
// is not allowed in a handler.
coro::Task<int> changesInCoroutine() {
  int Number = 1;
  co_return changes(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: coroutine 'changesInCoroutine' never suspends: it blocks its caller in 'changes'
  // CHECK-FIXES: {{^}}  co_return changes(Number);
}
struct Meter {
  coro::Task<int> ofThis() {
    co_return slow(Delay);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'ofThis' never suspends: it blocks its caller in 'slow'
    // CHECK-FIXES: {{^}}    co_return slow(Delay);
  }
  int Delay;
};
coro::Task<int> once() {
  static int Result = slow(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: coroutine 'once' never suspends: it blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  static int Result = slow(1);
  co_return Result;
}
coro::Task<int> inHandler() {
  try {
    throw 1;
  } catch (int Seconds) {
    co_return slow(Seconds);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: coroutine 'inHandler' never suspends: it blocks its caller in 'slow'
    // CHECK-FIXES: {{^}}    co_return slow(Seconds);
  }
}

coro::Task<int> okHops(int Seconds) {
  co_await coro::co_reschedule_on_current_executor;
  co_return slow(Seconds);
}

//===-- Silent ------------------------------------------------------------===//

Future<int> okConstant() { return makeFuture(1); }
Future<int> okByConversion(int Number) { return Number; }
Future<Unit> okUnit() { return makeFuture(); }

Future<int> okError() {
  ::sleep(1);
  return makeFuture<int>(std::runtime_error("late"));
}
Future<int> okErrorWrapper(exception_wrapper Error) {
  ::sleep(1);
  return makeFuture<int>(Error);
}

Future<int> okOffloaded(int Seconds) {
  return via(getGlobalCPUExecutor(), [=] { return slow(Seconds); });
}
Future<int> okContinues(int Seconds) {
  return via(getGlobalCPUExecutor()).thenValue([=](Unit) {
    return slow(Seconds);
  });
}

// In a fiber it suspends, and any function may be called there.
Future<int> okMayBeInFiber(Future<int> Number) {
  return makeFuture(std::move(Number).get());
}

// The caller says which way it wants.
Future<int> okOneOfBoth(bool Sync) {
  if (Sync)
    return makeFuture(slow(1));
  return folly::via(folly::getGlobalCPUExecutor(), [] { return slow(1); });
}
Future<int> okOneOfBothInArms(bool Sync) {
  if (Sync) {
    int Views = slow(1);
    return makeFuture(Views);
  } else {
    return folly::via(folly::getGlobalCPUExecutor(), [] { return slow(1); });
  }
}

Future<int> later(int Seconds);
Future<int> okOneOfBothInVariable(bool Sync) {
  if (Sync) {
    slow(1);
    return makeFuture(1);
  }
  auto Result = later(1);
  return Result;
}

// A flag chooses what to do, not how.
Future<int> oneOfTwoThings(bool IsLong) {
  if (IsLong)
    return makeFuture(slow(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'oneOfTwoThings' looks asynchronous, but blocks its caller in 'slow'
  return later(1);
}

// It blocks whatever the caller chooses.
Future<int> beforeTheChoice(bool Sync) {
  int Seconds = slow(1);
  if (Sync)
    return makeFuture(Seconds);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'beforeTheChoice' looks asynchronous, but blocks its caller in 'slow'
  return later(1);
}

// Neither way is asynchronous.
Future<int> neitherOfBoth(bool IsLong) {
  if (IsLong)
    return makeFuture(slow(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'neitherOfBoth' looks asynchronous, but blocks its caller in 'slow'
  return makeFuture(1);
}

//===-- Templates, macros, lambdas, aliases, suppression ------------------===//

template <typename T> Future<T> inTemplate(T Seconds) {
  return makeFuture<T>(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inTemplate' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: [=] { return slow(Seconds); });
}
template Future<int> inTemplate(int);
template Future<long> inTemplate(long);

#define READY(Value) makeFuture(Value)
Future<int> inMacro(int Seconds) {
  return READY(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'inMacro' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return READY(slow(Seconds));
}

#define SLOW(Seconds) slow(Seconds)
Future<int> ofMacro(int Seconds) {
  return makeFuture(SLOW(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'ofMacro' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: {{^}}  return makeFuture(SLOW(Seconds));
}

auto InLambda = [](int Seconds) {
  return makeFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: this lambda looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: [=] { return slow(Seconds); });
};

using Result = Future<int>;
Result aliased(int Seconds) {
  return makeFuture(slow(Seconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'aliased' looks asynchronous, but blocks its caller in 'slow'
  // CHECK-FIXES: [=] { return slow(Seconds); });
}

Future<int> suppressed(int Seconds) {
  return makeFuture(slow(Seconds)); // NOLINT(async-fake-async)
}
