//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FailureAnalysis.h"
#include "TestUnit.h"
#include "clang/AST/ExprCXX.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static const Failure &escaping(TestUnit &Unit, StringRef Function) {
  return Unit.effects().failing().escaping(Unit.body(Function));
}

/// The failures in the task that the last statement of \p Function makes.
static Failure made(TestUnit &Unit, StringRef Function) {
  const Operation *Made = Unit.facts().operationAt(Unit.expr(Function));
  return Made ? Unit.effects().failing().inTask(*Made) : Failure();
}

//===----------------------------------------------------------------------===//
// What leaves a body
//===----------------------------------------------------------------------===//

TEST(FailureAnalysis, OfWhatMayThrow) {
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
    EXPECT_TRUE(escaping(Unit, Function).where()) << Function.str();
  EXPECT_EQ(escaping(Unit, "calls").where(),
            Unit.call("calls", "unknown").expr());
  EXPECT_TRUE(isa<CXXThrowExpr>(escaping(Unit, "throws").where()));
}

// A handler that reports an error before it rethrows it has not lost it.
TEST(FailureAnalysis, OfWhatIsTold) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void unknown();
void log(const char *);
void report(const std::exception &);
void cleanUp();
void tells() {
  try { unknown(); } catch (const std::exception &E) { report(E); throw; }
}
void tellsOfAll() {
  try { unknown(); } catch (...) { log("unknown() failed"); throw; }
}
void tellsOfThrow() {
  try { throw 1; } catch (...) { log("failed"); throw; }
}
void tellsByCaller() { tells(); }
Task<> tellsOfAwait(Task<> T) {
  try { co_await T; } catch (const std::exception &E) { report(E); throw; }
}
void onlyCleansUp() {
  try { unknown(); } catch (...) { cleanUp(); throw; }
}
void throwsText() {
  try { unknown(); } catch (...) { throw "failed"; }
}
void tellsOfOne() {
  try { unknown(); } catch (int E) { log("one"); throw; }
}
void tellsOfPart() {
  try { unknown(); } catch (...) { log("failed"); throw; }
  throw 1;
}
)cpp");
  for (StringRef Function : {"tells", "tellsOfAll", "tellsOfThrow",
                             "tellsByCaller", "tellsOfAwait"}) {
    EXPECT_FALSE(escaping(Unit, Function).isNever()) << Function.str();
    EXPECT_FALSE(escaping(Unit, Function).mayBeLost()) << Function.str();
  }
  for (StringRef Function :
       {"onlyCleansUp", "throwsText", "tellsOfOne", "tellsOfPart"})
    EXPECT_TRUE(escaping(Unit, Function).mayBeLost()) << Function.str();
  EXPECT_TRUE(isa<CXXThrowExpr>(escaping(Unit, "tellsOfPart").witness()->At));
}

TEST(FailureAnalysis, NamesNoAssertionBesideAnotherCause) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void require(bool Holds) {
  if (!Holds)
    throw 1;
}
void fail() { throw 1; }
void work(int X) {
  require(X > 0);
  fail();
}
void asserts(int X) { require(X > 0); }
void throws(int X) {
  require(X > 0);
  throw X;
}
)cpp");
  EXPECT_EQ(escaping(Unit, "work").where(), Unit.call("work", "fail").expr());
  EXPECT_EQ(escaping(Unit, "asserts").where(),
            Unit.call("asserts", "require").expr());
  EXPECT_TRUE(isa<CXXThrowExpr>(escaping(Unit, "throws").where()));
}

TEST(FailureAnalysis, NotOfWhatDoesNotThrow) {
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
    EXPECT_TRUE(escaping(Unit, Function).isNever()) << Function.str();
}

TEST(FailureAnalysis, DoesNotDependOnWhoIsAskedFirst) {
  TestUnit Unit = libUnit(R"cpp(
void unknown();
void even(int N); void odd(int N);
void even(int N) { if (N) odd(N - 1); }
void odd(int N) { even(N - 1); unknown(); }
)cpp");
  EXPECT_FALSE(escaping(Unit, "odd").isNever());
  EXPECT_FALSE(escaping(Unit, "even").isNever());
}

TEST(FailureAnalysis, TrustsWhatComesAfterAllThatIsCaught) {
  StringRef Code = R"cpp(
using namespace lib;
void unknown();
[[noreturn]] void failed(const char *);
[[noreturn]] void throwError();
struct Screen { void quit(); };
Task<> quits(Task<> T, Screen &L) { try { co_await T; } catch (...) {} L.quit(); }
void risky();
void ends() { try { risky(); } catch (...) {} unknown(); }
void again() { try { risky(); } catch (...) {} risky(); }
void asserts(bool B) { if (!B) failed("B"); }
void fatal() { if (1) { unknown(); failed("B"); } }
Task<> before(Task<> T) { unknown(); try { co_await T; } catch (...) {} }
Task<> other(Task<> T) { try { risky(); } catch (...) {} unknown(); co_return; }
Task<> awaits(Task<> T) { try { unknown(); } catch (...) {} unknown(); co_await T; }
void throws() { try { unknown(); } catch (...) {} throw 1; }
void throwsLater() { try { unknown(); } catch (...) {} read(1); }
void raises(bool B) { if (!B) throwError(); }
)cpp";
  TestUnit Unit = libUnit(Code), Strict = libUnit(Code, {.Strict = true});
  for (StringRef Function : {"quits", "ends", "asserts", "fatal", "other"}) {
    EXPECT_FALSE(escaping(Unit, Function).where()) << Function.str();
    EXPECT_TRUE(escaping(Strict, Function).where()) << Function.str();
  }
  for (StringRef Function :
       {"before", "again", "awaits", "throws", "throwsLater", "raises"})
    EXPECT_TRUE(escaping(Unit, Function).where()) << Function.str();
}

TEST(FailureAnalysis, OfOverridesInSight) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct Calm { virtual Task<> run() = 0; virtual void tell() = 0; };
struct Records : Calm { Task<> run() override { co_return; } void tell() override {} };
struct Also : Calm { Task<> run() override { co_return; } void tell() override {} };
struct Wild { virtual Task<> run() = 0; };
struct Throws : Wild { Task<> run() override { throw 1; co_return; } };
struct Elsewhere : Wild { Task<> run() override; };
struct Far { virtual Task<> run() = 0; };
struct Near : Far { Task<> run() override { co_return; } };
struct Away : Far { Task<> run() override; };
void calm(Calm &C) { C.run(); }
void tells(Calm &C) { C.tell(); }
void wild(Wild &W) { W.run(); }
void far(Far &F) { F.run(); }
)cpp");
  EXPECT_TRUE(made(Unit, "calm").isNever());
  EXPECT_TRUE(escaping(Unit, "tells").isNever());
  EXPECT_FALSE(made(Unit, "wild").isNever());
  EXPECT_FALSE(made(Unit, "far").isNever());
}

TEST(FailureAnalysis, OfAwaitersThatPromiseNotToThrow) {
  TestUnit Unit(R"cpp(
#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct Calm {
  bool await_ready() noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() noexcept;
};
struct Wild {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
struct ByOperator { Calm operator co_await() noexcept; };
Task standard() { co_await std::suspend_always{}; }
Task calm() { int I = co_await Calm{}; (void)I; }
Task named(Calm C) { co_await C; }
Task byOperator(ByOperator C) { co_await C; }
Task wild(Wild W) { co_await W; }
Task other(Task T) { co_await T; }
)cpp");
  EXPECT_TRUE(escaping(Unit, "standard").isNever());
  EXPECT_TRUE(escaping(Unit, "calm").isNever());
  EXPECT_TRUE(escaping(Unit, "named").isNever());
  EXPECT_TRUE(escaping(Unit, "byOperator").isNever());
  EXPECT_FALSE(escaping(Unit, "wild").isNever());
  EXPECT_FALSE(escaping(Unit, "other").isNever());
}

TEST(FailureAnalysis, OfErrorsThatComeAsValues) {
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
  EXPECT_TRUE(escaping(Unit, "asValue").isNever());
  EXPECT_TRUE(escaping(Unit, "byToken").isNever());
  EXPECT_TRUE(escaping(Unit, "handled").isNever());
  EXPECT_FALSE(escaping(Unit, "plain").isNever());
}

TEST(FailureAnalysis, OfLibrariesThatDoNotFail) {
  TestUnit Unit(R"cpp(
namespace safe { int size(int); int at(int); }
void size() { safe::size(1); }
void at() { safe::at(1); }
)cpp",
                {.Model = R"yaml(
library: safe
roots: [safe]
nofail: true
calls: [{name: at, traits: [throws]}]
)yaml"});
  EXPECT_TRUE(escaping(Unit, "size").isNever());
  EXPECT_FALSE(escaping(Unit, "at").isNever());
}

TEST(FailureAnalysis, NotOfLogging) {
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
    EXPECT_TRUE(escaping(Unit, Name).isNever()) << Name.str();
  for (StringRef Name : {"byHand", "ofArgument", "kept", "notWritten"})
    EXPECT_FALSE(escaping(Unit, Name).isNever()) << Name.str();
}

TEST(FailureAnalysis, OfWhatBlocks) {
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
  - {name: find, traits: [throws]}
)yaml"});
  for (StringRef Name : {"sleep", "lock", "join", "open"})
    EXPECT_TRUE(escaping(Unit, Name).isNever()) << Name.str();
  for (StringRef Name : {"read", "run", "find"})
    EXPECT_FALSE(escaping(Unit, Name).isNever()) << Name.str();
}

//===----------------------------------------------------------------------===//
// What is in a task
//===----------------------------------------------------------------------===//

/// The sources of tasks in the tests below.
static constexpr StringRef Tasks = R"cpp(
using namespace lib;
int unknown();
Future<int> elsewhere();
Task<> throwing() { throw 1; co_return; }
Task<> calm() { co_return; }
Task<> catching() { try { co_await elsewhere(); } catch (...) {} }
Task<> awaitingCalm() { co_await calm(); }
Task<> again(int N) { if (N) co_await again(N - 1); }
Future<int> ready() { return make_ready(1); }
Future<int> depth1() { return ready(); }
Future<int> depth2() { return depth1(); }
Future<int> depth3() { return depth2(); }
Future<int> depth4() { return depth3(); }
Future<int> depth5() { return depth4(); }
Future<int> depth6() { return depth5(); }
Future<int> deep1() { return elsewhere(); }
Future<int> deep2() { return deep1(); }
Future<int> deep3() { return deep2(); }
Future<int> deep4() { return deep3(); }
Future<int> deep5() { return deep4(); }
Future<int> either(bool B) { return B ? ready() : elsewhere(); }
Future<int> both(bool B) { return B ? ready() : make_ready(2); }
Future<int> pass(int, Future<int> F) { return F; }
Task<> awaitArgument(Future<int> F) { co_await std::move(F); }
Future<int> local() { auto F = make_ready(1); return F; }
Future<int> assigned() { auto F = make_ready(1); F = elsewhere(); return F; }
Result<int> converted() { return 3; }
Task<> ping(int N);
Task<> pong(int N) { if (N) co_await ping(N - 1); }
Task<> ping(int N) { if (N) co_await pong(N - 1); }
Task<> bad(int N);
Task<> worse(int N) { if (N) co_await bad(N - 1); }
Task<> bad(int N) { co_await worse(N - 1); co_await elsewhere(); }
)cpp";

static const StringRef CannotFail[] = {
    "make_ready(1)",
    "calm()",
    "catching()",
    "awaitingCalm()",
    "again(1)",
    "ready()",
    "depth6()",
    "both(true)",
    "pass(1, make_ready(1))",
    "pass(1, pass(2, ready()))",
    "awaitArgument(make_ready(1))",
    "local()",
    "ping(1)",
    "make_ready(1).share()",
    "make_ready(1).then([] {})",
    "elsewhere().handle([] {})",
    "elsewhere().handle([] { unknown(); })",
    "elsewhere().handle([] {}).then([] {})",
    "offload([] { return 1; })",
    "make_ready_with([] { return 1; })",
};

static const StringRef MayFail[] = {
    "elsewhere()",
    "start_io()",
    "read_async()",
    "throwing()",
    "deep5()",
    "either(true)",
    "pass(1, elsewhere())",
    "pass(1, make_ready_with([] { return unknown(); }))",
    "awaitArgument(elsewhere())",
    "assigned()",
    "worse(1)",
    "elsewhere().share()",
    "elsewhere().then([] {})",
    "make_ready(1).then([] { throw 1; })",
    "elsewhere().handle([] { throw 1; })",
    "elsewhere().handle([] {}).then([] { throw 1; })",
    "offload([] { return unknown(); })",
    "offload(&unknown)",
};

/// Dropping a task loses the same as dropping a coroutine that only awaits it.
TEST(FailureAnalysis, AgreesOnDroppingAndAwaiting) {
  std::string Code = Tasks.str();
  auto Add = [&](llvm::ArrayRef<StringRef> Expressions, StringRef Name) {
    for (auto [I, E] : llvm::enumerate(Expressions)) {
      std::string N = (Name + std::to_string(I)).str();
      Code += "void drops" + N + "() { " + E.str() + "; }\n";
      Code += "Task<> awaits" + N + "() { co_await " + E.str() + "; }\n";
      Code += "void drops2" + N + "() { awaits" + N + "(); }\n";
    }
  };
  Add(CannotFail, "Calm");
  Add(MayFail, "Bad");
  TestUnit Unit = libUnit(Code);
  auto Expect = [&](llvm::ArrayRef<StringRef> Expressions, StringRef Name,
                    bool IsNever) {
    for (auto [I, E] : llvm::enumerate(Expressions)) {
      std::string N = (Name + std::to_string(I)).str();
      EXPECT_EQ(made(Unit, "drops" + N).isNever(), IsNever) << E.str();
      EXPECT_EQ(escaping(Unit, "awaits" + N).isNever(), IsNever)
          << "co_await " << E.str();
      EXPECT_EQ(made(Unit, "drops2" + N).isNever(), IsNever)
          << "co_await " << E.str();
    }
  };
  Expect(CannotFail, "Calm", true);
  Expect(MayFail, "Bad", false);
}

TEST(FailureAnalysis, OfCombinedTasks) {
  TestUnit Unit = libUnit((Tasks + R"cpp(
Task<> wait(Future<std::pair<Future<int>, Future<int>>> F);
void calm2() { when_all(make_ready(1), ready()); }
void bad2() { when_all(make_ready(1), elsewhere()); }
// An await of it receives both outcomes.
Task<> outcomes() { co_await when_all(elsewhere(), elsewhere()); }
)cpp")
                              .str());
  EXPECT_TRUE(made(Unit, "calm2").isNever());
  EXPECT_FALSE(made(Unit, "bad2").isNever());
  EXPECT_TRUE(escaping(Unit, "outcomes").isNever());
}

TEST(FailureAnalysis, TrustsTheModelOfWhatIsInSight) {
  TestUnit Unit(R"cpp(
namespace lib {
template <typename T> struct Future { ~Future(); };
struct Promise {
  Future<int> get_future() { return Future<int>(); }
};
}
lib::Future<int> ready(lib::Promise &P) { return P.get_future(); }
void drops(lib::Promise &P) { ready(P); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types: [{name: Future, start: eager, drop: loses-error}]
calls: [{name: "Promise::get_future", role: get-task}]
)yaml"});
  EXPECT_FALSE(made(Unit, "drops").isNever());
}

TEST(FailureAnalysis, EndsWhereSomethingIsMadeFromItself) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> variable() { Task<> F = std::move(F); co_await std::move(F); }
Future<int> function(int N) { return function(N - 1); }
void drops() { function(1); }
)cpp");
  EXPECT_TRUE(escaping(Unit, "variable").isNever());
  EXPECT_TRUE(made(Unit, "drops").isNever());
}

TEST(FailureAnalysis, OfWhatATaskReturningFunctionThrowsBeforehand) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> refuses(int N) { if (N) throw 1; return make_ready(1); }
void drops() { refuses(1); }
)cpp");
  // It reaches the caller, and is not in the task.
  EXPECT_TRUE(made(Unit, "drops").isNever());
  EXPECT_FALSE(escaping(Unit, "drops").isNever());
}

//===----------------------------------------------------------------------===//
// The lattice
//===----------------------------------------------------------------------===//

TEST(FailureAnalysis, KnowsHowSureItIs) {
  TestUnit Unit(R"cpp(
#include <coroutine>
#include <exception>
namespace lib {
struct failure : std::exception {};
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
Task<int> read();
void check();
}
void unknown();
lib::Task<int> elsewhere();
lib::Task<void> never() { co_return; }
lib::Task<void> ofLibrary() { co_await lib::read(); }
lib::Task<void> perhaps() { unknown(); co_return; }
lib::Task<void> certainly() { co_await elsewhere(); }
lib::Task<void> through() { co_await ofLibrary(); }
lib::Task<void> caught() {
  try { co_await through(); } catch (const lib::failure &) {}
}
lib::Task<void> throwsIts() { throw lib::failure(); co_return; }
lib::Task<void> throwsOther() { throw 1; co_return; }
lib::Task<void> trusts() {
  try { co_await through(); unknown(); } catch (const lib::failure &) {}
}
lib::Task<void> doesNotCatch() {
  try { co_await certainly(); } catch (const lib::failure &) {}
}
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: Task, start: lazy}
  - {name: failure, kind: exception}
calls: [{name: read, role: async}]
)yaml"});
  auto KindOf = [&](StringRef Name) { return escaping(Unit, Name).kind(); };
  EXPECT_EQ(KindOf("never"), Failure::Never);
  EXPECT_EQ(KindOf("ofLibrary"), Failure::OfLibraries);
  EXPECT_EQ(KindOf("perhaps"), Failure::Perhaps);
  EXPECT_EQ(KindOf("certainly"), Failure::Certainly);
  EXPECT_EQ(KindOf("through"), Failure::OfLibraries);
  EXPECT_EQ(KindOf("caught"), Failure::Never);
  EXPECT_EQ(KindOf("throwsIts"), Failure::OfLibraries);
  EXPECT_EQ(KindOf("throwsOther"), Failure::Certainly);
  EXPECT_EQ(KindOf("trusts"), Failure::Never);
  EXPECT_EQ(KindOf("doesNotCatch"), Failure::Certainly);
}

TEST(Failure, JoinsAsAUnion) {
  Failure Never, Certain = Failure::at(nullptr),
                 Perhaps = Failure::at(nullptr, /*IsCertain=*/false);
  Failure Both = Perhaps;
  EXPECT_TRUE(Both.join(Certain));
  EXPECT_FALSE(Both.join(Certain));
  EXPECT_FALSE(Both.join(Never));
  EXPECT_EQ(Both.ways().size(), 2u);
  EXPECT_EQ(Both.kind(), Failure::Certainly);
  EXPECT_EQ(Both.certain().ways().size(), 1u);
  EXPECT_EQ(Perhaps.kind(), Failure::Perhaps);
  EXPECT_TRUE(Perhaps.certain().isNever());
  LibraryModel A, B;
  Failure Marked = Certain.caughtFor({&A});
  EXPECT_EQ(Marked.kind(), Failure::OfLibraries);
  EXPECT_TRUE(Marked.without(A).isNever());
  EXPECT_FALSE(Marked.without(B).isNever());
}

} // namespace clang::tidy::async::test
