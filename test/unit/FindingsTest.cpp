//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Findings.h"
#include "llvm/ADT/StringRef.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static Span at(unsigned Offset, StringRef File = "a.cpp") {
  return {File.str(), Offset};
}

/// A finding of \p Check at \p Offset, which it claims.
static Finding finding(StringRef Check, unsigned Offset) {
  Finding New;
  New.Check = Check.str();
  New.At = at(Offset);
  New.Text = "it is wrong";
  New.Claims = {at(Offset)};
  return New;
}

static Fix fix(unsigned Offset, StringRef Text, StringRef Title = "right it") {
  return {{{{"a.cpp", Offset, 1}, Text.str()}}, Title.str()};
}

/// The remaining findings, as "check:offset".
static std::vector<std::string> left(std::vector<Finding> Found) {
  std::vector<std::string> Names;
  for (const Finding &Each : arbitrate(std::move(Found)))
    Names.push_back(Each.Check + ":" + std::to_string(Each.At.Offset));
  return Names;
}

using Names = std::vector<std::string>;

static constexpr StringRef Wait = "async-blocking-wait";
static constexpr StringRef Call = "async-blocking-call";
static constexpr StringRef Offload = "async-io-in-offload";
static constexpr StringRef SyncOver = "async-sync-over-async";

//===----------------------------------------------------------------------===//
// Which findings are left
//===----------------------------------------------------------------------===//

TEST(Arbitrate, OrdersByFileAndPlace) {
  Finding Elsewhere = finding(Wait, 1);
  Elsewhere.At.File = "b.cpp";
  Elsewhere.Claims = {at(1, "b.cpp")};
  EXPECT_EQ(left({Elsewhere, finding(Wait, 9), finding(Call, 3)}),
            (Names{"async-blocking-call:3", "async-blocking-wait:9",
                   "async-blocking-wait:1"}));
}

TEST(Arbitrate, LetsTheMoreSpecificCheckSpeak) {
  Finding Whole = finding(Offload, 1);
  Whole.Claims.push_back(at(5));
  EXPECT_EQ(left({finding(Wait, 5), Whole}), Names{"async-io-in-offload:1"});
  // In whatever order the checks are asked.
  EXPECT_EQ(left({Whole, finding(Wait, 5)}), Names{"async-io-in-offload:1"});
}

TEST(Arbitrate, LetsACheckSpeakAgainOfWhatItClaims) {
  Finding First = finding(Wait, 1);
  First.Claims.push_back(at(5));
  EXPECT_EQ(left({First, finding(Wait, 5)}),
            (Names{"async-blocking-wait:1", "async-blocking-wait:5"}));
}

TEST(Arbitrate, DoesNotClaimForWhatIsNotSaid) {
  // The call loses 1 to the offload; its other claims are free then.
  Finding Lost = finding(Call, 1);
  Lost.Claims.push_back(at(7));
  EXPECT_EQ(left({finding(Offload, 1), Lost, finding(SyncOver, 7)}),
            (Names{"async-io-in-offload:1", "async-sync-over-async:7"}));
}

TEST(Arbitrate, TellsApartWhatOneMacroWrites) {
  Finding First = finding(Wait, 1), Second = finding(Call, 1);
  First.Claims = {{"a.cpp", 1, 0, 10}};
  Second.Claims = {{"a.cpp", 1, 0, 20}};
  EXPECT_EQ(left({First, Second}).size(), 2u);
  Second.Claims = First.Claims;
  EXPECT_EQ(left({First, Second}), Names{"async-blocking-wait:1"});
}

TEST(Arbitrate, TellsFilesApart) {
  Finding Other = finding(Call, 1);
  Other.At.File = "b.cpp";
  Other.Claims = {at(1, "b.cpp")};
  EXPECT_EQ(left({finding(Wait, 1), Other}).size(), 2u);
}

TEST(Arbitrate, LeavesOutWhatMacrosOfSystemHeadersDo) {
  Finding OfSystem = finding(Wait, 1);
  OfSystem.IsInSystemMacro = true;
  EXPECT_EQ(left({OfSystem, finding(Call, 1)}), Names{"async-blocking-call:1"});
}

TEST(Arbitrate, LeavesOutWhatAFixMends) {
  Finding Function = finding(SyncOver, 1);
  Function.AlsoFixes = {at(5)};
  Names Both = {"async-sync-over-async:1", "async-blocking-call:5"};
  EXPECT_EQ(left({Function, finding(Call, 5)}), Both);
  Function.Offered = fix(1, "co_await");
  EXPECT_EQ(left({Function, finding(Call, 5)}),
            Names{"async-sync-over-async:1"});
}

//===----------------------------------------------------------------------===//
// Instances of templates
//===----------------------------------------------------------------------===//

TEST(Arbitrate, LeavesOutWhatIsBehindAnotherFinding) {
  Finding Caller = finding(Call, 9);
  Caller.Behind.emplace();
  Caller.Behind->Steps = {{at(1), "'get'"}, {at(9), "'helper'"}};
  Finding Helper = finding(SyncOver, 1);
  EXPECT_EQ(left({Helper, Caller}), Names{"async-blocking-call:9"});
  // Its edits fix the cause of the other one.
  Helper.Offered = fix(1, "co_await");
  EXPECT_EQ(left({Helper, Caller}),
            (Names{"async-sync-over-async:1", "async-blocking-call:9"}));
  Helper.AlsoFixes = {at(9)};
  EXPECT_EQ(left({Helper, Caller}), Names{"async-sync-over-async:1"});
  // A finding at the blocking operation has no cause of its own.
  Caller.Behind->Steps.pop_back();
  Helper.Offered = {};
  EXPECT_EQ(left({Helper, Caller}),
            (Names{"async-sync-over-async:1", "async-blocking-call:9"}));
}

TEST(Arbitrate, SaysOnceWhatIsFoundInSeveralInstances) {
  Finding Each = finding(Wait, 1);
  Each.Instances = 2;
  Each.Offered = fix(1, "co_await");
  std::vector<Finding> Left = arbitrate({Each, Each});
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].Offered, Each.Offered);
}

TEST(Arbitrate, DropsAFixThatInstancesDisagreeOn) {
  Finding First = finding(Wait, 1), Second = First;
  First.Instances = Second.Instances = 2;
  First.Offered = fix(1, "co_await A");
  Second.Offered = fix(1, "co_await B");
  First.AdvisesFix = Second.AdvisesFix = true;
  std::vector<Finding> Left = arbitrate({First, Second});
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_TRUE(Left[0].Offered.empty());
  EXPECT_EQ(Left[0].advice(), "");
}

TEST(Arbitrate, DropsAFixThatSomeInstanceDoesNotNeed) {
  Finding Only = finding(Wait, 1);
  Only.Instances = 2;
  Only.Offered = fix(1, "co_await");
  Only.Notes = {{at(2), "make it synchronous", NoteKind::Advice,
                 fix(2, "int", "make it synchronous")}};
  std::vector<Finding> Left = arbitrate({Only});
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_TRUE(Left[0].Offered.empty());
  ASSERT_EQ(Left[0].Notes.size(), 1u);
  EXPECT_TRUE(Left[0].Notes[0].Offered.empty());
}

TEST(Arbitrate, MergesTheNotesOfInstances) {
  Finding First = finding(Wait, 1), Second = First;
  Note Here{at(2), "here", NoteKind::Context, {}};
  Note There{at(3), "there", NoteKind::Context, fix(3, "x")};
  Note Entry{at(1), "'get' is in lib.yaml", NoteKind::Model, {}};
  Note OtherEntry{at(1), "'wait' is in lib.yaml", NoteKind::Model, {}};
  First.Notes = {Here, There, Entry};
  Second.Notes = {Here, Entry, OtherEntry};
  std::vector<Finding> Left = arbitrate({First, Second});
  ASSERT_EQ(Left.size(), 1u);
  // The notes that both have, then those about models, each once.
  std::vector<std::string> Texts;
  for (const Note &N : Left[0].Notes)
    Texts.push_back(N.Text);
  EXPECT_EQ(Texts,
            (Names{"here", "'get' is in lib.yaml", "'wait' is in lib.yaml"}));
}

//===----------------------------------------------------------------------===//
// Advice
//===----------------------------------------------------------------------===//

TEST(FindingAdvice, IsWhatTheFixDoesWhereThatIsMeant) {
  Finding Each = finding(Wait, 1);
  Each.Offered = fix(1, "co_await", "await it instead");
  EXPECT_EQ(Each.advice(), "");
  Each.AdvisesFix = true;
  EXPECT_EQ(Each.advice(), "await it instead");
  Each.Offered = {};
  EXPECT_EQ(Each.advice(), "");
  // Advice that is useful without a fix as well.
  Each.Advice = "await it directly";
  EXPECT_EQ(Each.advice(), "await it directly");
}

TEST(Spans, OverlapInAByteOrAroundAPoint) {
  auto span = [](unsigned Offset, unsigned Length) {
    return Span{"a.cpp", Offset, Length};
  };
  EXPECT_TRUE(span(1, 3).overlaps(span(3, 3)));
  EXPECT_TRUE(span(1, 3).overlaps(span(2, 0)));
  EXPECT_FALSE(span(1, 3).overlaps(span(4, 3)));
  EXPECT_FALSE(span(1, 3).overlaps(span(1, 0)));
  EXPECT_FALSE(span(1, 3).overlaps({"b.cpp", 1, 3}));
  EXPECT_EQ(hash_value(span(1, 3)), hash_value(span(1, 3)));
}

} // namespace clang::tidy::async::test
