//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The list of changes, and what a release requires.

#include "PackageFixture.h"
#include "llvm/ADT/StringExtras.h"
#include <regex>

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Release : public Package {
protected:
  /// The output of the script for a copy of the project with this list of
  /// changes.
  std::string errors(StringRef Changes, const std::string &Before = "true") {
    write("CHANGELOG.md", Changes);
    ProgramResult R =
        shell("export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@t "
              "GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@t HOME=$PWD; set -e; "
              "mkdir -p tool; cp " ASYNC_TIDY_SOURCE_DIR "/CMakeLists.txt .; "
              "cp " ASYNC_TIDY_SOURCE_DIR "/tool/release.sh tool/; "
              "git init -q .; git add .; git commit -qm all; " +
              Before + "; tool/release.sh --check");
    EXPECT_EQ(R.ExitCode, R.Err.empty() ? 0 : 2) << R.str();
    return R.Err;
  }

  const std::string Tag = "git tag v" ASYNC_TIDY_VERSION;
};
} // namespace

// https://keepachangelog.com/en/1.1.0/
TEST_F(Release, ListsChangesInTheUsualFormat) {
  std::string Text = *readFile(ASYNC_TIDY_SOURCE_DIR "/CHANGELOG.md");
  const std::regex Section("## \\[(Unreleased|[0-9]+(\\.[0-9]+)+)\\]"
                           "( - [0-9]{4}-[0-9]{2}-[0-9]{2})?");
  const std::regex Kind(
      "### (Added|Changed|Deprecated|Removed|Fixed|Security)");
  std::vector<std::string> Sections;
  for (StringRef Line : llvm::split(Text, '\n')) {
    std::string Title = Line.str();
    if (Line.starts_with("### ")) {
      EXPECT_TRUE(std::regex_match(Title, Kind)) << Title;
      EXPECT_FALSE(Sections.empty()) << Title;
    } else if (Line.starts_with("## ")) {
      EXPECT_TRUE(std::regex_match(Title, Section)) << Title;
      // Only a release has a date.
      EXPECT_EQ(Line == "## [Unreleased]", Line.ends_with("]")) << Title;
      Sections.push_back(Title);
    }
  }
  ASSERT_FALSE(Sections.empty());
  for (size_t I = 1; I < Sections.size(); ++I)
    EXPECT_NE(Sections[I], "## [Unreleased]");
}

TEST_F(Release, RequiresItsSectionItsTagAndACleanTree) {
  ASSERT_TRUE(has("git")) << NotInstalled;
  const std::string Good =
      "# Changelog\n## [" ASYNC_TIDY_VERSION "] - 2026-01-31\n";
  EXPECT_EQ(errors("## [Unreleased]\n", Tag),
            "error: CHANGELOG.md has no section '## [" ASYNC_TIDY_VERSION
            "] - YYYY-MM-DD'\n");
  shell("rm -rf .git");
  EXPECT_EQ(errors(Good), "error: the tag v" ASYNC_TIDY_VERSION
                          " is not on this commit: git tag "
                          "v" ASYNC_TIDY_VERSION "\n");
  shell("rm -rf .git");
  EXPECT_EQ(errors(Good, Tag + "; touch new"),
            "error: the tree has changes: commit or remove them first\n");
  shell("rm -rf .git new");
  EXPECT_EQ(errors(Good, Tag), "");
}

// Only project() in CMakeLists.txt has the version; examples name its tag.
TEST_F(Release, IsNamedByTheExamples) {
  std::string Text = *readFile(ASYNC_TIDY_SOURCE_DIR "/docs/ci.md");
  const std::regex Tag("(rev: |ref: |/async-tidy@)v([0-9.]+)");
  unsigned Tags = 0;
  for (std::sregex_iterator It(Text.begin(), Text.end(), Tag), End; It != End;
       ++It, ++Tags)
    EXPECT_EQ((*It)[2], ASYNC_TIDY_VERSION) << It->str();
  EXPECT_EQ(Tags, 3u);
}

TEST_F(Release, ExplainsItsArguments) {
  const std::string Script = ASYNC_TIDY_SOURCE_DIR "/tool/release.sh";
  ProgramResult R = shell(Script + " --help");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(StringRef(R.Out).starts_with("usage: tool/release.sh ")) << R.Out;
  R = shell(Script + " --fast");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_TRUE(StringRef(R.Err).starts_with("error: unknown argument '--fast'"))
      << R.Err;
  write("full/file", "");
  R = shell(Script + " --snapshot --no-install --output=full");
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_TRUE(StringRef(R.Err).ends_with("/full is not empty\n")) << R.Err;
}

} // namespace clang::tidy::async::test
