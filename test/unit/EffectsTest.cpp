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

/// The paths on which \p B blocks, as "outer > inner; other".
static std::string blocking(TestUnit &Unit, const Body &B) {
  std::string Text;
  for (const Witness &Path : Unit.effects().blocking(B)) {
    Text += Text.empty() ? "" : "; ";
    Text += Path.First->callee()->getNameAsString();
    for (const WitnessStep &Next : Path.LaterSteps)
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
  // Short locks are used everywhere.
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

TEST(EffectsBlocking, NotForCallsThatHandOverWhatIsFinished) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct State { Future<int> F; void finish() { F.get(); } };
void check(Future<int> F) { F.get(); }
void inTwoSteps(Future<int> *F) { check(std::move(*F)); }
void ofState(State &S) { S.F.get(); }
void recursive(Future<int> F, int N) { if (N) recursive(std::move(F), 0); F.get(); }
template <typename T> void anything(T &&F) { F.get(); }
void byValue(Future<int> F) { F.wait_for(0); if (F.ready()) check(std::move(F)); }
void byPointer(Future<int> F) { if (F.ready()) inTwoSteps(&F); }
void byTemplate(Future<int> F) { if (F.ready()) anything(F); }
void byMember(State S) { if (S.F.ready()) ofState(S); }
void byObject(State S) { if (S.F.ready()) S.finish(); }
void made() { check(make_ready(1)); }
void bySelf(Future<int> F) { if (F.ready()) recursive(std::move(F), 1); }
void another(Future<int> F, Future<int> G) { if (F.ready()) check(std::move(G)); }
void tooEarly(Future<int> F) { check(std::move(F)); }
void otherState(State S, State R) { if (S.F.ready()) ofState(R); }
)cpp");
  EXPECT_EQ(blocking(Unit, "check"), "get");
  for (StringRef Function :
       {"byValue", "byPointer", "byTemplate", "byMember", "byObject", "made"})
    EXPECT_EQ(blocking(Unit, Function), "") << Function.str();
  EXPECT_EQ(blocking(Unit, "another"), "check > get");
  EXPECT_EQ(blocking(Unit, "tooEarly"), "check > get");
  EXPECT_EQ(blocking(Unit, "otherState"), "ofState > get");
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
  // A witness that is so far away explains nothing.
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

// If fibers wait, an ordinary function may be meant for them.
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
  EXPECT_TRUE(Unit.call("plain", "get").Match->Library->HasFibers);
  TestUnit Lib = libUnit("void code(lib::Future<int> F) { F.get(); }");
  EXPECT_FALSE(Lib.call("code", "get").Match->Library->HasFibers);
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
    EXPECT_TRUE(otherWork(Unit.body(Function), Unit.facts())) << Function.str();
  EXPECT_EQ(otherWork(Unit.body("computes"), Unit.facts()),
            Unit.call("computes", "compute").expr());
}

} // namespace clang::tidy::async::test
