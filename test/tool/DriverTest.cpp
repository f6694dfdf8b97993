//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Drives the real async-tidy.

#include "CheckList.h"
#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"
#include <chrono>

using llvm::StringRef;

namespace clang::tidy::async::test {

// A task of our own, lazy and awaitable, and a function that blocks.
static constexpr StringRef TaskHeader = R"cpp(#pragma once
#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task step();
[[clang::annotate("async-tidy::blocking")]] void block();
)cpp";

static constexpr StringRef Blocks =
    "#include \"task.h\"\nTask f() { block(); co_await step(); }\n";
static constexpr StringRef Clean =
    "#include \"task.h\"\nTask g() { co_await step(); }\n";
static constexpr StringRef Drops =
    "#include \"task.h\"\nTask h() {\n  step();\n  co_await step();\n}\n";

static constexpr StringRef SaysBlocks = "[async-blocking-call]";

namespace {
class Driver : public testing::Test {
protected:
  Driver() { write("task.h", TaskHeader); }

  std::string write(StringRef Name, StringRef Text) {
    return Folder.write(Name, Text);
  }
  std::string read(StringRef Name) { return *readFile(path(Name)); }
  std::string path(StringRef Name) const {
    return (Folder.path() + "/" + Name).str();
  }

  /// Writes a compile database of all files that were added.
  void add(StringRef Name, StringRef Text, std::vector<std::string> More = {}) {
    std::string File = write(Name, Text);
    llvm::json::Array Args{"clang++", "-std=c++20", "-I" + Folder.path()};
    for (std::string &Flag : More)
      Args.push_back(std::move(Flag));
    Args.push_back("-c");
    Args.push_back(File);
    Entries.push_back(llvm::json::Object{{"directory", Folder.path()},
                                         {"file", File},
                                         {"arguments", std::move(Args)}});
    std::string Json;
    llvm::raw_string_ostream(Json)
        << llvm::json::Value(llvm::json::Array(Entries));
    write("compile_commands.json", Json);
  }

  /// Runs in the project's folder. It has a cache of its own.
  ProgramResult tidy(std::vector<std::string> Args) {
    return shell("exec \"$0\" \"$@\"", std::move(Args));
  }

  /// Runs a script, in which "$0" is the program and "$@" its arguments.
  ProgramResult shell(const std::string &Script,
                      std::vector<std::string> Args = {}) {
    std::vector<std::string> Command = {
        "sh", "-c",
        "cd " + Folder.path() + " && export XDG_CACHE_HOME=" + Folder.path() +
            "/cache && " + Script,
        ASYNC_TIDY_DRIVER};
    llvm::append_range(Command, Args);
    return runProgram(Command);
  }

  static size_t count(StringRef Text, StringRef What) {
    return Text.count(What);
  }

  /// What the run had to analyse, as its summary tells.
  static bool usedCache(const ProgramResult &R) {
    return StringRef(R.Err).contains("from the cache");
  }

  std::string databaseOfCache() {
    for (const std::string &File : listFolder(path("cache/async-tidy")))
      if (StringRef(File).ends_with(".db"))
        return File;
    ADD_FAILURE() << "no cache";
    return "";
  }

  ScratchFolder Folder;
  llvm::json::Array Entries;
};
} // namespace

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
      {{"*.cxx"}, "*.cxx is not in the compile database"},
      {{"[a"}, "'[a' is neither a file nor a glob"},
      {{"--checks=async-blocking-cal"}, "did you mean 'async-blocking-call'?"},
      {{"--checks=nothing-*"}, "no check is called 'nothing-*'"},
      {{"--preset=all"}, "--preset=async"},
      {{"--header-filter=("}, "is not a regular expression"},
      {{"--project-root=nowhere"}, "no such folder: nowhere"},
      {{"--format=xml"}, "--format"},
      {{"--fail-on=never-ever"}, "--fail-on"},
      {{"--baseline=nowhere.json"}, "nowhere.json"},
      {{"-j=many"}, "many"},
      {{"explain"}, "async-tidy explain CHECK"},
      {{"list", "more"}, "takes nothing more"},
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
  // A .clang-tidy that is about other checks leaves ours on.
  write(".clang-tidy", "Checks: '-*,bugprone-*'\n");
  EXPECT_EQ(tidy({}).ExitCode, 1);
  write(".clang-tidy", "Checks: '-*,async-*,-async-blocking-call'\n");
  EXPECT_EQ(tidy({}).ExitCode, 0);
}

TEST_F(Driver, RunsChecksOfClangTidyAsWell) {
  add("a.cpp", "#include \"task.h\"\n"
               "namespace std { struct mutex { void lock(); void unlock(); };\n"
               "template <class T> struct lock_guard {\n"
               "  explicit lock_guard(T &M); ~lock_guard(); }; }\n"
               "std::mutex M;\n"
               "Task f(int &R) { std::lock_guard<std::mutex> L(M);\n"
               "  co_await step(); }\n");
  ProgramResult R = tidy({"--preset=async"});
  EXPECT_NE(R.Out.find("[misc-coroutine-hostile-raii]"), std::string::npos)
      << R.str();
  EXPECT_NE(
      R.Out.find("[cppcoreguidelines-avoid-reference-coroutine-parameters]"),
      std::string::npos)
      << R.str();
  R = tidy({"--preset=async", "--checks=-misc-*,readability-*"});
  EXPECT_EQ(R.Out.find("[misc-"), std::string::npos) << R.str();
  EXPECT_NE(R.Out.find("[readability-"), std::string::npos) << R.str();
}

//===----------------------------------------------------------------------===//
// The cache
//===----------------------------------------------------------------------===//

// The folder of compile_flags.txt has no list: its sources are looked for.
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
  // A model that was not there.
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
  // The same size and the same time of modification.
  ProgramResult Changed =
      shell("touch -r second/part.h stamp && sed -i s/WAITS/WAITZ/ "
            "second/part.h && touch -r stamp second/part.h && exec \"$0\"");
  EXPECT_EQ(count(Changed.Out, "warning: "), 0u) << Changed.str();
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
  // No file may grow: as if the disk were full.
  R = shell("ulimit -f 1 && exec \"$0\" -q");
  EXPECT_EQ(R.ExitCode, 1) << R.str();
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

// Takes as long as one lets it.
static constexpr StringRef Endless =
    "constexpr int f() { int R = 0; for (;;) R ^= 1; return R; }\n"
    "constexpr int X = f();\n";
static const std::vector<std::string> Patience = {
    "-fconstexpr-steps=2147483647"};

TEST_F(Driver, GivesAFileUpThatTakesTooLong) {
  add("a.cpp", Endless, Patience);
  add("b.cpp", Blocks);
  ProgramResult R = tidy({"--timeout=1", "-j2"});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
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

TEST_F(Driver, EndsWithinASecondAndLeavesNothingBehind) {
  add("a.cpp", Endless, Patience);
  add("b.cpp", Blocks);
  for (StringRef Signal : {"TERM", "HUP"}) {
    ProgramResult R =
        shell("\"$0\" -j2 & p=$!; sleep 1; ls /proc/*/cwd >/dev/null 2>&1;"
              "b=$(date +%s%N); kill -" +
              Signal.str() +
              " $p; wait $p; c=$?; e=$(date +%s%N);"
              "echo code $c ms $(( (e - b) / 1000000 ));"
              "for d in /proc/[0-9]*; do"
              "  if [ \"$(readlink $d/cwd)\" = \"$PWD\" ] && "
              "     [ \"$(readlink $d/exe)\" = \"$0\" ]; then echo left $d; fi;"
              "done");
    EXPECT_NE(R.Out.find(Signal == "TERM" ? "code 143" : "code 129"),
              std::string::npos)
        << R.str();
    StringRef Millis = StringRef(R.Out).split(" ms ").second;
    unsigned Taken = 100000;
    Millis.consumeInteger(10, Taken);
    EXPECT_LT(Taken, 1000u) << R.str();
    EXPECT_EQ(R.Out.find("left"), std::string::npos) << R.str();
  }
}

TEST_F(Driver, MayBeKilledAtAnyPoint) {
  for (unsigned I = 0; I < 20; ++I)
    add("f" + std::to_string(I) + ".cpp", I % 2 ? Blocks : Clean);
  for (StringRef Seconds : {"0.05", "0.2", "0.5", "1.2"}) {
    shell("\"$0\" -q >/dev/null 2>&1 & p=$!; sleep " + Seconds.str() +
          "; kill -9 $p; wait");
    // Its workers end with it.
    ProgramResult R =
        shell("sleep 0.3; for d in /proc/[0-9]*; do"
              "  if [ \"$(readlink $d/cwd)\" = \"$PWD\" ] && "
              "     [ \"$(readlink $d/exe)\" = \"$0\" ]; then echo left $d; fi;"
              "done");
    EXPECT_EQ(R.Out, "") << R.str();
  }
  ProgramResult R = tidy({"-q"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Out, SaysBlocks), 10u) << R.str();
  EXPECT_EQ(R.Err, "");
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

// What is in one branch of a header is not in the other: the fix must not
// break the file that takes the other one.
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
