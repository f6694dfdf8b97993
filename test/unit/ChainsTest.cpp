//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Chains.h"
#include "TestUnit.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Header = R"cpp(
using namespace lib;
Future<int> load();
struct Client { Future<int> fetch(); };
)cpp";

/// The links that lead to the last call in `code`, the last first: the name of
/// the callee, `*` for an adapter, `=x` for the variable that it went through,
/// `?` for anything that is not a call; `...` if the chain is unknown.
static std::string linksIn(StringRef Code) {
  TestUnit Unit = libUnit((Header + Code).str());
  const Chain &All = Unit.facts().chains().of(Unit.expr("code"));
  std::string Text;
  for (const Link &Each : All) {
    Text += Text.empty() ? "" : " ";
    Text += Each.Op ? Each.Op->callee()->getNameAsString() : "?";
    if (Each.IsAdapter)
      Text += "*";
    if (Each.Holder)
      Text += "=" + Each.Holder->getNameAsString();
  }
  return All.isKnown() ? Text : Text + " ...";
}

static std::string linksOf(StringRef Statements) {
  return linksIn(
      ("void code(Future<int> P, Client C) {\n" + Statements + "\n}").str());
}

TEST(Chains, OneLinkForEachCall) {
  EXPECT_EQ(linksOf("load();"), "load");
  EXPECT_EQ(linksOf("load().then([](int) {});"), "then load");
  EXPECT_EQ(linksOf("load().then([](int) {}).handle([](int) {});"),
            "handle then load");
}

TEST(Chains, AdaptersAreLinksOfTheirOwn) {
  EXPECT_EQ(linksOf("load().share().then([](int) {});"), "then share* load");
  EXPECT_EQ(linksOf("load().share();"), "share* load");
  EXPECT_EQ(linksOf("static_cast<Future<int> &&>(load()).get();"), "get load");
}

TEST(Chains, VariablesStandForWhatTheyWereMadeFrom) {
  EXPECT_EQ(linksOf("auto F = load(); F.then([](int) {});"), "then load=F");
  EXPECT_EQ(linksOf("auto F = load(); std::move(F).then([](int) {});"),
            "then move* load=F");
  EXPECT_EQ(linksOf("auto F = load(); auto &R = F; R.get();"), "get load=R");
  EXPECT_EQ(linksOf("auto F = load().then([](int) {});"
                    "auto G = F.share(); G.get();"),
            "get share*=G then=F load");
}

TEST(Chains, BeginWithWhatIsNoCall) {
  EXPECT_EQ(linksOf("P.then([](int) {});"), "then ?");
  EXPECT_EQ(linksOf("C.fetch();"), "fetch ?");
  EXPECT_EQ(linksOf("Future<int> F; F.get();"), "get Future=F");
}

TEST(Chains, ADefaultArgumentIsNotWhereATaskComesFrom) {
  EXPECT_EQ(linksIn("void code(Future<int> P = load()) { P.get(); }"), "get ?");
}

// It is wrong, but it compiles.
TEST(Chains, WhatIsMadeFromItselfIsNotKnown) {
  EXPECT_EQ(linksOf("Future<int> F = F.share(); F.get();"),
            "get share*=F share*=F ...");
  EXPECT_EQ(linksOf("Future<int> &F = F; F.get();"), "get ...");
}

TEST(Chains, KnowTheirMaker) {
  TestUnit Unit = libUnit((Header + R"cpp(
void code(Future<int> P) {
  auto F = load();
  std::move(F).share().get();
  P.get();
}
)cpp")
                              .str());
  auto MakerOf = [&](unsigned Nth) {
    return makerOf(Unit.call("code", "get", Nth).Site.Object, Unit.facts());
  };
  EXPECT_EQ(MakerOf(0), &Unit.call("code", "load"));
  EXPECT_EQ(MakerOf(1), nullptr);
  EXPECT_EQ(makerOf(nullptr, Unit.facts()), nullptr);
}

// The value assigned last, or nothing if that depends on the path.
TEST(Chains, AVariableStandsForItsLastValue) {
  EXPECT_EQ(linksOf("auto F = load(); F = from_memory(); F.get();"),
            "get from_memory=F");
  EXPECT_EQ(linksOf("auto F = load(); F = F.then([](int) {}); F.get();"),
            "get then=F load=F");
  EXPECT_EQ(linksOf("auto F = load(); F.get(); F = from_memory();"
                    "P.get();"),
            "get ?");
  EXPECT_EQ(linksOf("auto F = load(); if (C.fetch().ready())"
                    "F = from_memory(); F.get();"),
            "get ?");
  EXPECT_EQ(linksOf("Future<int> F; if (C.fetch().ready()) F = load();"
                    "else F = from_memory(); F.get();"),
            "get ?");
  EXPECT_EQ(linksOf("auto F = load(); mystery([&] { F = from_memory(); });"
                    "F.get();"),
            "get ?");
}

TEST(Chains, KnowAllThatMayHaveMadeATask) {
  TestUnit Unit = libUnit((Header + R"cpp(
void code(Future<int> P, bool B) {
  auto F = load();
  if (B) F = from_memory();
  F.get();
  auto G = load();
  if (B) G = static_cast<Future<int> &&>(P);
  G.get();
  auto H = load();
  while (B) H = H.then([](int) {});
  H.get();
}
)cpp")
                              .str());
  auto Count = [&](unsigned Nth) {
    const Expr *Object =
        stripAdapters(Unit.call("code", "get", Nth).Site.Object, Unit.models());
    return Unit.facts().chains().valuesOf(cast<DeclRefExpr>(Object)).size();
  };
  EXPECT_EQ(Count(0), 2u);
  EXPECT_EQ(Count(1), 2u);
  EXPECT_EQ(Count(2), 2u);
}

TEST(Chains, KnowWhatGoesOn) {
  TestUnit Unit = libUnit((Header + R"cpp(
void take(Future<int>);
void code() {
  load().then([](int) {});
  sync_wait(read_async());
  take(from_memory());
}
)cpp")
                              .str());
  Chains All = Unit.facts().chains();
  auto Next = [&](StringRef Callee) {
    return All.next(Unit.call("code", Callee));
  };
  EXPECT_EQ(Next("load"), &Unit.call("code", "then"));
  EXPECT_EQ(Next("then"), nullptr);
  EXPECT_EQ(Next("read_async"), &Unit.call("code", "sync_wait"));
  EXPECT_EQ(Next("from_memory"), nullptr);
}

TEST(Chains, AreBuiltOnce) {
  TestUnit Unit = libUnit((Header + "void code() { load(); }").str());
  Chains All = Unit.facts().chains();
  EXPECT_EQ(&All.of(Unit.call("code", "load")), &All.of(Unit.expr("code")));
}

} // namespace clang::tidy::async::test
