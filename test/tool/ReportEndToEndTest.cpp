//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Runs the real async-tidy, to test its reports.

#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

// Our own task, without the headers of a library, which are slow to parse.
static constexpr StringRef TaskHeader = R"cpp(#pragma once
#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
extern "C" unsigned sleep(unsigned);
inline Task nap() {
  sleep(1);
  co_await std::suspend_always{};
}
)cpp";

static constexpr StringRef Through = R"cpp(#include "task.h"
static void pause() { sleep(2); }
Task slow() {
  pause();
  co_await std::suspend_always{};
}
)cpp";

// With a fix.
static constexpr StringRef Wait = R"cpp(#include "folly/folly.h"
folly::coro::Task<int> poll(folly::Future<int> F) {
  int R = std::move(F).get();
  co_return R;
}
)cpp";

static constexpr StringRef Clean = "#include \"task.h\"\n"
                                   "Task right() { co_return; }\n";

namespace {
/// A project with findings in a.cpp, b.cpp and a header of both.
class Reporting : public testing::Test {
protected:
  Reporting() {
    write("src/task.h", TaskHeader);
    write("src/a.cpp", Through);
    write("src/b.cpp", Clean);
    setUpDatabase({"src/a.cpp", "src/b.cpp"});
  }

  std::string write(StringRef Name, StringRef Text) {
    return Folder.write(Name, Text);
  }

  void setUpDatabase(std::vector<StringRef> Files) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    llvm::json::OStream J(OS);
    J.array([&] {
      for (StringRef File : Files)
        J.object([&] {
          J.attribute("directory", Folder.path());
          J.attribute("file", Folder.path() + "/" + File.str());
          J.attributeArray("arguments", [&] {
            for (StringRef Word : {StringRef("c++"), StringRef("-std=c++20"),
                                   StringRef("-isystem"),
                                   StringRef(ASYNC_TIDY_TEST_DIR "/stubs"),
                                   StringRef("-c"), File})
              J.value(Word);
          });
        });
    });
    J.flush();
    write("build/compile_commands.json", Text);
  }

  ProgramResult runIn(StringRef Where, std::vector<std::string> Arguments) {
    std::vector<std::string> Command = {
        "env", "-C", Folder.path() + (Where.empty() ? "" : "/" + Where.str()),
        "XDG_CACHE_HOME=" + Cache.path()};
    llvm::append_range(Command, Arguments);
    return runProgram(Command);
  }

  ProgramResult run(std::vector<std::string> Arguments, StringRef Where = "") {
    Arguments.insert(Arguments.begin(), ASYNC_TIDY_DRIVER);
    return runIn(Where, Arguments);
  }

  ProgramResult git(std::vector<std::string> Arguments) {
    Arguments.insert(Arguments.begin(),
                     {"git", "-c", "user.name=t", "-c", "user.email=t@t"});
    ProgramResult Result = runIn("", Arguments);
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    return Result;
  }

  /// "file:line check" of each finding, in order.
  std::vector<std::string> found(const ProgramResult &Json) {
    std::vector<std::string> Findings;
    auto Report = llvm::json::parse(Json.Out);
    if (!Report) {
      ADD_FAILURE() << toString(Report.takeError()) << Json.str();
      return Findings;
    }
    for (const llvm::json::Value &Each :
         *Report->getAsObject()->getArray("findings")) {
      const llvm::json::Object &Finding = *Each.getAsObject();
      Findings.push_back(Finding.getString("file")->str() + ":" +
                         llvm::itostr(*Finding.getInteger("line")) + " " +
                         Finding.getString("check")->str());
    }
    return Findings;
  }

  using Lines = std::vector<std::string>;
  const Lines All = {"src/a.cpp:4 async-blocking-call",
                     "src/task.h:14 async-blocking-call"};
  ScratchFolder Folder;
  ScratchFolder Cache;
};
} // namespace

static bool contains(StringRef Text, StringRef Part) {
  return Text.contains(Part);
}

//===----------------------------------------------------------------------===//
// Formats
//===----------------------------------------------------------------------===//

TEST_F(Reporting, PrintsWhatClangTidyPrints) {
  write("src/c.cpp", Wait);
  setUpDatabase({"src/a.cpp", "src/b.cpp", "src/c.cpp"});
  for (StringRef File : {"src/a.cpp", "src/c.cpp"}) {
    ProgramResult Plugin = runProgram(
        {ASYNC_TIDY_LLVM_BIN "/clang-tidy", "--load=" ASYNC_TIDY_PLUGIN,
         "--checks=-*,async-*", "--header-filter=.*", "--quiet", "-p",
         Folder.path() + "/build", Folder.path() + "/" + File.str()});
    std::string Wanted = Plugin.Out;
    for (size_t At; (At = Wanted.find(Folder.path() + "/")) != Wanted.npos;)
      Wanted.erase(At, Folder.path().size() + 1);
    EXPECT_PRED2(contains, Wanted, File.str() + ":");
    ProgramResult Ours = run({File.str()});
    EXPECT_EQ(Ours.ExitCode, 1) << Ours.str();
    EXPECT_EQ(Ours.Out, Wanted);
  }
}

TEST_F(Reporting, SaysTheSameInAllFormats) {
  write("src/c.cpp", Wait);
  setUpDatabase({"src/a.cpp", "src/b.cpp", "src/c.cpp"});
  Lines Wanted = All;
  Wanted.insert(Wanted.begin() + 1, "src/c.cpp:3 async-blocking-wait");
  ProgramResult Json = run({"--format=json"});
  EXPECT_EQ(Json.ExitCode, 1) << Json.str();
  EXPECT_EQ(found(Json), Wanted);

  Lines Seen;
  ProgramResult Github = run({"--format=github"});
  EXPECT_EQ(Github.ExitCode, 1) << Github.str();
  for (StringRef Line : llvm::split(StringRef(Github.Out).trim(), '\n')) {
    EXPECT_TRUE(Line.consume_front("::error file=")) << Line.str();
    auto [File, Rest] = Line.split(",line=");
    StringRef Check = Rest.split(",title=").second.split("::").first;
    Seen.push_back((File + ":" + Rest.split(',').first + " " + Check).str());
  }
  // Written as they arrive: in the order of the analysed files.
  llvm::sort(Seen);
  EXPECT_EQ(Seen, Wanted) << Github.str();

  Seen.clear();
  ProgramResult Gitlab = run({"--format=gitlab"});
  EXPECT_EQ(Gitlab.ExitCode, 1) << Gitlab.str();
  auto Issues = llvm::json::parse(Gitlab.Out);
  ASSERT_TRUE(!!Issues) << toString(Issues.takeError()) << Gitlab.str();
  for (const llvm::json::Value &Each : *Issues->getAsArray()) {
    const llvm::json::Object &Issue = *Each.getAsObject();
    const llvm::json::Object &At = *Issue.getObject("location");
    Seen.push_back(At.getString("path")->str() + ":" +
                   llvm::itostr(*At.getObject("lines")->getInteger("begin")) +
                   " " + Issue.getString("check_name")->str());
  }
  EXPECT_EQ(Seen, Wanted);

  Seen.clear();
  ProgramResult Sarif = run({"--format=sarif"});
  EXPECT_EQ(Sarif.ExitCode, 1) << Sarif.str();
  auto Log = llvm::json::parse(Sarif.Out);
  ASSERT_TRUE(!!Log) << toString(Log.takeError()) << Sarif.str();
  unsigned Flows = 0, Fixes = 0;
  for (const llvm::json::Value &Each :
       *(*Log->getAsObject()->getArray("runs"))[0].getAsObject()->getArray(
           "results")) {
    const llvm::json::Object &Result = *Each.getAsObject();
    const llvm::json::Object &At =
        *(*Result.getArray("locations"))[0].getAsObject()->getObject(
            "physicalLocation");
    Seen.push_back(
        At.getObject("artifactLocation")->getString("uri")->str() + ":" +
        llvm::itostr(*At.getObject("region")->getInteger("startLine")) + " " +
        Result.getString("ruleId")->str());
    Flows += !!Result.getArray("codeFlows");
    Fixes += !!Result.getArray("fixes");
  }
  EXPECT_EQ(Seen, Wanted);
  // slow() blocks through pause().
  EXPECT_EQ(Flows, 1u) << Sarif.Out;
  EXPECT_EQ(Fixes, 1u) << Sarif.Out;
  std::string Path = write("report.sarif", Sarif.Out);
  ProgramResult Valid =
      runProgram({"node", ASYNC_TIDY_SARIF_DIR "/validate.js", Path});
  EXPECT_EQ(Valid.ExitCode, 0) << Valid.str();
}

TEST_F(Reporting, IsTheSameInEachRun) {
  for (StringRef Format : {"text", "json", "sarif", "github", "gitlab"}) {
    std::string As = "--format=" + Format.str();
    ProgramResult First = run({As, "--no-cache", "-j1"});
    EXPECT_EQ(First.ExitCode, 1) << First.str();
    EXPECT_PRED2(contains, First.Out, "async-blocking-call");
    EXPECT_EQ(run({As, "-j4"}).Out, First.Out) << As;
    EXPECT_EQ(run({As, "-j4"}).Out, First.Out) << As << " from the cache";
  }
}

TEST_F(Reporting, RefusesFormatsThatItDoesNotKnow) {
  ProgramResult Result = run({"--format=junit"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_EQ(Result.Err, "error: unknown value 'junit' of --format; allowed are "
                        "text, json, sarif, github, gitlab, html\n");
}

TEST_F(Reporting, TellsOfFilesThatDoNotCompile) {
  write("src/b.cpp", "Unknown f();\n");
  ProgramResult Result = run({"--format=json"});
  EXPECT_EQ(Result.ExitCode, 3) << Result.str();
  EXPECT_EQ(found(Result), All);
  EXPECT_PRED2(contains, Result.Out, "unknown type name 'Unknown'");
  EXPECT_EQ(run({"--format=sarif"}).ExitCode, 3);
  Result = run({});
  EXPECT_EQ(Result.ExitCode, 3) << Result.str();
  EXPECT_PRED2(contains, Result.Out,
               "src/b.cpp:1:1: error: unknown type name 'Unknown'");
  EXPECT_PRED2(contains, Result.Err, "1 compile error\n");
}

TEST_F(Reporting, SumsUp) {
  ProgramResult Result = run({});
  EXPECT_EQ(Result.ExitCode, 1) << Result.str();
  EXPECT_PRED2(contains, Result.Err,
               "2 findings in 2 files, 2 files analysed\n"
               "     2  async-blocking-call\n");
  EXPECT_EQ(run({"-q"}).Err, "");
}

TEST_F(Reporting, FailsAsItIsTold) {
  EXPECT_EQ(run({"--fail-on=high"}).ExitCode, 1);
  ProgramResult Result = run({"--fail-on=never", "--format=json"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(found(Result), All);
  Result = run({"--fail-on=hi"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_EQ(Result.Err, "error: unknown value 'hi' of --fail-on; allowed are "
                        "low, medium, high, never\n");
}

//===----------------------------------------------------------------------===//
// Baseline
//===----------------------------------------------------------------------===//

TEST_F(Reporting, AcceptsWhatTheBaselineHas) {
  ProgramResult Result = run({"--write-baseline=known.json"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  std::string Known = Folder.path() + "/known.json";
  std::string Text = readFile(Known).value_or("");
  EXPECT_EQ(StringRef(Text).count("{\"file\":\"src/"), 2u) << Text;

  Result = run({"--baseline=known.json"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(Result.Out, "");
  EXPECT_PRED2(contains, Result.Err, "2 findings are in the baseline\n");

  // Moved, and with a new one before it.
  write("src/a.cpp",
        "#include \"task.h\"\n"
        "Task more() { sleep(7); co_await std::suspend_always{}; }\n" +
            Through.split('\n').second.str());
  for (StringRef Where : {"", "src"}) {
    Result = run({"--baseline=" + Known, "--format=json"}, Where);
    EXPECT_EQ(Result.ExitCode, 1) << Result.str();
    EXPECT_EQ(found(Result), Lines{(Where.empty() ? "src/a.cpp" : "a.cpp") +
                                   std::string(":2 async-blocking-call")});
  }

  // Fixed.
  write("src/a.cpp", Clean);
  Result = run({"--baseline=known.json"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_PRED2(contains, Result.Err, "1 baseline entry no longer found\n");
  // Files that were not analysed do not count.
  write("src/a.cpp", Through);
  Result = run({"--baseline=known.json", "src/b.cpp"});
  EXPECT_FALSE(contains(Result.Err, "no longer")) << Result.str();

  // Written again with the entries of the old one.
  Result = run({"--baseline=known.json", "--write-baseline=new.json"});
  EXPECT_EQ(readFile(Folder.path() + "/new.json"), Text) << Result.str();
}

TEST_F(Reporting, RefusesADamagedBaseline) {
  std::string Known = write("known.json", "{\"version\": 1,\n \"findings\" [}");
  ProgramResult Result = run({"--baseline=known.json"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_PRED2(contains, Result.Err, "known.json:2:");
  EXPECT_EQ(StringRef(Result.Err).count('\n'), 1u) << Result.Err;
  EXPECT_FALSE(contains(Result.Err, "error: error:")) << Result.Err;
  Result = run({"--baseline=missing.json"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_PRED2(contains, Result.Err, "missing.json: error: cannot read");
  Result = run({"--write-baseline=no/such/folder.json"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_PRED2(contains, Result.Err, "cannot write the baseline");
}

//===----------------------------------------------------------------------===//
// Changed lines
//===----------------------------------------------------------------------===//

TEST_F(Reporting, ReportsWhatHasChanged) {
  git({"init", "-q"});
  git({"add", "-A"});
  git({"commit", "-q", "-m", "first"});
  ProgramResult Result = run({"--diff=HEAD"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(Result.Out, "");
  EXPECT_PRED2(contains, Result.Err,
               "2 findings are on lines that have not changed\n");

  std::string Text = TaskHeader.str();
  Text.replace(Text.find("sleep(1)"), 8, "sleep(9)");
  write("src/task.h", Text);
  Result = run({"--diff=HEAD", "--format=json"});
  EXPECT_EQ(Result.ExitCode, 1) << Result.str();
  EXPECT_EQ(found(Result), Lines{"src/task.h:14 async-blocking-call"});

  write("src/c.cpp", Through);
  setUpDatabase({"src/a.cpp", "src/b.cpp", "src/c.cpp"});
  Result = run({"--diff=HEAD", "--format=json"}, "src");
  EXPECT_EQ(found(Result), (Lines{"c.cpp:4 async-blocking-call",
                                  "task.h:14 async-blocking-call"}))
      << Result.str();

  Result = run({"--diff=no-such"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_EQ(Result.Err, "error: --diff: there is no commit 'no-such' here; a "
                        "shallow clone has to fetch it first\n");
}

TEST_F(Reporting, NeedsAWorkTreeForChanges) {
  ProgramResult Result = run({"--diff=HEAD"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_EQ(Result.Err, "error: --diff: '" + Folder.path() +
                            "' is not in a git work tree\n");
}

//===----------------------------------------------------------------------===//
// Documentation
//===----------------------------------------------------------------------===//

TEST_F(Reporting, ExplainsChecks) {
  ProgramResult Result = run({"explain", "async-blocking-wait"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_TRUE(StringRef(Result.Out).starts_with("async-blocking-wait\nFinds "))
      << Result.Out;
  EXPECT_EQ(Result.Err, "");
  EXPECT_EQ(run({"explain", "blocking-wait"}).Out, Result.Out);
  Result = run({"explain", "async-blocking-weight"});
  EXPECT_EQ(Result.ExitCode, 2) << Result.str();
  EXPECT_EQ(Result.Err,
            "error: unknown check 'async-blocking-weight'; did you mean "
            "'async-blocking-wait'?\n");
  EXPECT_EQ(run({"explain"}).ExitCode, 2);
}

TEST_F(Reporting, ListsChecksAndModels) {
  ProgramResult Result = run({"list"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_PRED2(contains, Result.Out, "\nasync-blocking-wait ");
  Result = run({"models"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_PRED2(contains, Result.Out, "folly");
}

} // namespace clang::tidy::async::test
