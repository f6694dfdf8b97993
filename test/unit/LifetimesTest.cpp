//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Lifetimes.h"
#include "TestUnit.h"
#include "facts/Closures.h"
#include "facts/LateUses.h"
#include "facts/Referents.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(Lifetimes, EndWithTheStatementOrLater) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> lazy();
Future<int> eager();
void unknown(Task<int>);
struct Owner {
  Future<int> Member;
  void stored() { Member = eager(); }
};
Task<> awaited() { co_await lazy(); }
Task<> combined() { co_await when_all(lazy(), eager()); }
int waited() { return sync_wait(lazy()); }
int chained() { return eager().then([](int) {}).get(); }
Task<> later() { auto T = lazy(); co_await T; }
Task<> nothing() { auto T = lazy(); co_return; }
Task<int> returned() { return lazy(); }
Task<int> fromVariable() { auto T = lazy(); return T; }
void spawned() { spawn(lazy()); }
void dropped() { (void)eager(); }
void never() { (void)lazy(); }
void passed() { unknown(lazy()); }
void asCallback() { on_event(1, [] {}); }
Task<> forwarded() { co_return (lazy(), (void)0); }
)cpp");
  auto End = [&](StringRef Function, StringRef Callee) {
    return workSpanOf(Unit.call(Function, Callee), Unit.facts()).End;
  };
  EXPECT_EQ(End("awaited", "lazy"), WorkEnd::FullExpression);
  EXPECT_EQ(End("combined", "lazy"), WorkEnd::FullExpression);
  EXPECT_EQ(End("waited", "lazy"), WorkEnd::FullExpression);
  EXPECT_EQ(End("chained", "eager"), WorkEnd::FullExpression);
  EXPECT_EQ(End("later", "lazy"), WorkEnd::Later);
  for (StringRef Function : {"returned", "fromVariable", "spawned"})
    EXPECT_EQ(End(Function, "lazy"), WorkEnd::Escapes) << Function.str();
  EXPECT_EQ(End("dropped", "eager"), WorkEnd::Escapes);
  EXPECT_EQ(End("stored", "eager"), WorkEnd::Escapes);
  EXPECT_EQ(End("asCallback", "on_event"), WorkEnd::Escapes);
  for (StringRef Function : {"never", "nothing", "passed", "forwarded"})
    EXPECT_EQ(End(Function, "lazy"), WorkEnd::Unknown) << Function.str();
}

TEST(Lifetimes, AreExtendedByWaits) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void other();
void prints() { int I = 0; ++I; }
void waits() { await_event(); }
struct Quiet { ~Quiet() { prints(); } };
struct Guard { ~Guard() { await_event(); } };
struct Hidden { ~Hidden(); };
template <typename F> struct OnExit { F Exit; ~OnExit() { Exit(); } };
void nothing(Pool &P) { post(P, [] {}); }
void before(Pool &P) { await_event(); post(P, [] {}); }
void after(Pool &P) { post(P, [] {}); await_event(); }
void visible(Pool &P) { post(P, [] {}); prints(); }
void inCallee(Pool &P) { post(P, [] {}); waits(); }
void unknown(Pool &P) { post(P, [] {}); other(); }
void spins(Pool &P, bool &Done) { post(P, [] {}); while (!Done) {} }
void spinsOn(Pool &P, bool &Done) { post(P, [] {}); for (; !Done;) {} }
void counts(Pool &P) { post(P, [] {}); for (int I = 0; I < 3; ++I) {} }
void inLoop(Pool &P, int N) { while (N-- > 0) post(P, [] {}); }
void quiet(Pool &P) { Quiet Q; post(P, [] {}); }
void guard(Pool &P) { Guard G; post(P, [] {}); }
void hidden(Pool &P) { Hidden H; post(P, [] {}); }
void onExit(Pool &P) { OnExit G{[] {}}; post(P, [] {}); }
Task<> awaits(Pool &P) { post(P, [] {}); co_await read_async(); }
void otherPath(Pool &P, bool B) {
  if (B)
    post(P, [] {});
  else
    await_event();
}
)cpp");
  auto MayBeWaitedFor = [&](StringRef Function) {
    return mayBeWaitedFor(Unit.call(Function, "post"), Unit.facts());
  };
  for (StringRef Function : {"nothing", "before", "visible", "quiet",
                             "otherPath", "counts", "inLoop"})
    EXPECT_FALSE(MayBeWaitedFor(Function)) << Function.str();
  for (StringRef Function : {"after", "inCallee", "unknown", "guard", "hidden",
                             "onExit", "awaits", "spins", "spinsOn"})
    EXPECT_TRUE(MayBeWaitedFor(Function)) << Function.str();
}

TEST(Lifetimes, OfLocalsBelongToTheirFunction) {
  TestUnit Unit = libUnit(R"cpp(
struct Data { int Part; int *To; };
void f(...);
void use(Data ByValue, Data &ByReference, Data *Pointer) {
  Data Local{};
  static Data Static;
  Data &Same = Local;
  f(Local.Part, ByValue, Same, ByReference, *Pointer, Static, *Local.To);
}
)cpp");
  const Operation &Call = Unit.call("use", "f");
  std::string Owners;
  for (const Expr *Arg : Call.Site.Args) {
    const VarDecl *Owner = localOwnerOf(Arg, *Call.In, Unit.facts());
    Owners += (Owner ? Owner->getNameAsString() : "-") + " ";
  }
  EXPECT_EQ(Owners, "Local ByValue Local - - - - ");
}

TEST(LateUses, AreThoseAfterASuspension) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<> wait();
void use(int);
Future<> before(int &X) { use(X); co_await wait(); }
Future<> after(int &X) { co_await wait(); use(X); }
Future<> inOperand(int &X) { co_await start_io(), use(X); }
Future<> inLoop(int &X) { for (;;) { use(X); co_await wait(); } }
Future<> inBranch(int &X, bool B) { if (B) use(X); else co_await wait(); }
Future<> ready(int &X) { co_await make_ready(1); use(X); }
Future<> sized(int &X) { co_await wait(); use(sizeof(X)); }
Future<> captured(int &X) { co_await wait(); auto F = [&] { use(X); }; }
Future<> handedOn(int &X) { return after(X); }
Future<> notHandedOn(int &X) { use(X); return wait(); }
Future<> recursive(int &X) { return recursive(X); }
)cpp");
  auto IsLate = [&](StringRef Function, Start Started) {
    return lateUseOfParam(Unit.body(Function), 0, Started, Unit.facts())
        .has_value();
  };
  for (StringRef Function :
       {"after", "inOperand", "inLoop", "captured", "handedOn"})
    EXPECT_TRUE(IsLate(Function, Start::Eager)) << Function.str();
  for (StringRef Function :
       {"before", "inBranch", "ready", "sized", "notHandedOn", "recursive"})
    EXPECT_FALSE(IsLate(Function, Start::Eager)) << Function.str();
  // A lazy coroutine has not started when the call returns.
  EXPECT_TRUE(IsLate("before", Start::Lazy));
  EXPECT_FALSE(IsLate("sized", Start::Lazy));
  EXPECT_FALSE(IsLate("after", Start::Unknown));
}

TEST(LateUses, OfCapturesAndObjects) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void use(int);
struct Object {
  int Member;
  Task<> uses() { use(Member); co_return; }
  Task<> ignores() { co_return; }
};
int Global;
void lambdas(int X, int Y) {
  auto A = [X, Y]() -> Task<> { use(Y); co_return; };
  auto B = [X]() -> Task<> { co_return; };
  auto C = [X](int X2) -> Task<> { use(X2 + Global); co_return; };
  auto D = [Z = X]() -> Task<> { use(Z); co_return; };
}
)cpp");
  auto Used = [&](unsigned Nth) {
    auto Use = lateUseOfCapture(Unit.lambda("lambdas", Nth), Start::Lazy,
                                Unit.facts());
    return Use ? Use->Of->getNameAsString() : "";
  };
  EXPECT_EQ(Used(0), "Y");
  EXPECT_EQ(Used(1), "");
  EXPECT_EQ(Used(2), "");
  EXPECT_EQ(Used(3), "Z");
  EXPECT_TRUE(lateUseOfThis(Unit.body("uses"), Start::Lazy, Unit.facts()));
  EXPECT_FALSE(lateUseOfThis(Unit.body("ignores"), Start::Lazy, Unit.facts()));
}

TEST(Referents, AreTemporariesAndLocals) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct Text { Text(const char *); ~Text(); int Size; };
struct TextView { TextView(const Text &T); const Text *Of; };
struct my_view { my_view(const Text &T); const Text *Of; };
struct Tag {};
void use(int);
Text text();
Task<> byReference(const Text &T) { use(T.Size); co_return; }
Task<> byValue(Text T) { use(T.Size); co_return; }
Task<> byView(my_view T) { use(T.Of->Size); co_return; }
Task<> byTag(const Tag &T) { use(sizeof(T)); auto &Same = T; co_return; }
Task<> byPointer(const Text *T) { use(T->Size); co_return; }
Task<> elsewhere(const Text &T);
Future<> eagerElsewhere(const Text &T);
void temporary() { byReference(text()); }
void converted() { byReference("text"); }
void value() { byValue(text()); }
void view() { byView(text()); }
void tag() { byTag(Tag()); }
void declared() { elsewhere(text()); }
void eager() { eagerElsewhere(text()); }
void local() { Text T = text(); byReference(T); }
void pointer() { Text T = text(); byPointer(&T); }
void declaredLocal() { Text T = text(); elsewhere(T); }
void parameter(const Text &T) { byReference(T); }
void global() { static Text T = text(); byReference(T); }
)cpp");
  auto Referred = [&](StringRef Function, StringRef Callee) {
    auto Found =
        referentsOf(Unit.call(Function, Callee), Start::Lazy, Unit.facts());
    if (Found.empty())
      return std::string();
    return Found.front().Owner ? Found.front().Owner->getNameAsString()
                               : std::string("temporary");
  };
  EXPECT_EQ(Referred("temporary", "byReference"), "temporary");
  EXPECT_EQ(Referred("converted", "byReference"), "temporary");
  EXPECT_EQ(Referred("value", "byValue"), "");
  EXPECT_EQ(Referred("view", "byView"), "temporary");
  EXPECT_EQ(Referred("tag", "byTag"), "");
  EXPECT_EQ(Referred("declared", "elsewhere"), "temporary");
  EXPECT_EQ(Referred("local", "byReference"), "T");
  EXPECT_EQ(Referred("pointer", "byPointer"), "T");
  EXPECT_EQ(Referred("declaredLocal", "elsewhere"), "");
  EXPECT_EQ(Referred("parameter", "byReference"), "");
  EXPECT_EQ(Referred("global", "byReference"), "");
  EXPECT_TRUE(referentsOf(Unit.call("eager", "eagerElsewhere"), Start::Eager,
                          Unit.facts())
                  .empty());
}

TEST(Closures, AreKeptAsTheModelSays) {
  TestUnit Unit(R"cpp(
#include <utility>
namespace lib {
template <typename F> void call(F) {}
template <typename F> void keep(F) {}
template <typename F> void borrow(F &&) {}
template <typename F> F wrap(F &&) {}
template <typename F> void other(F) {}
}
void use(int);
void direct(int X) { lib::call([X] { use(X); }); }
void kept(int X) { lib::keep([X] { use(X); }); }
void borrowed(int X) { lib::borrow([X] { use(X); }); }
void named(int X) { auto F = [X] { use(X); }; lib::call(F); }
void wrapped(int X) { lib::call(lib::wrap([X] { use(X); })); }
void unknown(int X) { lib::other([X] { use(X); }); }
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
calls:
  - {name: call, role: post, callable: 0, closure: called}
  - {name: keep, role: post, callable: 0, closure: kept}
  - {name: borrow, role: inline, callable: 0, closure: borrowed}
  - {name: wrap, role: bind, callable: 0, closure: kept}
  - {name: other, role: post, callable: 0}
)yaml"});
  auto LifeIn = [&](StringRef Function) {
    auto Found = sinksOf(Unit.lambda(Function), Unit.facts());
    return Found.empty() ? ClosureLife::Unknown : Found.front().Life;
  };
  EXPECT_EQ(LifeIn("direct"), ClosureLife::Called);
  EXPECT_EQ(LifeIn("named"), ClosureLife::Called);
  EXPECT_EQ(LifeIn("kept"), ClosureLife::Kept);
  EXPECT_EQ(LifeIn("borrowed"), ClosureLife::Borrowed);
  EXPECT_EQ(LifeIn("wrapped"), ClosureLife::Unknown);
  EXPECT_EQ(LifeIn("unknown"), ClosureLife::Unknown);
}

} // namespace clang::tidy::async::test
