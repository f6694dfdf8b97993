// RUN: async-sync-over-async -std=c++20 -isystem stubs
#include "cppcoro/cppcoro.h"
#include "folly/folly.h"
#include <map>
#include <memory>
#include <mutex>

using cppcoro::sync_wait;
using cppcoro::task;
using folly::Future;
using folly::coro::blockingWait;
using folly::coro::Task;

namespace client {
Future<int> fetch(int Id = 0);
Task<int> load(int Id = 0);
Task<std::string> loadText();
Task<> store(int Value);
task<std::string> line();
task<> flush();
} // namespace client
using namespace client;
void use(int);

//===-- All callers can follow --------------------------------------------===//

static int value(const std::string &Name);
// CHECK-FIXES: static folly::coro::Task<int> value(const std::string &Name);
Task<int> awaitsValue() { co_return 1 + value("a") * value(std::string("b")); }
// CHECK-FIXES: Task<int> awaitsValue() { co_return 1 + co_await value("a") * co_await value(std::string("b")); }
static int value(const std::string &Name) {
  // CHECK-FIXES: static folly::coro::Task<int> value(const std::string &Name) {
  if (Name.empty())
    return 0;
  // CHECK-FIXES: {{^}}    co_return 0;
  auto Twice = [](int V) { return V * 2; };
  // CHECK-FIXES: auto Twice = [](int V) { return V * 2; };
  int First = fetch(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' blocks the thread of every caller of 'value' until the task is finished; make 'value' a coroutine, like its callers [async-sync-over-async]
  // CHECK-NOTES: :[[@LINE-11]]:41: note: a coroutine calls it here, which blocks all other coroutines on its thread
  // CHECK-NOTES: :[[@LINE+2]]:25: note: it also waits here, in 'blockingWait'
  // CHECK-FIXES: int First = co_await fetch(1);
  return Twice(First) + blockingWait(load());
  // CHECK-FIXES: co_return Twice(First) + co_await load();
}

static void nothing(int V) { blockingWait(store(V)); }
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'blockingWait' blocks the thread of every caller of 'nothing' until the task is finished; make 'nothing' a coroutine, like its callers [async-sync-over-async]
// CHECK-FIXES: static folly::coro::Task<void> nothing(int V) { co_await store(V); }
Task<> awaitsNothing() {
  nothing(1);
  // CHECK-FIXES: {{^}}  co_await nothing(1);
  (void)nothing(value("c"));
  // CHECK-FIXES: (void)co_await nothing(co_await value("c"));
  co_return;
}

namespace {
struct Sensor {
  std::string read(int *Count);
  // CHECK-FIXES: folly::coro::Task<std::string> read(int *Count);
  static const int Max = 3;
};
std::string Sensor::read(int *Count) {
  // CHECK-FIXES: folly::coro::Task<std::string> Sensor::read(int *Count) {
  if (++*Count > Max)
    return "";
  // CHECK-FIXES: {{^}}    co_return "";
  std::string Text = blockingWait(loadText());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'blockingWait' blocks the thread of every caller of 'read' until the task is finished; make 'read' a coroutine
  // CHECK-FIXES: std::string Text = co_await loadText();
  return Text;
  // CHECK-FIXES: {{^}}  co_return Text;
}
} // namespace
Task<size_t> awaitsMember(Sensor *From) {
  int Count = 0;
  co_return From->read(&Count).size();
  // CHECK-FIXES: co_return (co_await From->read(&Count)).size();
}

static auto inPieces() -> std::pair<int, int> {
  // CHECK-FIXES: static auto inPieces() -> cppcoro::task<std::pair<int, int>> {
  sync_wait(flush());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of every caller of 'inPieces' until the task is finished; make 'inPieces' a coroutine
  // CHECK-FIXES: {{^}}  co_await flush();
  return std::make_pair(1, 2);
  // CHECK-FIXES: co_return std::make_pair(1, 2);
}
task<int> awaitsPieces() {
  auto [A, B] = inPieces();
  // CHECK-FIXES: auto [A, B] = co_await inPieces();
  auto Lambda = [](int By) -> task<int> {
    auto Both = inPieces();
    // CHECK-FIXES: auto Both = co_await inPieces();
    co_return Both.first + By;
  };
  co_return A + B + co_await Lambda(1);
}

static int *pointer(int *P) {
  // CHECK-FIXES: static folly::coro::Task<int *> pointer(int *P) {
  if (fetch().get())
    return nullptr;
  // CHECK-MESSAGES: :[[@LINE-2]]:15: warning: 'get' blocks the thread of every caller of 'pointer' until the task is finished; make 'pointer' a coroutine
  // CHECK-FIXES: if (co_await fetch())
  // CHECK-FIXES-NEXT: co_return nullptr;
  return P;
}
Task<> awaitsPointer(int *P) {
  for (auto Copy = [Q = pointer(P)] { return *Q; }; Copy() < 3; ++*pointer(P))
    // CHECK-FIXES: for (auto Copy = [Q = co_await pointer(P)] { return *Q; }; Copy() < 3; ++*co_await pointer(P))
    use(*P);
  co_return;
}

//===-- Not offered -------------------------------------------------------===//

// Others may call it.
int visible() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread of every caller of 'visible' until the task is finished [async-sync-over-async]
// CHECK-NOTES: :[[@LINE+2]]:39: note: a coroutine calls it here
// CHECK-NOTES: :[[@LINE-3]]:5: note: return a task from 'visible', and let its callers continue when it is finished
Task<int> awaitsVisible() { co_return visible(); }

// A caller that is no coroutine, or cannot suspend there.
static int plainly() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread of every caller of 'plainly' until the task is finished [async-sync-over-async]
int callsPlainly() { return plainly(); }
Task<int> awaitsPlainly() { co_return plainly(); }

static int inHandler() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'get' blocks the thread of every caller of 'inHandler' until the task is finished [async-sync-over-async]
static int inStatic() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of every caller of 'inStatic' until the task is finished [async-sync-over-async]
static int inLambda() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of every caller of 'inLambda' until the task is finished [async-sync-over-async]
static int inMacro() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread of every caller of 'inMacro' until the task is finished [async-sync-over-async]
static int inType() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'get' blocks the thread of every caller of 'inType' until the task is finished [async-sync-over-async]
static std::pair<int, int> ofMember() { return {fetch().get(), 1}; }
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: 'get' blocks the thread of every caller of 'ofMember' until the task is finished [async-sync-over-async]
static std::string asReference() { return blockingWait(loadText()) + "!"; }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'blockingWait' blocks the thread of every caller of 'asReference' until the task is finished [async-sync-over-async]
static int inTwoKinds() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'get' blocks the thread of every caller of 'inTwoKinds' until the task is finished [async-sync-over-async]
static int inBackground() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks the thread of every caller of 'inBackground' until the task is finished [async-sync-over-async]
static int inGenerator() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'get' blocks the thread of every caller of 'inGenerator' until the task is finished [async-sync-over-async]
static int inContinuation() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'get' blocks the thread of every caller of 'inContinuation' until the task is finished [async-sync-over-async]
#define CALL(Function) Function()
Task<int> awaitsThem() {
  try {
    co_await store(1);
  } catch (...) {
    use(inHandler());
  }
  static int Once = inStatic();
  auto Lambda = [] { return inLambda(); };
  std::map<int, decltype(inType())> Values;
  Values[inType()] = 1;
  const std::string &Kept = asReference();
  auto &&First = ofMember().first;
  co_return Once + Lambda() + CALL(inMacro) + inTwoKinds() + Kept[0] + First;
}
task<int> awaitsThemToo() { co_return inTwoKinds(); }
folly::coro::AsyncGenerator<int> generates() { co_yield inGenerator(); }
Future<int> continues() {
  return fetch().thenValue([](int Id) { return Id + inContinuation(); });
}
struct Background {
  struct promise_type {
    Background get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
};
Background detaches() {
  use(inBackground());
  co_return;
}

// Its own form forbids it.
static constexpr bool IsOn = false;
static int handles() {
  try {
    use(1);
  } catch (...) {
    return fetch().get() + 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread of every caller of 'handles' until the task is finished [async-sync-over-async]
  }
  return 0;
}
static int locks(std::mutex &Mutex) {
  std::lock_guard<std::mutex> Held(Mutex);
  return fetch().get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of every caller of 'locks' until the task is finished [async-sync-over-async]
}
static int limited() {
  return fetch().get(std::chrono::seconds(1)) + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of every caller of 'limited' until the task is finished or the timeout expires [async-sync-over-async]
}
static int differs() {
  return fetch().getTry().value();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'getTry' blocks the thread of every caller of 'differs' until the task is finished [async-sync-over-async]
}
static const char *qualified() { return fetch().get() ? "a" : "b"; }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread of every caller of 'qualified' until the task is finished [async-sync-over-async]
static const int &reference() {
  static int Last;
  Last = fetch().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of every caller of 'reference' until the task is finished [async-sync-over-async]
  return Last;
}
static auto deduced() { return fetch().get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'get' blocks the thread of every caller of 'deduced' until the task is finished [async-sync-over-async]
static int braced() { return {fetch().get()}; }
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'get' blocks the thread of every caller of 'braced' until the task is finished [async-sync-over-async]
static int neverCompiled() {
  if constexpr (IsOn)
    return 1;
  return fetch().get() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks the thread of every caller of 'neverCompiled' until the task is finished [async-sync-over-async]
}
static std::unique_ptr<int> nested() {
  return std::make_unique<int>(fetch(fetch().get()).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: 'get' blocks the thread of every caller of 'nested' until the task is finished [async-sync-over-async]
  // CHECK-MESSAGES: :[[@LINE-2]]:46: warning: 'get' blocks the thread of every caller of 'nested' until the task is finished [async-sync-over-async]
}
static int variadic(int Count, ...) { return fetch(Count).get() + 1; }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: 'get' blocks the thread of every caller of 'variadic' until the task is finished [async-sync-over-async]
template <class T> static T ofTemplate() { return T(fetch().get()); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: 'get' blocks the thread of every caller of 'ofTemplate' until the task is finished [async-sync-over-async]
Task<> awaitsForms(std::mutex &Mutex) {
  use(handles() + locks(Mutex) + limited() + differs() + reference());
  use(*qualified() + deduced() + braced() + neverCompiled() + *nested());
  use(variadic(1, 2) + ofTemplate<int>());
  co_return;
}

//===-- Locks -------------------------------------------------------------===//

static int calledUnderLock() { return fetch(21).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'get' blocks the thread of every caller of 'calledUnderLock' until the task is finished [async-sync-over-async]
Task<int> holds(std::mutex &Mutex) {
  std::lock_guard<std::mutex> Held(Mutex);
  co_return calledUnderLock();
}
static int locksBefore(std::mutex &Mutex) {
  {
    std::lock_guard<std::mutex> Held(Mutex);
    use(1);
  }
  return fetch(22).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks the thread of every caller of 'locksBefore' until the task is finished; make 'locksBefore' a coroutine
  // CHECK-FIXES: co_return co_await fetch(22);
}
Task<int> awaitsLocksBefore(std::mutex &Mutex) {
  co_return locksBefore(Mutex);
  // CHECK-FIXES: co_return co_await locksBefore(Mutex);
}

// What stands between is no part of the type.
unsigned static long mixed(int Id) { return fetch(Id).get(); }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread of every caller of 'mixed' until the task is finished [async-sync-over-async]
Task<long> awaitsMixed() { co_return mixed(23); }
