//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "facts/OtherWork.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The ways on which \p B blocks, as "outer > inner; other".
static std::string blocking(TestUnit &Unit, const Body &B) {
  std::string Text;
  for (const Witness &Path : Unit.effects().blocking(B)) {
    Text += Text.empty() ? "" : "; ";
    Text += Path.First->callee()->getNameAsString();
    for (const WitnessStep &Next : Path.Beyond)
      Text += (" > " + StringRef(Next.Callee).trim('\'')).str();
  }
  return Text;
}

static std::string blocking(TestUnit &Unit, StringRef Function) {
  return blocking(Unit, Unit.body(Function));
}

//===----------------------------------------------------------------------===//
// Blocking
//===----------------------------------------------------------------------===//

TEST(EffectsBlocking, OfOperations) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void files() { read(1); }
void sleeps() { sleep(1); }
void events() { await_event(); }
void waits(Future<int> F) { F.get(); }
void drives(Task<int> T) { sync_wait(T); }
void several() { read(1); sleep(1); }
void locks() { lock(); }
void computes() { compress(); }
void starts() { start_io(); }
void nothing() { close(1); }
)cpp");
  EXPECT_EQ(blocking(Unit, "files"), "read");
  EXPECT_EQ(blocking(Unit, "sleeps"), "sleep");
  EXPECT_EQ(blocking(Unit, "events"), "await_event");
  EXPECT_EQ(blocking(Unit, "waits"), "get");
  EXPECT_EQ(blocking(Unit, "drives"), "sync_wait");
  EXPECT_EQ(blocking(Unit, "several"), "read; sleep");
  // Short locks are taken everywhere.
  for (StringRef Function : {"locks", "computes", "starts", "nothing"})
    EXPECT_EQ(blocking(Unit, Function), "") << Function.str();
}

TEST(EffectsBlocking, NotWithoutTime) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void polls() { poll(1, 0); }
void waits() { poll(1, 10); }
void looks(Future<int> F) { F.wait_for(0); }
void timed(Future<int> F) { F.wait_for(10); }
)cpp");
  EXPECT_EQ(blocking(Unit, "polls"), "");
  EXPECT_EQ(blocking(Unit, "waits"), "poll");
  EXPECT_EQ(blocking(Unit, "looks"), "");
  EXPECT_EQ(blocking(Unit, "timed"), "wait_for");
}

TEST(EffectsBlocking, NotForWhatIsFinished) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void finished(Future<int> F) { if (F.ready()) F.get(); }
void made() { make_ready(1).get(); }
)cpp");
  EXPECT_EQ(blocking(Unit, "finished"), "");
  EXPECT_EQ(blocking(Unit, "made"), "");
}

TEST(EffectsBlocking, ThroughFunctions) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void inner() {
  close(1);
  read(1);
}
void middle() { inner(); }
void outer() { middle(); }
struct S {
  int value() { return lib::read(2); }
  int operator()() { return value(); }
  S() {}
  S(int) { inner(); }
};
void method(S Object) { Object.value(); }
void functor(S Object) { Object(); }
void constructor() { S Object(1); }
template <typename T> void templated(T) { inner(); }
void instance() { templated(1); }
void elsewhere();
void unknown(void (*F)()) {
  F();
  elsewhere();
}
)cpp");
  EXPECT_EQ(blocking(Unit, "middle"), "inner > read");
  EXPECT_EQ(blocking(Unit, "outer"), "middle > inner > read");
  EXPECT_EQ(blocking(Unit, "method"), "value > read");
  EXPECT_EQ(blocking(Unit, "functor"), "operator() > value > read");
  EXPECT_EQ(blocking(Unit, "constructor"), "S > inner > read");
  EXPECT_EQ(blocking(Unit, "instance"), "templated > inner > read");
  EXPECT_EQ(blocking(Unit, "unknown"), "");
}

TEST(EffectsBlocking, NotInWhatRunsElsewhere) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void offloads() { offload([] { sleep(1); }); }
void hands() { mystery([] { sleep(1); }); }
void keeps() { auto Work = [] { sleep(1); }; }
Task<> coroutine() { sleep(1); co_return; }
void makesTask() { coroutine(); }
void here() { for_each([] { sleep(1); }); }
void atOnce() { [] { sleep(1); }(); }
void byName() { auto Work = [] { sleep(1); }; Work(); }
)cpp");
  for (StringRef Function : {"offloads", "hands", "keeps", "makesTask"})
    EXPECT_EQ(blocking(Unit, Function), "") << Function.str();
  for (StringRef Function : {"coroutine", "here", "atOnce", "byName"})
    EXPECT_EQ(blocking(Unit, Function), "sleep") << Function.str();
}

TEST(EffectsBlocking, NotAfterAHop) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> hops(Pool &P) {
  sleep(1);
  co_await P.schedule();
  read(1);
  [] { read(2); }();
}
)cpp");
  EXPECT_EQ(blocking(Unit, "hops"), "sleep");
}

TEST(EffectsBlocking, OfFunctionsThatCallThemselves) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void alone() { alone(); }
void blocks(int N) { if (N) blocks(N - 1); read(1); }
void even(int N); void odd(int N);
void even(int N) { if (N) odd(N - 1); }
void odd(int N) { even(N - 1); sleep(1); }
)cpp");
  EXPECT_EQ(blocking(Unit, "alone"), "");
  EXPECT_EQ(blocking(Unit, "blocks"), "read");
  EXPECT_EQ(blocking(Unit, "even"), "odd > sleep");
  EXPECT_EQ(blocking(Unit, "odd"), "sleep");
}

TEST(EffectsBlocking, DoesNotDependOnWhoIsAskedFirst) {
  TestUnit Unit = libUnit(R"cpp(
void even(int N); void odd(int N);
void even(int N) { if (N) odd(N - 1); }
void odd(int N) { even(N - 1); lib::sleep(1); }
)cpp");
  EXPECT_NE(blocking(Unit, "odd"), "");
  EXPECT_EQ(blocking(Unit, "even"), "odd > sleep");
}

TEST(EffectsBlocking, HasALimit) {
  std::string Code = "void f0() { lib::sleep(1); }\n";
  for (unsigned I = 1; I < 20; ++I)
    Code += "void f" + std::to_string(I) + "() { f" + std::to_string(I - 1) +
            "(); }\n";
  TestUnit Unit = libUnit(Code);
  EXPECT_EQ(blocking(Unit, "f2"), "f1 > f0 > sleep");
  // What is so far away explains nothing.
  EXPECT_EQ(blocking(Unit, "f19"), "");
}

TEST(EffectsBlocking, ByAnnotations) {
  TestUnit Unit = libUnit(R"cpp(
#define SAYS(What) [[clang::annotate("async-tidy::" What)]]
SAYS("blocking") void declared();
SAYS("nonblocking") void trusted() { lib::sleep(1); }
SAYS("other") void other();
[[clang::annotate("blocking")]] void foreign();
void callsDeclared() { declared(); }
void callsTrusted() { trusted(); }
void callsOther() { other(); foreign(); }
)cpp");
  EXPECT_EQ(blocking(Unit, "callsDeclared"), "declared");
  EXPECT_EQ(blocking(Unit, "callsTrusted"), "");
  EXPECT_EQ(blocking(Unit, "callsOther"), "");
  EXPECT_TRUE(isAnnotated(Unit.find<FunctionDecl>("declared"), "blocking"));
  EXPECT_FALSE(isAnnotated(Unit.find<FunctionDecl>("declared"), "other"));
  EXPECT_FALSE(isAnnotated(Unit.find<FunctionDecl>("foreign"), "blocking"));
  EXPECT_FALSE(isAnnotated(nullptr, "blocking"));
}

// Where fibers wait, an ordinary function may be meant for them.
TEST(EffectsBlocking, LeavesFibersToTheirCallers) {
  TestUnit Unit(R"cpp(
#include <coroutine>
namespace fib {
struct Future { int get(); };
template <typename F> void thread(F) {}
}
void plain(fib::Future F) { F.get(); }
void inFiber(fib::Future F) { fib::thread([&] { F.get(); }); }
)cpp",
                {.Model = R"yaml(
library: fib
roots: [fib]
types: [{name: Future, start: eager}]
calls:
  - {name: Future::get, role: wait, task: this}
  - {name: thread, role: may-block, callable: 0, runs: fiber}
)yaml"});
  EXPECT_EQ(blocking(Unit, "plain"), "");
  EXPECT_TRUE(hasFibers(Unit.call("plain", "get").Match));
  TestUnit Lib = libUnit("void code(lib::Future<int> F) { F.get(); }");
  EXPECT_FALSE(hasFibers(Lib.call("code", "get").Match));
}

TEST(EffectsWait, IsBlockingWait) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void code(Future<int> F, Future<int> G) {
  F.wait();
  F.get();
  G.wait_for(0);
  G.ready();
  await_event();
  read(1);
  lock();
}
)cpp");
  auto Is = [&](StringRef Callee) {
    return Unit.effects().isBlockingWait(Unit.call("code", Callee));
  };
  EXPECT_TRUE(Is("wait"));
  EXPECT_TRUE(Is("await_event"));
  for (StringRef Callee : {"get", "wait_for", "ready", "read", "lock"})
    EXPECT_FALSE(Is(Callee)) << Callee.str();
}

//===----------------------------------------------------------------------===//
// Failing
//===----------------------------------------------------------------------===//

TEST(EffectsFailing, OfWhatMayThrow) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void unknown();
void calls() { unknown(); }
void throws() { throw 1; }
void blocks() { read(1); }
void waits(Future<int> F) { F.get(); }
void through() { throws(); }
Task<> awaits(Task<> T) { co_await T; }
Task<> awaitsOther() { co_await read_async(); }
void pointer(void (*F)()) { F(); }
void inlined() { for_each([] { unknown(); }); }
void partly() { try { unknown(); } catch (int) {} }
void rethrows() { try { unknown(); } catch (...) { throw; } }
void throwsInHandler() { try { unknown(); } catch (...) { throw 1; } }
void before() { unknown(); try { unknown(); } catch (...) {} }
template <typename T> void pattern(T X) { X.f(); }
)cpp");
  for (StringRef Function :
       {"calls", "throws", "blocks", "waits", "through", "awaits",
        "awaitsOther", "pointer", "inlined", "partly", "rethrows",
        "throwsInHandler", "before", "pattern"})
    EXPECT_TRUE(Unit.effects().failingAt(Unit.body(Function)))
        << Function.str();
  EXPECT_EQ(Unit.effects().failingAt(Unit.body("calls")),
            Unit.call("calls", "unknown").expr());
  EXPECT_TRUE(isa<CXXThrowExpr>(Unit.effects().failingAt(Unit.body("throws"))));
}

TEST(EffectsFailing, NotOfWhatDoesNotThrow) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void unknown();
void promised() noexcept;
struct Trivial {};
struct Defaulted {
  Defaulted() = default;
  int Member = 1;
};
void nothing() {}
void calm() {
  promised();
  Trivial T;
  Defaulted D;
}
void through() { calm(); }
void modelled() { close(1); }
void starts() { start_io(); }
template <typename F> void keep(F) noexcept {}
void hands() {
  keep([] { unknown(); });
}
Task<> handles(Task<> T) {
  try {
    co_await T;
    unknown();
  } catch (...) {
  }
}
Task<> awaitsHandling(Task<> T) { co_await handles(std::move(T)); }
void catchesBase() {
  try {
    unknown();
  } catch (const std::exception &) {
  }
}
void logsInHandler() {
  try {
    unknown();
  } catch (...) {
    unknown();
  }
}
void byArgument() {
  error E;
  try_read(1, E);
}
Task<> hops(Pool &P) { co_await P.schedule(); }
Task<> combined(Task<> T) {
  auto [A, B] = co_await when_all(start_io(), start_io());
}
void recursive(int N) {
  if (N)
    recursive(N - 1);
}
)cpp");
  for (StringRef Function :
       {"nothing", "calm", "through", "modelled", "starts", "hands", "handles",
        "awaitsHandling", "catchesBase", "logsInHandler", "byArgument", "hops",
        "combined", "recursive"})
    EXPECT_TRUE(Unit.effects().cannotFail(Unit.body(Function)))
        << Function.str();
}

TEST(EffectsFailing, DoesNotDependOnWhoIsAskedFirst) {
  TestUnit Unit = libUnit(R"cpp(
void unknown();
void even(int N); void odd(int N);
void even(int N) { if (N) odd(N - 1); }
void odd(int N) { even(N - 1); unknown(); }
)cpp");
  EXPECT_FALSE(Unit.effects().cannotFail(Unit.body("odd")));
  EXPECT_FALSE(Unit.effects().cannotFail(Unit.body("even")));
}

TEST(EffectsFailing, OfErrorsThatComeAsValues) {
  TestUnit Unit(R"cpp(
#include <coroutine>
namespace lib {
struct error {};
template <typename T> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
struct tuple_t {};
inline constexpr tuple_t as_tuple;
Task<error> read();
Task<int> write(tuple_t);
Task<int> write(int);
Task<void> settled();
}
lib::Task<void> asValue() { co_await lib::read(); }
lib::Task<void> byToken() { co_await lib::write(lib::as_tuple); }
lib::Task<void> plain() { co_await lib::write(1); }
lib::Task<void> handled() { co_await lib::settled(); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: Task, start: lazy}
  - {name: error, kind: error}
  - {name: tuple_t, kind: token, token: awaitable, errors: handled}
calls:
  - {name: [read, write], role: async}
  - {name: settled, role: async, errors: handled}
)yaml"});
  EXPECT_TRUE(Unit.effects().cannotFail(Unit.body("asValue")));
  EXPECT_TRUE(Unit.effects().cannotFail(Unit.body("byToken")));
  EXPECT_TRUE(Unit.effects().cannotFail(Unit.body("handled")));
  EXPECT_FALSE(Unit.effects().cannotFail(Unit.body("plain")));
}

TEST(EffectsFailing, OfLibrariesThatDoNotFail) {
  TestUnit Unit(R"cpp(
namespace safe { int size(int); int at(int); }
void size() { safe::size(1); }
void at() { safe::at(1); }
)cpp",
                {.Model = R"yaml(
library: safe
roots: [safe]
nofail: true
calls: [{name: at, role: throws}]
)yaml"});
  EXPECT_TRUE(Unit.effects().cannotFail(Unit.body("size")));
  EXPECT_FALSE(Unit.effects().cannotFail(Unit.body("at")));
}

TEST(EffectsFailing, NotOfLogging) {
  TestUnit Unit = libUnit(R"cpp(
struct Logger {
  Logger(int Level);
  Logger &operator<<(int);
};
Logger &operator<<(Logger &&, const char *);
int unknown();
#define LOG Logger(1)
#define LOG_AT(Level) Logger(Level)
void member() { LOG << 1 << 2; }
void free() { LOG_AT(2) << "text" << 1; }
void byHand() { Logger(1) << 1; }
void ofArgument() { LOG << unknown(); }
void kept() { Logger &Kept = LOG << 1; }
void notWritten() { LOG; }
)cpp");
  for (StringRef Name : {"member", "free"})
    EXPECT_TRUE(Unit.effects().cannotFail(Unit.body(Name))) << Name.str();
  for (StringRef Name : {"byHand", "ofArgument", "kept", "notWritten"})
    EXPECT_FALSE(Unit.effects().cannotFail(Unit.body(Name))) << Name.str();
}

TEST(EffectsFailing, OfWhatBlocks) {
  TestUnit Unit(R"cpp(
namespace any { void sleep(); void lock(); void read(); void run(); void join(); }
namespace safe { void open(); void find(); }
void sleep() { any::sleep(); }
void lock() { any::lock(); }
void join() { any::join(); }
void read() { any::read(); }
void run() { any::run(); }
void open() { safe::open(); }
void find() { safe::find(); }
)cpp",
                {.Model = R"yaml(
library: safe
roots: [safe]
nofail: true
calls:
  - {name: "::any::sleep", role: block, blocks: sleep}
  - {name: "::any::lock", role: block, blocks: lock}
  - {name: "::any::join", role: block, blocks: thread}
  - {name: "::any::read", role: block, blocks: io}
  - {name: "::any::run", role: block, blocks: loop}
  - {name: open, role: block, blocks: io}
  - {name: find, role: block, blocks: io}
  - {name: find, role: throws}
)yaml"});
  for (StringRef Name : {"sleep", "lock", "join", "open"})
    EXPECT_TRUE(Unit.effects().cannotFail(Unit.body(Name))) << Name.str();
  for (StringRef Name : {"read", "run", "find"})
    EXPECT_FALSE(Unit.effects().cannotFail(Unit.body(Name))) << Name.str();
}

//===----------------------------------------------------------------------===//
// Other work
//===----------------------------------------------------------------------===//

TEST(EffectsOtherWork, OfWhatOnlyWaits) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> remote(int);
struct Client {
  int Port = 1;
  int port() { return Port; }
  Future<int> fetch(int);
};
int waits() { return remote(1).get(); }
int accessors(Client C) { return C.fetch(C.port()).get(); }
int moves(Future<int> F) { return std::move(F).get(); }
Task<int> awaits() { co_return co_await read_async(); }
Future<int> forwards() { return remote(1); }
Task<int> callee() { co_return co_await read_async(); }
Task<int> awaitsCallee() { co_return co_await callee(); }
Task<> hops(Pool &P) { co_await P.schedule(); }
Task<> joins() { co_await when_all(start_io(), start_io()); }
)cpp");
  for (StringRef Function : {"waits", "accessors", "moves", "awaits",
                             "forwards", "awaitsCallee", "hops", "joins"})
    EXPECT_FALSE(otherWork(Unit.body(Function), Unit.facts()))
        << Function.str();
}

TEST(EffectsOtherWork, OfWhatDoesMore) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> remote(int);
int compute(int);
int blocks() {
  read(1);
  return remote(1).get();
}
int computes() { return remote(compute(1)).get(); }
int heavy() {
  compress();
  return remote(1).get();
}
int loops() {
  int S = 0;
  for (int I = 0; I < 9; ++I)
    S += I;
  return remote(S).get();
}
Task<int> callee() {
  compress();
  co_return 1;
}
Task<int> throughTask() { co_return co_await callee(); }
int inlined() {
  for_each([] { compress(); });
  return remote(1).get();
}
int makesLambda() {
  auto L = [] {};
  return remote(1).get();
}
int offloads() {
  return offload([] { return 1; }).get();
}
)cpp");
  for (StringRef Function :
       {"blocks", "computes", "heavy", "loops", "throughTask", "inlined",
        "makesLambda", "offloads"})
    EXPECT_TRUE(otherWork(Unit.body(Function), Unit.facts()))
        << Function.str();
  EXPECT_EQ(otherWork(Unit.body("computes"), Unit.facts()),
            Unit.call("computes", "compute").expr());
}

} // namespace clang::tidy::async::test
