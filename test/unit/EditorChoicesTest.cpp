//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "EditorChoices.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef File = "/unit/a.cpp";

/// A finding at \p Code in \p Text, with a fix that replaces it.
static Finding finding(StringRef Text, StringRef Code,
                       StringRef Check = "async-blocking-wait") {
  size_t Offset = Text.find(Code);
  EXPECT_NE(Offset, StringRef::npos) << Code.str();
  Finding New;
  New.Check = Check.str();
  New.At = {File.str(), unsigned(Offset)};
  New.Text = Code.str() + " is wrong";
  Span All{File.str(), unsigned(Offset), unsigned(Code.size())};
  New.Offered = {{{All, "right"}}, "right it"};
  return New;
}

using Titles = std::vector<std::string>;
static Titles titles(const Finding &Of) {
  Titles Result;
  for (const Note &N : Of.Notes)
    if (!N.Offered.empty())
      Result.push_back(N.Text);
  return Result;
}

TEST(EditorChoices, NamesAFixInANote) {
  StringRef Text = "one();\n";
  std::vector<Finding> Found = {finding(Text, "one()")};
  Found[0].Notes.push_back({Found[0].At, "see there", NoteKind::Context, {}});
  Fix Offered = Found[0].Offered;
  offerChoices(Found, File, Text);
  EXPECT_TRUE(Found[0].Offered.empty());
  ASSERT_EQ(Found[0].Notes.size(), 2u);
  EXPECT_EQ(Found[0].Notes[0].Text, "right it");
  EXPECT_EQ(Found[0].Notes[0].Offered, Offered);
  EXPECT_EQ(Found[0].advice(), "");
}

TEST(EditorChoices, KeepsTheAdviceOfTheMessage) {
  StringRef Text = "one();\n";
  std::vector<Finding> Found = {finding(Text, "one()")};
  Found[0].AdvisesFix = true;
  offerChoices(Found, File, Text);
  EXPECT_EQ(Found[0].advice(), "right it");
  EXPECT_EQ(titles(Found[0]), Titles{"right it"});
}

TEST(EditorChoices, LeavesFindingsWithoutAFixAlone) {
  StringRef Text = "one();\n";
  std::vector<Finding> Found = {finding(Text, "one()")};
  Found[0].Offered = {};
  offerChoices(Found, File, Text);
  EXPECT_TRUE(Found[0].Notes.empty());
}

TEST(EditorChoices, FixesAllOfOneCheckAtOnce) {
  StringRef Text = "one();\ntwo();\nthree();\n";
  std::vector<Finding> Found = {
      finding(Text, "one()"), finding(Text, "two()"),
      finding(Text, "three()", "async-blocking-call")};
  offerChoices(Found, File, Text);
  Titles Both = {"right it", "fix all 2 findings of async-blocking-wait"};
  EXPECT_EQ(titles(Found[0]), Both);
  EXPECT_EQ(titles(Found[1]), Both);
  EXPECT_EQ(titles(Found[2]), Titles{"right it"});
  EXPECT_EQ(Found[0].Notes[1].Offered.Edits.size(), 2u);
}

TEST(EditorChoices, FixesWhatDoesNotOverlap) {
  StringRef Text = "one(two());\nthree();\n";
  std::vector<Finding> Found = {finding(Text, "one(two())"),
                                finding(Text, "two()"),
                                finding(Text, "three()")};
  offerChoices(Found, File, Text);
  Titles Both = {"right it", "fix 2 findings of async-blocking-wait"};
  EXPECT_EQ(titles(Found[0]), Both);
  EXPECT_EQ(titles(Found[1]), Titles{"right it"});
  EXPECT_EQ(titles(Found[2]), Both);
}

TEST(EditorChoices, MakesAnEditThatTwoFixesNeedOnce) {
  StringRef Text = "one();\ntwo();\n";
  std::vector<Finding> Found = {finding(Text, "one()"), finding(Text, "two()")};
  Edit Include{{File.str(), 0, 0}, "#include <two>\n"};
  for (Finding &Each : Found)
    Each.Offered.Edits.push_back(Include);
  offerChoices(Found, File, Text);
  ASSERT_EQ(Found[0].Notes.size(), 2u);
  EXPECT_EQ(Found[0].Notes[1].Offered.Edits.size(), 3u);
}

TEST(EditorChoices, LeavesOutWhatIsSilenced) {
  for (StringRef Text :
       {"one(); // NOLINT\ntwo();\nthree();\n",
        "// NOLINTNEXTLINE(async-*)\none();\ntwo();\nthree();\n",
        "// NOLINTBEGIN\none();\n// NOLINTEND\ntwo();\nthree();\n"}) {
    std::vector<Finding> Found = {finding(Text, "one()"),
                                  finding(Text, "two()"),
                                  finding(Text, "three()")};
    offerChoices(Found, File, Text);
    Titles Two = {"right it", "fix all 2 findings of async-blocking-wait"};
    EXPECT_EQ(titles(Found[0]), Titles{"right it"}) << Text.str();
    EXPECT_EQ(titles(Found[1]), Two) << Text.str();
    EXPECT_EQ(titles(Found[2]), Two) << Text.str();
  }
}

TEST(EditorChoices, LeavesOutWhatChangesOtherFiles) {
  StringRef Text = "one();\ntwo();\n";
  std::vector<Finding> Found = {finding(Text, "one()"), finding(Text, "two()")};
  Found[1].Offered.Edits.push_back({{"/unit/a.h", 3, 1}, "int"});
  offerChoices(Found, File, Text);
  EXPECT_EQ(titles(Found[0]), Titles{"right it"});
  EXPECT_EQ(titles(Found[1]), Titles{"right it"});
}

} // namespace clang::tidy::async::test
