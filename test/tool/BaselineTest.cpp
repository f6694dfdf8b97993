//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "report/Baseline.h"
#include "Paths.h"
#include "ReportFixture.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef File = "/project/src/a.cpp";

static constexpr StringRef Code = "Task f() {\n"
                                  "  prepare();\n"
                                  "  int R = other() + F.get();\n"
                                  "  co_return;\n"
                                  "}\n"
                                  "Task g() {\n"
                                  "  begin();\n"
                                  "  wait();\n"
                                  "  end();\n"
                                  "}\n"
                                  "Task h() {\n"
                                  "  wait();\n"
                                  "}\n";

namespace {
class BaselineTest : public testing::Test, protected ReportFixture {
protected:
  BaselineTest() { write(File, Code); }

  ReportedFinding at(StringRef Where, unsigned Nth = 0, StringRef Path = File) {
    return finding("async-blocking-wait", Path, Where, "it waits", Nth);
  }

  /// The baseline of \p Findings in the current files.
  std::string write(llvm::ArrayRef<ReportedFinding> Findings) {
    std::unique_ptr<Sources> S = sources();
    llvm::cantFail(Baseline::write(Path, Findings, *S));
    return readFile(Path).value_or("(no file)");
  }
  using ReportFixture::write;

  Baseline read() {
    return llvm::cantFail(
        Baseline::read(Path, *llvm::vfs::getRealFileSystem()));
  }

  /// Applies \p Change to the file.
  void edit(StringRef Old, StringRef New) {
    std::string Text = Now;
    size_t At = Text.find(Old);
    ASSERT_NE(At, std::string::npos) << Old.str();
    Text.replace(At, Old.size(), New);
    Now = Text;
    write(File, Text);
  }

  /// The number of \p Findings that are not in the baseline on disk.
  size_t countNew(std::vector<ReportedFinding> Findings) {
    std::unique_ptr<Sources> S = sources();
    Baseline Old = read();
    Old.filter(Findings, *S);
    return Findings.size();
  }

  std::string Now = Code.str();
  ScratchFolder Folder;
  std::string Path = Folder.path() + "/baseline.json";
};
} // namespace

TEST_F(BaselineTest, KnowsWhatItHas) {
  write({at("F.get()"), at("wait()"), at("wait()", 1)});
  Baseline Old = read();
  std::unique_ptr<Sources> S = sources();
  std::vector<ReportedFinding> Findings = {at("F.get()"), at("wait()"),
                                           at("wait()", 1)};
  EXPECT_EQ(Old.filter(Findings, *S), 3u);
  EXPECT_TRUE(Findings.empty());
  EXPECT_EQ(Old.countGone(*S, [](StringRef) { return true; }), 0u);
  // Each entry counts once.
  Findings = {at("F.get()")};
  EXPECT_EQ(Old.filter(Findings, *S), 0u);
  EXPECT_EQ(Findings.size(), 1u);
}

TEST_F(BaselineTest, SurvivesLinesThatMove) {
  write({at("F.get()")});
  edit("Task f", "#include <new>\n\n\nint unrelated;\nTask f");
  EXPECT_EQ(countNew({at("F.get()")}), 0u);
}

TEST_F(BaselineTest, SurvivesAFormatterAndComments) {
  write({at("F.get()")});
  edit("  int R = other() + F.get();\n",
       "\tint R = // the sum\r\n\t\tother()\r\n\t\t+ F.get() /* waits */;\r\n");
  EXPECT_EQ(countNew({at("F.get()")}), 0u);
}

TEST_F(BaselineTest, SurvivesEditsElsewhere) {
  write({at("F.get()")});
  edit("prepare();", "prepareBetter(1, 2);");
  edit("co_return;", "co_return 1;");
  edit("  begin();\n", "");
  EXPECT_EQ(countNew({at("F.get()")}), 0u);
}

TEST_F(BaselineTest, SurvivesARenamedFile) {
  write({at("F.get()"), at("wait()")});
  ReportFixture Renamed;
  StringRef New = "/project/lib/b.cpp";
  Renamed.write(New, Code);
  Files = Renamed.Files;
  std::vector<ReportedFinding> Findings = {
      Renamed.finding("async-blocking-wait", New, "F.get()", "it waits"),
      Renamed.finding("async-blocking-wait", New, "wait()", "it waits"),
      // A third one is new, whatever the name of the file.
      Renamed.finding("async-blocking-wait", New, "wait()", "it waits", 1)};
  EXPECT_EQ(countNew(Findings), 1u);
}

TEST_F(BaselineTest, DoesNotTakeACopyForARenamedFile) {
  write({at("F.get()")});
  StringRef Copy = "/project/lib/b.cpp";
  write(Copy, Code);
  EXPECT_EQ(countNew({at("F.get()", 0, Copy)}), 1u);
}

TEST_F(BaselineTest, IsReadFromAnyFolder) {
  ScratchFolder Project;
  std::string Source = Project.write("src/a.cpp", Code);
  std::string Kept = Project.path() + "/ci/baseline.json";
  Project.write("ci/baseline.json", "");
  auto Real = llvm::vfs::getRealFileSystem();
  std::vector<ReportedFinding> Findings = {at("F.get()")};
  Findings[0].Message.FilePath = Source;
  Sources Above(Real, Project.path());
  llvm::cantFail(Baseline::write(Kept, Findings, Above));
  EXPECT_TRUE(StringRef(readFile(Kept).value_or(""))
                  .contains("{\"file\":\"../src/a.cpp\","));
  Sources Below(Real, Project.path() + "/src");
  Baseline Old = llvm::cantFail(Baseline::read(Kept, *Real));
  EXPECT_EQ(Old.filter(Findings, Below), 1u);
}

TEST_F(BaselineTest, FindsWhatIsNew) {
  write({at("F.get()")});
  EXPECT_EQ(countNew({at("F.get()"), at("wait()")}), 1u);
  ReportedFinding Other = at("F.get()");
  Other.DiagnosticName = "async-blocking-call";
  EXPECT_EQ(countNew({Other}), 1u);
  edit("F.get()", "G.get()");
  EXPECT_EQ(countNew({at("G.get()")}), 1u);
}

TEST_F(BaselineTest, FindsOneMoreOfTheSame) {
  write({at("wait()")});
  std::vector<ReportedFinding> Findings = {at("wait()"), at("wait()", 1)};
  std::unique_ptr<Sources> S = sources();
  Baseline Old = read();
  EXPECT_EQ(Old.filter(Findings, *S), 1u);
  ASSERT_EQ(Findings.size(), 1u);
  EXPECT_EQ(Findings[0].Message.FileOffset, at("wait()", 1).Message.FileOffset);
}

TEST_F(BaselineTest, TellsEqualStatementsApartByWhatIsAround) {
  // The second one is the one that was there before.
  write({at("wait()", 1)});
  std::vector<ReportedFinding> Findings = {at("wait()"), at("wait()", 1)};
  std::unique_ptr<Sources> S = sources();
  Baseline Old = read();
  EXPECT_EQ(Old.filter(Findings, *S), 1u);
  ASSERT_EQ(Findings.size(), 1u);
  EXPECT_EQ(Findings[0].Message.FileOffset, at("wait()").Message.FileOffset);
}

TEST_F(BaselineTest, CountsWhatIsGone) {
  write({at("F.get()"), at("wait()"), at("wait()", 1)});
  std::vector<ReportedFinding> Findings = {at("wait()")};
  std::unique_ptr<Sources> S = sources();
  Baseline Old = read();
  Old.filter(Findings, *S);
  EXPECT_EQ(Old.countGone(*S, [](StringRef) { return true; }), 2u);
  EXPECT_EQ(Old.countGone(*S, [](StringRef Path) { return Path != File; }), 0u);
  // A file that no longer exists cannot be analysed.
  EXPECT_EQ(read().countGone(*ReportFixture().sources(),
                             [](StringRef) { return false; }),
            3u);
}

TEST_F(BaselineTest, NeverAcceptsAFileThatDoesNotCompile) {
  ReportedFinding Broken = at("F.get()");
  Broken.DiagnosticName = "clang-diagnostic-error";
  Broken.DiagLevel = ReportedFinding::Error;
  std::string Text = write({Broken, at("wait()")});
  EXPECT_EQ(StringRef(Text).count("\"check\""), 1u) << Text;
  EXPECT_EQ(countNew({Broken}), 1u);
}

TEST_F(BaselineTest, IsTheSameFileForTheSameFindings) {
  std::string Text = write({at("F.get()"), at("wait()"), at("wait()", 1)});
  EXPECT_EQ(write({at("wait()", 1), at("F.get()"), at("wait()")}), Text);
  edit("Task f", "\n\nTask f");
  std::string Up;
  for (char C : Folder.path())
    if (C == '/')
      Up += "../";
  EXPECT_EQ(write({at("F.get()")}),
            "{\n\"version\": 1,\n\"findings\": [\n{\"file\":\"" + Up +
                "project/src/a.cpp\",\"check\":\"async-blocking-wait\","
                "\"code\":\"int R=other()+F.get()\","
                "\"context\":\"40b1a671c52e57e5\"}\n]\n}\n");
  EXPECT_EQ(write(llvm::ArrayRef<ReportedFinding>()),
            "{\n\"version\": 1,\n\"findings\": [\n]\n}\n");
  EXPECT_EQ(countNew({at("F.get()")}), 1u);
}

TEST_F(BaselineTest, HoldsAnyText) {
  StringRef Odd = "/project/größe \"1\\2\".cpp";
  write(Odd, "f(\"\x7F \x01 \xF0\x9F\x98\x80 \xEF\xBB\xBF \xE4 %s\\n\", 'a');");
  write({at("f(", 0, Odd)});
  EXPECT_EQ(countNew({at("f(", 0, Odd)}), 0u);
}

TEST_F(BaselineTest, KnowsFindingsWithoutAPlaceByWhatTheySay) {
  ReportedFinding Loose("async-blocking-wait", ReportedFinding::Warning, "");
  Loose.Message.Message = "somewhere";
  write({Loose});
  EXPECT_EQ(countNew({Loose}), 0u);
  Loose.Message.Message = "elsewhere";
  EXPECT_EQ(countNew({Loose}), 1u);
}

TEST_F(BaselineTest, IgnoresBlanksInDirectives) {
  write(File, "#define WAIT wait()\n#if X\nwait();\n#endif\n");
  write({at("wait();")});
  write(File, "#define WAIT wait()\n#  if X // why\n   wait();\n#endif\n");
  EXPECT_EQ(countNew({at("wait();")}), 0u);
  // A directive is not part of the statement that follows it.
  write(File, "#define WAIT waitLonger()\nwait();\n");
  EXPECT_EQ(countNew({at("wait();")}), 0u);
}

TEST_F(BaselineTest, SaysWhereAFileIsDamaged) {
  auto Problem = [&](StringRef Text) {
    writeFile(Path, Text);
    auto Read = Baseline::read(Path, *llvm::vfs::getRealFileSystem());
    if (Read)
      return std::string("no error");
    std::string Why = toString(Read.takeError());
    size_t At = Why.find(Path);
    return At == 0 ? Why.substr(Path.size()) : Why;
  };
  const std::string Advice = "; this is not a baseline, or a damaged one: "
                             "regenerate it with --write-baseline";
  EXPECT_EQ(Problem("{\n\"version\": 1,\n\"findings\": [\n{}"),
            ":4:2: error: Expected , or ] after array element" + Advice);
  EXPECT_EQ(Problem(""), ":1:0: error: Unexpected EOF" + Advice);
  EXPECT_EQ(Problem("<<<<<<< HEAD\n{}"),
            ":1:1: error: Invalid JSON value" + Advice);
  EXPECT_EQ(Problem("[]"), ":1:2: error: not a mapping" + Advice);
  EXPECT_EQ(Problem("{\"version\": 1}"),
            ":1:2: error: missing required key 'findings'" + Advice);
  EXPECT_EQ(Problem("{\"version\": 1, \"findings\": [], \"more\": 1}"),
            ":1:32: error: unknown key 'more'" + Advice);
  EXPECT_EQ(Problem("{\"version\": 1,\n\"findings\": [\n{\"check\": \"a\", "
                    "\"file\": [], \"code\": \"\", \"context\": \"\"}]}"),
            ":3:25: error: unexpected scalar" + Advice);
  EXPECT_EQ(Problem("{\"version\": 2,\n\"findings\": []}"),
            ":1:2: error: this baseline has version 2, but only version 1 is "
            "supported");
  EXPECT_EQ(Problem("{\"version\": 1,\n\"findings\": []}"), "no error");
}

TEST_F(BaselineTest, SaysThatAFileIsMissing) {
  auto Read = Baseline::read(Path, *llvm::vfs::getRealFileSystem());
  ASSERT_FALSE(!!Read);
  EXPECT_EQ(toString(Read.takeError()),
            Path + ": error: cannot read this baseline: No such file or "
                   "directory");
}

TEST_F(BaselineTest, SaysThatItCannotBeWritten) {
  std::unique_ptr<Sources> S = sources();
  llvm::Error Failed = Baseline::write("/no/such/folder/x.json", {}, *S);
  EXPECT_EQ(toString(std::move(Failed)),
            "/no/such/folder/x.json: error: cannot write the baseline: "
            "No such file or directory");
}

TEST_F(BaselineTest, HashesAreAllDifferent) {
  std::unique_ptr<Sources> S = sources();
  std::vector<std::string> Hashes =
      stableHashes({at("wait()"), at("wait()", 1), at("F.get()")}, *S);
  EXPECT_NE(Hashes[0], Hashes[1]);
  EXPECT_NE(Hashes[0], Hashes[2]);
  EXPECT_EQ(Hashes[0].size(), 32u);
  edit("Task f", "\n\nTask f");
  S = sources();
  EXPECT_EQ(stableHashes({at("wait()"), at("wait()", 1), at("F.get()")}, *S),
            Hashes);
}

} // namespace clang::tidy::async::test
