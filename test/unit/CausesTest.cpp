//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Findings with the same cause, as data.

#include "Causes.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Call = "async-blocking-call";
static constexpr StringRef Fake = "async-fake-async";

static Span at(unsigned Offset, StringRef File = "a.cpp") {
  return {File.str(), Offset};
}

static bool all(const Finding &) { return true; }

/// A finding at \p Place, in the function \p Name there, which calls 'helper',
/// which calls 'sleep' at 10.
static Finding finding(unsigned Place, StringRef Name, StringRef Check = Call) {
  Finding New;
  New.Check = Check.str();
  New.At = at(Place);
  New.Text = "'helper' blocks " + Name.str();
  New.Notes = {
      {at(10), "'helper' blocks here, in 'sleep'", NoteKind::Step, {}}};
  Cause &Of = New.Behind.emplace();
  Of.Steps = {{at(10), "'sleep'", true}, {at(Place), "'helper'", true}};
  Of.Says = " blocks coroutine '" + Name.str() + "'";
  Of.In = at(Place - 5);
  Of.Function = "coroutine '" + Name.str() + "'";
  Of.Kind = "coroutine";
  return New;
}

static std::vector<std::string> texts(const Finding &Of) {
  std::vector<std::string> Texts;
  for (const Note &Each : Of.Notes)
    Texts.push_back(std::to_string(Each.At.Offset) + ": " + Each.Text);
  return Texts;
}

using Texts = std::vector<std::string>;

TEST(Causes, LeaveOnePlaceWhereItIs) {
  std::vector<Finding> Left = mergeByCause({finding(100, "f")}, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].At, at(100));
  EXPECT_EQ(Left[0].Text, "'helper' blocks f");
  EXPECT_EQ(texts(Left[0]), Texts{"10: 'helper' blocks here, in 'sleep'"});
}

TEST(Causes, MakeOneFindingOfTwo) {
  std::vector<Finding> Left =
      mergeByCause({finding(100, "f"), finding(200, "g")}, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].At, at(10));
  EXPECT_EQ(Left[0].Text,
            "'sleep' blocks coroutine 'f', and in 1 more coroutine");
  EXPECT_EQ(texts(Left[0]),
            (Texts{"100: it is reached from coroutine 'f' through 'helper'",
                   "200: it is reached from coroutine 'g' through 'helper'"}));
}

TEST(Causes, ShowAFewPlacesAndCountTheRest) {
  std::vector<Finding> Found;
  for (unsigned I = 1; I <= 99; ++I)
    Found.push_back(finding(100 * I, "f" + std::to_string(I)));
  Note Entry{at(10), "'sleep' is in posix.yaml", NoteKind::Model, {}};
  for (Finding &Each : Found)
    Each.Notes.push_back(Entry);
  std::vector<Finding> Left = mergeByCause(std::move(Found), all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].Text,
            "'sleep' blocks coroutine 'f1', and in 98 more coroutines");
  EXPECT_EQ(
      texts(Left[0]),
      (Texts{"100: it is reached from coroutine 'f1' through 'helper'",
             "200: it is reached from coroutine 'f2' through 'helper'",
             "300: it is reached from coroutine 'f3' through 'helper'",
             "10: and from 96 more places", "10: 'sleep' is in posix.yaml"}));
}

TEST(Causes, AreOfOneCheck) {
  EXPECT_EQ(
      mergeByCause({finding(100, "f"), finding(200, "g", Fake)}, all).size(),
      2u);
}

TEST(Causes, TellOperationsApart) {
  Finding Other = finding(200, "g");
  Other.Behind->Steps[0].At = at(11);
  EXPECT_EQ(mergeByCause({finding(100, "f"), Other}, all).size(), 2u);
  // Two from one macro.
  Other.Behind->Steps[0].At = {"a.cpp", 10, 0, 7};
  EXPECT_EQ(mergeByCause({finding(100, "f"), Other}, all).size(), 2u);
}

TEST(Causes, CountFunctionsAndNotCalls) {
  Finding Again = finding(102, "f");
  Again.Behind->In = at(95);
  EXPECT_EQ(mergeByCause({finding(100, "f"), Again}, all)[0].Text,
            "'sleep' blocks coroutine 'f', through 2 calls");
  EXPECT_EQ(
      mergeByCause({finding(100, "f"), Again, finding(200, "g")}, all)[0].Text,
      "'sleep' blocks coroutine 'f', and in 1 more coroutine");
}

TEST(Causes, NameWhatIsNotOfOneKind) {
  Finding Handler = finding(300, "h");
  Handler.Behind->Kind = "continuation";
  EXPECT_EQ(mergeByCause({finding(100, "f"), Handler}, all)[0].Text,
            "'sleep' blocks coroutine 'f', and in 1 more continuation");
  EXPECT_EQ(
      mergeByCause({finding(100, "f"), finding(200, "g"), Handler}, all)[0]
          .Text,
      "'sleep' blocks coroutine 'f', and in 2 more places");
}

// The blocking operation is in a header without findings.
TEST(Causes, StandAtTheNearestCallOfTheUser) {
  std::vector<Finding> Found = {finding(100, "f"), finding(200, "g")};
  for (Finding &Each : Found) {
    Each.Behind->Steps[0].At.File = "sdk.h";
    Each.Behind->Steps[0].IsOwn = false;
    Each.Behind->Steps.insert(Each.Behind->Steps.begin() + 1,
                              {at(50), "'nap'", true});
    Each.Notes.insert(
        Each.Notes.begin(),
        {at(50), "'helper' calls 'nap' here", NoteKind::Step, {}});
    Each.Notes[1].At.File = "sdk.h";
  }
  std::vector<Finding> Left = mergeByCause(Found, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].At, at(50));
  EXPECT_EQ(Left[0].Text,
            "'nap' blocks coroutine 'f', and in 1 more coroutine");
  EXPECT_EQ(texts(Left[0]),
            (Texts{"100: it is reached from coroutine 'f' through 'helper'",
                   "10: 'helper' blocks here, in 'sleep'",
                   "200: it is reached from coroutine 'g' through 'helper'"}));

  // Only the places themselves are in reported files.
  for (Finding &Each : Found)
    Each.Behind->Steps[1].IsOwn = false;
  Left = mergeByCause(Found, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].At, at(100));
  EXPECT_EQ(Left[0].Text,
            "'helper' blocks coroutine 'f', and in 1 more coroutine");
  EXPECT_EQ(texts(Left[0]).back(),
            "200: it is reached from coroutine 'g' through 'helper'");
}

// A handler that blocks itself, and one that calls it.
TEST(Causes, AreLedByWhatBlocksItself) {
  Finding Calls = finding(5, "f"), Direct = finding(10, "g");
  Direct.Behind->Steps.pop_back();
  Direct.Notes.clear();
  std::vector<Finding> Left = mergeByCause({Calls, Direct}, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].At, at(10));
  EXPECT_EQ(Left[0].Text,
            "'sleep' blocks coroutine 'g', and in 1 more coroutine");
  EXPECT_EQ(texts(Left[0]),
            Texts{"5: it is reached from coroutine 'f' through 'helper'"});
}

TEST(Causes, LeaveOutWhatIsNotSaid) {
  std::vector<Finding> Left =
      mergeByCause({finding(100, "f"), finding(200, "g"), finding(300, "h")},
                   [](const Finding &Each) { return Each.At != at(200); });
  // Findings that are suppressed are left for clang-tidy to remove.
  ASSERT_EQ(Left.size(), 2u);
  EXPECT_EQ(Left[0].Text,
            "'sleep' blocks coroutine 'f', and in 1 more coroutine");
  EXPECT_EQ(Left[1].At, at(200));
}

static Fix edit(unsigned Offset, StringRef Text, StringRef Title) {
  return {{{{"a.cpp", Offset, 1}, Text.str()}}, Title.str()};
}

TEST(Causes, PutFixesTogetherThatDoTheSame) {
  std::vector<Finding> Found = {finding(100, "f"), finding(200, "g"),
                                finding(300, "h"), finding(400, "i")};
  Edit Include{{"a.cpp", 0, 0}, "#include <x>\n"};
  for (unsigned I : {1, 2, 3}) {
    Found[I].Offered =
        edit(100 * (I + 1), "co_await", I == 2 ? "hop" : "await it");
    Found[I].Offered.Edits.push_back(Include);
    Found[I].AdvisesFix = true;
  }
  std::vector<Finding> Left = mergeByCause(Found, all);
  ASSERT_EQ(Left.size(), 1u);
  EXPECT_EQ(Left[0].advice(), "await it");
  ASSERT_EQ(Left[0].Offered.Edits.size(), 3u); // The include once.
  EXPECT_EQ(Left[0].Offered.Edits[0].At.Offset, 200u);
  EXPECT_EQ(Left[0].Offered.Edits[2].At.Offset, 400u);
  // A fix with another title stays a choice at its place.
  EXPECT_EQ(Left[0].Notes[2].At, at(300));
  EXPECT_EQ(Left[0].Notes[2].Offered.Title, "hop");
}

} // namespace clang::tidy::async::test
