//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// README.md begins with code and the findings in it. This test compares them
// with those of the checks.
//
//===----------------------------------------------------------------------===//

#include "LintRunner.h"
#include "Paths.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

/// The first block of \p Text with this word after its fence.
static StringRef blockOf(StringRef Text, StringRef Word) {
  return Text.split(("```" + Word + "\n").str()).second.split("```").first;
}

TEST(Docs, ReadmeShowsRealFindings) {
  std::string Page = readFile(ASYNC_TIDY_SOURCE_DIR "/README.md").value_or("");
  std::vector<std::string> Shown;
  for (StringRef Line : llvm::split(blockOf(Page, "text"), '\n'))
    if (Line.starts_with("poll.cpp:"))
      Shown.push_back(Line.str());
  EXPECT_GE(Shown.size(), 3u);

  LintJob Job;
  Job.MainFile = "/readme/poll.cpp";
  Job.Directory = ASYNC_TIDY_TEST_DIR;
  Job.Files[Job.MainFile] = blockOf(Page, "cpp").str();
  Job.Flags = {"-std=c++20"};
  Job.Options = makeOptions("async-*");
  std::vector<std::string> Found;
  auto Add = [&](const Message &At, const std::string &Text) {
    Found.push_back("poll.cpp:" + llvm::utostr(At.Line) + ":" +
                    llvm::utostr(At.Column) + ": " + Text);
  };
  for (const Finding &Each : lint(Job)) {
    Add(Each, Each.str());
    for (const Message &Note : Each.Notes)
      Add(Note, "note: " + Note.Text);
  }
  EXPECT_EQ(Found, Shown);
}

} // namespace clang::tidy::async::test
