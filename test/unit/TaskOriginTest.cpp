//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/TaskOrigin.h"
#include "TestUnit.h"
#include "facts/ReadyProof.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
using namespace lib;
Future<int> load();
Future<int> &shared();
bool flag();
int work();
struct Client { Future<int> fetch(); Future<int> Pending; };
)cpp";

/// The origin of the task of the first wait in the function \p Text.
static Origin origin(StringRef Text) {
  TestUnit Unit = libUnit((Header +
                           "void code(Future<int> P, Client C, "
                           "Future<int> (*Give)()) {\n" +
                           Text + "\n}")
                              .str());
  const Body &B = Unit.body("code");
  return originOf(waitedTask(Unit.call("code", "get")), B, Unit.facts());
}

TEST(TaskOrigin, OfACall) {
  EXPECT_EQ(origin("load().get();"), Origin::Called);
  EXPECT_EQ(origin("C.fetch().get();"), Origin::Called);
  EXPECT_EQ(origin("auto F = load(); F.get();"), Origin::Called);
  EXPECT_EQ(origin("auto F = load(); auto &R = F; R.get();"), Origin::Called);
  EXPECT_EQ(origin("load().then([](int) {}).get();"), Origin::Called);
}

TEST(TaskOrigin, OfWorkThatWasHandedOut) {
  EXPECT_EQ(origin("offload([] { return work(); }).get();"), Origin::Local);
  EXPECT_EQ(origin("make_ready(1).get();"), Origin::Local);
  EXPECT_EQ(origin("auto F = offload([] {}); F.get();"), Origin::Local);
}

TEST(TaskOrigin, OfWhatTheCallerGave) {
  EXPECT_EQ(origin("P.get();"), Origin::Unknown);
  EXPECT_EQ(origin("C.Pending.get();"), Origin::Unknown);
  EXPECT_EQ(origin("Give().get();"), Origin::Unknown);
  EXPECT_EQ(origin("shared().get();"), Origin::Unknown);
}

// Of several origins, the most suspicious one counts.
TEST(TaskOrigin, OfSeveral) {
  EXPECT_EQ(origin("when_all(load(), make_ready(1)).get();"), Origin::Called);
  EXPECT_EQ(origin("(flag() ? load() : make_ready(1)).get();"), Origin::Called);
  EXPECT_EQ(origin("auto F = make_ready(1); F = load(); F.get();"),
            Origin::Called);
}

TEST(TaskOrigin, OfElements) {
  EXPECT_EQ(origin("std::vector<Future<int>> V; V.push_back(load());"
                   "V[0].get();"),
            Origin::Called);
  EXPECT_EQ(origin("std::vector<Future<int>> V;"
                   "V.push_back(offload([] {})); V.front().get();"),
            Origin::Local);
  EXPECT_EQ(origin("std::vector<Future<int>> V; V.push_back(load());"
                   "for (auto &E : V) E.get();"),
            Origin::Called);
}

// A member of a local is not followed.
TEST(TaskOrigin, OfMembers) {
  EXPECT_EQ(origin("Client Own; Own.Pending.get();"), Origin::Unknown);
}

TEST(TaskOrigin, RootVariables) {
  TestUnit Unit = libUnit((Header + R"cpp(
void code(std::vector<Future<int>> Given) {
  std::vector<Future<int>> V;
  V[0].get();
  (*V.begin()).get();
  for (auto &E : V) E.get();
  Given[0].get();
}
)cpp")
                              .str());
  auto Root = [&](unsigned Nth) {
    const VarDecl *Var =
        rootVariable(Unit.call("code", "get", Nth).Site.Object, Unit.facts());
    return Var ? Var->getName() : "";
  };
  EXPECT_EQ(Root(0), "V");
  EXPECT_EQ(Root(1), "V");
  EXPECT_EQ(Root(2), "V");
  EXPECT_EQ(Root(3), "");
}

} // namespace clang::tidy::async::test
