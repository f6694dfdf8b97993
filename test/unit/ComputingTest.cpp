//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Computing.h"
#include "TestUnit.h"
#include "facts/LongLoops.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

TEST(Computing, WhereItIsRight) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<> started() { compress(); co_return; }
Task<> elsewhere() { compress(); co_return; }
void starts() { offload([] { started(); }); }
void calls() { elsewhere(); }
)cpp");
  EXPECT_TRUE(isMeantToCompute(Unit.body("started"), Unit.facts()));
  EXPECT_FALSE(isMeantToCompute(Unit.body("elsewhere"), Unit.facts()));
}

TEST(Computing, StepsOfOneComputation) {
  TestUnitOptions Options;
  Options.Model = libModel().str() + R"yaml(
  - {name: "Hash::add", role: compute}
)yaml";
  TestUnit Unit(R"cpp(
#include <lib.h>
namespace lib {
struct Hash {
  void add(int);
};
} // namespace lib
using namespace lib;
Task<> f(Hash &A, Hash &B) {
  A.add(1);
  B.add(2);
  A.add(3);
  compress();
  compress();
  co_return;
}
Task<> offloaded() {
  compress();
  offload([] { compress(); });
  co_return;
}
)cpp",
                std::move(Options));
  std::vector<size_t> Steps;
  for (const Computation &Each :
       computationsOf(Unit.body("f"), Unit.facts(), Unit.effects()))
    Steps.push_back(Each.size());
  EXPECT_EQ(Steps, (std::vector<size_t>{2, 1, 1, 1}));
  EXPECT_TRUE(
      computationsOf(Unit.body("offloaded"), Unit.facts(), Unit.effects())
          .empty());
}

TEST(LongLoops, AreNestedAndOpen) {
  TestUnit Unit = libUnit(R"cpp(
using namespace lib;
Task<int> nested(int N) {
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    for (int K = 0; K < I; ++K)
      Sum += I * K;
  co_return Sum;
}
Task<int> single(int N) {
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += I;
  co_return Sum;
}
Task<int> bounded(int N) {
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    for (int K = 0; K < 8; ++K)
      Sum += I * K;
  co_return Sum;
}
Task<int> suspends(int N) {
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    for (int K = 0; K < I; ++K)
      Sum += K + co_await read_async();
  co_return Sum;
}
Task<int> afterHop(Pool &P, int N) {
  co_await P.schedule();
  int Sum = 0;
  for (int I = 0; I < N; ++I)
    for (int K = 0; K < I; ++K)
      Sum += I * K;
  co_return Sum;
}
)cpp");
  EXPECT_EQ(longLoops(Unit.body("nested")).size(), 1u);
  for (StringRef Name : {"single", "bounded", "suspends", "afterHop"})
    EXPECT_TRUE(longLoops(Unit.body(Name)).empty()) << Name.str();
}

} // namespace clang::tidy::async::test
