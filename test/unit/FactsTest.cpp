//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// For readable failures.
static StringRef nameOf(ContextKind Kind) {
  switch (Kind) {
  case ContextKind::Plain:
    return "plain";
  case ContextKind::Coroutine:
    return "coroutine";
  case ContextKind::Continuation:
    return "continuation";
  case ContextKind::Offloaded:
    return "offloaded";
  case ContextKind::MayBlock:
    return "may block";
  case ContextKind::Fiber:
    return "fiber";
  case ContextKind::Unknown:
    return "unknown";
  }
  llvm_unreachable("covered switch");
}

static StringRef nameOf(Use::Kind Kind) {
  switch (Kind) {
  case Use::Other:
    return "other";
  case Use::Awaited:
    return "awaited";
  case Use::Returned:
    return "returned";
  case Use::Discarded:
    return "discarded";
  case Use::DiscardedByCast:
    return "discarded by cast";
  case Use::Ignored:
    return "ignored";
  case Use::Local:
    return "local";
  case Use::Assigned:
    return "assigned";
  case Use::Passed:
    return "passed";
  case Use::ObjectOf:
    return "object of";
  }
  llvm_unreachable("covered switch");
}

static std::string contextOf(const Body &B) {
  return nameOf(B.Context).str() + (B.IsInline ? ", inline" : "");
}

//===----------------------------------------------------------------------===//
// Contexts of functions
//===----------------------------------------------------------------------===//

TEST(FactsContext, OfFunctions) {
  TestUnit Unit = libUnit(R"cpp(
void plain() {}
lib::Task<> coroutine() { co_return; }
struct S { void method() {} lib::Task<int> coroutineMethod() { co_return 1; } };
namespace lib { void run_all() {} }
LIB_TEST(Something) {}
struct MyTest : lib::Fixture { void body(); };
void MyTest::body() {}
int main() {}
)cpp");
  auto Context = [&](StringRef Name) { return contextOf(Unit.body(Name)); };
  EXPECT_EQ(Context("plain"), "plain");
  EXPECT_EQ(Context("method"), "plain");
  EXPECT_EQ(Context("coroutine"), "coroutine");
  EXPECT_EQ(Context("coroutineMethod"), "coroutine");
  for (StringRef Name : {"run_all", "Something_body", "body", "main"})
    EXPECT_EQ(Context(Name), "may block") << Name.str();
  EXPECT_TRUE(Unit.body("Something_body").IsTest);
  EXPECT_TRUE(Unit.body("body").IsTest);
  EXPECT_FALSE(Unit.body("main").IsTest);
}

TEST(FactsContext, OfTestsByTheirPath) {
  TestUnit Test = libUnit("void plain() { lib::mystery([] {}); }",
                          {.TestPaths = "/tests?/", .File = "/x/test/a.cpp"});
  EXPECT_TRUE(Test.body("plain").IsTest);
  EXPECT_EQ(contextOf(Test.body("plain")), "may block");
  EXPECT_EQ(contextOf(Test.lambda("plain")), "may block");
  TestUnit Other = libUnit("void plain() {}",
                           {.TestPaths = "/tests?/", .File = "/x/src/a.cpp"});
  EXPECT_FALSE(Other.body("plain").IsTest);
}

TEST(FactsContext, OfGenerators) {
  TestUnit Unit = libUnit(R"cpp(
struct Generator {
  struct promise_type {
    Generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
Generator pulled() { co_yield 1; }
Generator awaits() { co_await std::suspend_always(); co_yield 1; }
)cpp");
  // It runs like any function that its user calls.
  EXPECT_EQ(contextOf(Unit.body("pulled")), "plain");
  EXPECT_EQ(contextOf(Unit.body("awaits")), "coroutine");
}

// A model describes where a library calls the overrides of its users.
TEST(FactsContext, OfHandlers) {
  TestUnitOptions Options;
  Options.Model = R"yaml(
library: web
roots: [web]
types:
  - {name: Controller, kind: handler, runs: loop}
  - {name: Component, kind: handler, runs: fiber}
calls:
  - {name: on_request, role: post, callable: 0, runs: loop}
  - {name: on_start, role: post, callable: 0, runs: pool}
)yaml";
  TestUnit Unit(R"cpp(
namespace web {
struct Controller { virtual ~Controller(); virtual void handle(); };
struct Component { virtual void start(); };
template <typename F> void on_request(F);
template <typename F> void on_start(F);
}
struct Other { virtual void other(); };
struct Mine : web::Controller, Other {
  ~Mine() override {}
  void handle() override {}
  void other() override {}
  void helper() {}
  void byAddress() {}
};
struct Derived : Mine { void handle() override { int InDerived; } };
struct Part : web::Component { void start() override {} };
void handed() {}
void handedAndCalled() {}
void handedToPool() {}
void setUp() {
  web::on_request(&handed);
  web::on_request(&Mine::byAddress);
  web::on_request(handedAndCalled);
  web::on_start(handedToPool);
  handedAndCalled();
}
)cpp",
                Options);
  for (const Body *Handler : Unit.bodies("handle"))
    EXPECT_EQ(contextOf(*Handler), "continuation");
  EXPECT_EQ(contextOf(Unit.body("handed")), "continuation");
  EXPECT_EQ(contextOf(Unit.body("byAddress")), "continuation");
  EXPECT_EQ(contextOf(Unit.body("start")), "fiber");
  EXPECT_EQ(Unit.body("start").Fibers->Name, "web");
  for (StringRef Name :
       {"~Mine", "other", "helper", "handedAndCalled", "handedToPool"})
    EXPECT_EQ(contextOf(Unit.body(Name)), "plain") << Name.str();
}

// Where file I/O is accepted, and the factories of handlers.
TEST(FactsContext, OfLocalLoops) {
  TestUnitOptions Options;
  Options.Model = R"yaml(
library: gui
roots: [gui]
entry-points: ["Widget::closed"]
types:
  - {name: Widget, kind: handler, runs: local-loop}
  - {name: Reactor, kind: handler, runs: loop, factories: true}
calls:
  - {name: connect, role: post, callable: 1, executor: 0, runs: unknown}
  - {name: inlined, role: inline, callable: 0}
  - {name: read, role: block, blocks: file}
  - {name: ask, role: block, blocks: io}
  - {name: exec, role: block, blocks: nested-loop}
)yaml";
  TestUnit Unit(R"cpp(
namespace gui {
struct Object { virtual void timer(); };
struct Widget : Object { virtual void pressed(); virtual void closed(); };
struct Reactor {};
template <typename F> void connect(Object *, F) {}
template <typename F> void inlined(F) {}
void read();
void ask();
void exec();
}
struct Iface { virtual void run(); virtual gui::Reactor *make(); };
struct Window : gui::Widget, Iface {
  void timer() override {}
  void pressed() override { gui::read(); gui::ask(); gui::exec(); }
  void closed() override {}
  void run() override {}
  gui::Reactor *make() override { return nullptr; }
  gui::Reactor *makesNothing() { return nullptr; }
  void connects() { gui::connect(this, [] { gui::inlined([] {}); }); }
};
struct Worker : gui::Object {
  void timer() override { int InWorker; }
  void starts() { gui::connect(this, [] {}); }
};
)cpp",
                Options);
  for (StringRef Name : {"pressed", "make"})
    EXPECT_EQ(contextOf(Unit.body(Name)), "continuation") << Name.str();
  EXPECT_TRUE(Unit.body("pressed").OnLocalLoop);
  EXPECT_FALSE(Unit.body("make").OnLocalLoop);
  EXPECT_EQ(contextOf(Unit.body("closed")), "may block");
  for (StringRef Name : {"run", "makesNothing"})
    EXPECT_EQ(contextOf(Unit.body(Name)), "plain") << Name.str();
  for (const Body *B : Unit.bodies("timer"))
    EXPECT_EQ(contextOf(*B),
              B->Function->getParent() == Unit.find<CXXRecordDecl>("Window")
                  ? "continuation"
                  : "plain");
  for (unsigned Nth : {0u, 1u}) {
    EXPECT_EQ(Unit.lambda("connects", Nth).Context, ContextKind::Continuation)
        << Nth;
    EXPECT_TRUE(Unit.lambda("connects", Nth).OnLocalLoop) << Nth;
  }
  EXPECT_EQ(contextOf(Unit.lambda("starts", 0)), "unknown");
  const Body &Pressed = Unit.body("pressed");
  EXPECT_TRUE(Pressed.toleratesBlocking(Unit.call("pressed", "read")));
  EXPECT_TRUE(Pressed.toleratesBlocking(Unit.call("pressed", "exec")));
  EXPECT_FALSE(Pressed.toleratesBlocking(Unit.call("pressed", "ask")));
  EXPECT_FALSE(
      Unit.body("run").toleratesBlocking(Unit.call("pressed", "read")));
}

// If a loop has several threads, one of them may wait.
TEST(FactsContext, OfLoopsWithThreads) {
  TestUnitOptions Options;
  Options.Model = R"yaml(
library: web
roots: [web]
types: [{name: Controller, kind: handler, runs: loop}]
calls:
  - {name: on_request, role: post, callable: 0, runs: loop}
  - {name: use_threads, role: executor, traits: [threads]}
)yaml";
  StringRef Code = R"cpp(
namespace web {
struct Controller { virtual void handle(); };
template <typename F> void on_request(F) {}
void use_threads();
}
struct Mine : web::Controller { void handle() override {} };
void setUp() { web::on_request([] {}); }
)cpp";
  TestUnit One(Code, Options);
  EXPECT_EQ(contextOf(One.body("handle")), "continuation");
  EXPECT_EQ(contextOf(One.lambda("setUp", 0)), "continuation");
  TestUnit Several((Code + "void starts() { web::use_threads(); }").str(),
                   Options);
  EXPECT_EQ(contextOf(Several.body("handle")), "unknown");
  EXPECT_EQ(contextOf(Several.lambda("setUp", 0)), "unknown");
}

//===----------------------------------------------------------------------===//
// Contexts of lambdas
//===----------------------------------------------------------------------===//

// Only the waits of a fiber's own library suspend there.
TEST(FactsContext, OfFibers) {
  TestUnitOptions Options;
  Options.Model = R"yaml(
library: fib
roots: [fib]
types: [{name: Future}]
calls:
  - {name: thread, role: may-block, callable: 0, runs: fiber}
  - {name: each, role: inline, callable: 0}
  - {name: Future::get, role: wait, task: this}
  - {name: lock, role: block, blocks: event}
  - {name: read, role: block, blocks: io}
)yaml";
  TestUnit Unit(R"cpp(
namespace fib {
template <typename F> void thread(F) {}
template <typename F> void each(F) {}
struct Future { int get(); };
void lock();
void read();
}
void other();
void inFiber(fib::Future F) {
  auto Helper = [] {};
  fib::thread([&] {
    F.get();
    fib::lock();
    fib::read();
    other();
    Helper();
    fib::each([] {});
  });
}
void outside(fib::Future F) { F.get(); }
)cpp",
                Options);
  for (unsigned Nth : {0u, 1u, 2u}) {
    const Body &B = Unit.lambda("inFiber", Nth);
    EXPECT_EQ(B.Context, ContextKind::Fiber) << Nth;
    ASSERT_TRUE(B.Fibers) << Nth;
    EXPECT_EQ(B.Fibers->Name, "fib") << Nth;
  }
  const Body &Fiber = Unit.lambda("inFiber", 1);
  auto Suspends = [&](StringRef Callee) {
    return llvm::any_of(Fiber.Operations, [&](const Operation &Op) {
      return Op.callee() && Op.callee()->getNameAsString() == Callee &&
             Fiber.suspendsIn(Op);
    });
  };
  EXPECT_TRUE(Suspends("get"));
  EXPECT_TRUE(Suspends("lock"));
  EXPECT_FALSE(Suspends("read"));
  EXPECT_FALSE(Suspends("other"));
  EXPECT_FALSE(Unit.body("outside").suspendsIn(Unit.call("outside", "get")));
}

TEST(FactsContext, OfLambdasByWhatTheyAreHandedTo) {
  TestUnit Unit = libUnit(R"cpp(
void offloaded() { lib::offload([] {}); }
void thread() { lib::Thread T([] {}); }
void mayBlock() { lib::may_block([] {}); }
void onPool(lib::Pool &P) { lib::post(P, [] {}); }
void onLoop(lib::Loop &L) { lib::post(L, [] {}); }
void onUnknown(lib::Executor &E) { lib::post(E, [] {}); }
void onGlobal() { lib::post(lib::global_pool(), [] {}); }
void continuation(lib::Future<int> F) { F.then([](int) {}); }
void handler() { lib::on_event(1, [] {}); }
void inlined() { lib::for_each([] {}); }
void mystery() { lib::mystery([] {}); }
void notTheCallable(lib::Pool &P) { lib::may_block(1); lib::post(P, 1); }
void returned() { (void)[] {}; }
)cpp");
  auto Context = [&](StringRef Name) { return contextOf(Unit.lambda(Name)); };
  EXPECT_EQ(Context("offloaded"), "offloaded");
  EXPECT_EQ(Context("thread"), "may block");
  EXPECT_EQ(Context("mayBlock"), "may block");
  EXPECT_EQ(Context("onPool"), "offloaded");
  EXPECT_EQ(Context("onLoop"), "continuation");
  EXPECT_EQ(Context("onUnknown"), "unknown");
  EXPECT_EQ(Context("onGlobal"), "offloaded");
  EXPECT_EQ(Context("continuation"), "continuation");
  EXPECT_EQ(Context("handler"), "continuation");
  EXPECT_EQ(Context("inlined"), "plain, inline");
  EXPECT_EQ(Context("mystery"), "unknown");
  EXPECT_EQ(Context("returned"), "unknown");
  const Body &Offloaded = Unit.lambda("offloaded");
  ASSERT_TRUE(Offloaded.PassedTo);
  EXPECT_TRUE(Offloaded.PassedTo->is(Role::Offload));
  EXPECT_EQ(Offloaded.Parent, &Unit.body("offloaded"));
  EXPECT_FALSE(Unit.lambda("inlined").PassedTo);
}

// The user's annotations of a function.
TEST(FactsContext, OfLambdasGivenToWhatIsAnnotated) {
  TestUnit Unit = libUnit(R"cpp(
#define OFFLOADS [[clang::annotate("async-tidy::offloads")]]
struct Callable { template <typename T> Callable(T) {} };
template <typename T> OFFLOADS void run(T Work) {}
OFFLOADS void runErased(int Priority, Callable Work);
struct Pool {
  OFFLOADS Pool(Callable Work);
  OFFLOADS void run(Callable Work);
  void later(Callable Work);
};
[[clang::annotate("async-tidy::blocking")]] void blocks(Callable Work);
[[clang::annotate("offloads")]] void otherTool(Callable Work);
void toTemplate() { run([] {}); }
void erased() { runErased(1, [] {}); }
void toMember(Pool &P) { P.run([] {}); }
void toConstructor() { Pool P([] {}); }
void byName() { auto Work = [] {}; run(Work); }
lib::Task<> coroutine() { run([]() -> lib::Task<> { co_return; }); co_return; }
void within() { run([] { lib::for_each([] {}); }); }
void notAnnotated(Pool &P) { P.later([] {}); }
void otherwise() { blocks([] {}); }
void others() { otherTool([] {}); }
)cpp");
  for (StringRef Name : {"toTemplate", "erased", "toMember", "toConstructor",
                         "byName", "coroutine", "within"})
    EXPECT_EQ(contextOf(Unit.lambda(Name)), "offloaded") << Name.str();
  EXPECT_EQ(contextOf(Unit.lambda("within", 1)), "offloaded, inline");
  for (StringRef Name : {"notAnnotated", "otherwise", "others"})
    EXPECT_EQ(contextOf(Unit.lambda(Name)), "unknown") << Name.str();
  const Body &Offloaded = Unit.lambda("toTemplate");
  ASSERT_TRUE(Offloaded.PassedTo);
  EXPECT_FALSE(Offloaded.PassedTo->Match);
}

TEST(FactsContext, OfLambdasThatAreCalledHere) {
  TestUnit Unit = libUnit(R"cpp(
lib::Task<> atOnce() { [] {}(); co_return; }
lib::Task<> byName() { auto Work = [] {}; Work(); co_return; }
lib::Task<> inAlgorithm() { lib::for_each([] {}); co_return; }
lib::Task<> nested() { lib::for_each([] { lib::for_each([] {}); }); co_return; }
)cpp");
  for (StringRef Name : {"atOnce", "byName", "inAlgorithm", "nested"})
    EXPECT_EQ(contextOf(Unit.lambda(Name)), "coroutine, inline") << Name.str();
  EXPECT_EQ(contextOf(Unit.lambda("nested", 1)), "coroutine, inline");
}

TEST(FactsContext, OfLambdasInVariables) {
  TestUnit Unit = libUnit(R"cpp(
void offloadedLater() { auto Work = [] {}; lib::offload(Work); }
void moved() { auto Work = [] {}; lib::offload(std::move(Work)); }
void agreed() { auto Work = [] {}; lib::offload(Work); lib::offload(Work); }
void disagreed() { auto Work = [] {}; lib::offload(Work); Work(); }
void unused() { auto Work = [] {}; }
void handedOn() { auto Work = [] {}; lib::mystery(Work); }
void calledInThread() {
  auto Work = [] {};
  lib::offload([&] { Work(); });
}
)cpp");
  auto Context = [&](StringRef Name) { return contextOf(Unit.lambda(Name)); };
  EXPECT_EQ(Context("offloadedLater"), "offloaded");
  EXPECT_EQ(Context("moved"), "offloaded");
  EXPECT_EQ(Context("agreed"), "offloaded");
  EXPECT_EQ(Context("disagreed"), "unknown");
  EXPECT_EQ(Context("unused"), "unknown");
  EXPECT_EQ(Context("handedOn"), "unknown");
  EXPECT_EQ(Context("calledInThread"), "offloaded, inline");
}

// The nearest callable decides.
TEST(FactsContext, OfNestedLambdas) {
  TestUnit Unit = libUnit(R"cpp(
lib::Task<> offloadInCoroutine() {
  lib::offload([] { lib::mystery([] {}); });
  co_return;
}
void inlineInOffloaded() { lib::offload([] { lib::for_each([] {}); }); }
void coroutineInPlain() { lib::mystery([]() -> lib::Task<> { co_return; }); }
void coroutineOffloaded() { lib::offload([]() -> lib::Task<> { co_return; }); }
void coroutineInline() { [](lib::Task<> T) -> lib::Task<> { co_return; }; }
LIB_TEST(Nested) { lib::mystery([] { lib::on_event(1, [] {}); }); }
)cpp");
  auto Context = [&](StringRef Name, unsigned Nth = 0) {
    return contextOf(Unit.lambda(Name, Nth));
  };
  EXPECT_EQ(Context("offloadInCoroutine"), "offloaded");
  EXPECT_EQ(Context("offloadInCoroutine", 1), "unknown");
  EXPECT_EQ(Context("inlineInOffloaded", 1), "offloaded, inline");
  EXPECT_EQ(Context("coroutineInPlain"), "coroutine");
  // The pool may be meant for blocking.
  EXPECT_EQ(Context("coroutineOffloaded"), "offloaded");
  EXPECT_EQ(Context("coroutineInline"), "coroutine");
  EXPECT_EQ(Context("Nested_body"), "may block");
  EXPECT_EQ(Context("Nested_body", 1), "may block");
}

TEST(FactsContext, OfLambdasOutsideOfFunctions) {
  TestUnit Unit = libUnit(R"cpp(
auto Global = [] { lib::sleep(1); };
struct S { int Member = [] { lib::sleep(2); return 1; }(); S() {} };
)cpp");
  const Body &Global = Unit.lambda("operator()");
  EXPECT_EQ(contextOf(Global), "unknown");
  EXPECT_EQ(Global.Operations.size(), 1u);
}

TEST(FactsContext, OfAnExecutorThatIsAskedFor) {
  TestUnit Unit = libUnit(R"cpp(
void pointer(lib::Pool *P) { lib::post(*P, [] {}); }
void variable() { auto &P = lib::global_pool(); lib::post(P, [] {}); }
struct S { lib::Loop L; void member() { lib::post(L, [] {}); } };
)cpp");
  EXPECT_EQ(contextOf(Unit.lambda("pointer")), "offloaded");
  EXPECT_EQ(contextOf(Unit.lambda("variable")), "offloaded");
  EXPECT_EQ(contextOf(Unit.lambda("member")), "continuation");
  const Operation &Post = Unit.call("variable", "post");
  EXPECT_TRUE(Unit.facts().placeOf(Post) == Place::Pool);
  const Expr *Root = Unit.facts().executorRoot(Post.Site.Args[0]);
  EXPECT_TRUE(isa<CallExpr>(Root));
}

//===----------------------------------------------------------------------===//
// Uses of results
//===----------------------------------------------------------------------===//

static std::string useOf(TestUnit &Unit, StringRef Function,
                         StringRef Callee = "start_io") {
  return nameOf(Unit.call(Function, Callee).Result.Is).str();
}

TEST(FactsUse, OfEachKind) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void take(Future<>);
struct S {
  Future<> Member;
};
Task<> awaited() { co_await start_io(); }
Future<> returned() { return start_io(); }
Task<Future<> *> coReturned() { co_return &(start_io(), *new Future<>()); }
void discarded() { start_io(); }
void discardedInBranch(bool B) {
  if (B)
    start_io();
  else
    ;
}
void discardedInLoop() {
  for (;;)
    start_io();
}
void cStyle() { (void)start_io(); }
void functional() {
  for (;; void(start_io())) {
  }
}
void inReturn() { return void(start_io()); }
void staticCast() { static_cast<void>(start_io()); }
void ignored() { std::ignore = start_io(); }
void local() { auto Kept = start_io(); }
void localByReference() { auto &&Kept = start_io(); }
void assigned(S &Object) { Object.Member = start_io(); }
void assignedLocal() {
  Future<> Later;
  Later = start_io();
}
void passed() { take(start_io()); }
void passedAsSecond() { on_event(1, start_io()); }
void constructed() {
  struct Guard {
    Guard(int, Future<>);
  };
  Guard G(1, start_io());
}
void object() { start_io().wait(); }
void query() { start_io().valid(); }
void inCondition() {
  if (start_io().ready())
    return;
}
)cpp");
  EXPECT_EQ(useOf(Unit, "awaited"), "awaited");
  EXPECT_EQ(useOf(Unit, "returned"), "returned");
  EXPECT_EQ(useOf(Unit, "coReturned"), "discarded");
  for (StringRef Name : {"discarded", "discardedInBranch", "discardedInLoop"})
    EXPECT_EQ(useOf(Unit, Name), "discarded") << Name.str();
  for (StringRef Name : {"cStyle", "functional", "inReturn", "staticCast"})
    EXPECT_EQ(useOf(Unit, Name), "discarded by cast") << Name.str();
  EXPECT_EQ(useOf(Unit, "ignored"), "ignored");
  EXPECT_EQ(useOf(Unit, "local"), "local");
  EXPECT_EQ(useOf(Unit, "localByReference"), "local");
  EXPECT_EQ(useOf(Unit, "assigned"), "assigned");
  EXPECT_EQ(useOf(Unit, "assignedLocal"), "assigned");
  for (StringRef Name : {"passed", "passedAsSecond", "constructed"})
    EXPECT_EQ(useOf(Unit, Name), "passed") << Name.str();
  for (StringRef Name : {"object", "query", "inCondition"})
    EXPECT_EQ(useOf(Unit, Name), "object of") << Name.str();

  EXPECT_EQ(Unit.call("local", "start_io").Result.Var->getName(), "Kept");
  EXPECT_TRUE(Unit.call("assigned", "start_io").Result.Target);
  EXPECT_EQ(Unit.call("passedAsSecond", "start_io").Result.Index, 1u);
  EXPECT_EQ(Unit.call("constructed", "start_io").Result.Index, 1u);
  const Operation *Wait =
      Unit.facts().operationAt(Unit.call("object", "start_io").Result.Call);
  ASSERT_TRUE(Wait);
  EXPECT_TRUE(Wait->is(Role::Wait));
}

TEST(FactsUse, LooksThroughWhatDoesNotMatter) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct Wrapper {
  Wrapper(Future<>);
};
void take(Future<>);
Task<> parentheses() { co_await (start_io()); }
Future<> moved() { return std::move(start_io()); }
Wrapper converted() { return start_io(); }
Future<> chosen(bool B) { return B ? start_io() : Future<>(); }
void comma() { start_io(), sleep(1); }
Future<> afterComma() { return sleep(1), start_io(); }
Future<> shared() { return start_io().share(); }
void sharedAndDropped() { start_io().share(); }
void braces() { take({start_io()}); }
void attributed(int I) {
  switch (I) {
  case 1:
    [[fallthrough]];
  default:
    start_io();
  }
}
)cpp");
  EXPECT_EQ(useOf(Unit, "parentheses"), "awaited");
  for (StringRef Name :
       {"moved", "converted", "chosen", "afterComma", "shared"})
    EXPECT_EQ(useOf(Unit, Name), "returned") << Name.str();
  EXPECT_EQ(useOf(Unit, "comma"), "discarded");
  EXPECT_EQ(useOf(Unit, "sharedAndDropped"), "discarded");
  EXPECT_NE(useOf(Unit, "braces"), "discarded");
  EXPECT_EQ(useOf(Unit, "attributed"), "discarded");
  // The current owner of the task is the link to check.
  EXPECT_TRUE(Unit.call("sharedAndDropped", "start_io").Result.Adapter);
  EXPECT_FALSE(Unit.call("sharedAndDropped", "share").Result.Adapter);
}

TEST(FactsUse, OfTests) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void compared(Future<> F) { if (F.wait_for(1) == status::ready) sleep(1); }
void negated(Future<> F) { if (!F.ready()) sleep(1); }
bool kept(Future<> F) { return F.wait_for(1) == status::ready; }
)cpp");
  EXPECT_TRUE(Unit.call("compared", "wait_for").Result.IsTested);
  EXPECT_FALSE(Unit.call("compared", "wait_for").Result.IsKept);
  EXPECT_TRUE(Unit.call("negated", "ready").Result.IsTested);
  EXPECT_TRUE(Unit.call("kept", "wait_for").Result.IsTested);
  EXPECT_TRUE(Unit.call("kept", "wait_for").Result.IsKept);
}

TEST(FactsUse, OfVariables) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void take(Future<>);
Task<> code(Future<> Param) {
  auto F = start_io();
  F.valid();
  take(std::move(F));
  offload([&] { F.wait(); });
  co_await Param;
}
)cpp");
  auto Uses = [&](StringRef Variable) {
    std::string Text;
    for (const Mention &M : Unit.facts().mentions(Unit.find<VarDecl>(Variable)))
      Text += (Text.empty() ? "" : ", ") + nameOf(M.Usage.Is).str();
    return Text;
  };
  // The capture is in the code around the lambda.
  EXPECT_EQ(Uses("F"), "object of, passed, other, object of");
  EXPECT_EQ(Uses("Param"), "awaited");
  auto Mentions = Unit.facts().mentions(Unit.find<VarDecl>("F"));
  EXPECT_EQ(Mentions[0].In, &Unit.body("code"));
  ASSERT_EQ(Mentions.size(), 4u);
  EXPECT_EQ(Mentions[2].In, &Unit.body("code"));
  EXPECT_EQ(Mentions[3].In, &Unit.lambda("code"));
}

TEST(FactsMentions, OfMembers) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
class Owner {
public:
  Owner() : M(start_io()) {}
  void again() { M = start_io(); }
  bool asks() { return M.ready(); }
  void gives() { [this] { M.get(); }(); }
  auto pointer() { return &Owner::M; }

private:
  Future<> M;
  int Number;
};
)cpp");
  std::string Text;
  for (const Mention &M : Unit.facts().mentions(Unit.find<FieldDecl>("M")))
    Text += (Text.empty() ? "" : ", ") + nameOf(M.Usage.Is).str();
  EXPECT_EQ(Text, "object of, object of, object of, other");
  EXPECT_EQ(Unit.call("Owner", "start_io").Result.Is, Use::Assigned);
  EXPECT_EQ(Unit.call("Owner", "start_io").Result.Member,
            Unit.find<FieldDecl>("M"));
  EXPECT_EQ(Unit.call("again", "start_io").Result.Is, Use::Assigned);
  EXPECT_TRUE(Unit.facts().mentions(Unit.find<FieldDecl>("Number")).empty());
}

//===----------------------------------------------------------------------===//
// Surroundings
//===----------------------------------------------------------------------===//

TEST(FactsSurroundings, OfTryBlocks) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void all() {
  try {
    sleep(1);
  } catch (...) {
  }
}
void base() {
  try {
    sleep(1);
  } catch (const std::exception &) {
  }
}
void some() {
  try {
    sleep(1);
  } catch (const std::runtime_error &) {
  }
}
void rethrown() {
  try {
    sleep(1);
  } catch (...) {
    throw;
  }
}
void rethrownLater() {
  try {
    sleep(1);
  } catch (...) {
    std::rethrow_exception(std::current_exception());
  }
}
void second() {
  try {
    sleep(1);
  } catch (int) {
  } catch (...) {
  }
}
void outer() {
  try {
    try {
      sleep(1);
    } catch (int) {
    }
  } catch (...) {
  }
}
void handler() {
  try {
  } catch (...) {
    sleep(1);
  }
}
void after() {
  try {
  } catch (...) {
  }
  sleep(1);
}
void lambda() {
  try {
    mystery([] { sleep(1); });
  } catch (...) {
  }
}
)cpp");
  auto At = [&](StringRef Name) { return Unit.call(Name, "sleep").At; };
  for (StringRef Name : {"all", "base", "second", "outer"})
    EXPECT_TRUE(At(Name).InTry) << Name.str();
  for (StringRef Name :
       {"some", "rethrown", "rethrownLater", "handler", "after", "lambda"})
    EXPECT_FALSE(At(Name).InTry) << Name.str();
  EXPECT_TRUE(At("handler").InHandler);
  EXPECT_FALSE(At("after").InHandler);
}

TEST(FactsSurroundings, OfLoopsAndThrows) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void forLoop() { for (sleep(0); ; sleep(2)) {} }
void whileLoop() { while (true) sleep(1); }
void doLoop() { do sleep(1); while (true); }
void rangeLoop(std::vector<int> V) { for (int I : V) sleep(I); }
void none() { sleep(1); }
void throws() { throw 1; }
void caught() { try { throw 1; } catch (...) {} }
)cpp");
  for (StringRef Name : {"whileLoop", "doLoop", "rangeLoop"}) {
    EXPECT_TRUE(Unit.body(Name).HasLoop) << Name.str();
    EXPECT_TRUE(Unit.call(Name, "sleep").At.InLoop) << Name.str();
  }
  EXPECT_FALSE(Unit.call("forLoop", "sleep", 0).At.InLoop);
  EXPECT_TRUE(Unit.call("forLoop", "sleep", 1).At.InLoop);
  EXPECT_FALSE(Unit.body("none").HasLoop);
  EXPECT_TRUE(Unit.body("throws").Throws);
  EXPECT_FALSE(Unit.body("caught").Throws);
  EXPECT_FALSE(Unit.body("none").Throws);
}

TEST(FactsSurroundings, OfPlacesThatCannotSuspend) {
  TestUnit Unit = libUnit(R"cpp(
struct S {
  S() : Member(lib::read(1)) { lib::sleep(1); }
  int Member;
};
lib::Task<> coroutine() {
  static int Once = lib::read(1);
  int Each = lib::poll(1, 1);
  co_return;
}
)cpp");
  EXPECT_TRUE(Unit.call("S", "read").At.IsNoAwait);
  EXPECT_TRUE(Unit.call("S", "sleep").At.IsNoAwait);
  EXPECT_TRUE(Unit.call("coroutine", "read").At.IsNoAwait);
  EXPECT_FALSE(Unit.call("coroutine", "poll").At.IsNoAwait);
}

TEST(FactsSurroundings, OnWaysOfChoicesByFlags) {
  TestUnit Unit = libUnit(R"cpp(
struct S {
  bool Async;
  void member() {
    if (Async)
      lib::start_io();
    else
      lib::sleep(1);
  }
};
void parameter(bool Async) {
  if (!Async)
    lib::sleep(1);
}
void operatorOfChoice(bool Async) { Async ? lib::sleep(2) : lib::sleep(1); }
template <bool Async> void templated() {
  if (Async)
    lib::sleep(1);
}
template void templated<true>();
void computed(int I) {
  if (I > 1)
    lib::sleep(1);
}
void local(int I) {
  bool B = I;
  if (B)
    lib::sleep(1);
}
void after(bool Async) {
  if (Async)
    lib::start_io();
  lib::sleep(1);
}
int other();
int leaves(bool Async) {
  if (!Async)
    return other();
  lib::sleep(1);
  return 1;
}
int endsEarly(bool IsDone) {
  if (IsDone)
    return 0;
  lib::sleep(1);
  return 1;
}
enum class Mode { Sync, Async };
void compared(Mode How) {
  if (Mode::Sync != How)
    lib::sleep(1);
}
template <bool Async> int compiledIn() {
  if constexpr (Async)
    return other();
  else
    lib::sleep(1);
  return 1;
}
template int compiledIn<false>();
void nested(bool Outer, bool Inner) {
  if (Outer)
    for (;;) {
      if (Inner)
        break;
      lib::sleep(1);
    }
}
int leavesBlock(bool Async, int I) {
  if (I) {
    if (Async)
      return other();
  }
  lib::sleep(1);
  return 1;
}
)cpp");
  auto WayOf = [&](StringRef Name) {
    return Unit.call(Name, "sleep").At.Chosen;
  };
  for (StringRef Name : {"member", "parameter", "operatorOfChoice", "templated",
                         "leaves", "endsEarly", "compared", "compiledIn"})
    EXPECT_TRUE(WayOf(Name)) << Name.str();
  for (StringRef Name : {"computed", "local", "after", "leavesBlock"})
    EXPECT_FALSE(WayOf(Name)) << Name.str();

  EXPECT_FALSE(WayOf("member")->IsTrue);
  EXPECT_FALSE(WayOf("parameter")->IsTrue);
  EXPECT_TRUE(WayOf("operatorOfChoice")->IsTrue);
  EXPECT_TRUE(WayOf("leaves")->IsTrue);
  EXPECT_FALSE(WayOf("leaves")->IsOnlyBranch);
  EXPECT_FALSE(WayOf("endsEarly")->IsTrue);
  EXPECT_EQ(WayOf("compared")->Value->getName(), "Sync");
  EXPECT_FALSE(WayOf("compared")->IsTrue);
  EXPECT_TRUE(WayOf("compiledIn")->IsOnlyBranch);

  const Way *Inner = WayOf("nested");
  ASSERT_TRUE(Inner);
  EXPECT_EQ(Inner->Flag->getName(), "Inner");
  ASSERT_TRUE(Inner->Outer);
  EXPECT_EQ(Inner->Outer->Flag->getName(), "Outer");
  EXPECT_FALSE(Inner->Outer->Outer);
}

//===----------------------------------------------------------------------===//
// What is not looked at
//===----------------------------------------------------------------------===//

TEST(FactsScope, SkipsUnevaluatedCode) {
  TestUnit Unit = libUnit(R"cpp(
namespace std { struct type_info {}; }
template <typename T> concept Reads = requires(T X) { lib::read(X); };
void code() {
  decltype(lib::read(1)) A = 0;
  int B = sizeof(lib::read(1)) + alignof(decltype(lib::read(1)));
  bool C = noexcept(lib::read(1));
  bool D = requires { lib::read(1); };
  bool E = Reads<int>;
  (void)typeid(lib::read(1));
}
)cpp");
  EXPECT_TRUE(Unit.body("code").Operations.empty());
}

TEST(FactsScope, SkipsDiscardedArms) {
  TestUnit Unit = libUnit(R"cpp(
void constant() {
  if constexpr (sizeof(int) > 100) lib::read(1); else lib::sleep(1);
}
template <typename T> void templated() {
  if constexpr (sizeof(T) == 1) lib::read(1);
  else if constexpr (sizeof(T) == 2) lib::poll(1, 1);
  else lib::sleep(1);
}
template void templated<char>();
template void templated<int>();
constexpr void evaluated() { if consteval { } else { lib::lock(); } }
)cpp");
  auto Calls = [](const Body &B) {
    std::string Text;
    for (const Operation &Op : B.Operations)
      Text += Op.callee()->getNameAsString() + " ";
    return Text;
  };
  EXPECT_EQ(Calls(Unit.body("constant")), "sleep ");
  std::vector<const Body *> Instances = Unit.bodies("templated");
  ASSERT_EQ(Instances.size(), 2u);
  EXPECT_EQ(Calls(*Instances[0]), "read ");
  EXPECT_EQ(Calls(*Instances[1]), "sleep ");
}

TEST(FactsScope, SkipsDefaultArgumentsAndSystemHeaders) {
  TestUnit Unit = libUnit(R"cpp(
void takes(int = lib::read(1));
void code() { takes(); }
# 1 "/usr/include/other.h" 3
inline void inSystemHeader() { lib::sleep(1); }
)cpp");
  EXPECT_EQ(Unit.body("code").Operations.size(), 1u);
  EXPECT_TRUE(Unit.bodies("inSystemHeader").empty());
}

TEST(FactsScope, LooksAtInstancesRatherThanAtThePattern) {
  TestUnit Unit = libUnit(R"cpp(
template <typename T> void used(T X) { lib::read(X); }
template <typename T> void unused(T X) {
  lib::read(1);
  X.get();
}
template <typename T> struct Used {
  void called() { lib::read(1); }
  void notCalled() { lib::read(2); }
  void outside();
};
template <typename T> void Used<T>::outside() { lib::read(3); }
template <typename T> struct Unused {
  void inUnused() { lib::read(1); }
};
template <> void used(char *X) { lib::sleep(1); }
void code() {
  used(1);
  used('c');
  Used<int>().called();
  Used<long>().called();
  Used<int>().outside();
}
)cpp");
  std::vector<const Body *> Instances = Unit.bodies("used");
  ASSERT_EQ(Instances.size(), 3u);
  for (const Body *B : Instances)
    EXPECT_FALSE(B->isDependent());
  EXPECT_TRUE(Unit.body("unused").isDependent());
  EXPECT_EQ(Unit.bodies("called").size(), 2u);
  EXPECT_EQ(Unit.bodies("outside").size(), 1u);
  EXPECT_TRUE(Unit.body("inUnused").isDependent());
  // A template that is never called has no instance.
  EXPECT_LE(Unit.bodies("notCalled").size(), 1u);
}

TEST(FactsScope, LooksAtGenericLambdas) {
  TestUnit Unit = libUnit(R"cpp(
void called() { auto Each = [](auto X) { lib::read(X); }; Each(1); Each('c'); }
void notCalled() { lib::mystery([](auto X) { lib::sleep(1); }); }
)cpp");
  EXPECT_FALSE(Unit.lambda("called", 0).isDependent());
  EXPECT_FALSE(Unit.lambda("called", 1).isDependent());
  EXPECT_TRUE(Unit.lambda("notCalled").isDependent());
}

TEST(FactsScope, LooksIntoLocalClassesAndCaptures) {
  TestUnit Unit = libUnit(R"cpp(
void code() {
  struct Local { void method() { lib::sleep(1); } };
  lib::mystery([Value = lib::read(1)] { lib::lock(); });
}
)cpp");
  EXPECT_EQ(Unit.body("method").Operations.size(), 1u);
  // A capture is evaluated where the lambda is created.
  EXPECT_EQ(Unit.call("code", "read").In, &Unit.body("code"));
  EXPECT_EQ(Unit.call("code", "lock").In, &Unit.lambda("code"));
}

//===----------------------------------------------------------------------===//
// Bodies and operations
//===----------------------------------------------------------------------===//

TEST(Facts, NotesOperationsInOrder) {
  TestUnit Unit = libUnit(R"cpp(
lib::Task<> code(lib::Future<int> F) {
  int A = F.get();
  co_await lib::offload([] {});
  lib::Thread T([] {});
  if (A)
    co_return;
}
)cpp");
  const Body &Code = Unit.body("code");
  ASSERT_EQ(Code.Operations.size(), 3u);
  EXPECT_TRUE(Code.Operations[0].is(Role::Wait));
  EXPECT_TRUE(Code.Operations[1].is(Role::Offload));
  EXPECT_TRUE(Code.Operations[1].Task);
  EXPECT_TRUE(Code.Operations[2].is(Role::Offload));
  EXPECT_FALSE(Code.Operations[2].Task);
  ASSERT_EQ(Code.Awaits.size(), 1u);
  EXPECT_EQ(stripAdapters(Code.Awaits[0].Operand, Unit.models()),
            Code.Operations[1].expr());
  EXPECT_EQ(Code.Returns.size(), 1u);
  EXPECT_EQ(Code.Children.size(), 2u);
  ASSERT_TRUE(Code.Promise);
  EXPECT_EQ(Code.Promise->getNameAsString(), "promise_type");
  EXPECT_EQ(Unit.lambda("code").named(), Code.Function);
}

TEST(Facts, FindsTheBodyThatACallRuns) {
  TestUnit Unit = libUnit(R"cpp(
void function();
void function() { lib::sleep(1); }
void elsewhere();
struct Functor { void operator()() { lib::sleep(2); } };
void code(void (*Pointer)()) {
  auto Named = [] { lib::sleep(3); };
  lib::mystery([] { lib::sleep(4); });
  lib::mystery(std::move(Named));
  lib::mystery(function);
  lib::mystery(&function);
  lib::mystery(Functor());
  lib::mystery(elsewhere);
  lib::mystery(Pointer);
}
)cpp");
  auto Of = [&](unsigned Nth) {
    return Unit.facts().bodyOfCallable(
        Unit.call("code", "mystery", Nth).Site.Args[0]);
  };
  EXPECT_EQ(Of(0), &Unit.lambda("code", 1));
  EXPECT_EQ(Of(1), &Unit.lambda("code", 0));
  EXPECT_EQ(Of(2), &Unit.body("function"));
  EXPECT_EQ(Of(3), &Unit.body("function"));
  EXPECT_EQ(Of(4), &Unit.body("operator()"));
  EXPECT_FALSE(Of(5));
  EXPECT_FALSE(Of(6));
  EXPECT_EQ(Unit.facts().bodyOf(Unit.find<FunctionDecl>("function")),
            &Unit.body("function"));
  EXPECT_FALSE(Unit.facts().bodyOf(Unit.find<FunctionDecl>("elsewhere")));
}

TEST(Facts, KnowsWhoCallsAFunction) {
  TestUnit Unit = libUnit(R"cpp(
void called() {}
void taken() {}
struct S { void method() {} };
void code(S Object) {
  called();
  called();
  lib::mystery(taken);
  auto Pointer = &S::method;
}
)cpp");
  const auto *Called = Unit.find<FunctionDecl>("called");
  const auto *Taken = Unit.find<FunctionDecl>("taken");
  EXPECT_EQ(Unit.facts().callsOf(Called).size(), 2u);
  EXPECT_TRUE(Unit.facts().callsOf(Taken).empty());
  EXPECT_FALSE(Unit.facts().isAddressTaken(Called));
  EXPECT_TRUE(Unit.facts().isAddressTaken(Taken));
  EXPECT_TRUE(Unit.facts().isAddressTaken(Unit.find<FunctionDecl>("method")));
}

TEST(Facts, SurvivesAnything) {
  TestUnit Unit = libUnit(R"cpp(
int Array[2] = {1, 2};
auto [A, B] = Array;
struct Incomplete;
template <typename T> struct Partial {};
template <typename T> struct Partial<T *> { void f() { lib::read(1); } };
void labels() { again: lib::sleep(1); goto again; }
void tryBody() try { lib::sleep(1); } catch (...) { lib::sleep(2); }
extern "C" { void c() { lib::sleep(1); } }
asm("nop");
int recursive() { return recursive(); }
auto generic = [](auto &&...X) { return (lib::read(X) + ...); };
int used = generic(1, 2, 3);
)cpp");
  EXPECT_EQ(Unit.body("labels").Operations.size(), 1u);
  EXPECT_TRUE(Unit.call("tryBody", "sleep").At.InTry);
  EXPECT_EQ(Unit.body("c").Operations.size(), 1u);
}

TEST(Facts, OfAnEmptyUnit) {
  TestUnit Unit("");
  EXPECT_TRUE(Unit.facts().bodies().empty());
}

TEST(FactsContext, OfLambdasThatFunctionsPassOn) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
template <typename F> Future<int> inBackground(F Work) {
  return offload(std::move(Work));
}
template <typename F> Task<int> hops(Pool &P, F Work) {
  co_await P.schedule();
  Work();
  co_return 1;
}
template <typename F> Task<int> stays(F Work) { Work(); co_return 1; }
template <typename F> void onLoop(Loop &L, F Work) {
  post(L, [Work] { Work(); });
}
template <typename F> void both(Loop &L, F Work) { Work(); post(L, Work); }
void pool(Pool &P) { inBackground([] {}); hops(P, [] {}); }
void loop(Loop &L) { onLoop(L, [] {}); }
void unclear(Loop &L) { both(L, [] {}); stays([] {}); }
)cpp");
  auto Context = [&](StringRef Function, unsigned Nth = 0) {
    return Unit.lambda(Function, Nth).Context;
  };
  EXPECT_EQ(Context("pool"), ContextKind::Offloaded);
  EXPECT_EQ(Context("pool", 1), ContextKind::Offloaded);
  EXPECT_EQ(Context("loop"), ContextKind::Continuation);
  EXPECT_EQ(Context("unclear"), ContextKind::Unknown);
  EXPECT_EQ(Context("unclear", 1), ContextKind::Unknown);
}

} // namespace clang::tidy::async::test
