// RUN: async-sync-over-async -std=c++20 -isystem stubs
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=,STRICT -option AsyncStrict=true
// RUN: async-sync-over-async -std=c++20 -isystem stubs -check-suffix=TEST -option AsyncTestPaths=/folly
#include "folly/folly.h"
#include <mutex>
#include <thread>

using namespace std::chrono_literals;
using folly::Future;
using folly::SemiFuture;
using folly::coro::blockingWait;
using folly::coro::Task;

namespace client {
Future<int> fetch(int Id = 0);
SemiFuture<std::string> fetchText();
Task<int> load(int Id = 0);
Task<std::string> loadText();
Task<> store(int Value);
} // namespace client
using namespace client;
int work(int);
void use(int);

//===-- What breaks the chain ---------------------------------------------===//

int gets(int Id) {
  return fetch(Id).get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread of every caller of 'gets' until the task is finished [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'gets', and let its callers continue when it is finished
}

size_t getsVariable() {
  SemiFuture<std::string> Text = fetchText();
  use(1);
  return std::move(Text).get().size();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of every caller of 'getsVariable'
}

int waits() { return blockingWait(load()) + blockingWait(load(2)); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'blockingWait' blocks the thread of every caller of 'waits'
// CHECK-NOTES: :[[@LINE-2]]:5: note: return a task from 'waits'
// CHECK-MESSAGES: :[[@LINE-3]]:45: warning: 'blockingWait' blocks the thread of every caller of 'waits'

void getsForSome() {
  use(fetch().get(10ms));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of every caller of 'getsForSome' until the task is finished or the timeout expires [async-sync-over-async]
}

// One finding for one task.
int waitsAndGets(bool (*IsLate)()) {
  Future<int> F = fetch();
  if (IsLate())
    return std::move(F).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks the thread of every caller of 'waitsAndGets'
  return std::move(F).get() + 1;
}

struct Cache {
  int refresh();
  static int count() { return fetch(3).get() + 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of every caller of 'count'
  int Value = 0;
};
int Cache::refresh() {
  Value = fetch(Value).thenValue([](int V) { return V + 1; }).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread of every caller of 'refresh'
  return Value;
}

// What it returns could come later.
Future<int> returnsTask() {
  int First = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'get' blocks the thread of every caller of 'returnsTask'
  // CHECK-NOTES: :[[@LINE-3]]:13: note: 'returnsTask' already returns a task: continue when the other one is finished
  return fetch(First);
}

// Called at once, it is a part of the function.
int inLambda() {
  auto Get = [](int Id) { return fetch(Id).get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread of every caller of 'inLambda'
  return Get(1) + Get(2);
}

// Not all of it is work of its own.
int joinsOther() {
  auto Mine = folly::via(folly::getGlobalCPUExecutor(), [] { return work(1); });
  auto [A, B] = folly::collect(std::move(Mine), fetch()).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'get' blocks the thread of every caller of 'joinsOther'
  return A + B;
}

std::vector<int> inLoop() {
  std::vector<Future<int>> All;
  for (int I = 0; I < 3; ++I)
    All.push_back(fetch(I));
  std::vector<int> Values;
  for (Future<int> &F : All)
    Values.push_back(std::move(F).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread of every caller of 'inLoop'
  return Values;
}

//===-- Who calls it ------------------------------------------------------===//

// A coroutine does: its thread waits.
int calledByCoroutine(int Id) { return fetch(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'get' blocks the thread of every caller of 'calledByCoroutine'
// CHECK-NOTES: :[[@LINE+2]]:31: note: a coroutine calls it here, which blocks all other coroutines on its thread
// CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'calledByCoroutine'
Task<int> calls() { co_return calledByCoroutine(1); }

int calledByContinuation(Future<int> F) { return std::move(F).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'get' blocks the thread of every caller of 'calledByContinuation'
// CHECK-NOTES: :[[@LINE+4]]:31: note: a continuation calls it here, which blocks all other work on its thread
// CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'calledByContinuation'
Future<int> continues() {
  return fetch().thenValue(
      [](int Id) { return 1 + calledByContinuation(fetch(Id)); });
}

// All that main does, it does for itself.
int okHelperOfHelper(int Id) { return fetch(Id).get() + 1; }
int okHelperOfMain() { return okHelperOfHelper(1) + blockingWait(load()); }
int okRecursive(int Depth) {
  return Depth ? okRecursive(Depth - 1) : blockingWait(load(Depth));
}
int main() { return okHelperOfMain() + okRecursive(3); }

void okBodyOfThread() { use(fetch().get()); }
void okCalledByThread() { use(fetch().get()); }
void okCalledOnPool() { use(fetch().get() + 1); }
void startsThem(folly::CPUThreadPoolExecutor &Pool) {
  std::thread Worker(okBodyOfThread), Other([] { okCalledByThread(); });
  Pool.add([] { okCalledOnPool(); });
  Worker.join();
  Other.join();
}

// It may be called anywhere.
int okCallback(int Id) { return fetch(Id).get() + 1; }
void setCallback(int (*)(int));
void registers() { setCallback(okCallback); }

int alsoCallback(int Id) { return fetch(Id).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'get' blocks the thread of every caller of 'alsoCallback'
void registersToo() { setCallback(alsoCallback); }
int callsIt() { return alsoCallback(1); }

//===-- Forms that others ask for -----------------------------------------===//

struct Source {
  virtual int next() = 0;
  virtual ~Source();
};
struct OkRemote final : Source {
  OkRemote() : First(fetch().get() + 1) { blockingWait(store(First)); }
  ~OkRemote() { blockingWait(store(1)); }
  int next() override { return fetch().get() + 1; }
  operator int() { return fetch().get() + 1; }
  int operator()(int Id) { return fetch(Id).get() + 1; }
  int First;
  // Only constructors and destructors call it.
  OkRemote(int Id) { okPart(Id); }
  void okPart(int Id) { First = fetch(Id).get() + 1; }
};
extern "C" int okEntry() { return fetch().get() + 1; }

// It says of itself that it blocks.
[[clang::annotate("async-tidy::blocking")]] int okSaysSo() {
  return fetch().get() + 1;
}

//===-- Facades -----------------------------------------------------------===//

class OkClient {
public:
  Future<int> sendAsync(int Value);
  Task<int> co_receive();
  int send(int Value) { return sendAsync(Value).get(); }
  int receive() {
    auto Result = co_receive();
    return blockingWait(std::move(Result));
  }
};
namespace client {
int okBoth(int Id) { return fetch(Id).get(); }
void okWait(int Value) { blockingWait(store(Value)); }
int okMadeArgument(int Id) { return fetch(work(Id)).get(); }

// It takes two statements, or three.
int okInVariable(int Id) {
  auto F = fetch(Id);
  return std::move(F).get();
}
int okWaitFirst(int Id) {
  auto F = fetch(Id);
  F.wait();
  return std::move(F).get();
}
int okPrepared(int Id) {
  int Wanted = work(Id);
  return fetch(Wanted).get();
}

// Does more than that.
int no_facadeInVariable(int Id) {
  int Result = fetch(Id).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks the thread of every caller of 'no_facadeInVariable'
  return work(Result);
}
int no_facade(int Id) { return work(fetch(Id).get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'get' blocks the thread of every caller of 'no_facade'
} // namespace client

//===-- Fork and join -----------------------------------------------------===//

int okForkAndJoin() {
  auto A = folly::via(folly::getGlobalCPUExecutor(), [] { return work(1); });
  Future<int> B =
      folly::via(folly::getGlobalCPUExecutor(), [] { return work(2); });
  int C = work(3);
  return std::move(A).get() + C + std::move(B).get();
}

int okForkAndJoinMany(int Count) {
  std::vector<Future<int>> Parts;
  for (int I = 0; I < Count; ++I)
    Parts.push_back(
        folly::via(folly::getGlobalCPUExecutor(), [I] { return work(I); }));
  int Sum = 0;
  for (auto &Part : Parts)
    Sum += std::move(Part).get();
  return Sum;
}

size_t okForkAndCollect(int Count) {
  std::vector<Future<int>> Parts;
  for (int I = 0; I < Count; ++I) {
    auto Part =
        folly::via(folly::getGlobalCPUExecutor(), [I] { return work(I); });
    Parts.emplace_back(std::move(Part));
  }
  return folly::collectAll(Parts.begin(), Parts.end()).get().size() +
         folly::collectAll(Parts).get().size();
}

int okPromise() {
  folly::Promise<int> Done;
  Future<int> Result = Done.getFuture();
  std::thread Worker([&] { Done.setValue(work(1)); });
  Worker.detach();
  return std::move(Result).get();
}

int okReady() { return folly::makeFuture(1).get(); }

int okFinished(Future<int> F) { return F.isReady() ? std::move(F).get() : 0; }

//===-- What is less certain ----------------------------------------------===//

// Asked for just this wait.
int ofParameter(Future<int> F) { return std::move(F).get(); }
// CHECK-MESSAGES-STRICT: :[[@LINE-1]]:54: warning: 'get' blocks the thread of every caller of 'ofParameter'

struct Worker {
  Future<folly::Unit> Running;
  void stop() { std::move(Running).get(); }
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:36: warning: 'get' blocks the thread of every caller of 'stop'
};

int drives(folly::ManualExecutor &Loop) { return fetch().getVia(&Loop) + 1; }
// CHECK-MESSAGES-STRICT: :[[@LINE-1]]:58: warning: 'getVia' blocks the thread of every caller of 'drives'

void okChosen(bool Sync) {
  Future<int> F = fetch();
  if (Sync)
    use(std::move(F).get());
}

Future<int> okOneOfBoth(bool Sync) {
  if (Sync)
    return fetch().get();
  return fetch(2);
}

Future<int> okOneOfBothInVariable(bool Sync) {
  if (Sync)
    return fetch().get();
  auto Later = fetch(2);
  return Later;
}

// A flag chooses what to fetch, not how.
Future<int> byKind(bool IsText) {
  if (IsText)
    return int(fetchText().get().size());
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'get' blocks the thread of every caller of 'byKind'
  return fetch();
}

int okWatched() {
  Future<int> F = fetch();
  while (!F.wait(10ms).isReady())
    use(1);
  return std::move(F).value();
}

//===-- Macros, templates, suppression ------------------------------------===//

#define AWAIT(Work) ::folly::coro::blockingWait(Work)
int inMacro() { return AWAIT(load()) + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'blockingWait' blocks the thread of every caller of 'inMacro'

template <class T> T inTemplate(int Id) { return T(fetch(Id).get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread of every caller of 'inTemplate'
template int inTemplate<int>(int);
template long inTemplate<long>(int);

template <class T> auto syncWait(T Work) {
  return blockingWait(std::move(Work));
  // CHECK-MESSAGES-STRICT: :[[@LINE-1]]:10: warning: 'blockingWait' blocks the thread of every caller of 'syncWait'
}
int usesSyncWait() { return syncWait(load()); }

using Answer = Future<int>;
Answer ask();
int ofAlias() { return ask().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'get' blocks the thread of every caller of 'ofAlias'

int suppressed() {
  return fetch().get() + 1; // NOLINT(async-sync-over-async)
}

#define TEST(Suite, Name) void Suite##Name()
int okHelperOfTest() { return fetch().get() + 1; }
TEST(Suite, OkInTest) { use(okHelperOfTest() + fetch().get()); }

// All callers are coroutines of this file: they can follow.
static size_t knownSize() { return blockingWait(loadText()).size(); }
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'blockingWait' blocks the thread of every caller of 'knownSize' until the task is finished; make 'knownSize' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: static folly::coro::Task<size_t> knownSize() { co_return (co_await loadText()).size(); }
Task<size_t> callsKnownSize() { co_return knownSize() + 1; }
// CHECK-FIXES: Task<size_t> callsKnownSize() { co_return co_await knownSize() + 1; }

//===-- Lambdas that run on an executor -----------------------------------===//

using folly::coro::co_invoke;

// Work of its own, in parallel.
void okClears(folly::Executor::KeepAlive<> Pool,
              std::vector<std::string> &Buffers) {
  std::vector<folly::coro::TaskWithExecutor<void>> Tasks;
  for (std::string &Each : Buffers)
    Tasks.push_back(co_invoke([&]() -> Task<void> {
                      Each.clear();
                      co_return;
                    }).scheduleOn(Pool));
  blockingWait(folly::coro::collectAllRange(std::move(Tasks)));
}
// Nothing schedules it on an executor: its caller could await it.
void invokes() {
  blockingWait(co_invoke([]() -> Task<void> { co_await store(1); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of every caller of 'invokes'
}
// The tasks of another function.
void loadsOn(folly::Executor::KeepAlive<> Pool) {
  std::vector<folly::coro::TaskWithExecutor<int>> Tasks;
  Tasks.push_back(load(1).scheduleOn(Pool));
  blockingWait(folly::coro::collectAllRange(std::move(Tasks)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWait' blocks the thread of every caller of 'loadsOn'
}

//===-- Values with coroutine support -------------------------------------===//

// Not a task: there is nothing to continue.
template <class V> struct Expected {
  V Value;
  V value_or(V Other) const { return Other; }
  struct promise_type {
    Expected get_return_object() { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_value(V) {}
    void unhandled_exception() {}
  };
};
template <class V> struct ExpectedAwaitable {
  Expected<V> O;
  bool await_ready() { return true; }
  V await_resume() { return O.Value; }
  void await_suspend(std::coroutine_handle<>) {}
};
template <class V> ExpectedAwaitable<V> operator co_await(Expected<V> O) {
  return {O};
}
Expected<int> givesValue(int Id) {
  int Value = blockingWait(load(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'blockingWait' blocks the thread of every caller of 'givesValue'
  // CHECK-NOTES: :[[@LINE-3]]:15: note: return a task from 'givesValue'
  return Expected<int>{Value + 1};
}
