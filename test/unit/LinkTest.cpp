//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What follows for each function of a program from what all of them do.

#include "RandomSummary.h"
#include "SmallProgram.h"
#include "index/Closure.h"
#include "gtest/gtest.h"

namespace clang::tidy::async::test {

static constexpr EffectKind Computes = EffectKind::Computes;
static constexpr EffectKind Blocks = EffectKind::Blocks;

//===----------------------------------------------------------------------===//
// Graphs
//===----------------------------------------------------------------------===//

using Distances = std::vector<unsigned>;

TEST(Closure, IsNothingWithoutSeeds) {
  Closure Calls(3);
  Calls.addCall(0, 1);
  Calls.addCall(1, 0);
  Calls.addChoice(2, {});
  EXPECT_EQ(Calls.settle(), Distances({0, 0, 0}));
}

TEST(Closure, TakesTheShortestWay) {
  // 0 > 1 > 2 > 3 and 0 > 3; 4 is called by nobody, and calls 0.
  Closure Calls(5);
  Calls.addCall(0, 1);
  Calls.addCall(1, 2);
  Calls.addCall(2, 3);
  Calls.addCall(0, 3);
  Calls.addCall(4, 0);
  Calls.seed(3);
  EXPECT_EQ(Calls.settle(), Distances({2, 3, 2, 1, 3}));
}

TEST(Closure, StartsAtWhatIsKnownAlready) {
  Closure Calls(3);
  Calls.addCall(0, 1);
  Calls.addCall(1, 2);
  Calls.seed(1, 5);
  Calls.seed(1, 7);
  Calls.seed(2, 3);
  EXPECT_EQ(Calls.settle(), Distances({5, 4, 3}));
}

TEST(Closure, EndsInRecursion) {
  Closure Calls(3);
  Calls.addCall(0, 1);
  Calls.addCall(1, 0);
  Calls.addCall(1, 1);
  Calls.addCall(1, 2);
  Calls.seed(2);
  EXPECT_EQ(Calls.settle(), Distances({3, 2, 1}));
}

TEST(Closure, OfAChoiceIsThatOfTheFarthest) {
  // 0 calls 1, which is 2 or 3; 4 calls 3.
  Closure Calls(5);
  Calls.addCall(0, 1);
  Calls.addChoice(1, {2, 3});
  Calls.addCall(3, 4);
  Calls.seed(2);
  EXPECT_EQ(Calls.settle(), Distances({0, 0, 1, 0, 0}));
  Calls.seed(4);
  EXPECT_EQ(Calls.settle(), Distances({3, 2, 1, 2, 1}));
}

//===----------------------------------------------------------------------===//
// Effects
//===----------------------------------------------------------------------===//

TEST(Link, FollowsCallsAcrossFiles) {
  SmallProgram Program;
  Program.define("handle", "handle.cpp").calls("load");
  Program.define("load", "load.cpp").calls("open").calls("quiet");
  Program.define("open", "open.cpp").does("fopen");
  Program.define("quiet", "open.cpp");
  Program.define("hash", "hash.cpp").does("pbkdf2", Computes);
  auto Index = Program.index();
  EXPECT_EQ(way(*Index, "handle"), "load > open > fopen");
  EXPECT_EQ(way(*Index, "load"), "open > fopen");
  EXPECT_EQ(way(*Index, "open"), "fopen");
  EXPECT_EQ(way(*Index, "quiet"), "");
  EXPECT_EQ(way(*Index, "nowhere"), "");
  EXPECT_EQ(way(*Index, "handle", Computes), "");
  EXPECT_EQ(way(*Index, "hash", Computes), "pbkdf2");

  auto Way = Index->way(SymbolId::of("handle"), Blocks, false);
  ASSERT_TRUE(Way);
  EXPECT_EQ(Way->Steps[0].At, (Span{"/src/handle.cpp", 101}));
  EXPECT_EQ(Way->Steps[0].In, (Span{"/src/handle.cpp", 100}));
  EXPECT_EQ(Way->Steps[2].At, (Span{"/src/open.cpp", 101}));
  EXPECT_EQ(Way->Functions[1], SymbolId::of("load"));
  EXPECT_EQ(Way->Entry, (ModelEntry{"lib", "lib.yaml", 7}));
}

TEST(Link, EndsWhereFunctionsOfSeveralFilesCallEachOther) {
  SmallProgram Program;
  Program.define("ping", "a.cpp").calls("pong").calls("self");
  Program.define("pong", "b.cpp").calls("ping").calls("wait");
  Program.define("self", "c.cpp").calls("self");
  Program.define("wait", "c.cpp").does("sleep");
  auto Index = Program.index();
  EXPECT_EQ(way(*Index, "ping"), "pong > wait > sleep");
  EXPECT_EQ(way(*Index, "pong"), "wait > sleep");
  EXPECT_EQ(way(*Index, "self"), "");
}

TEST(Link, TakesTheShortestWayAndOfThoseTheFirst) {
  SmallProgram Program;
  Program.define("far").calls("near").calls("also");
  Program.define("also").does("read");
  Program.define("near").does("write").does("read");
  Program.define("straight").calls("far").does("poll");
  auto Index = Program.index();
  EXPECT_EQ(way(*Index, "far"), "near > write");
  EXPECT_EQ(way(*Index, "straight"), "poll");
}

TEST(Link, LeavesOutWhatIsNotDoneByTheCaller) {
  SmallProgram Program;
  Program.define("hops").callsAfterHop("read");
  Program.define("asserts").callsMoot("read");
  Program.define("starts").calls("coroutine");
  Program.define("coroutine").in(ContextKind::Coroutine).does("read");
  Program.define("read").does("fread");
  auto Index = Program.index();
  for (llvm::StringRef Name : {"hops", "asserts", "starts", "coroutine"})
    EXPECT_EQ(way(*Index, Name), "") << Name.str();
}

TEST(Link, TakesTheOnlyOverride) {
  SmallProgram Program;
  Program.method("Store::load", {"Disk::load"}, /*IsPure=*/true);
  Program.method("Disk::load", {}, false, "disk.cpp");
  Program.define("Disk::load", "disk.cpp").does("pread");
  Program.define("use").callsVirtual("Store::load");
  auto Index = Program.index();
  EXPECT_EQ(way(*Index, "use"), "Store::load > pread");
  EXPECT_EQ(way(*Index, "Store::load", Blocks, /*IsVirtual=*/true), "pread");
  EXPECT_EQ(way(*Index, "Store::load"), "");
}

TEST(Link, AsksAllOverridesToAgree) {
  SmallProgram Program;
  Program.method("Store::load", {"Disk::load", "Net::load"}, /*IsPure=*/true);
  Program.method("Disk::load", {});
  Program.method("Net::load", {"Slow::load"});
  Program.method("Slow::load", {});
  Program.define("Disk::load").does("pread");
  Program.define("Net::load").calls("connect");
  Program.define("connect").does("recv");
  Program.define("use").callsVirtual("Store::load");
  // One of them is not known.
  EXPECT_EQ(way(*Program.index(), "use"), "");
  // One of them does nothing of the kind.
  SmallProgram Quick = Program;
  Quick.define("Slow::load", "slow.cpp");
  EXPECT_EQ(way(*Quick.index(), "use"), "");
  EXPECT_EQ(way(*Quick.index(), "Disk::load", Blocks, true), "pread");
  Program.define("Slow::load", "slow.cpp").does("sleep");
  auto Index = Program.index();
  // The nearest of them, of several the one with the smallest symbol.
  std::string Way = way(*Index, "use");
  EXPECT_TRUE(Way == "Store::load > pread" || Way == "Store::load > sleep")
      << Way;
  EXPECT_EQ(way(*Index, "Net::load", Blocks, true), "sleep");
  EXPECT_EQ(way(*Index, "Net::load"), "connect > recv");
}

TEST(Link, AsksAVirtualFunctionWithABodyAsWell) {
  SmallProgram Program;
  Program.method("Base::run", {"Derived::run"});
  Program.method("Derived::run", {});
  Program.define("Derived::run").does("sleep");
  Program.define("use").callsVirtual("Base::run");
  Program.define("useBase").calls("Base::run");
  EXPECT_EQ(way(*Program.index(), "use"), "");
  SmallProgram Quick = Program;
  Quick.define("Base::run");
  EXPECT_EQ(way(*Quick.index(), "use"), "");
  Program.define("Base::run").does("read");
  auto Index = Program.index();
  EXPECT_NE(way(*Index, "use"), "");
  EXPECT_EQ(way(*Index, "useBase"), "Base::run > read");
}

TEST(Link, EndsWhereOverridesCallEachOther) {
  SmallProgram Program;
  Program.method("Node::visit", {"List::visit", "Leaf::visit"}, true);
  Program.method("List::visit", {});
  Program.method("Leaf::visit", {});
  Program.define("List::visit").callsVirtual("Node::visit");
  Program.define("Leaf::visit").does("sleep");
  Program.define("use").callsVirtual("Node::visit");
  // It is not known that a list is not empty.
  EXPECT_EQ(way(*Program.index(), "use"), "");
}

TEST(Link, KeepsFunctionsWithOneNameInSeveralFilesApart) {
  // As facts write the symbols of what other files cannot call.
  SmallProgram Program;
  Program.define("readAll@a.cpp", "a.cpp").does("read");
  Program.define("readAll@b.cpp", "b.cpp");
  Program.define("useA", "a.cpp").calls("readAll@a.cpp");
  Program.define("useB", "b.cpp").calls("readAll@b.cpp");
  auto Index = Program.index();
  EXPECT_NE(way(*Index, "useA"), "");
  EXPECT_EQ(way(*Index, "useB"), "");
}

TEST(Link, TakesTheWeakerOfDifferentBodies) {
  SmallProgram Program;
  Program.define("log", "a.cpp").does("write");
  Program.define("use", "a.cpp").calls("log");
  EXPECT_EQ(way(*Program.index(), "use"), "log > write");
  Program.define("log", "b.cpp");
  EXPECT_EQ(way(*Program.index(), "use"), "");
}

TEST(Link, IsLinearInTheNumberOfCalls) {
  // Nobody waits for this one if it is not.
  SmallProgram Program;
  static constexpr unsigned Many = 20000;
  for (unsigned I = 0; I < Many; ++I) {
    auto F = Program.define("f" + std::to_string(I));
    for (unsigned Step : {1, 2, 3})
      F.calls("f" + std::to_string((I + Step) % Many));
    if (I == 0)
      F.does("read");
  }
  LinkedProgram Linked = Program.link();
  ASSERT_EQ(Linked.Functions.size(), Many);
  for (const LinkedFunction &Each : Linked.Functions)
    EXPECT_NE(Each.Effects[0].Distance, 0u);
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

/// How \p Name fails by a throw, as "certain@101, perhaps@102".
static std::string errors(const SmallProgram &Program, llvm::StringRef Name) {
  std::string Text;
  auto Found = Program.index()->function(SymbolId::of(Name));
  if (!Found)
    return "unknown";
  for (const ErrorWay &Way : Found->Thrown) {
    Text += Text.empty() ? "" : ", ";
    Text += Way.IsCertain ? "certain@" : "perhaps@";
    Text += std::to_string(Way.At.Offset);
    for (const std::string &Library : Way.Of)
      Text += " " + Library;
  }
  return Text;
}

TEST(Link, FollowsErrorsAcrossFiles) {
  SmallProgram Program;
  Program.define("load", "a.cpp").fails("open");
  Program.define("open", "b.cpp").throws();
  Program.define("perhaps", "c.cpp").throws(/*IsCertain=*/false);
  Program.define("both", "d.cpp").throws(/*IsCertain=*/false).fails("open");
  Program.define("never", "e.cpp").fails("quiet");
  Program.define("quiet", "e.cpp");
  EXPECT_EQ(errors(Program, "load"), "certain@101");
  EXPECT_EQ(errors(Program, "perhaps"), "perhaps@101");
  EXPECT_EQ(errors(Program, "both"), "certain@101");
  EXPECT_EQ(errors(Program, "never"), "");
  EXPECT_EQ(errors(Program, "nowhere"), "unknown");
}

TEST(Link, EndsWhereErrorsGoInCircles) {
  SmallProgram Program;
  Program.define("ping", "a.cpp").fails("pong");
  Program.define("pong", "b.cpp").fails("ping");
  EXPECT_EQ(errors(Program, "ping"), "");
  Program.define("start", "b.cpp").fails("ping");
  Program.define("pong", "b.cpp").throws(); // Another body of it.
  EXPECT_EQ(errors(Program, "start"), "perhaps@202");
}

TEST(Link, BelievesNothingOfUnknownFunctions) {
  SmallProgram Program;
  Program.define("a").fails("elsewhere").IfUnknown = UnknownError::Perhaps;
  Program.define("b").fails("elsewhere").IfUnknown = UnknownError::Certain;
  Program.define("c").fails("elsewhere").IfUnknown = UnknownError::Never;
  EXPECT_EQ(errors(Program, "a"), "perhaps@101");
  EXPECT_EQ(errors(Program, "b"), "certain@202");
  EXPECT_EQ(errors(Program, "c"), "");
}

TEST(Link, LeavesOutWhatHandlersCatch) {
  SmallProgram Program;
  Program.define("open").fails("connect").Of = {"boost"};
  Program.define("connect").throws();
  Program.define("caught").fails("open").Except = {"boost"};
  Program.define("missed").fails("open").Except = {"folly"};
  Program.define("unsure").throws(/*IsCertain=*/false);
  Program.define("strict").fails("unsure").OnlyCertain = true;
  EXPECT_EQ(errors(Program, "open"), "certain@101 boost");
  EXPECT_EQ(errors(Program, "caught"), "");
  EXPECT_EQ(errors(Program, "missed"), "certain@404 boost");
  EXPECT_EQ(errors(Program, "strict"), "");
}

TEST(Link, FailsVirtuallyAsAnyOverrideDoes) {
  SmallProgram Program;
  Program.method("Store::load", {"Disk::load", "Memory::load"}, true);
  Program.method("Disk::load", {});
  Program.method("Memory::load", {});
  Program.define("Memory::load");
  Program.define("use").fails("Store::load").IsVirtual = true;
  // One of them is not known.
  EXPECT_EQ(errors(Program, "use"), "perhaps@201");
  SmallProgram Safe = Program;
  Safe.define("Disk::load", "b.cpp");
  EXPECT_EQ(errors(Safe, "use"), "");
  Program.define("Disk::load", "b.cpp").throws();
  EXPECT_EQ(errors(Program, "use"), "perhaps@201");
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// The fate of value \p Number of \p Name, and where that is.
static std::pair<ValueFate, unsigned> fate(const SmallProgram &Program,
                                           llvm::StringRef Name,
                                           unsigned Number = 1,
                                           bool IsVirtual = false) {
  if (auto Found = Program.index()->function(SymbolId::of(Name)))
    for (const LinkedValue &Each :
         IsVirtual ? Found->VirtualValues : Found->Values)
      if (Each.Number == Number)
        return {Each.Fate, Each.At.Offset};
  return {ValueFate::Unknown, 0};
}

using Fated = std::pair<ValueFate, unsigned>;
static constexpr Fated NoFate{ValueFate::Unknown, 0};

TEST(Link, FollowsValuesThatArePassedOn) {
  SmallProgram Program;
  Program.define("inBackground", "a.cpp").passesOn(1, "submit", 2);
  Program.define("submit", "b.cpp").value(2, ValueFate::Offloaded);
  Program.define("quietly", "c.cpp").passesOn(1, "drop", 1);
  Program.define("drop", "d.cpp").value(1, ValueFate::Dropped);
  Program.define("cached", "e.cpp").passesOn(0, "ready", 0);
  Program.define("ready", "f.cpp").value(0, ValueFate::Ready);
  Program.define("far", "g.cpp").passesOn(1, "nowhere", 1);
  Program.define("wrong", "h.cpp").passesOn(1, "submit", 1);
  EXPECT_EQ(fate(Program, "inBackground"), Fated(ValueFate::Offloaded, 0));
  EXPECT_EQ(fate(Program, "submit", 2), Fated(ValueFate::Offloaded, 0));
  EXPECT_EQ(fate(Program, "submit", 1), NoFate);
  EXPECT_EQ(fate(Program, "quietly"), Fated(ValueFate::Dropped, 101));
  EXPECT_EQ(fate(Program, "cached", 0), Fated(ValueFate::Ready, 0));
  EXPECT_EQ(fate(Program, "far"), NoFate);
  EXPECT_EQ(fate(Program, "wrong"), NoFate);
}

TEST(Link, KnowsAFateOnlyIfAllUsesAgree) {
  SmallProgram Program;
  Program.define("both")
      .value(1, ValueFate::Called)
      .value(1, ValueFate::OnLoop);
  Program.define("same")
      .value(1, ValueFate::OnLoop)
      .value(1, ValueFate::OnLoop);
  Program.define("mixed").value(1, ValueFate::OnLoop).passesOn(1, "pool", 1);
  Program.define("pool").value(1, ValueFate::Offloaded);
  Program.define("macros", "a.cpp").value(1, ValueFate::OnLoop);
  Program.define("macros", "b.cpp").value(1, ValueFate::Called);
  Program.define("partly", "a.cpp").value(1, ValueFate::OnLoop);
  Program.define("partly", "b.cpp");
  EXPECT_EQ(fate(Program, "both"), NoFate);
  EXPECT_EQ(fate(Program, "same"), Fated(ValueFate::OnLoop, 0));
  EXPECT_EQ(fate(Program, "mixed"), NoFate);
  EXPECT_EQ(fate(Program, "macros"), NoFate);
  EXPECT_EQ(fate(Program, "partly"), NoFate);
}

TEST(Link, KnowsWhoCallsWhatIsPassedOn) {
  SmallProgram Program;
  Program.define("call").value(1, ValueFate::Called);
  Program.define("guard").value(1, ValueFate::CalledInTry);
  // Called within a handler, or by something that runs on a pool.
  Program.define("tries").passesOn(1, "call", 1).Fate = ValueFate::CalledInTry;
  Program.define("posts").passesOn(1, "call", 1).Fate = ValueFate::Offloaded;
  Program.define("guarded").passesOn(1, "guard", 1);
  Program.define("both").passesOn(1, "guard", 1).Fate = ValueFate::OnLoop;
  EXPECT_EQ(fate(Program, "tries").first, ValueFate::CalledInTry);
  EXPECT_EQ(fate(Program, "posts").first, ValueFate::Offloaded);
  EXPECT_EQ(fate(Program, "guarded").first, ValueFate::CalledInTry);
  EXPECT_EQ(fate(Program, "both").first, ValueFate::OnLoop);
}

TEST(Link, EndsWhereValuesArePassedInCircles) {
  SmallProgram Program;
  Program.define("ping", "a.cpp").passesOn(1, "pong", 1);
  Program.define("pong", "b.cpp").passesOn(1, "ping", 1);
  Program.define("self", "c.cpp").passesOn(1, "self", 1);
  EXPECT_EQ(fate(Program, "ping"), NoFate);
  EXPECT_EQ(fate(Program, "self"), NoFate);
  // A function that calls itself again adds nothing.
  auto Retry = Program.define("retry", "d.cpp");
  Retry.value(1, ValueFate::Called).passesOn(1, "retry", 1);
  EXPECT_EQ(fate(Program, "retry"), Fated(ValueFate::Called, 0));
}

TEST(Link, AsksAllOverridesForAFate) {
  SmallProgram Program;
  Program.method("Executor::post", {"Pool::post", "Other::post"}, true);
  Program.method("Pool::post", {});
  Program.method("Other::post", {});
  Program.define("Pool::post").value(1, ValueFate::Offloaded);
  Program.define("use").passesOn(1, "Executor::post", 1, /*IsVirtual=*/true);
  // One of them is not known.
  EXPECT_EQ(fate(Program, "use"), NoFate);
  SmallProgram Loop = Program;
  Loop.define("Other::post", "b.cpp").value(1, ValueFate::OnLoop);
  EXPECT_EQ(fate(Loop, "use"), NoFate);
  EXPECT_EQ(fate(Loop, "Executor::post", 1, true), NoFate);
  Program.define("Other::post", "b.cpp").value(1, ValueFate::Offloaded);
  EXPECT_EQ(fate(Program, "use"), Fated(ValueFate::Offloaded, 0));
  EXPECT_EQ(fate(Program, "Executor::post", 1, true),
            Fated(ValueFate::Offloaded, 0));
  EXPECT_EQ(fate(Program, "Pool::post").first, ValueFate::Offloaded);
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

static ContextSet callers(const SmallProgram &Program, llvm::StringRef Name) {
  auto Found = Program.index()->function(SymbolId::of(Name));
  return Found ? Found->CalledFrom : 0;
}

TEST(Link, KnowsFromWhereFunctionsAreCalled) {
  SmallProgram Program;
  Program.define("main", "m.cpp").in(ContextKind::MayBlock).calls("start");
  Program.define("start", "s.cpp").calls("wait");
  Program.define("wait", "w.cpp");
  Program.define("handle", "h.cpp").in(ContextKind::Coroutine).calls("reply");
  Program.define("reply", "r.cpp").calls("send").callsAfterHop("store");
  Program.define("send", "r.cpp").calls("reply");
  Program.define("store", "r.cpp");
  Program.define("api", "x.cpp").calls("wait");
  ContextSet Main = setOf(ContextKind::MayBlock);
  ContextSet Coroutine = setOf(ContextKind::Coroutine);
  EXPECT_EQ(callers(Program, "start"), Main);
  EXPECT_EQ(callers(Program, "wait"), Main | setOf(ContextKind::Plain));
  EXPECT_EQ(callers(Program, "reply"), Coroutine);
  EXPECT_EQ(callers(Program, "send"), Coroutine);
  EXPECT_EQ(callers(Program, "store"), setOf(ContextKind::Offloaded));
  EXPECT_EQ(callers(Program, "api"), 0);
  auto Reply = Program.index()->function(SymbolId::of("reply"));
  EXPECT_EQ(Reply->SuspendingCall, (Span{"/src/h.cpp", 101}));
  EXPECT_TRUE(Reply->IsCallInCoroutine);
}

TEST(Link, KnowsWhereALambdaRuns) {
  SmallProgram Program;
  Program.define("onLoop", "a.cpp").value(1, ValueFate::OnLoop);
  Program.define("inBackground", "a.cpp").value(1, ValueFate::Offloaded);
  Program.define("call", "a.cpp").value(1, ValueFate::Called);
  Program.define("posted", "b.cpp").isPassedTo("onLoop", 1).calls("handle");
  Program.define("run", "b.cpp").isPassedTo("inBackground", 1).calls("work");
  Program.define("here", "b.cpp").isPassedTo("call", 1).calls("rest");
  Program.define("there", "b.cpp").isPassedTo("nowhere", 1).calls("rest");
  for (llvm::StringRef Name : {"handle", "work", "rest"})
    Program.define(Name, "c.cpp");
  EXPECT_EQ(callers(Program, "handle"), setOf(ContextKind::Continuation));
  EXPECT_EQ(callers(Program, "work"), setOf(ContextKind::Offloaded));
  EXPECT_EQ(callers(Program, "rest"), setOf(ContextKind::Unknown));
  auto Handle = Program.index()->function(SymbolId::of("handle"));
  EXPECT_EQ(Handle->SuspendingCall, (Span{"/src/b.cpp", 101}));
  EXPECT_FALSE(Handle->IsCallInCoroutine);
}

TEST(Link, TakesNoCallForOneThatDoesNotMatter) {
  SmallProgram Program;
  Program.define("f").in(ContextKind::Coroutine).callsMoot("wait");
  Program.define("wait");
  EXPECT_FALSE(
      bool(Program.index()->function(SymbolId::of("wait"))->SuspendingCall));
}

TEST(Link, KnowsFromWhereOverridesAreCalled) {
  SmallProgram Program;
  Program.method("Store::load", {"Disk::load"}, true);
  Program.method("Disk::load", {"Fast::load"});
  Program.method("Fast::load", {});
  Program.define("Fast::load");
  Program.define("handle")
      .in(ContextKind::Continuation)
      .callsVirtual("Store::load");
  EXPECT_EQ(callers(Program, "Fast::load"), setOf(ContextKind::Continuation));
  auto Load = Program.index()->function(SymbolId::of("Fast::load"));
  EXPECT_TRUE(bool(Load->SuspendingCall));
  EXPECT_FALSE(Load->IsCallInCoroutine);
}

//===----------------------------------------------------------------------===//
// All of it
//===----------------------------------------------------------------------===//

TEST(Link, DependsOnNoOrder) {
  RandomSummary Random(11);
  for (unsigned I = 0; I < 1000; ++I) {
    UnitSummary A = Random.make(), B = Random.make(), C = Random.make();
    std::string Bytes = indexBytes(link(merge({A, B, C})), "/src");
    EXPECT_EQ(indexBytes(link(merge({C, A, B, A})), "/src"), Bytes) << I;
  }
}

} // namespace clang::tidy::async::test
