//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/IndependentAwaits.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The awaits in the coroutine `f` that wait for one another needlessly: the
/// number in each run; a loop counts as 0.
static std::vector<unsigned> runsIn(StringRef Code) {
  TestUnit Unit = libUnit(("using namespace lib;"
                           "Task<int> load(int); Task<int> store(int);"
                           "Task<int> count(std::vector<int> &);"
                           "Task<int> f(int I, std::vector<int> V) {" +
                           Code + "}")
                              .str());
  std::vector<unsigned> Found;
  for (const AwaitRun &Run : independentAwaits(Unit.body("f"), Unit.facts()))
    Found.push_back(Run.Loop ? 0 : Run.Awaits.size());
  return Found;
}

using Runs = std::vector<unsigned>;

TEST(IndependentAwaits, OfVariables) {
  EXPECT_EQ(runsIn("auto A = co_await load(1); auto B = co_await load(2);"
                   "co_return A + B;"),
            Runs{2});
  EXPECT_EQ(runsIn("auto A = co_await load(1); auto B = co_await load(A);"
                   "co_return A + B;"),
            Runs{});
  EXPECT_EQ(runsIn("auto A = co_await count(V); auto B = co_await count(V);"
                   "co_return A + B;"),
            Runs{});
}

TEST(IndependentAwaits, InOneExpression) {
  EXPECT_EQ(runsIn("co_return co_await load(1) + co_await store(2);"), Runs{2});
  EXPECT_EQ(runsIn("co_return co_await load(1) && co_await store(2);"), Runs{});
}

TEST(IndependentAwaits, InLoops) {
  EXPECT_EQ(runsIn("int Sum = 0;"
                   "for (int N : V) Sum += co_await load(N); co_return Sum;"),
            Runs{0});
  EXPECT_EQ(runsIn("int Sum = 0;"
                   "for (int N : V) Sum = co_await load(Sum); co_return Sum;"),
            Runs{});
}

} // namespace clang::tidy::async::test
