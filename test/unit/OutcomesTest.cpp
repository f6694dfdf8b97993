//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Outcomes.h"
#include "TestUnit.h"
#include "facts/Launches.h"
#include "facts/Observers.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// Outcomes
//===----------------------------------------------------------------------===//

TEST(Outcomes, OfWhatIsDropped) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> lazy();
void code() { start_io(); lazy(); }
)cpp");
  EXPECT_EQ(dropOf(Unit.call("code", "start_io")), Drop::LosesError);
  EXPECT_EQ(dropOf(Unit.call("code", "lazy")), Drop::NeverRuns);
}

TEST(Outcomes, OfWhatASinkIsGiven) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void drops(Future<> Task) {}
void dropsByCast(Future<> Task) { (void)Task; }
void waits(Future<> Task) { Task.wait(); }
void refers(Future<> &&Task) { (void)Task; }
void elsewhere(Future<> Task);
void passes(Future<> Task) { drops(std::move(Task)); }
void passesAway(Future<> Task) { elsewhere(std::move(Task)); }
void code() {
  drops(start_io());
  dropsByCast(start_io());
  waits(start_io());
  refers(start_io());
  elsewhere(start_io());
  passes(start_io());
  passesAway(start_io());
}
)cpp");
  auto IsSunk = [&](unsigned Nth) {
    return sinkOf(Unit.call("code", "start_io", Nth).Result, Unit.facts())
        .has_value();
  };
  EXPECT_TRUE(IsSunk(0));
  EXPECT_TRUE(IsSunk(1));
  EXPECT_FALSE(IsSunk(2));
  EXPECT_TRUE(IsSunk(3));
  EXPECT_FALSE(IsSunk(4));
  EXPECT_TRUE(IsSunk(5));
  EXPECT_FALSE(IsSunk(6));
}

TEST(Outcomes, OfWhatIsHeld) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void kept() { auto F = start_io(); }
void asked() { auto F = start_io(); F.valid(); }
void awaited() { auto F = start_io(); F.wait(); }
bool told() { auto F = start_io(); return F.ready(); }
void untold() { auto F = start_io(); F.ready(); }
class Owner {
  void starts() { Private = start_io(); Public = start_io(); }
  Future<> Private;
public:
  Future<> Public;
};
)cpp");
  auto IsForgotten = [&](StringRef Function) {
    const Operation &Made = Unit.call(Function, "start_io");
    const ValueDecl *Holder = holderOf(Made, Unit.facts());
    return Holder && isNeverObserved(Holder, dropOf(Made), Unit.facts());
  };
  EXPECT_TRUE(IsForgotten("kept"));
  EXPECT_TRUE(IsForgotten("asked"));
  EXPECT_FALSE(IsForgotten("awaited"));
  // Code that asks for its progress has observed it.
  EXPECT_FALSE(IsForgotten("told"));
  EXPECT_TRUE(IsForgotten("untold"));
  // Only for a private member, all uses are visible.
  EXPECT_TRUE(holderOf(Unit.call("starts", "start_io", 0), Unit.facts()));
  EXPECT_FALSE(holderOf(Unit.call("starts", "start_io", 1), Unit.facts()));
}

TEST(Outcomes, OfBranches) {
  TestUnit Unit(R"cpp(
#include <utility>
namespace lib {
struct Promise { template <typename F> Promise then(F) {} struct Fork fork(); };
struct Fork { Promise addBranch(); };
struct Shared { Shared(const Shared &); };
struct Moved { Moved(Moved &&); };
struct Tasks { void add(Promise); };
}
using namespace lib;
Promise start();
Shared share();
Moved move();
struct Owner {
  Promise Kept;
  Fork Forked;
  Tasks All;
  Shared Last;
  Moved Only;
  Promise keepsOne() {
    auto F = start().fork(); Kept = F.addBranch(); return F.addBranch();
  }
  Promise handsOne() {
    auto F = start().fork(); All.add(F.addBranch()); return F.addBranch();
  }
  Promise ofMember() { return Forked.addBranch(); }
  Promise keepsNone() { auto F = start().fork(); return F.addBranch(); }
  Promise eitherOne(bool B) {
    auto F = start().fork();
    if (B) return F.addBranch();
    return F.addBranch();
  }
  Promise temporary() { return start().fork().addBranch(); }
  Promise goesOn() { return Forked.addBranch().then([] {}); }
  Shared copied() { Shared S = share(); Last = S; return S; }
  Shared ofMemberCopied() { return Last; }
  Shared own() { Shared S = share(); return S; }
  Moved moved() { return std::move(Only); }
  void code(bool B) {
    keepsOne(); handsOne(); ofMember(); keepsNone(); eitherOne(B); temporary();
    goesOn(); copied(); ofMemberCopied(); own(); moved(); Forked.addBranch();
  }
};
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: [Promise, Moved], start: eager, shots: one, drop: cancels}
  - {name: Fork, start: eager, shots: many, drop: harmless}
  - {name: Shared, start: eager, shots: many, drop: cancels}
calls:
  - {name: ["Promise::fork", "Fork::addBranch"], role: adapt, task: this}
  - {name: "Promise::then", role: continue, task: this, callable: 0}
)yaml"});
  auto IsKept = [&](StringRef Function) {
    return isKeptElsewhere(Unit.call("code", Function), Unit.facts());
  };
  for (StringRef Function : {"keepsOne", "handsOne", "ofMember", "copied",
                             "ofMemberCopied", "addBranch"})
    EXPECT_TRUE(IsKept(Function)) << Function.str();
  for (StringRef Function :
       {"keepsNone", "eitherOne", "temporary", "goesOn", "own", "moved"})
    EXPECT_FALSE(IsKept(Function)) << Function.str();
}

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

static std::optional<Launch> launch(TestUnit &Unit, StringRef Function,
                                    StringRef Callee = "spawn") {
  return launchAt(Unit.call(Function, Callee), Unit.facts(),
                  Unit.effects().failing());
}

TEST(Launches, LoseTheErrorsOfWhatMayFail) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> elsewhere();
Task<> calm() { co_return; }
Task<> throwing() { throw 1; co_return; }
void bad() { spawn(throwing()); }
void okCalm() { spawn(calm()); }
// It may well catch everything.
void okUnknown() { spawn(elsewhere()); }
void nothing() { close(1); }
)cpp");
  std::optional<Launch> Bad = launch(Unit, "bad");
  ASSERT_TRUE(Bad);
  EXPECT_EQ(Bad->Is, Launch::Lost);
  EXPECT_EQ(Bad->Started, &Unit.body("throwing"));
  EXPECT_EQ(Bad->Error.ways().front().In, &Unit.body("throwing"));
  EXPECT_FALSE(launch(Unit, "okCalm"));
  EXPECT_FALSE(launch(Unit, "okUnknown"));
  EXPECT_FALSE(launch(Unit, "nothing", "close"));
}

TEST(Launches, ReportHandlersThatIgnoreTheErrorIfStrict) {
  StringRef Code = R"cpp(
using namespace lib;
void ignores() { on_event(1, [](int Error) {}); }
int Last;
void okLooks() { on_event(1, [](int Error) { Last = Error; }); }
void okOfCaller(void (*Handler)(int)) { on_event(1, Handler); }
)cpp";
  TestUnit Unit = libUnit(Code);
  EXPECT_FALSE(launch(Unit, "ignores", "on_event"));
  TestUnit Strict = libUnit(Code, {.Strict = true});
  std::optional<Launch> Ignores = launch(Strict, "ignores", "on_event");
  ASSERT_TRUE(Ignores);
  EXPECT_TRUE(Ignores->ByHandler);
  EXPECT_FALSE(launch(Strict, "okLooks", "on_event"));
  EXPECT_FALSE(launch(Strict, "okOfCaller", "on_event"));
}

//===----------------------------------------------------------------------===//
// Observers
//===----------------------------------------------------------------------===//

TEST(Observers, MayBeTheCallersOfAWrapper) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void wraps() { start_io(); }
void doesMore() { close(1); start_io(); }
int returnsOther() { start_io(); }
struct Base {
  virtual void overridden() { start_io(); }
  Base() { start_io(); }
};
)cpp");
  auto Could = [&](StringRef Function) {
    return canReturn(Unit.call(Function, "start_io"), Unit.facts());
  };
  EXPECT_TRUE(Could("wraps"));
  for (StringRef Function : {"doesMore", "returnsOther", "overridden", "Base"})
    EXPECT_FALSE(Could(Function)) << Function.str();
}

TEST(Observers, MayBeAScopeInReach) {
  TestUnit Unit(R"cpp(
namespace lib {
struct Task { ~Task(); };
struct Scope { void add(Task); };
Task start();
}
void inReach(lib::Scope &Near) { lib::start(); }
void notYet() { lib::start(); lib::Scope Late; }
struct Owner { lib::Scope Own; void member() { lib::start(); } };
)cpp",
                {.Model = R"yaml(
library: lib
roots: [lib]
types:
  - {name: Task, start: eager, drop: loses-error}
  - {name: Scope, kind: scope}
calls:
  - {name: "Scope::add", role: spawn, task: 0}
)yaml"});
  auto Reach = [&](StringRef Function) -> std::string {
    auto [Scope, Adder] =
        reachableScope(Unit.call(Function, "start"), Unit.facts());
    return Scope ? Scope->getNameAsString() + "." + Adder.str() : "";
  };
  EXPECT_EQ(Reach("inReach"), "Near.add");
  EXPECT_EQ(Reach("member"), "Own.add");
  EXPECT_EQ(Reach("notYet"), "");
}

} // namespace clang::tidy::async::test
