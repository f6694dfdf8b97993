//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callers.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(Callers, MayAllWait) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void byNobody() {}
void byMain() {}
void byThread() {}
void byOffload() {}
void byUnknown() {}
void byConstructor() {}
void byAddress() {}
void byInitialiser(int) {}
static int atStart() { return 1; }
static int Started = atStart();
void byTwo() {}
void byCoroutine() {}
void byContinuation() {}
void byOrdinary() {}
void byRecursion(int N) { if (N) byRecursion(N - 1); }
void afterHop() {}
void beforeHop() {}

void ordinary() { byOrdinary(); }
void onlyForMain() { byTwo(); }
struct S { S() { byConstructor(); } };
void (*Address)() = byAddress;
int main() {
  byMain();
  onlyForMain();
  byRecursion(1);
  Thread T([] { byThread(); byTwo(); });
  offload([] { byOffload(); });
  mystery([] { byUnknown(); });
}
Task<> coroutine(Pool &P) {
  byCoroutine();
  beforeHop();
  co_await P.schedule();
  afterHop();
}
void attaches(Future<int> F) { F.then([](int) { byContinuation(); }); }
)cpp");
  Callers Who(Unit.facts(), Unit.effects());
  auto MayWait = [&](StringRef Name) {
    return Who.mayAllWait(Unit.find<FunctionDecl>(Name));
  };
  for (StringRef Name :
       {"byMain", "byThread", "byOffload", "byUnknown", "byConstructor",
        "byAddress", "atStart", "byTwo", "byRecursion", "afterHop"})
    EXPECT_TRUE(MayWait(Name)) << Name.str();
  for (StringRef Name :
       {"byNobody", "byCoroutine", "byContinuation", "byOrdinary", "beforeHop"})
    EXPECT_FALSE(MayWait(Name)) << Name.str();
}

TEST(Callers, InCoroutines) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void byCoroutine() {}
void byLambda() {}
void byContinuation() {}
void byOrdinary() {}
void byOffload() {}
void afterHop() {}
void ordinary() { byOrdinary(); }
Task<> coroutine(Pool &P) {
  byCoroutine();
  for_each([] { byLambda(); });
  offload([] { byOffload(); });
  co_await P.schedule();
  afterHop();
}
void attaches(Future<int> F) { F.then([](int) { byContinuation(); }); }
)cpp");
  Callers Who(Unit.facts(), Unit.effects());
  auto FirstCall = [&](StringRef Name) {
    return Who.callInCoroutine(Unit.find<FunctionDecl>(Name));
  };
  EXPECT_EQ(FirstCall("byCoroutine"), &Unit.call("coroutine", "byCoroutine"));
  EXPECT_EQ(FirstCall("byLambda"), &Unit.call("coroutine", "byLambda"));
  EXPECT_EQ(FirstCall("byContinuation"),
            &Unit.call("attaches", "byContinuation"));
  for (StringRef Name : {"byOrdinary", "byOffload", "afterHop"})
    EXPECT_FALSE(FirstCall(Name)) << Name.str();
}

TEST(Callers, AreAllCoroutines) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
static void hidden() {}
void visible() {}
static void byBoth() {}
static void handedOn() {}
static void byNobody() {}
void ordinary() { byBoth(); mystery(handedOn); }
Task<> coroutine() {
  hidden();
  visible();
  byBoth();
  handedOn();
  co_return;
}
)cpp");
  Callers Who(Unit.facts(), Unit.effects());
  auto All = [&](StringRef Name) {
    return Who.areAllCoroutines(Unit.find<FunctionDecl>(Name));
  };
  EXPECT_TRUE(All("hidden"));
  for (StringRef Name : {"visible", "byBoth", "handedOn", "byNobody"})
    EXPECT_FALSE(All(Name)) << Name.str();
}

TEST(Callers, OutermostBody) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
void f() {
  for_each([] { for_each([] { lib::sleep(1); }); });
  offload([] { lib::sleep(2); });
}
)cpp");
  EXPECT_EQ(&outermost(*Unit.call("f", "sleep", 0).In), &Unit.body("f"));
  const Body &Offloaded = *Unit.call("f", "sleep", 1).In;
  EXPECT_EQ(&outermost(Offloaded), &Offloaded);
}

} // namespace clang::tidy::async::test
