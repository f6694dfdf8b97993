//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Knowledge about other files: from a run over the whole program, or from the
// index that async-tidy writes.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Index = ".async-tidy/index";

namespace {
/// A coroutine that calls a function two files away from what blocks.
class IndexDriver : public Driver {
protected:
  IndexDriver() {
    write("load.h", "int loadOrder();\nint readAll();\n");
    add("serve.cpp", Serve);
    add("load.cpp",
        "#include \"load.h\"\nint loadOrder() { return readAll(); }\n");
    add("read.cpp", Reads);
  }

  static constexpr StringRef Serve =
      "#include \"task.h\"\n#include \"load.h\"\n"
      "Task serve() {\n  loadOrder();\n  co_await step();\n}\n";
  static constexpr StringRef Reads =
      "#include \"load.h\"\n#include <cstdio>\n"
      "int readAll() { return std::fopen(\"orders\", \"r\") != nullptr; }\n";

  /// The lines of \p R that are about code, with files named from the project.
  std::string lines(const ProgramResult &R) const {
    std::string Lines;
    llvm::SmallVector<StringRef, 32> All;
    StringRef(R.Out).split(All, '\n');
    for (StringRef Line : All)
      if (Line.contains(": warning: ") || Line.contains(": note: ")) {
        Line.consume_front(Folder.path() + "/");
        Lines += (Line + "\n").str();
      }
    return Lines;
  }

  /// What clang-tidy with the plugin says of serve.cpp.
  ProgramResult plugin(const std::string &CheckOptions) {
    return shell("exec " ASYNC_TIDY_LLVM_BIN "/clang-tidy \"$@\"",
                 {"--load=" ASYNC_TIDY_PLUGIN, "-p", Folder.path(),
                  "--checks=-*,async-*",
                  "--config={CheckOptions: {" + CheckOptions + "}}",
                  path("serve.cpp")});
  }
};
} // namespace

TEST_F(IndexDriver, FollowsCallsIntoOtherFiles) {
  static constexpr StringRef Parts[] = {
      "serve.cpp:4:3: warning: 'loadOrder' blocks the thread of coroutine "
      "'serve'",
      "load.cpp:2:26: note: 'loadOrder' calls 'readAll' here",
      "read.cpp:3:24: note: 'readAll' blocks here, in 'fopen'"};
  for (const char *Jobs : {"-j1", "-j2"}) {
    ProgramResult R = tidy({Jobs, "--no-cache"});
    EXPECT_EQ(R.ExitCode, 1) << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
    for (StringRef Part : Parts)
      EXPECT_NE(R.Out.find(Part), std::string::npos) << R.str();
  }
  ProgramResult Cold = tidy({}), Warm = tidy({});
  EXPECT_FALSE(usedCache(Cold));
  EXPECT_NE(Warm.Err.find("3 files"), std::string::npos) << Warm.str();
  EXPECT_NE(Warm.Err.find("3 from the cache"), std::string::npos) << Warm.str();
  EXPECT_EQ(Warm.Out, Cold.Out);
  EXPECT_EQ(tidy({"--no-index"}).ExitCode, 0);
  // Nothing is known about files that are not analysed.
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 0);
  EXPECT_FALSE(llvm::sys::fs::exists(path(Index)));
}

TEST_F(IndexDriver, AnalysesAgainOnlyWhatAnEditAffects) {
  add("other.cpp", "#include \"task.h\"\nint far();\n"
                   "Task other() {\n  far();\n  co_await step();\n}\n");
  add("far.cpp", "int far() { return 1; }\n");
  ASSERT_EQ(tidy({}).ExitCode, 1);
  // Two files away from the finding, which disappears.
  write("read.cpp", "#include \"load.h\"\nint readAll() { return 1; }\n");
  ProgramResult R = tidy({});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_NE(R.Err.find("4 from the cache"), std::string::npos) << R.str();
  // The note shows its line.
  write("read.cpp", "\n" + Reads.str());
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Out.find("read.cpp:4:24: note: "), std::string::npos) << R.str();
  EXPECT_NE(R.Err.find("3 from the cache"), std::string::npos) << R.str();
  ASSERT_FALSE(llvm::sys::fs::remove(path("read.cpp")));
  llvm::json::Array Others;
  for (auto [I, Entry] : llvm::enumerate(Entries))
    if (I != 2)
      Others.push_back(std::move(Entry));
  Entries = std::move(Others);
  add("more.cpp", "int more() { return 1; }\n");
  R = tidy({});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
}

TEST_F(IndexDriver, KnowsNothingOfExcludedFiles) {
  add("third_party/x.cpp", Clean);
  EXPECT_EQ(tidy({"--exclude=third_party/"}).ExitCode, 1);
  EXPECT_EQ(tidy({"--exclude=read.cpp"}).ExitCode, 0);
}

TEST_F(IndexDriver, FixesWithOtherFilesInSight) {
  ProgramResult R = tidy({"fix"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_NE(R.Err.find("1 left"), std::string::npos) << R.str();
}

TEST_F(IndexDriver, WritesAnIndexForSingleFiles) {
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 0);
  ProgramResult Made = tidy({"index"});
  EXPECT_EQ(Made.ExitCode, 0) << Made.str();
  EXPECT_EQ(Made.Out, "") << Made.str();
  EXPECT_NE(Made.Err.find("index of 8 functions in 3 files written to "
                          ".async-tidy/index, "),
            std::string::npos)
      << Made.str();
  EXPECT_EQ(tidy({"serve.cpp"}).Out, tidy({"--no-cache"}).Out);
  EXPECT_TRUE(usedCache(tidy({"serve.cpp"})));
  EXPECT_EQ(tidy({"serve.cpp", "--no-index"}).ExitCode, 0);
  // The index is stale until it is rebuilt; a run over all files does not use
  // it.
  write("read.cpp", "#include \"load.h\"\nint readAll() { return 1; }\n");
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 1);
  EXPECT_EQ(tidy({}).ExitCode, 0);
  ProgramResult Again = tidy({"index"});
  EXPECT_NE(Again.Err.find("(2 from the cache)"), std::string::npos)
      << Again.str();
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 0);
  ASSERT_FALSE(llvm::sys::fs::remove(path(Index)));
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 0);
}

TEST_F(IndexDriver, IsWrittenAsAWhole) {
  // No character of a path is special.
  const std::string Name = "out/q%2Fr/index";
  for (bool Exists : {false, true}) {
    if (Exists)
      write(Name, "an older one");
    ProgramResult R = tidy({"index", "-q", "-o", Name});
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    EXPECT_TRUE(StringRef(read(Name)).starts_with("ATINDX"));
    EXPECT_EQ(listFolder(path("out/q%2Fr")),
              std::vector<std::string>{path(Name)})
        << "no file is left over";
  }
}

TEST_F(IndexDriver, IsTheSameInAnyOrder) {
  ASSERT_EQ(tidy({"index", "-j1"}).ExitCode, 0);
  std::string First = read(Index);
  std::reverse(Entries.begin(), Entries.end());
  add("more.cpp", "int more() { return 1; }\n");
  ASSERT_EQ(tidy({"index", "-j2"}).ExitCode, 0);
  std::string More = read(Index);
  EXPECT_NE(More, First);
  std::rotate(Entries.begin(), Entries.begin() + 1, Entries.end());
  std::string Json;
  llvm::raw_string_ostream(Json)
      << llvm::json::Value(llvm::json::Array(Entries));
  write("compile_commands.json", Json);
  ASSERT_EQ(tidy({"index", "-j4", "--no-cache"}).ExitCode, 0);
  EXPECT_EQ(read(Index), More);

  // In the steps of a build system.
  std::vector<std::string> Link = {"link", "-o", "linked"};
  for (StringRef File : {"read", "more", "serve", "load", "more"}) {
    std::string Summary = (File + ".ats").str();
    ProgramResult R = tidy({"summarize", (File + ".cpp").str(), "-o", Summary});
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    EXPECT_EQ(R.Out + R.Err, "");
    Link.push_back(Summary);
  }
  ProgramResult R = tidy(Link);
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(R.Out + R.Err, "");
  EXPECT_EQ(read("linked"), More);
}

TEST_F(IndexDriver, SummarizesWithFlags) {
  ProgramResult R = tidy({"summarize", "load.cpp", "-o", "out/load.ats", "--",
                          "-std=c++20", "-I."});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_TRUE(llvm::sys::fs::exists(path("out/load.ats")));
}

TEST_F(IndexDriver, TellsThePluginTheSame) {
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  std::string Expected = lines(tidy({"serve.cpp"}));
  EXPECT_NE(Expected, "");
  // It is there without being named.
  EXPECT_EQ(lines(plugin("")), Expected);
  ASSERT_FALSE(llvm::sys::fs::rename(path(Index), path("other.index")));
  EXPECT_EQ(lines(plugin("")), "");
  EXPECT_EQ(lines(plugin("AsyncProjectIndex: other.index")), Expected);
  EXPECT_EQ(lines(plugin("AsyncProjectIndex: " + path("other.index"))),
            Expected);
}

TEST_F(IndexDriver, MakesOneFindingOfWhatHasOneCauseElsewhere) {
  add("tell.cpp", "#include \"task.h\"\n#include \"load.h\"\n"
                  "Task answer() {\n  loadOrder();\n  co_await step();\n}\n");
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  ProgramResult R = tidy({});
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
  for (StringRef Part :
       {"serve.cpp:4:3: warning: 'loadOrder' blocks the thread of coroutine "
        "'serve', and in 1 more coroutine",
        "read.cpp:3:24: note: 'readAll' blocks here, in 'fopen'",
        "tell.cpp:4:3: note: it is reached from coroutine 'answer' through "
        "'loadOrder'"})
    EXPECT_NE(R.Out.find(Part), std::string::npos) << R.str();
}

TEST_F(IndexDriver, KnowsWhetherTasksOfOtherFilesFail) {
  write(".async-tidy.yaml", "library: mine\ntypes:\n"
                            "  - {name: Task, start: eager, drop: "
                            "loses-error}\n");
  write("work.h", "#include \"task.h\"\nTask quiet();\nTask fails();\n");
  add("work.cpp", "#include \"work.h\"\nvoid check();\n"
                  "Task quiet() { co_return; }\n"
                  "Task fails() { check(); co_return; }\n");
  add("check.cpp", "void check() { throw 1; }\n");
  add("drop.cpp", "#include \"work.h\"\nvoid drop() {\n  quiet();\n"
                  "  fails();\n}\n");
  static constexpr StringRef Says = "[async-unobserved-task]";
  EXPECT_EQ(count(tidy({"drop.cpp"}).Out, Says), 2u);
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  ProgramResult R = tidy({"drop.cpp"});
  EXPECT_EQ(count(R.Out, Says), 1u) << R.str();
  EXPECT_NE(R.Out.find("drop.cpp:4:3: warning: the task returned by 'fails' "
                       "is dropped"),
            std::string::npos)
      << R.str();
}

TEST_F(IndexDriver, IsSilencedWhereItsCauseIs) {
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  ASSERT_EQ(tidy({}).ExitCode, 1);
  std::string Silenced = Reads.str();
  size_t End = Silenced.find("nullptr;");
  Silenced.insert(Silenced.find('\n', End), " // NOLINT(async-blocking-call)");
  write("read.cpp", Silenced);
  EXPECT_EQ(tidy({}).ExitCode, 0);
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 0);
  EXPECT_EQ(lines(plugin("")), "");
}

TEST_F(IndexDriver, SaysInOneLineThatTheIndexIsOfNoUse) {
  struct {
    StringRef Text, Says;
  } const Cases[] = {
      {"", ".async-tidy/index: this is not an index of async-tidy"},
      {"int main() {}\n", ".async-tidy/index: this is not an index of "},
  };
  for (const auto &[Text, Says] : Cases) {
    write(Index, Text);
    ProgramResult R = tidy({"serve.cpp"});
    EXPECT_EQ(R.ExitCode, 0) << R.str();
    EXPECT_EQ(count(R.Err, "the project index is not used: "), 1u) << R.str();
    EXPECT_NE(R.Err.find(Says), std::string::npos) << R.str();
    ProgramResult P = plugin("");
    EXPECT_EQ(P.ExitCode, 0) << P.str();
    EXPECT_EQ(count(P.Out, "the project index is not used: "), 1u) << P.str();
  }
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  std::string Good = read(Index);
  std::string Damaged = Good;
  Damaged[Damaged.size() / 2] ^= 1;
  write(Index, Damaged);
  ProgramResult R = tidy({"serve.cpp"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Err, "the file is damaged; recreate it with 'async-tidy "
                         "index'"),
            1u)
      << R.str();
  write(Index, StringRef(Good).take_front(Good.size() / 2));
  EXPECT_EQ(count(tidy({"serve.cpp"}).Err, "the file is damaged"), 1u);
  write(Index, Good);
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 1);

  write(".clang-tidy", "CheckOptions: {AsyncProjectIndex: nowhere.index}\n");
  R = tidy({"serve.cpp"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Err, "nowhere.index: it cannot be read"), 1u) << R.str();
}

TEST_F(IndexDriver, IsForTheModelsThatItWasMadeWith) {
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  write(".async-tidy.yaml", "library: mine\nroots: [mine]\ncalls:\n"
                            "  - {name: nap, role: block, blocks: sleep}\n");
  ProgramResult R = tidy({"serve.cpp"});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_EQ(count(R.Err, "it was made with other models or options"), 1u)
      << R.str();
  ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 1);
}

TEST_F(IndexDriver, LeavesOutWhatDoesNotCompile) {
  add("wrong.cpp", "int wrong( {\n");
  ProgramResult R = tidy({"index"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_NE(R.Out.find("wrong.cpp:1"), std::string::npos) << R.str();
  EXPECT_NE(R.Err.find("1 file could not be summarized"), std::string::npos)
      << R.str();
  EXPECT_EQ(tidy({"serve.cpp"}).ExitCode, 1);
  R = tidy({"summarize", "wrong.cpp", "-o", "wrong.ats"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_FALSE(llvm::sys::fs::exists(path("wrong.ats")));
}

TEST_F(IndexDriver, TellsInOneLineWhatIsWrong) {
  write("not.ats", "int x;\n");
  write("empty/x.txt", "");
  struct {
    std::vector<std::string> Args;
    StringRef Says;
  } const Cases[] = {
      {{"index", "load.cpp"}, "async-tidy index reads all files"},
      {{"index", "-p", "empty"}, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"},
      {{"index", "-o", "not.ats/below"}, "cannot write"},
      {{"index", "-o", ""}, "-o needs a value"},
      {{"check", "-o", "x"}, "-o is for async-tidy index"},
      {{"summarize", "load.cpp"}, "async-tidy summarize FILE -o FILE.ats"},
      {{"summarize", "-o", "x.ats"}, "async-tidy summarize FILE -o FILE.ats"},
      {{"summarize", "nope.cpp", "-o", "x.ats"}, "no such file"},
      {{"link", "not.ats"}, "async-tidy link *.ats -o"},
      {{"link", "-o", "x"}, "async-tidy link *.ats -o"},
      {{"link", "nope.ats", "-o", "x"}, "cannot read nope.ats: "},
      {{"link", "not.ats", "-o", "x"},
       "not.ats: this is not a summary of async-tidy"},
  };
  for (const auto &[Args, Says] : Cases) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << Says.str() << ": " << R.str();
    EXPECT_EQ(R.Out, "") << R.str();
    EXPECT_TRUE(StringRef(R.Err).starts_with("error: ")) << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
    EXPECT_NE(R.Err.find(Says), std::string::npos) << R.str();
  }
  EXPECT_FALSE(llvm::sys::fs::exists(path("x")));
}

//===----------------------------------------------------------------------===//
// Values that functions receive and return
//===----------------------------------------------------------------------===//

namespace {
/// A project with helpers of its own in "run.cpp".
class HelperDriver : public Driver {
protected:
  HelperDriver() {
    write(".async-tidy.yaml", R"yaml(library: mine
types:
  - {name: Task, start: eager, drop: loses-error}
  - {name: Future, start: eager, drop: loses-error}
calls:
  - {name: "mine::submit", role: offload, callable: 0, runs: pool}
  - {name: "mine::defer", role: post, callable: 0, runs: loop}
  - {name: "mine::start", role: offload, callable: 0, runs: thread}
  - {name: "mine::fetch", role: async}
  - {name: "mine::ready", role: ready}
  - {name: "Future::get", role: wait, task: this}
)yaml");
    write("run.h", R"cpp(#pragma once
#include "task.h"
struct Work {
  template <typename F> Work(F) {}
  void operator()() const;
};
struct Future {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  void get();
};
namespace mine {
Future submit(Work);
void defer(Work);
void start(Work);
Future fetch();
Future ready();
}
Future inBackground(Work);
void onLoop(Work);
void onThread(Work);
void keep(Work);
void runQuietly(Task);
void runAndLog(Task);
Task fails();
Task quiet();
Future cached();
)cpp");
    add("run.cpp", R"cpp(#include "run.h"
Future inBackground(Work W) { return mine::submit(W); }
void onLoop(Work W) { mine::defer(W); }
void onThread(Work W) { mine::start(W); }
void keep(Work W) { static Work Kept = W; }
void runQuietly(Task) {}
void runAndLog(Task T) { static Task Kept = T; }
Task fails() { throw 1; co_return; }
Task quiet() { co_return; }
Future cached() { return mine::ready(); }
)cpp");
  }

  /// The run over all files, and one over use.cpp with an index, report exactly
  /// \p Lines; a run without an index reports \p Alone.
  void expect(StringRef Check, std::vector<StringRef> Lines,
              std::vector<StringRef> Alone = {}) {
    auto Says = [&](std::vector<std::string> Args) {
      ProgramResult R = tidy(std::move(Args));
      EXPECT_EQ(count(R.Out, ("[" + Check + "]").str()), Lines.size())
          << R.str();
      for (StringRef Line : Lines)
        EXPECT_NE(R.Out.find(Line), std::string::npos) << Line.str() << R.str();
      return R.Out;
    };
    std::string Cold = Says({});
    EXPECT_EQ(Says({}), Cold);
    ASSERT_EQ(tidy({"index", "-q"}).ExitCode, 0);
    Says({"use.cpp"});
    Lines = Alone;
    Says({"--no-index"});
  }
};
} // namespace

TEST_F(HelperDriver, KnowsWhereCallablesRun) {
  add("use.cpp", "#include \"run.h\"\nvoid use() {\n"
                 "  inBackground([] { block(); }).get();\n"
                 "  onLoop([] { block(); });\n"
                 "  onThread([] { block(); });\n"
                 "  keep([] { block(); });\n}\n");
  expect("async-blocking-call",
         {"use.cpp:4:15: warning: 'block' blocks the thread that runs this "
          "continuation"});
}

TEST_F(HelperDriver, KnowsOffloadsThatOnlyWait) {
  add("use.cpp", "#include \"run.h\"\nTask use() {\n"
                 "  co_await inBackground([] { mine::fetch().get(); });\n"
                 "  co_await inBackground([] { block(); });\n}\n");
  expect("async-io-in-offload",
         {"use.cpp:3:12: warning: 'inBackground' ties up a thread waiting for "
          "'fetch', which is already asynchronous"});
}

TEST_F(HelperDriver, KnowsWhereTasksAreDropped) {
  add("use.cpp", "#include \"run.h\"\nvoid use() {\n"
                 "  runQuietly(fails());\n"
                 "  runQuietly(quiet());\n"
                 "  runAndLog(fails());\n}\n");
  expect("async-unobserved-task",
         {"use.cpp:3:14: warning: the task returned by 'fails' is dropped; if "
          "it fails, nobody will know"});
  EXPECT_NE(tidy({}).Out.find("run.cpp:6:17: note: it is dropped here"),
            std::string::npos);
}

TEST_F(HelperDriver, KnowsFinishedTasks) {
  add("use.cpp", "#include \"run.h\"\nFuture other();\nTask use() {\n"
                 "  cached().get();\n"
                 "  other().get();\n"
                 "  co_await step();\n}\n");
  expect("async-blocking-wait", {"use.cpp:5:11: warning: "},
         {"use.cpp:4:12: warning: ", "use.cpp:5:11: warning: "});
}

TEST_F(HelperDriver, ShowsTheCoroutineThatCallsAFunctionThatWaits) {
  write("wait.h", "void waits();\n");
  add("use.cpp", "#include \"run.h\"\n#include \"wait.h\"\n"
                 "void waits() { mine::fetch().get(); }\n");
  add("serve.cpp", "#include \"task.h\"\n#include \"wait.h\"\n"
                   "Task serve() {\n  waits();\n  co_await step();\n}\n");
  ProgramResult R = tidy({"--checks=-*,async-sync-over-async"});
  EXPECT_EQ(count(R.Out, "[async-sync-over-async]"), 1u) << R.str();
  EXPECT_NE(R.Out.find("serve.cpp:4:3: note: a coroutine calls it here, which "
                       "blocks all other coroutines on its thread"),
            std::string::npos)
      << R.str();
}

} // namespace clang::tidy::async::test
