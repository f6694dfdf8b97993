//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Runs the real async-tidy.

#include "CheckList.h"
#include "DriverFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async::test {

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

TEST_F(Driver, LintsAllFilesOfTheDatabaseInItsOrder) {
  add("z.cpp", Blocks);
  add("a.cpp", Clean);
  add("m.cpp", Blocks);
  ProgramResult R = tidy({"-j2"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
  EXPECT_LT(R.Out.find("z.cpp"), R.Out.find("m.cpp")) << R.str();
  EXPECT_NE(R.Err.find("2 findings in 2 files, 3 files analysed"),
            std::string::npos)
      << R.str();
  EXPECT_EQ(tidy({"a.cpp"}).ExitCode, 0);
  EXPECT_EQ(tidy({"check", "-q", "a.cpp"}).Err, "");
}

TEST_F(Driver, TakesFilesFoldersAndGlobs) {
  add("one/x.cpp", Blocks);
  add("two/x.cpp", Blocks);
  add("two/deep/y.cpp", Blocks);
  add("three.cpp", Clean);
  EXPECT_EQ(count(tidy({"two"}).Out, SaysBlocks), 2u);
  EXPECT_EQ(count(tidy({"two/x.cpp", path("one")}).Out, SaysBlocks), 2u);
  EXPECT_EQ(count(tidy({"*/x.cpp"}).Out, SaysBlocks), 2u);
  EXPECT_EQ(count(tidy({path("") + "*/y.cpp"}).Out, SaysBlocks), 1u);
  EXPECT_EQ(count(tidy({"./two/*"}).Out, SaysBlocks), 2u);
}

// The build names the folder itself, and the shell a link to it.
TEST_F(Driver, TakesFilesByLinks) {
  add("own/a.cpp", Blocks);
  ScratchFolder Elsewhere;
  const std::string Link = Elsewhere.path() + "/link";
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path(), Link));
  for (const std::string &Args :
       {std::string(), std::string("own/a.cpp"), std::string("own"),
        std::string("'*/a.cpp'"), Link + "/own/a.cpp", path("own/a.cpp")}) {
    ProgramResult R = shell("cd " + Link + " && \"$0\" " + Args);
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_TRUE(StringRef(R.Out).starts_with("own/a.cpp:2:12: ")) << R.str();
  }
  // And vice versa.
  write("compile_commands.json",
        "[{\"directory\": \"" + Link +
            "\", \"file\": \"own/a.cpp\", "
            "\"command\": \"clang++ -std=c++20 -I. -c own/a.cpp\"}]");
  EXPECT_EQ(tidy({"own/a.cpp"}).ExitCode, 1) << tidy({"own/a.cpp"}).str();
}

TEST_F(Driver, SaysThatTheReportCannotBeWritten) {
  add("a.cpp", Blocks);
  for (const char *Args : {"-q", "-q --format=json", "list"}) {
    ProgramResult R = shell(std::string("\"$0\" ") + Args + " >/dev/full");
    EXPECT_EQ(R.ExitCode, 2) << Args << R.str();
    EXPECT_EQ(R.Err,
              "error: the output cannot be written: No space left on device\n");
  }
}

TEST_F(Driver, StopsAtAModelThatIsWrong) {
  add("a.cpp", Blocks);
  add("b.cpp", Blocks);
  write(".async-tidy.yaml", "library: mine\ncalls:\n  - name: f\n"
                            "    role: wiat\n");
  // One line for all files, from the cache as well.
  for (bool IsAgain : {false, true}) {
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 2) << IsAgain << R.str();
    EXPECT_EQ(count(R.Out + R.Err, "error: "), 1u) << IsAgain << R.str();
    EXPECT_NE(
        (R.Out + R.Err)
            .find(".async-tidy.yaml:4:11: unknown word 'wiat'; did you mean "
                  "'wait'? [clang-tidy-config]"),
        std::string::npos)
        << IsAgain << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 0u) << IsAgain << R.str();
    EXPECT_EQ(count(R.Err, "no findings"), 0u) << IsAgain << R.str();
  }
}

TEST_F(Driver, TakesFlagsWithoutADatabase) {
  write("a.cpp", Blocks);
  ProgramResult R = tidy({"a.cpp", "--", "-std=c++20"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  write("compile_flags.txt", "-std=c++20\n");
  R = tidy({"a.cpp"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
}

TEST_F(Driver, TellsOfAHeaderOnce) {
  write("shared.h", "#include \"task.h\"\n"
                    "inline Task f() { block(); co_await step(); }\n");
  for (StringRef Name : {"a.cpp", "b.cpp", "c.cpp"})
    add(Name, "#include \"shared.h\"\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(count(R.Out, "shared.h:2:19: warning: "), 1u) << R.str();
  EXPECT_EQ(count(tidy({"--header-filter=other"}).Out, "warning: "), 0u);
}

TEST_F(Driver, ReadsNoBodiesOutsideOfTheProject) {
  write("vendored/lib.h", "#pragma once\n#include \"task.h\"\n"
                          "inline Task f() { block(); co_await step(); }\n");
  add("own/a.cpp", "#include \"vendored/lib.h\"\n");
  EXPECT_EQ(count(tidy({}).Out, SaysBlocks), 1u);
  EXPECT_EQ(count(tidy({"--project-root=own"}).Out, SaysBlocks), 0u);
}

//===----------------------------------------------------------------------===//
// What a newcomer gets wrong
//===----------------------------------------------------------------------===//

TEST_F(Driver, TellsInOneLineWhatIsWrong) {
  add("a.cpp", Clean);
  write("b.cpp", Clean);
  write("broken/compile_commands.json", "[{");
  write("empty/x.txt", "");
  struct {
    std::vector<std::string> Args;
    StringRef Says;
  } const Cases[] = {
      {{"--nope"}, "Unknown command line argument '--nope'"},
      {{"-p", "nowhere"}, "no such folder: nowhere"},
      {{"-p", "empty"}, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"},
      {{"-p", "broken"}, "cannot be read"},
      {{"missing.cpp"}, "no such file or folder: missing.cpp"},
      {{"b.cpp"}, "b.cpp -- -std=c++20"},
      {{"*.cxx"}, "*.cxx is not in the compilation database"},
      {{"[a"}, "'[a' is neither a file nor a glob"},
      {{"--checks=async-blocking-cal"}, "did you mean 'async-blocking-call'?"},
      {{"--checks=nothing-*"}, "unknown check 'nothing-*'"},
      {{"--preset=all"}, "--preset=async"},
      {{"--warnings-as-errors=asinc-*"}, "unknown check 'asinc-*'"},
      {{"--header-filter=("}, "is not a regular expression"},
      {{"--project-root=nowhere"}, "no such folder: nowhere"},
      {{"--format=xml"}, "--format"},
      {{"--fail-on=never-ever"}, "--fail-on"},
      {{"--baseline=nowhere.json"}, "nowhere.json"},
      {{"-j=many"}, "many"},
      {{"explain"}, "async-tidy explain CHECK"},
      {{"list", "more"}, "take no arguments"},
      {{"--diff="}, "--diff needs a value"},
      {{"-p", ""}, "-p needs a value"},
      {{"--baseline="}, "--baseline needs a value"},
  };
  for (const auto &[Args, Says] : Cases) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << Args.front() << ": " << R.str();
    EXPECT_EQ(R.Out, "") << Args.front();
    EXPECT_TRUE(StringRef(R.Err).starts_with("error: ")) << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    EXPECT_NE(R.Err.find(Says), std::string::npos) << R.str();
  }
  ScratchFolder Elsewhere;
  ProgramResult R = runProgram(
      {"sh", "-c", "cd " + Elsewhere.path() + " && " + ASYNC_TIDY_DRIVER});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_NE(R.Err.find("name the build folder with -p"), std::string::npos);
}

TEST_F(Driver, TakesACommandBehindOptions) {
  add("a.cpp", Drops);
  EXPECT_EQ(tidy({"-q", "explain", "blocking-wait"}).Out,
            tidy({"explain", "blocking-wait"}).Out);
  ProgramResult R = tidy({"-q", "fix", "a.cpp"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_NE(read("a.cpp"), Drops) << R.str();
}

// clang-tidy would continue without the parts that it cannot read.
TEST_F(Driver, TellsWhatIsWrongWithTheConfiguration) {
  add("a.cpp", Blocks);
  add("b.cpp", Blocks);
  struct {
    StringRef Config, Says;
  } const Cases[] = {
      {"Checks: '-*'\nChekcs: '-*'\n", ".clang-tidy:2:1: error: unknown key"},
      {"Checks: [\n", ".clang-tidy:1:10: error: "},
      {"CheckOptions:\n  async-blocking-wait.SugestAwait: false\n",
       "error: unknown option 'async-blocking-wait.SugestAwait'"},
      {"CheckOptions:\n  AsyncStrict: maybe\n",
       "invalid configuration value 'maybe' for option 'AsyncStrict'"},
  };
  for (const auto &[Config, Says] : Cases) {
    write(".clang-tidy", Config);
    for (const char *From : {"analysed", "from the cache"}) {
      ProgramResult R = tidy({"-q"});
      EXPECT_EQ(R.ExitCode, 2) << From << R.str();
      EXPECT_EQ(count(R.Out, Says), 1u) << Says.str() << From << R.str();
    }
  }
  write(".clang-tidy", "");
  EXPECT_EQ(tidy({"-q"}).ExitCode, 1);
}

// The report may go to a program, so the message for its user names them, too.
TEST_F(Driver, NamesTheWrongKeyBesideAReport) {
  add("a.cpp", Blocks);
  write(".clang-tidy", "Chekcs: '-*'\n");
  ProgramResult R = tidy({"--format=json"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Err, ".clang-tidy:1:1: error: unknown key 'Chekcs'"), 1u)
      << R.str();
  EXPECT_EQ(count(R.Err, "nothing was checked"), 1u) << R.str();
}

TEST_F(Driver, LeavesOutKeysThatClangTidyNoLongerHas) {
  add("a.cpp", Blocks);
  add("b.cpp", Blocks);
  StringRef Note = "note: .clang-tidy: left out 'AnalyzeTemporaryDtors', which "
                   "clang-tidy no longer has\n";
  for (StringRef Config :
       {"AnalyzeTemporaryDtors: false\n",
        "---\nChecks: '-async-fake-async'\nAnalyzeTemporaryDtors: false\n"
        "FormatStyle: none\n...\n",
        "{AnalyzeTemporaryDtors: false, FormatStyle: none}\n",
        "{FormatStyle: none, AnalyzeTemporaryDtors: true}\n"}) {
    write(".clang-tidy", Config);
    for (const char *From : {"analysed", "from the cache"}) {
      ProgramResult R = tidy({"--format=json"});
      EXPECT_EQ(R.ExitCode, 1) << Config.str() << From << R.str();
      EXPECT_EQ(count(R.Err, Note), 1u) << Config.str() << From << R.str();
      EXPECT_EQ(count(R.Err, "2 findings in 2 files"), 1u) << R.str();
    }
  }
  // The rest counts, right or wrong.
  write(".clang-tidy", "AnalyzeTemporaryDtors: false\nChecks: "
                       "'-async-blocking-call'\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
  write(".clang-tidy", "AnalyzeTemporaryDtors: false\nAnalyzeDtors: false\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Out, ".clang-tidy:2:1: error: unknown key"), 1u) << R.str();
}

// A project may be in a folder with the usual name of test folders.
TEST_F(Driver, KnowsTestsByTheirPaths) {
  for (StringRef File :
       {"test/src/a.cpp", "test/src/test.cpp", "test/tests/b.cpp",
        "test/UnitTests/c.cpp", "test/testing/deep/d.cpp", "test/src/e_test.cc",
        "test/src/f_unittest.cc", "test/src/test_g.cpp", "test/src/hTests.cpp",
        "test/src/i-test.c++", "test/src/latest.cpp", "test/contests/j.cpp"})
    add(File, Blocks);
  ProgramResult R = tidy({"--project-root=test"});
  for (StringRef File :
       {"src/a.cpp", "src/test.cpp", "src/latest.cpp", "contests/j.cpp"})
    EXPECT_TRUE(StringRef(R.Out).contains(File)) << File.str() << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 4u) << R.str();
  // From further up, everything is below a test folder.
  EXPECT_EQ(count(tidy({"--project-root=."}).Out, SaysBlocks), 0u);

  write(".clang-tidy", "CheckOptions: {AsyncTestPaths: ''}\n");
  EXPECT_EQ(count(tidy({}).Out, SaysBlocks), 12u);
  // The option used to have another name.
  write(".clang-tidy", "CheckOptions: {TestPaths: '/src/'}\n");
  for (const char *From : {"analysed", "from the cache"}) {
    R = tidy({});
    EXPECT_EQ(count(R.Out, SaysBlocks), 4u) << From << R.str();
    EXPECT_EQ(count(R.Err, "note: 'TestPaths' is now called 'AsyncTestPaths'"),
              1u)
        << From << R.str();
  }
  EXPECT_EQ(tidy({"-q"}).Err, "");
}

// Files that are generated, and folders for them, may come later.
TEST_F(Driver, TellsWhatTheBuildHasNotMadeYet) {
  add("a.cpp", Blocks);
  add("b.cpp", Blocks);
  llvm::sys::fs::rename(path("b.cpp"), path("later"));
  Entries.push_back(
      llvm::json::Object{{"directory", path("none")},
                         {"file", "c.cpp"},
                         {"command", "clang++ -std=c++20 -I.. -c c.cpp"}});
  add("d.cpp", Clean);
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, ": error: "), 2u) << R.str();
  EXPECT_EQ(count(R.Out, "b.cpp: error: the file does not exist: build the "),
            1u)
      << R.str();
  EXPECT_EQ(count(R.Out, "none/c.cpp: error: the folder " + path("none")), 1u)
      << R.str();
  llvm::sys::fs::rename(path("later"), path("b.cpp"));
  write("none/c.cpp", Clean);
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
}

TEST_F(Driver, NamesTheFileWhoseFlagsAreWrong) {
  add("a.cpp", Blocks, {"--no-such-flag"});
  add("b.cpp", Blocks);
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_NE(R.Out.find("a.cpp:1:1: error: unknown argument"), std::string::npos)
      << R.str();
  EXPECT_GE(count(R.Out, SaysBlocks), 1u) << R.str();
}

TEST_F(Driver, GoesOnAfterAFileThatDoesNotCompile) {
  add("a.cpp", "#include \"missing.h\"\n");
  add("b.cpp", Blocks);
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_NE(R.Out.find("'missing.h' file not found"), std::string::npos);
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
}

//===----------------------------------------------------------------------===//
// Which checks run
//===----------------------------------------------------------------------===//

TEST_F(Driver, RunsTheChecksThatAreAskedFor) {
  add("a.cpp", Blocks);
  EXPECT_EQ(tidy({"--checks=async-blocking-wait"}).ExitCode, 0);
  EXPECT_EQ(tidy({"--checks=async-*,-async-blocking-call"}).ExitCode, 0);
  EXPECT_EQ(tidy({"--fail-on=never"}).ExitCode, 0);
  // A .clang-tidy about other checks leaves ours enabled.
  write(".clang-tidy", "Checks: '-*,bugprone-*'\n");
  EXPECT_EQ(tidy({}).ExitCode, 1);
  write(".clang-tidy", "Checks: '-*,async-*,-async-blocking-call'\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
}

// A check of medium severity, which becomes one of high severity.
TEST_F(Driver, MakesErrorsOfWarnings) {
  add("a.cpp", "#include \"task.h\"\nTask f(int &R) { co_await step(); }\n");
  const std::string Medium =
      "--checks=cppcoreguidelines-avoid-reference-coroutine-parameters";
  ProgramResult R = tidy({Medium, "--fail-on=medium"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Out.find(": warning: "), std::string::npos) << R.str();
  EXPECT_EQ(tidy({Medium, "--fail-on=high"}).ExitCode, 0);
  struct {
    StringRef Format, Says;
  } const Cases[] = {
      {"text", "[cppcoreguidelines-avoid-reference-coroutine-parameters,-"
               "warnings-as-errors]"},
      {"text", ": error: "},
      {"json", "\"level\": \"error\""},
      {"json", "\"severity\": \"high\""},
      {"sarif", "\"level\": \"error\",\n          \"message\""},
      {"github", "::error file=a.cpp"},
      {"gitlab", "\"severity\": \"critical\""},
  };
  for (bool ByOption : {true, false}) {
    write(".clang-tidy",
          ByOption ? "" : "WarningsAsErrors: 'cppcoreguidelines-*'\n");
    for (const auto &[Format, Says] : Cases) {
      std::vector<std::string> Args = {Medium, "--fail-on=high",
                                       "--format=" + Format.str()};
      if (ByOption)
        Args.push_back("--warnings-as-errors=cppcore*");
      R = tidy(Args);
      EXPECT_EQ(R.ExitCode, 1) << R.str();
      EXPECT_NE(R.Out.find(Says), std::string::npos) << Says.str() << R.str();
    }
  }
  // The settings in .clang-tidy stay; the options are added to them.
  R = tidy({Medium, "--warnings-as-errors=async-*"});
  EXPECT_NE(R.Out.find(": error: "), std::string::npos) << R.str();
  EXPECT_EQ(tidy({Medium, "--fail-on=never"}).ExitCode, 0);
}

// The subject of a remark may be intended.
TEST_F(Driver, FailsForNoRemark) {
  write(".async-tidy.yaml", "library: mine\ncalls:\n  - name: launch\n"
                            "    role: spawn\n    task: 0\n"
                            "    errors: terminates\n");
  add("a.cpp", "#include \"task.h\"\nvoid launch(Task T);\n"
               "Task work() { co_await step(); throw 1; }\n"
               "void f() { launch(work()); }\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_NE(R.Out.find("a.cpp:4:12: remark: "), std::string::npos) << R.str();
  EXPECT_EQ(R.Err, "no findings, 1 file analysed\n1 remark\n");
  R = tidy({"--format=gitlab", "--fail-on=low"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_NE(R.Out.find("\"severity\": \"info\""), std::string::npos) << R.str();
}

TEST_F(Driver, RunsChecksOfClangTidyAsWell) {
  add("a.cpp", "#include \"task.h\"\n"
               "namespace std { template <class T> T *launder(T *P); }\n"
               "Task f(int &R) { std::launder(&R); co_await step(); }\n");
  ProgramResult R = tidy({"--preset=async"});
  EXPECT_NE(R.Out.find("[bugprone-unused-return-value]"), std::string::npos)
      << R.str();
  // A reference parameter is not a mistake by itself.
  EXPECT_EQ(R.Out.find("[cppcoreguidelines-"), std::string::npos) << R.str();
  R = tidy({"--preset=async", "--checks=-bugprone-*,readability-*"});
  EXPECT_EQ(R.Out.find("[bugprone-"), std::string::npos) << R.str();
  EXPECT_NE(R.Out.find("[readability-"), std::string::npos) << R.str();
}

//===----------------------------------------------------------------------===//
// The cache
//===----------------------------------------------------------------------===//

// The folder of compile_flags.txt has no list: search for its sources.
TEST_F(Driver, LooksForSourcesWhereThereIsNoList) {
  write("compile_flags.txt", "-std=c++20\n-I" + Folder.path() + "\n");
  for (StringRef Where : {"a", "sub", "sub/.hidden", "sub/build"})
    llvm::sys::fs::create_directories(path(Where));
  write("a/one.cpp", Blocks);
  write("sub/two.cc", Drops);
  write("sub/.hidden/three.cpp", Blocks);
  write("sub/build/CMakeCache.txt", "");
  write("sub/build/four.cpp", Blocks);
  write("sub/notes.txt", "");
  for (const std::vector<std::string> &Args :
       {std::vector<std::string>{}, {"."}, {"a", "sub"}, {"*/*.c*"}}) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_NE(R.Err.find("2 files analysed"), std::string::npos) << R.str();
  }
  EXPECT_NE(tidy({"sub"}).Err.find("1 file analysed"), std::string::npos);
  llvm::sys::fs::create_directories(path("empty"));
  ProgramResult Empty = tidy({"empty"});
  EXPECT_EQ(Empty.ExitCode, 2);
  EXPECT_NE(Empty.Err.find("no C++ sources in empty"), std::string::npos)
      << Empty.str();
}

TEST_F(Driver, ShowsEveryCheckInTheExample) {
  ProgramResult R = tidy({"--no-cache", ASYNC_TIDY_SOURCE_DIR "/example"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  for (const ListedCheck &Check : readCheckList(ASYNC_TIDY_SOURCE_DIR))
    EXPECT_NE(R.Out.find("[" + Check.Name + "]"), std::string::npos)
        << Check.Name << "\n"
        << R.str();
}

// With a build that has nothing to do, and a program that prints its arguments.
TEST_F(Driver, IsRunByTheFirstCommand) {
  write("root/tool/lint.sh", *readFile(ASYNC_TIDY_SOURCE_DIR "/tool/lint.sh"));
  write("root/tool/build.sh", "#!/bin/sh\n");
  write("root/build/22/bin/async-tidy", "#!/bin/sh\necho $@\nexit 1\n");
  auto Lint = [&](const std::string &Args) {
    return shell("chmod +x root/tool/*.sh root/build/22/bin/async-tidy;"
                 "bash root/tool/lint.sh --no-install " +
                 Args);
  };
  ProgramResult R = Lint("");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "example\n");
  // Options alone do not name anything to lint.
  for (const std::string Args :
       {"-q", "-q -j2", "-j 2 --format json --no-cache", "--diff=HEAD"}) {
    R = Lint(Args);
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    EXPECT_EQ(R.Out, Args + " " + path("root/example") + "\n");
    EXPECT_EQ(count(R.Err, "the example is meant to"), 1u) << R.str();
  }
  for (const std::string Args :
       {"a.cpp", "-q -p build", "-q -j 2 a.cpp", "check", "-q fix a.cpp"}) {
    R = Lint(Args);
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(R.Out, Args + "\n");
  }
}

TEST_F(Driver, IsNotBuiltIfAPackageIsInstalled) {
  write("root/tool/lint.sh", *readFile(ASYNC_TIDY_SOURCE_DIR "/tool/lint.sh"));
  write("root/tool/build.sh", "#!/bin/sh\nexit 1\n");
  write("bin/async-tidy", "#!/bin/sh\n"
                          "[ \"$1\" = --version ] || exec echo installed\n"
                          "echo 'async-tidy 9.8 (LLVM 22.1.8)'\n");
  auto Lint = [&](const std::string &Version) {
    write("root/CMakeLists.txt",
          "project(async-tidy VERSION " + Version + " LANGUAGES CXX)\n");
    return shell(
        "chmod +x root/tool/*.sh bin/async-tidy;"
        "PATH=$PWD/bin:$PATH bash root/tool/lint.sh --no-install a.cpp");
  };
  ProgramResult R = Lint("9.8");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out, "installed\n");
  // Another version has other checks.
  R = Lint("9.9");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out, "");
}

TEST_F(Driver, AnalysesNothingTwice) {
  add("a.cpp", Blocks);
  add("b.cpp", Clean);
  ProgramResult First = tidy({});
  EXPECT_FALSE(usedCache(First)) << First.str();
  ProgramResult Second = tidy({});
  EXPECT_NE(Second.Err.find("2 from the cache"), std::string::npos)
      << Second.str();
  EXPECT_EQ(First.Out, Second.Out);
  EXPECT_EQ(Second.ExitCode, 1);
  write("b.cpp", Clean.str() + "\n");
  EXPECT_NE(tidy({}).Err.find("1 from the cache"), std::string::npos);
  EXPECT_FALSE(usedCache(tidy({"--no-cache"})));
  EXPECT_FALSE(usedCache(tidy({"--cache-dir=other"})));
  EXPECT_TRUE(usedCache(tidy({"--cache-dir=other"})));
  EXPECT_FALSE(usedCache(tidy({"--checks=async-*"})));
}

// Relocating them would take most of the time of a run that has nothing to do.
TEST_F(Driver, StartsWithoutSharedLibrariesOfLLVM) {
  ProgramResult R = runProgram({"ldd", ASYNC_TIDY_DRIVER});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out.find("libLLVM"), std::string::npos) << R.str();
  EXPECT_EQ(R.Out.find("libclang"), std::string::npos) << R.str();
}

TEST_F(Driver, SeesWhateverChanges) {
  llvm::sys::fs::create_directories(path("first"));
  add("a.cpp",
      "#include <part.h>\n#include \"task.h\"\n"
      "#ifdef WAITS\nTask f() { mine(); co_await step(); }\n#endif\n",
      {"-I" + path("first"), "-I" + path("second")});
  write("second/part.h", "void mine();\n");
  auto Findings = [&] { return count(tidy({}).Out, "warning: "); };
  EXPECT_EQ(Findings(), 0u);
  // The content of a header.
  write("second/part.h", "void mine();\n#define WAITS\n");
  EXPECT_EQ(Findings(), 0u);
  // A model that did not exist.
  write(".async-tidy.yaml", "library: mine\ncalls:\n  - name: mine\n"
                            "    role: block\n"
                            "    blocks: sleep\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  // A header that hides another.
  write("first/part.h", "void mine();\n");
  EXPECT_EQ(Findings(), 0u);
  llvm::sys::fs::remove(path("first/part.h"));
  EXPECT_EQ(Findings(), 1u);
  // The configuration.
  write(".clang-tidy", "Checks: '-*,async-*,-async-blocking-call'\n");
  EXPECT_EQ(Findings(), 0u);
  llvm::sys::fs::remove(path(".clang-tidy"));
  EXPECT_EQ(Findings(), 1u);
  EXPECT_TRUE(usedCache(tidy({})));
  // The same size and modification time.
  ProgramResult Changed =
      shell("touch -r second/part.h stamp && sed -i s/WAITS/WAITZ/ "
            "second/part.h && touch -r stamp second/part.h && exec \"$0\"");
  EXPECT_EQ(count(Changed.Out, "warning: "), 0u) << Changed.str();
}

// If many files are missing in a folder, its names are read.
TEST_F(Driver, SeesAHeaderThatHidesOneOfMany) {
  std::string Text;
  for (unsigned I = 0; I < 20; ++I) {
    std::string Name = "part" + std::to_string(I) + ".h";
    Text += "#include <" + Name + ">\n";
    write("second/" + Name, "");
  }
  llvm::sys::fs::create_directories(path("first"));
  add("a.cpp", Text + "#ifndef CLEAN\n" + Blocks.str() + "#endif\n",
      {"-I" + path("first"), "-I" + path("second")});
  EXPECT_EQ(tidy({}).ExitCode, 1);
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_TRUE(usedCache(R)) << R.str();
  write("first/part19.h", "#define CLEAN\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
  // A dangling link counts as missing, too.
  llvm::sys::fs::remove(path("first/part19.h"));
  EXPECT_EQ(::symlink("nowhere", path("first/part19.h").c_str()), 0);
  EXPECT_EQ(tidy({}).ExitCode, 1);
  EXPECT_TRUE(usedCache(tidy({})));
  write("first/nowhere", "#define CLEAN\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
}

TEST_F(Driver, MakesADamagedCacheAnew) {
  add("a.cpp", Blocks);
  ASSERT_EQ(tidy({}).ExitCode, 1);
  std::string Database = databaseOfCache();
  std::string Whole = *readFile(Database);
  for (const std::string &Text :
       {std::string("not a database, though it is long enough for one, is it?"),
        Whole.substr(0, Whole.size() / 2),
        Whole.substr(0, 4096) + std::string(Whole.size() - 4096, '\xff')}) {
    writeFile(Database, Text);
    ProgramResult R = tidy({"-q"});
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    EXPECT_TRUE(StringRef(R.Err).starts_with("note: the cache was damaged"))
        << R.str();
    EXPECT_TRUE(usedCache(tidy({})));
  }
}

TEST_F(Driver, GoesOnWithoutACacheThatCannotBeUsed) {
  add("a.cpp", Blocks);
  ProgramResult R = tidy({"-q", "--cache-dir=task.h"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_TRUE(StringRef(R.Err).starts_with("note: the cache cannot be used"))
      << R.str();
  EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
  // Files cannot grow: as if the disk were full.
  R = shell("ulimit -f 1 && exec \"$0\" -q");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Err.find("rollback"), std::string::npos) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
  R = tidy({"-q"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Err, "");
}

TEST_F(Driver, SharesACacheWithOthers) {
  for (unsigned I = 0; I < 8; ++I)
    add("f" + std::to_string(I) + ".cpp", Blocks);
  ProgramResult R = shell("for i in 1 2 3 4; do \"$0\" -q >out$i 2>&1 & done;"
                          "wait; cat out1; cmp out1 out2 && cmp out1 out3 && "
                          "cmp out1 out4");
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 8u) << R.str();
}

//===----------------------------------------------------------------------===//
// What goes wrong
//===----------------------------------------------------------------------===//

TEST_F(Driver, LosesOnlyTheFileThatCrashes) {
  add("a.cpp", Blocks);
  add("b.cpp", "#pragma clang __debug crash\n");
  add("c.cpp", Blocks);
  ProgramResult R = tidy({"-j1"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
  EXPECT_NE(R.Out.find("crashed"), std::string::npos) << R.str();
  EXPECT_NE(R.Out.find("async-tidy --no-cache -j1 -p " + Folder.path() + " " +
                       path("b.cpp")),
            std::string::npos)
      << R.str();
}

// The library's headers are in a folder next to the project's.
TEST_F(Driver, ReadsWhatItNeedsOfALibrarysTemplates) {
  write("lib/job.h",
        "#pragma once\n"
        "#include <coroutine>\n"
        "#include <exception>\n"
        "namespace lib {\n"
        "template <class T> struct Job {\n"
        "  struct promise_type {\n"
        "    Job get_return_object() { return {}; }\n"
        "    std::suspend_never initial_suspend() { return {}; }\n"
        "    std::suspend_always final_suspend() noexcept { return {}; }\n"
        "    void return_value(T) {}\n"
        "    void unhandled_exception() { E = std::current_exception(); }\n"
        "    std::exception_ptr E;\n"
        "  };\n"
        "  bool await_ready() { return false; }\n"
        "  void await_suspend(std::coroutine_handle<>) {}\n"
        "  T await_resume() { return {}; }\n"
        "};\n"
        "template <class F> void each(F f) { f(1); }\n"
        "} // namespace lib\n");
  add("src/a.cpp",
      "#include \"lib/job.h\"\n"
      "#include \"task.h\"\n"
      // Only the promise shows that the error is lost.
      "lib::Job<int> declared();\n"
      "void drop() { declared(); }\n"
      // Only the library shows what it is called with.
      "[[clang::annotate(\"async-tidy::blocking\")]] void sleep(int);\n"
      "void g() {\n"
      "  lib::each([](auto X) -> Task { sleep(X); co_await step(); });\n"
      "}\n");
  ProgramResult R = tidy({"--project-root=" + path("src")});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, "the task returned by 'declared' is dropped;"), 1u)
      << R.str();
  // That finding would be in the library, which is not the project's to fix.
  EXPECT_EQ(
      count(R.Out,
            "the task returned by this lambda is dropped before it starts"),
      0u)
      << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
}

TEST_F(Driver, GivesAFileUpThatTakesTooLong) {
  add("a.cpp", Blocks);
  add("b.cpp", Endless, Patience);
  add("c.cpp", Blocks);
  ProgramResult R = tidy({"--timeout=1", "-j1"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 2u) << R.str();
  EXPECT_NE(R.Out.find("took longer than 1 s"), std::string::npos) << R.str();
}

TEST_F(Driver, LosesOnlyTheFileThatTakesTooMuchMemory) {
  add("a.cpp", "template <class T, T... N> struct S {};\n"
               "using X = __make_integer_seq<S, int, 200000000>;\nX x;\n");
  add("b.cpp", Blocks);
  ProgramResult R = shell("ulimit -v 2000000 && exec \"$0\"");
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  EXPECT_NE(R.Out.find("memory"), std::string::npos) << R.str();
}

//===----------------------------------------------------------------------===//
// Fixing
//===----------------------------------------------------------------------===//

TEST_F(Driver, FixesEachFileOnce) {
  write("shared.h", "#pragma once\n#include \"task.h\"\n"
                    "inline Task s() {\n  step();\n  co_await step();\n}\n");
  add("a.cpp", "#include \"shared.h\"\n");
  add("b.cpp", Drops.str() + "#include \"shared.h\"\n");
  add("c.cpp", Blocks);
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Err.find("2 findings fixed in 2 files, 1 left"),
            std::string::npos)
      << R.str();
  EXPECT_EQ(read("b.cpp"), "#include \"task.h\"\nTask h() {\n  co_await "
                           "step();\n  co_await step();\n}\n"
                           "#include \"shared.h\"\n");
  EXPECT_EQ(read("shared.h"),
            "#pragma once\n#include \"task.h\"\n"
            "inline Task s() {\n  co_await step();\n  co_await step();\n}\n");
  EXPECT_EQ(read("c.cpp"), Blocks);
  R = tidy({"fix"});
  EXPECT_NE(R.Err.find("0 findings fixed in 0 files, 1 left"),
            std::string::npos)
      << R.str();
  EXPECT_EQ(tidy({"fix", "b.cpp"}).ExitCode, 0);
  // Nothing else is left in the folder.
  for (const std::string &File : listFolder(Folder.path()))
    EXPECT_EQ(File.find(".tmp"), std::string::npos) << File;
}

// A file from another system, in another encoding, with an odd name.
TEST_F(Driver, TakesFilesAsTheyAre) {
  const std::string Name = "50%41 of ü/a,b: c.cpp";
  auto Text = [](StringRef Step) {
    return ("\xEF\xBB\xBF#include \"task.h\"\r\n"
            "Task f() { /* \xFF\xFE \xC3\xA4 */ block(); co_await step(); }\r\n"
            "Task h() {\r\n  " +
            Step + "step();\r\n  co_await step();\r\n}\r\n")
        .str();
  };
  add(Name, Text(""));
  ProgramResult R = tidy({"--format=github"});
  EXPECT_NE(
      R.Out.find("::error file=50%2541 of ü/a%2Cb%3A c.cpp,line=2,col=23,"),
      std::string::npos)
      << R.str();
  for (const char *Format : {"json", "sarif", "gitlab"}) {
    R = tidy({std::string("--format=") + Format});
    // It rejects invalid UTF-8.
    auto Parsed = llvm::json::parse(R.Out);
    EXPECT_TRUE(!!Parsed) << toString(Parsed.takeError()) << R.str();
    EXPECT_NE(R.Out.find(Format == StringRef("sarif")
                             ? "\"50%2541%20of%20%C3%BC/a,b%3A%20c.cpp\""
                             : "\"50%41 of ü/a,b: c.cpp\""),
              std::string::npos)
        << R.str();
  }
  EXPECT_EQ(tidy({"--write-baseline=50%.json"}).ExitCode, 0);
  EXPECT_EQ(tidy({"--baseline=50%.json"}).ExitCode, 0);
  R = tidy({"fix"});
  EXPECT_NE(R.Err.find("1 finding fixed in 1 file, 1 left"), std::string::npos)
      << R.str();
  EXPECT_EQ(read(Name), Text("co_await "));
}

// Findings that are fixed do not fail a run.
TEST_F(Driver, FailsForWhatIsLeftAfterFixing) {
  add("a.cpp", Drops.str() + "Task f(int &R) { co_await step(); }\n");
  ProgramResult R =
      tidy({"fix", "--fail-on=high",
            "--checks=async-*,"
            "cppcoreguidelines-avoid-reference-coroutine-parameters"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_NE(R.Err.find("1 finding fixed in 1 file, 1 left"), std::string::npos)
      << R.str();
}

// The two branches of a header differ: the fix must not break the file that
// uses the other one.
TEST_F(Driver, FixesNothingThatWouldNotCompile) {
  write("shared.h", "#include \"task.h\"\n"
                    "#ifdef LAZY\n#define RESULT Task\n#define END co_await "
                    "step()\n#else\n#define RESULT void\n#define END\n#endif\n"
                    "inline RESULT s() {\n  step();\n  END;\n}\n");
  std::string Before = read("shared.h");
  add("a.cpp", "#define LAZY\n#include \"shared.h\"\n");
  add("b.cpp", "#include \"shared.h\"\n");
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Out.find("not fixed"), std::string::npos) << R.str();
  EXPECT_EQ(read("shared.h"), Before);
}

// Either edit would compile in both files, and mean the wrong thing in one.
TEST_F(Driver, FixesNothingThatTwoFilesWantToEditDifferently) {
  for (StringRef Library : {"one", "two"}) {
    write((Library + ".yaml").str(),
          ("library: " + Library + "\nroots: [" + Library +
           "]\nsleep: {text: \"$root::sleep($duration)\"}\n"
           "types: [{name: Task, kind: task, await: rvalue}]\n")
              .str());
    write((Library + ".h").str(),
          ("#pragma once\n#include \"task.h\"\n#include <thread>\n"
           "namespace " +
           Library +
           " {\nstruct Task : ::Task {\n"
           "  struct promise_type : ::Task::promise_type {\n"
           "    Task get_return_object() { return {}; }\n  };\n};\n"
           "Task sleep(std::chrono::milliseconds);\n}\n")
              .str());
  }
  write(".clang-tidy", "CheckOptions: {AsyncModels: 'one.yaml,two.yaml'}\n");
  write("shared.h", "inline used::Task s() {\n"
                    "  std::this_thread::sleep_for(std::chrono::seconds(1));\n"
                    "  co_await step();\n}\n");
  std::string Before = read("shared.h");
  auto Using = [](StringRef Library) {
    return ("#include \"one.h\"\n#include \"two.h\"\nnamespace used = " +
            Library + ";\n#include \"shared.h\"\n")
        .str();
  };
  add("a.cpp", Using("one"));
  ProgramResult R = tidy({"--format=json"});
  EXPECT_NE(R.Out.find("co_await one::sleep("), std::string::npos) << R.str();
  add("b.cpp", Using("two"));
  R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Out.find("the files that include it need different edits"),
            std::string::npos)
      << R.str();
  EXPECT_EQ(read("shared.h"), Before);
}

//===----------------------------------------------------------------------===//
// A project
//===----------------------------------------------------------------------===//

TEST_F(Driver, IsTheSameForEveryRunOfAProjectOf200Files) {
  for (unsigned I = 0; I < 200; ++I) {
    std::string Number = std::to_string(I);
    write("part" + Number + ".h",
          "#pragma once\n#include \"task.h\"\ninline Task part" + Number +
              "() {\n" + (I % 3 ? "" : "  block();\n") +
              "  co_await step();\n}\n");
    add("src/f" + Number + ".cpp",
        "#include \"part" + Number + ".h\"\n#include \"part" +
            std::to_string((I + 1) % 200) + ".h\"\nTask f" + Number + "() {\n" +
            (I % 4 ? "" : "  block();\n") + "  co_await step();\n}\n");
  }
  using Clock = std::chrono::steady_clock;
  Clock::time_point Begin = Clock::now();
  ProgramResult First = tidy({"-j2"});
  Clock::duration Cold = Clock::now() - Begin;
  EXPECT_EQ(First.ExitCode, 1) << First.Err;
  EXPECT_EQ(count(First.Out, SaysBlocks), 67u + 50u) << First.Err;
  Begin = Clock::now();
  ProgramResult Second = tidy({"-j1"});
  Clock::duration Warm = Clock::now() - Begin;
  EXPECT_EQ(First.Out, Second.Out);
  EXPECT_NE(Second.Err.find("200 from the cache"), std::string::npos);
  EXPECT_LT(Warm * 5, Cold);
  ProgramResult Third = tidy({"--no-cache", "-j3"});
  EXPECT_EQ(First.Out, Third.Out);
  // One header changes: three files... of it and its neighbour's includer.
  write("part7.h", "#pragma once\n#include \"task.h\"\n"
                   "inline Task part7() { block(); co_await step(); }\n");
  ProgramResult Changed = tidy({});
  EXPECT_NE(Changed.Err.find("198 from the cache"), std::string::npos)
      << Changed.Err;
  EXPECT_EQ(count(Changed.Out, SaysBlocks), 67u + 50u + 1u);
}

} // namespace clang::tidy::async::test
