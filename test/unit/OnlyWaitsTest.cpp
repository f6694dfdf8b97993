//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OnlyWaits.h"
#include "TestUnit.h"
#include "facts/Facades.h"
#include "facts/Finishes.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(OnlyWaits, OfOneTask) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
int waits(Future<int> F) { return F.get(); }
Task<int> awaits() { co_return co_await read_async(); }
Future<> returns() { return start_io(); }
int works(Future<int> F) { compress(); return F.get(); }
int waitsTwice(Future<int> F, Future<int> G) { return F.get() + G.get(); }
)cpp");
  auto Waits = [&](StringRef Name) {
    return soleWait(Unit.body(Name), Unit.facts(), Unit.effects());
  };
  ASSERT_TRUE(Waits("waits"));
  EXPECT_EQ(Waits("waits")->Op, &Unit.call("waits", "get"));
  ASSERT_TRUE(Waits("awaits"));
  EXPECT_FALSE(Waits("awaits")->Op);
  EXPECT_TRUE(Waits("returns"));
  EXPECT_FALSE(Waits("works"));
  EXPECT_FALSE(Waits("waitsTwice"));
}

TEST(OnlyWaits, OfIo) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> reads() { co_return co_await read_async(); }
Task<int> readsInside() { co_return co_await reads(); }
Task<int> computes() { compress(); co_return co_await read_async(); }
Task<int> other();
Task<int> awaitsOther() { co_return co_await other(); }
)cpp");
  auto IsIo = [&](StringRef Name) {
    return onlyAwaitsIo(Unit.body(Name), Unit.facts(), Unit.effects());
  };
  EXPECT_TRUE(IsIo("reads"));
  EXPECT_TRUE(IsIo("readsInside"));
  EXPECT_FALSE(IsIo("computes"));
  EXPECT_FALSE(IsIo("awaitsOther"));
}

TEST(OnlyWaits, OfIoAfterAHop) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> hops(Pool &P) { co_await P.schedule(); co_return co_await read_async(); }
Task<int> computes(Pool &P) { co_await P.schedule(); compress(); co_return co_await read_async(); }
Task<int> later(Pool &P) { co_await read_async(); co_await P.schedule(); co_return 1; }
Task<int> nothing(Pool &P) { co_await P.schedule(); co_return 1; }
)cpp");
  auto Only = [&](StringRef Name) {
    const Operation &Hop = Unit.call(Name, "schedule");
    return firstStatement(Unit.body(Name), Hop) &&
           onlyAwaitsIo(Unit.body(Name), Unit.facts(), Unit.effects(), &Hop);
  };
  EXPECT_TRUE(Only("hops"));
  EXPECT_FALSE(Only("computes"));
  EXPECT_FALSE(Only("later"));
  EXPECT_FALSE(Only("nothing"));
}

TEST(Facades, WaitForWhatIsBesideThem) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
struct Client {
  Future<int> loadAsync(int Id);
  int load(int Id) { return loadAsync(Id).get(); }
  int loadAndMore(int Id) { compress(); return loadAsync(Id).get(); }
};
int ofOther(Client &C) { return C.loadAsync(1).get(); }
)cpp");
  auto IsFacade = [&](StringRef Name) {
    return isFacade(Unit.body(Name), Unit.call(Name, "get"), Unit.facts());
  };
  EXPECT_TRUE(IsFacade("load"));
  EXPECT_FALSE(IsFacade("loadAndMore"));
  EXPECT_FALSE(IsFacade("ofOther"));
}

TEST(Finishes, OfReadyTasks) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Future<int> finished() { return make_ready(1); }
Future<int> called() { return make_ready_with([] { return 1; }); }
Future<int> async() { return from_memory(); }
)cpp");
  auto Count = [&](StringRef Name) {
    return findFinishes(Unit.body(Name), Unit.facts(), Unit.effects()).size();
  };
  EXPECT_EQ(Count("finished"), 1u);
  EXPECT_EQ(Count("called"), 1u);
  EXPECT_EQ(Count("async"), 0u);
}

} // namespace clang::tidy::async::test
