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

/// For each wait in \p Function, in order: `+` if its task is finished.
static std::string proved(TestUnit &Unit, StringRef Function,
                          StringRef Wait = "get") {
  std::string Text;
  for (const Body *B : Unit.bodies(Function))
    for (const Operation &Op : B->Operations)
      if (Op.callee() && Op.callee()->getNameAsString() == Wait)
        Text += Unit.effects().proofs(*B).isFinished(Op) ? '+' : '-';
  return Text;
}

/// The same for one function `code` of the text \p Body.
static std::string provedIn(StringRef Body, StringRef Wait = "get",
                            bool Strict = false) {
  TestUnit Unit = libUnit((R"cpp(
using namespace lib;
Future<int> again();
bool flag();
void change(Future<int> &);
void change(Future<int> *);
void look(const Future<int> &);
struct S { Future<int> Member; bool isDone() const; };
Task<> code(Future<int> F, Future<int> G, std::vector<Future<int>> V,
            S Object, Result<int> Value) {
)cpp" + Body + "\nco_return;\n}")
                              .str(),
                          {.Strict = Strict});
  return proved(Unit, "code", Wait);
}

TEST(ReadyProof, NothingIsFinishedAtFirst) {
  EXPECT_EQ(provedIn("F.get();"), "-");
  EXPECT_EQ(provedIn("auto L = again(); L.get();"), "-");
  EXPECT_EQ(provedIn("Object.Member.get();"), "-");
}

//===----------------------------------------------------------------------===//
// What proves it
//===----------------------------------------------------------------------===//

TEST(ReadyProof, ByAnEarlierWait) {
  EXPECT_EQ(provedIn("F.wait(); F.get();"), "+");
  EXPECT_EQ(provedIn("F.get(); F.get();"), "-+");
  EXPECT_EQ(provedIn("G.wait(); F.get();"), "-");
  // It may have given up.
  EXPECT_EQ(provedIn("F.wait_for(1); F.get();"), "-");
}

TEST(ReadyProof, ByAnAwait) {
  EXPECT_EQ(provedIn("co_await F; F.get();"), "+");
  EXPECT_EQ(provedIn("co_await std::move(F); F.get();"), "+");
  EXPECT_EQ(provedIn("co_await when_all(std::move(F), std::move(G));"
                     "F.get(); G.get();"),
            "++");
  EXPECT_EQ(provedIn("co_await G; F.get();"), "-");
}

TEST(ReadyProof, ByAQuery) {
  EXPECT_EQ(provedIn("if (F.ready()) F.get();"), "+");
  EXPECT_EQ(provedIn("if (F.ready()) ; else F.get();"), "-");
  EXPECT_EQ(provedIn("if (!F.ready()) co_return; F.get();"), "+");
  EXPECT_EQ(provedIn("if (F.ready() && flag()) F.get();"), "+");
  EXPECT_EQ(provedIn("if (flag() && F.ready()) F.get();"), "+");
  EXPECT_EQ(provedIn("if (F.ready() || flag()) F.get();"), "-");
  EXPECT_EQ(provedIn("if (!F.ready() || flag()) co_return; F.get();"), "+");
  EXPECT_EQ(provedIn("int I = F.ready() ? F.get() : 0;"), "+");
  EXPECT_EQ(provedIn("F.valid(); if (F.valid()) F.get();"), "-");
}

TEST(ReadyProof, ByATimedWaitThatSaysReady) {
  EXPECT_EQ(provedIn("if (F.wait_for(1) == status::ready) F.get();"), "+");
  EXPECT_EQ(provedIn("if (status::ready == F.wait_for(1)) F.get();"), "+");
  EXPECT_EQ(provedIn("if (F.wait_for(1) != status::ready) co_return; "
                     "F.get();"),
            "+");
  EXPECT_EQ(provedIn("if (F.wait_for(1) == status::timeout) F.get();"), "-");
  EXPECT_EQ(provedIn("if (F.wait_for(1) != status::ready) F.get();"), "-");
}

// The analysis does not know which branch is taken: it is trusted.
TEST(ReadyProof, ByAQueryThatIsKept) {
  EXPECT_EQ(provedIn("bool Done = F.ready(); if (Done) F.get();"), "+");
  EXPECT_EQ(provedIn("bool Done; Done = F.ready(); if (Done) F.get();"), "+");
}

TEST(ReadyProof, ByAReadyMaker) {
  EXPECT_EQ(provedIn("auto L = make_ready(1); L.get();"), "+");
  EXPECT_EQ(provedIn("Future<int> L = make_ready(1); L.get();"), "+");
  EXPECT_EQ(provedIn("F = make_ready(1); F.get();"), "+");
  EXPECT_EQ(provedIn("make_ready(1).get();"), "+");
  EXPECT_EQ(provedIn("Future<int> L{make_ready(1)}; L.get();"), "+");
}

TEST(ReadyProof, ByAModelThatSaysSo) {
  EXPECT_EQ(provedIn("from_memory().get();"), "+");
  EXPECT_EQ(provedIn("auto L = from_memory(); L.get();"), "+");
  EXPECT_EQ(provedIn("auto L = from_memory(); L = again(); L.get();"), "-");
  EXPECT_EQ(provedIn("start_io().get();"), "-");
}

TEST(ReadyProof, ByWhatOftenIsFinishedIfNotStrict) {
  StringRef Body = "from_stream().get(); from_memory().get();";
  EXPECT_EQ(provedIn(Body), "++");
  EXPECT_EQ(provedIn(Body, "get", /*Strict=*/true), "-+");
}

TEST(ReadyProof, ByAValueThatTurnsIntoATask) {
  EXPECT_EQ(provedIn("Result<int> L = 3; L.get();"), "+");
  EXPECT_EQ(provedIn("Result<int> L(3); L.get();"), "+");
  EXPECT_EQ(provedIn("Result<int> L{3}; L.get();"), "+");
  EXPECT_EQ(provedIn("auto L = Result<int>(3); L.get();"), "+");
  EXPECT_EQ(provedIn("Value = 3; Value.get();"), "+");
  EXPECT_EQ(provedIn("Result<int> L = std::move(Value); L.get();"), "-");
  EXPECT_EQ(provedIn("Result<int> L = 3; L = std::move(Value); L.get();"), "-");
}

TEST(ReadyProof, ByALoopThatAsks) {
  EXPECT_EQ(provedIn("while (!F.ready()) sleep(1); F.get();"), "+");
  EXPECT_EQ(provedIn("while (!F.ready()) { sleep(1); flag(); } F.get();"), "+");
  EXPECT_EQ(provedIn("do sleep(1); while (!F.ready()); F.get();"), "+");
  EXPECT_EQ(provedIn("for (; !F.ready(); sleep(1)); F.get();"), "+");
  EXPECT_EQ(provedIn("while (!F.ready()) sleep(1); std::move(F).get();"), "+");
  EXPECT_EQ(provedIn("while (!F.ready()) sleep(1);"
                     "while (!G.ready()) sleep(1);"
                     "F.get(); G.get();"),
            "++");
  EXPECT_EQ(provedIn("while (!F.ready() || !G.ready()) sleep(1);"
                     "F.get(); G.get();"),
            "++");
  EXPECT_EQ(provedIn("while (!Value.ready()) sleep(1); Value.get();"), "+");
  EXPECT_EQ(provedIn("while (!F.ready()) { if (flag()) break; } F.get();"),
            "-");
  EXPECT_EQ(provedIn("while (!F.ready() && flag()) sleep(1); F.get();"), "-");
  EXPECT_EQ(provedIn("while (F.ready()) sleep(1); F.get();"), "-");
}

TEST(ReadyProof, ByACombinator) {
  EXPECT_EQ(provedIn("auto [A, B] = co_await when_all(again(), again());"
                     "A.get(); B.get();"),
            "++");
  EXPECT_EQ(provedIn("auto Both = co_await when_all(again(), again());"
                     "Both.first.get(); Both.second.get();"),
            "++");
  EXPECT_EQ(provedIn("auto Both = when_all(again(), again()).get();"
                     "Both.first.get();"),
            "-+");
}

TEST(ReadyProof, ByAHelper) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
bool isDone(const Future<int> &Any) { return Any.ready(); }
bool isDoneNow(const Future<int> &Any) { return isDone(Any); }
bool asks(const Future<int> &Any) { return Any.valid(); }
void direct(Future<int> F) { if (isDone(F)) F.get(); }
void twice(Future<int> F) { if (isDoneNow(F)) F.get(); }
void other(Future<int> F) { if (asks(F)) F.get(); }
void negated(Future<int> F) { if (!isDone(F)) F.get(); }
)cpp");
  EXPECT_EQ(proved(Unit, "direct"), "+");
  EXPECT_EQ(proved(Unit, "twice"), "+");
  EXPECT_EQ(proved(Unit, "other"), "-");
  EXPECT_EQ(proved(Unit, "negated"), "-");
}

TEST(ReadyProof, ByAHelperOfTheObject) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct Owner {
  Future<int> *Task = nullptr, *Other = nullptr;
  bool isDone() const { return Task != nullptr && Task->ready(); }
  bool isSet() const { return Task != nullptr; }
  void guarded() { if (!isDone()) throw 1; Task->get(); }
  void ofOther() { if (!isDone()) throw 1; Other->get(); }
  void unproven() { if (!isSet()) throw 1; Task->get(); }
  void negated() { if (isDone()) throw 1; Task->get(); }
};
void outside(Owner &Mine) { if (Mine.isDone()) Mine.Task->get(); }
void ofAnother(Owner &Mine, Owner &Yours) {
  if (Mine.isDone()) Yours.Task->get();
}
)cpp");
  EXPECT_EQ(proved(Unit, "guarded"), "+");
  EXPECT_EQ(proved(Unit, "ofOther"), "-");
  EXPECT_EQ(proved(Unit, "unproven"), "-");
  EXPECT_EQ(proved(Unit, "negated"), "-");
  EXPECT_EQ(proved(Unit, "outside"), "+");
  EXPECT_EQ(proved(Unit, "ofAnother"), "-");
}

TEST(ReadyProof, OfWhatAContinuationIsGiven) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void code(Future<int> F, Future<int> G) {
  F.then([](Future<int> Done) { Done.get(); });
  offload([](Future<int> Given) { Given.get(); });
  F.then([&](int) { G.get(); });
}
)cpp");
  auto Proved = [&](unsigned Nth) {
    const Body &B = Unit.lambda("code", Nth);
    return Unit.effects().proofs(B).isFinished(B.Operations.front());
  };
  EXPECT_TRUE(Proved(0));
  EXPECT_FALSE(Proved(1));
  EXPECT_FALSE(Proved(2));
}

TEST(ReadyProof, OfElementsMembersAndReferences) {
  EXPECT_EQ(provedIn("V[0].wait(); V[0].get();"), "+");
  EXPECT_EQ(provedIn("for (auto &E : V) E.get();"), "-");
  EXPECT_EQ(provedIn("co_await when_all(&V, 1); for (auto &E : V) E.get();"),
            "+");
  EXPECT_EQ(provedIn("auto &R = F; R.wait(); F.get();"), "+");
  EXPECT_EQ(provedIn("Future<int> *P = &F; P->wait(); P->get();"), "+");
  EXPECT_EQ(provedIn("Object.Member.wait(); Object.Member.get();"), "+");
  EXPECT_EQ(provedIn("S Other; Object.Member.wait(); Other.Member.get();"),
            "-");
  TestUnit Unit = libUnit(R"cpp(
struct S {
  lib::Future<int> First, Second;
  void same() { First.wait(); First.get(); }
  void other() { First.wait(); Second.get(); }
};
)cpp");
  EXPECT_EQ(proved(Unit, "same"), "+");
  EXPECT_EQ(proved(Unit, "other"), "-");
}

TEST(ReadyProof, InALambdaThatIsCalledAtOnce) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void code(Future<int> F) {
  F.wait();
  [&] { F.get(); }();
  mystery([&] { F.get(); });
}
)cpp");
  auto Proved = [&](unsigned Nth) {
    const Body &B = Unit.lambda("code", Nth);
    return Unit.effects().proofs(B).isFinished(B.Operations.front());
  };
  EXPECT_TRUE(Proved(0));
  EXPECT_FALSE(Proved(1));
}

TEST(ReadyProof, InALambdaThatAHelperCalls) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> again();
template <typename F> void once(F f) { f(); }
template <typename F> void twice(F &&f) { once(std::forward<F>(f)); f(); }
template <typename F> void later(F f) { offload(f); }
template <typename T, typename F> void with(T &t, F f) { f(t); }
void handed(Future<int> F) { F.wait(); once([&F] { F.get(); }); }
void passedOn(Future<int> F) { F.wait(); twice([&F] { F.get(); }); }
void given(Future<int> F) { F.wait(); with(F, [](auto &G) { G.get(); }); }
void stored(Future<int> F) { auto L = [&F] { F.get(); }; F.wait(); L(); }
void notYet(Future<int> F) { once([&F] { F.get(); }); }
void elsewhere(Future<int> F) { F.wait(); later([&F] { F.get(); }); }
void replaced(Future<int> F) {
  F.wait();
  auto L = [&F] { F.get(); };
  F = again();
  L();
}
)cpp");
  for (StringRef Function : {"handed", "passedOn", "given", "stored"})
    EXPECT_TRUE(Unit.effects()
                    .proofs(Unit.lambda(Function))
                    .isFinished(Unit.lambda(Function).Operations.front()))
        << Function.str();
  for (StringRef Function : {"notYet", "elsewhere", "replaced"})
    EXPECT_FALSE(Unit.effects()
                     .proofs(Unit.lambda(Function))
                     .isFinished(Unit.lambda(Function).Operations.front()))
        << Function.str();
}

TEST(ReadyProof, OfWhatAllCallersHandOver) {
  StringRef Code = R"cpp(
using namespace lib;
void byAll(Future<int> F) { F.get(); }
void handsOn(Future<int> &F) { byAll(std::move(F)); }
void bySome(Future<int> F) { F.get(); }
static void inHere(Future<int> *F) { F->get(); }
static void byAddress(Future<int> F) { F.get(); }
static void byItself(Future<int> F, int N) {
  if (N) byItself(std::move(F), N - 1);
  F.get();
}
void (*Address)(Future<int>) = byAddress;
void calls(Future<int> F, Future<int> G) {
  F.wait();
  inHere(&F);
  F.wait();
  handsOn(F);
  bySome(std::move(F));
  bySome(std::move(G));
  byAll(make_ready(1));
  byAddress(std::move(F));
  byItself(std::move(F), 1);
}
)cpp";
  TestUnit Unit = libUnit(Code);
  EXPECT_EQ(proved(Unit, "byAll"), "+");
  EXPECT_EQ(proved(Unit, "inHere"), "+");
  EXPECT_EQ(proved(Unit, "bySome"), "-");
  EXPECT_EQ(proved(Unit, "byAddress"), "-");
  EXPECT_EQ(proved(Unit, "byItself"), "-");
  // Code elsewhere may call it, too.
  TestUnit Strict = libUnit(Code, {.Strict = true});
  EXPECT_EQ(proved(Strict, "byAll"), "-");
  EXPECT_EQ(proved(Strict, "inHere"), "+");
}

TEST(ReadyProof, OfTheWaitedTaskOfAFunction) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> code(Task<int> T, Task<int> U) {
  co_await T;
  sync_wait(T);
  sync_wait(U);
}
)cpp");
  EXPECT_EQ(proved(Unit, "code", "sync_wait"), "+-");
  EXPECT_EQ(waitedTask(Unit.call("code", "sync_wait")),
            Unit.call("code", "sync_wait").Site.Args[0]);
}

//===----------------------------------------------------------------------===//
// What ends it
//===----------------------------------------------------------------------===//

TEST(ReadyProof, EndsWithAnAssignment) {
  EXPECT_EQ(provedIn("F.wait(); F = again(); F.get();"), "-");
  EXPECT_EQ(provedIn("F.wait(); F = std::move(G); F.get();"), "-");
  EXPECT_EQ(provedIn("F.wait(); if (flag()) F = again(); F.get();"), "-");
  EXPECT_EQ(provedIn("G.wait(); F = std::move(G); F.get();"), "+");
}

TEST(ReadyProof, EndsWhereAPointerMovesOn) {
  EXPECT_EQ(provedIn("auto *P = &F; P->wait(); P = &G; P->get();"), "-");
  EXPECT_EQ(provedIn("G.wait(); auto *P = &F; P = &G; P->get();"), "+");
  EXPECT_EQ(provedIn("auto *P = V.begin(); P->wait(); ++P; P->get();"), "-");
}

// Assigning to one of two leaves the other one.
TEST(ReadyProof, EndsForOneMemberAlone) {
  EXPECT_EQ(provedIn("std::pair<Future<int>, Future<int>> Q;"
                     "Q.first.wait(); Q.second = again(); Q.first.get();"),
            "+");
  EXPECT_EQ(provedIn("std::pair<Future<int>, Future<int>> Q;"
                     "Q.first.wait(); Q.second.get();"),
            "-");
}

TEST(ReadyProof, EndsWhereOthersMayChangeIt) {
  EXPECT_EQ(provedIn("F.wait(); change(F); F.get();"), "-");
  EXPECT_EQ(provedIn("F.wait(); change(&F); F.get();"), "-");
  EXPECT_EQ(provedIn("F.wait(); look(F); F.get();"), "+");
  EXPECT_EQ(provedIn("V[0].wait(); V.push_back(again()); V[0].get();"), "-");
  EXPECT_EQ(provedIn("V[0].wait(); V.clear(); V[0].get();"), "-");
}

TEST(ReadyProof, IsWantedOnEveryWay) {
  EXPECT_EQ(provedIn("if (flag()) F.wait(); F.get();"), "-");
  EXPECT_EQ(provedIn("if (flag()) F.wait(); else co_await F; F.get();"), "+");
  EXPECT_EQ(provedIn("if (flag()) F.wait(); else co_return; F.get();"), "+");
  EXPECT_EQ(
      provedIn(
          "switch (int(flag())) { case 1: F.wait(); break; default: break; } "
          "F.get();"),
      "-");
  EXPECT_EQ(provedIn("try { flag(); F.wait(); } catch (...) {} F.get();"), "-");
}

TEST(ReadyProof, EndsWithALoopsNextRound) {
  EXPECT_EQ(provedIn("for (;;) { F.get(); F = again(); }"), "-");
  EXPECT_EQ(provedIn("F.wait(); for (;;) { F.get(); F = again(); }"), "-");
  EXPECT_EQ(provedIn("F.wait(); for (;;) { F.get(); }"), "+");
  EXPECT_EQ(provedIn("for (;;) { auto L = again(); L.get(); }"), "-");
  EXPECT_EQ(provedIn("while (flag()) F.wait(); F.get();"), "-");
}

// Dead code, and code without a graph, is not proved finished.
TEST(ReadyProof, SaysNothingOfWhatIsNotKnown) {
  EXPECT_EQ(provedIn("co_return; F.get();"), "+");
  TestUnit Unit = libUnit(R"cpp(
template <typename T> void pattern(T X, lib::Future<int> F) { F.get(); }
)cpp");
  EXPECT_EQ(proved(Unit, "pattern"), "+");
}

//===----------------------------------------------------------------------===//
// Hops
//===----------------------------------------------------------------------===//

/// For each sleep in \p Body: `+` if it may run on a pool.
static std::string offloadedIn(StringRef Body) {
  TestUnit Unit = libUnit((R"cpp(
using namespace lib;
bool flag();
Task<> code(Pool &P, Loop &L) {
)cpp" + Body + "\nco_return;\n}")
                              .str());
  std::string Text;
  const async::Body &Code = Unit.body("code");
  for (const Operation &Op : Code.Operations)
    if (Op.callee()->getNameAsString() == "sleep")
      Text += Unit.effects().proofs(Code).isOffloadedAt(Op.expr()) ? '+' : '-';
  return Text;
}

TEST(ReadyProof, KnowsWhereACoroutineWent) {
  EXPECT_EQ(offloadedIn("sleep(1); co_await P.schedule(); sleep(2);"), "-+");
  EXPECT_EQ(offloadedIn("co_await L.schedule(); sleep(1);"), "-");
  EXPECT_EQ(offloadedIn("co_await P.schedule(); sleep(1); "
                        "co_await L.schedule(); sleep(2);"),
            "+-");
  EXPECT_EQ(offloadedIn("co_await global_pool().schedule(); sleep(1);"), "+");
  EXPECT_EQ(offloadedIn("P.schedule(); sleep(1);"), "-");
}

// It suppresses findings, so one path is sufficient.
TEST(ReadyProof, TakesAHopOnAnyWay) {
  EXPECT_EQ(offloadedIn("if (flag()) co_await P.schedule(); sleep(1);"), "+");
  EXPECT_EQ(offloadedIn("while (flag()) { sleep(1); co_await P.schedule(); }"),
            "+");
}

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

TEST(ReadyProof, KnowsWhatMayRunBefore) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void row() { sleep(1); lock(); }
void arms(bool B) { if (B) sleep(1); else lock(); }
void join(bool B) { if (B) sleep(1); lock(); }
void loop() { for (;;) { lock(); sleep(1); } }
)cpp");
  auto Before = [&](StringRef Function, StringRef From, StringRef To) {
    return Unit.effects()
        .proofs(Unit.body(Function))
        .mayPrecede(Unit.call(Function, From).expr(),
                    Unit.call(Function, To).expr());
  };
  EXPECT_TRUE(Before("row", "sleep", "lock"));
  EXPECT_FALSE(Before("row", "lock", "sleep"));
  EXPECT_FALSE(Before("arms", "sleep", "lock"));
  EXPECT_FALSE(Before("arms", "lock", "sleep"));
  EXPECT_TRUE(Before("join", "sleep", "lock"));
  EXPECT_TRUE(Before("loop", "lock", "sleep"));
  EXPECT_TRUE(Before("loop", "sleep", "lock"));
}

} // namespace clang::tidy::async::test
