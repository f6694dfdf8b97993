//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/ChangedLines.h"
#include "Paths.h"
#include "RunProgram.h"
#include "report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

TEST(ChangedLines, ReadsHunks) {
  ChangedLines Read = llvm::cantFail(
      ChangedLines::parse("diff --git a/x.cpp b/x.cpp\n"
                          "index 1..2 100644\n"
                          "--- a/x.cpp\n"
                          "+++ b/x.cpp\n"
                          "@@ -1 +1 @@ int f()\n"
                          "-old\n"
                          "+new\n"
                          "@@ -5,2 +5,0 @@\n"
                          "-gone\n"
                          "-gone\n"
                          "@@ -9,0 +8,3 @@\n"
                          "+a\n"
                          "+++ b/no/file.cpp\n"
                          "+@@ -1 +100 @@\n"
                          "\\ No newline at end of file\n"
                          "diff --git a/y.cpp b/y.cpp\n"
                          "deleted file mode 100644\n"
                          "--- a/y.cpp\n"
                          "+++ /dev/null\n"
                          "@@ -1,2 +0,0 @@\n"
                          "-a\n"
                          "-b\n"
                          "diff --git a/p.png b/p.png\n"
                          "Binary files a/p.png and b/p.png differ\n"
                          "diff --git \"a/\\303\\244 \\\"1\\\".cpp\" "
                          "\"b/\\303\\244 \\\"1\\\".cpp\"\n"
                          "--- \"a/\\303\\244 \\\"1\\\".cpp\"\n"
                          "+++ \"b/\\303\\244 \\\"1\\\".cpp\"\n"
                          "@@ -3 +3 @@\n"
                          "-a\n"
                          "+b\r\n"
                          "diff --git a/with space.cpp b/with space.cpp\n"
                          "--- a/with space.cpp\t\n"
                          "+++ b/with space.cpp\t\n"
                          "@@ -3 +3 @@\n"
                          "-a\n"
                          "+b\n",
                          "/nowhere"));
  auto Lines = [&](StringRef Path) {
    std::vector<unsigned> Found;
    for (unsigned Line = 1; Line < 200; ++Line)
      if (Read.contains(Path, Line, Line))
        Found.push_back(Line);
    return Found;
  };
  EXPECT_EQ(Lines("/nowhere/x.cpp"), (std::vector<unsigned>{1, 8, 9, 10}));
  EXPECT_EQ(Lines("/nowhere/y.cpp"), std::vector<unsigned>());
  EXPECT_EQ(Lines("/nowhere/p.png"), std::vector<unsigned>());
  EXPECT_EQ(Lines("/nowhere/\xC3\xA4 \"1\".cpp"), std::vector<unsigned>{3});
  EXPECT_EQ(Lines("/nowhere/with space.cpp"), std::vector<unsigned>{3});
  EXPECT_TRUE(Read.contains("/nowhere/x.cpp", 5, 8));
  EXPECT_FALSE(Read.contains("/nowhere/x.cpp", 2, 7));
}

TEST(ChangedLines, RefusesWhatIsNoDiff) {
  for (StringRef Hunk : {"@@ what @@", "@@@ -1 -1 +1,2 @@@", "@@ -1 +x @@",
                         "@@ -1 +1,y @@", "@@"}) {
    auto Read = ChangedLines::parse(("+++ b/x\n" + Hunk + "\n").str(), "/");
    ASSERT_FALSE(!!Read) << Hunk.str();
    EXPECT_EQ(toString(Read.takeError()),
              ("cannot parse the output of 'git diff': '" + Hunk + "'").str());
  }
  EXPECT_TRUE(!!ChangedLines::parse("", "/"));
}

//===----------------------------------------------------------------------===//
// With git
//===----------------------------------------------------------------------===//

namespace {
class GitTest : public testing::Test {
protected:
  GitTest() {
    // Without the user's own settings, and then with the worst of them.
    git({"init", "-q", "-b", "main"});
    for (const char *Setting :
         {"user.name=t", "user.email=t@example.org", "diff.noprefix=true",
          "diff.mnemonicPrefix=true", "color.ui=always", "diff.relative=true",
          "diff.context=7", "diff.interHunkContext=9", "core.autocrlf=false",
          "diff.external=false", "commit.gpgSign=false"}) {
      auto [Key, Value] = StringRef(Setting).split('=');
      git({"config", Key.str(), Value.str()});
    }
    Folder.write("src/a.cpp", "one();\ntwo();\nthree();\nfour();\nfive();\n");
    Folder.write("src/b.cpp", "one();\ntwo();\nthree();\nfour();\nfive();\n");
    Folder.write("c.h", "int C;\n");
    commit("first");
  }

  std::string git(std::vector<std::string> Arguments) {
    std::vector<std::string> Command = {"git", "-C", Folder.path()};
    llvm::append_range(Command, Arguments);
    ProgramResult Result = runProgram(Command);
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    return StringRef(Result.Out).trim().str();
  }

  void commit(const char *Message) {
    git({"add", "-A"});
    git({"commit", "-q", "-m", Message});
  }

  /// The lines of \p Name that have changed since \p Ref.
  std::vector<unsigned> changed(StringRef Name, StringRef Ref = "HEAD",
                                StringRef From = "") {
    ChangedLines Since = llvm::cantFail(ChangedLines::since(
        Ref, Folder.path() + (From.empty() ? "" : "/" + From.str())));
    std::vector<unsigned> Lines;
    for (unsigned Line = 1; Line < 10; ++Line)
      if (Since.contains(Folder.path() + "/" + Name.str(), Line, Line))
        Lines.push_back(Line);
    return Lines;
  }

  std::string problem(StringRef Ref, StringRef Where) {
    auto Since = ChangedLines::since(Ref, Where);
    return Since ? "none" : toString(Since.takeError());
  }

  using Lines = std::vector<unsigned>;
  ScratchFolder Folder;
};
} // namespace

TEST_F(GitTest, SeesWhatHasChanged) {
  EXPECT_EQ(changed("src/a.cpp"), Lines());
  Folder.write("src/a.cpp",
               "zero();\none();\nTWO();\nthree();\nfive();\nsix();");
  EXPECT_EQ(changed("src/a.cpp"), (Lines{1, 3, 6}));
  EXPECT_EQ(changed("src/b.cpp"), Lines());
  EXPECT_EQ(changed("src/a.cpp", "HEAD", "src"), (Lines{1, 3, 6}));
  git({"add", "-A"});
  EXPECT_EQ(changed("src/a.cpp"), (Lines{1, 3, 6})) << "staged";
  commit("second");
  EXPECT_EQ(changed("src/a.cpp"), Lines());
  EXPECT_EQ(changed("src/a.cpp", "HEAD~1"), (Lines{1, 3, 6}));
}

TEST_F(GitTest, TakesAFileThatGitDoesNotKnowAsChanged) {
  Folder.write("src/new \xC3\xA4.cpp", "one();\n");
  Folder.write("ignored.cpp", "one();\n");
  Folder.write(".gitignore", "ignored.cpp\n");
  EXPECT_EQ(changed("src/new \xC3\xA4.cpp").size(), 9u);
  EXPECT_EQ(changed("src/new \xC3\xA4.cpp", "HEAD", "src").size(), 9u);
  EXPECT_EQ(changed("ignored.cpp"), Lines());
  commit("new");
  EXPECT_EQ(changed("src/new \xC3\xA4.cpp", "HEAD~1"), Lines{1});
}

TEST_F(GitTest, FollowsARenamedFile) {
  git({"mv", "src/a.cpp", "src/renamed.cpp"});
  Folder.write("src/renamed.cpp",
               "one();\ntwo();\nthree();\nfour();\nFIVE();\n");
  git({"add", "-A"});
  EXPECT_EQ(changed("src/renamed.cpp"), Lines{5});
}

TEST_F(GitTest, LeavesOutWhatOthersHaveDoneSince) {
  git({"checkout", "-q", "-b", "topic"});
  Folder.write("src/a.cpp", "ONE();\ntwo();\nthree();\nfour();\nfive();\n");
  commit("mine");
  git({"checkout", "-q", "main"});
  Folder.write("src/b.cpp", "one();\ntwo();\nthree();\nfour();\nFIVE();\n");
  commit("theirs");
  git({"checkout", "-q", "topic"});
  EXPECT_EQ(changed("src/a.cpp", "main"), Lines{1});
  EXPECT_EQ(changed("src/b.cpp", "main"), Lines());
}

TEST_F(GitTest, ComparesWithTheCommitItselfIfThereIsNoCommonOne) {
  git({"checkout", "-q", "--orphan", "other"});
  Folder.write("src/a.cpp", "ONE();\ntwo();\nthree();\nfour();\nfive();\n");
  commit("other");
  EXPECT_EQ(changed("src/a.cpp", "main"), Lines{1});
}

TEST_F(GitTest, ReadsFilesWithLineEndsOfWindows) {
  Folder.write("w.cpp", "one();\r\ntwo();\r\nthree();\r\n");
  commit("w");
  Folder.write("w.cpp", "one();\r\nTWO();\r\nthree();\r\n");
  EXPECT_EQ(changed("w.cpp"), Lines{2});
}

TEST_F(GitTest, LooksThroughLinks) {
  ScratchFolder Other;
  std::string Link = Other.path() + "/link";
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path(), Link));
  Folder.write("src/a.cpp", "ONE();\n");
  ChangedLines Since = llvm::cantFail(ChangedLines::since("HEAD", Link));
  EXPECT_TRUE(Since.contains(Link + "/src/a.cpp", 1, 1));
  EXPECT_TRUE(Since.contains(Folder.path() + "/src/a.cpp", 1, 1));
}

// The configuration and attributes may be those of an archive.
TEST_F(GitTest, RunsNoProgramThatARepositoryNames) {
  Folder.write("program",
               "#!/bin/sh\necho \"$0 $*\" >> " + Folder.path() + "/ran\ncat\n");
  ASSERT_EQ(::chmod((Folder.path() + "/program").c_str(), 0700), 0);
  Folder.write(".gitattributes", "*.cpp filter=one diff=one\n"
                                 "*.h filter=a=b diff=one\n");
  commit("attributes");
  std::string Program = Folder.path() + "/program";
  for (const char *Key :
       {"filter.one.clean", "filter.one.smudge", "filter.one.process",
        "filter.a=b.clean", "filter.a=b.process", "diff.external",
        "diff.one.command", "diff.one.textconv", "core.fsmonitor",
        "core.sshCommand", "core.askPass", "core.pager", "pager.diff",
        "pager.ls-files", "credential.helper", "core.alternateRefsCommand",
        "remote.origin.uploadpack", "core.gitProxy"})
    git({"config", Key, Program});
  git({"config", "filter.one.required", "true"});
  git({"config", "filter.a=b.required", "true"});
  git({"config", "core.hooksPath", Folder.path() + "/hooks"});
  for (const char *Hook : {"post-index-change", "fsmonitor-watchman"}) {
    Folder.write((llvm::Twine("hooks/") + Hook).str(), "#!/bin/sh\n" + Program);
    ASSERT_EQ(::chmod((Folder.path() + "/hooks/" + Hook).c_str(), 0700), 0);
  }
  Folder.write("src/a.cpp", "one();\nTWO();\nthree();\nfour();\nfive();\n");
  Folder.write("c.h", "int D;\n");
  EXPECT_EQ(changed("src/a.cpp"), Lines{2});
  EXPECT_EQ(changed("c.h"), Lines{1});
  EXPECT_FALSE(readFile(Folder.path() + "/ran"))
      << *readFile(Folder.path() + "/ran");

  // In a partial clone, git fetches what is missing.
  git({"config", "extensions.partialClone", "origin"});
  git({"config", "remote.origin.url", "ext::" + Program});
  git({"config", "remote.origin.promisor", "true"});
  git({"config", "protocol.ext.allow", "always"});
  std::string Blob = git({"rev-parse", "HEAD:src/a.cpp"});
  std::string Object = Folder.path() + "/.git/objects/" + Blob.substr(0, 2) +
                       "/" + Blob.substr(2);
  ASSERT_EQ(::unlink(Object.c_str()), 0);
  EXPECT_NE(problem("HEAD", Folder.path()), "none");
  EXPECT_FALSE(readFile(Folder.path() + "/ran"))
      << *readFile(Folder.path() + "/ran");
}

TEST_F(GitTest, SaysInOneLineWhatIsWrong) {
  EXPECT_EQ(problem("no-such", Folder.path()),
            "--diff: there is no commit 'no-such' here; a shallow clone has "
            "to fetch it first");
  EXPECT_EQ(problem("", Folder.path()),
            "--diff: there is no commit '' here; a shallow clone has to fetch "
            "it first");
  EXPECT_EQ(problem("--output=x", Folder.path()),
            "--diff: there is no commit '--output=x' here; a shallow clone "
            "has to fetch it first");
  EXPECT_EQ(problem("HEAD:c.h", Folder.path()),
            "--diff: there is no commit 'HEAD:c.h' here; a shallow clone has "
            "to fetch it first");
  ScratchFolder Outside;
  EXPECT_EQ(problem("HEAD", Outside.path()),
            "--diff: '" + Outside.path() + "' is not in a git work tree");
  std::string Missing = Outside.path() + "/missing";
  EXPECT_EQ(problem("HEAD", Missing),
            "--diff: '" + Missing + "': fatal: cannot change to '" + Missing +
                "': No such file or directory");
}

TEST_F(GitTest, FiltersFindings) {
  std::string Path = Folder.path() + "/src/a.cpp";
  std::string Text = "one();\nTWO();\nthree(\n 3);\nfive();\n";
  Folder.write("src/a.cpp", Text);
  ChangedLines Since =
      llvm::cantFail(ChangedLines::since("HEAD", Folder.path()));
  auto At = [&](StringRef Code, unsigned Length) {
    ReportedFinding D("async-blocking-wait", ReportedFinding::Warning, "");
    D.Message.FilePath = Path;
    D.Message.FileOffset = StringRef(Text).find(Code);
    tooling::FileByteRange Range;
    Range.FilePath = Path;
    Range.FileOffset = D.Message.FileOffset;
    Range.Length = Length;
    D.Message.Ranges.push_back(Range);
    return D;
  };
  ReportedFinding Broken = At("one", 3);
  Broken.DiagnosticName = "clang-diagnostic-error";
  Broken.DiagLevel = ReportedFinding::Error;
  std::vector<ReportedFinding> Findings = {At("one", 3), Broken, At("TWO", 3),
                                           // The underlined code reaches line
                                           // 3.
                                           At("one", 16), At("five", 4)};
  Sources S(llvm::vfs::getRealFileSystem(), Folder.path());
  EXPECT_EQ(Since.filter(Findings, S), 2u);
  ASSERT_EQ(Findings.size(), 3u);
  EXPECT_EQ(Findings[0].DiagnosticName, "clang-diagnostic-error");
  EXPECT_EQ(Findings[1].Message.FileOffset, 7u);
  EXPECT_EQ(Findings[2].Message.Ranges[0].Length, 16u);
}

} // namespace clang::tidy::async::test
