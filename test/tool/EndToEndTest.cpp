//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Runs the real clang-tidy with the plugin loaded.

#include "CheckList.h"
#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async::test {

// Our own task, and a wait without a fix: a std::future cannot be awaited.
static constexpr StringRef Prelude = R"cpp(#include <coroutine>
#include <future>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
)cpp";

static constexpr StringRef Wait =
    "Task poll(std::future<int> F) { int R = F.get(); co_return; }\n";

static constexpr StringRef FollyWait = R"cpp(#include "folly/folly.h"
folly::coro::Task<int> f(folly::Future<int> F) {
  int R = std::move(F).get();
  co_return R;
}
)cpp";

static constexpr StringRef Said = "blocks the thread";

namespace {
class EndToEnd : public testing::Test {
protected:
  ProgramResult tidy(std::vector<std::string> Options,
                     const std::string &File = "",
                     std::vector<std::string> Flags = {"-std=c++20"}) {
    std::vector<std::string> Command = {ASYNC_TIDY_LLVM_BIN "/clang-tidy",
                                        "--load=" ASYNC_TIDY_PLUGIN};
    llvm::append_range(Command, Options);
    if (!File.empty()) {
      Command.push_back(File);
      Command.push_back("--");
      llvm::append_range(Command, Flags);
    }
    return runProgram(Command);
  }

  ProgramResult tidyChecks(const std::string &File,
                           std::vector<std::string> Options = {}) {
    Options.insert(Options.begin(), OnlyOurs);
    return tidy(Options, File);
  }

  std::string write(StringRef Name, const llvm::Twine &Text) {
    return Folder.write(Name, Text.str());
  }

  static size_t countFindings(const ProgramResult &Result) {
    return StringRef(Result.Out).count(Said);
  }

  const std::string OnlyOurs = "--checks=-*,async-blocking-wait";
  const std::string EveryCheck = "--checks=-*,async-*";
  const std::vector<std::string> FollyFlags = {"-std=c++20", "-isystem",
                                               ASYNC_TIDY_TEST_DIR "/stubs"};
  ScratchFolder Folder;
};
} // namespace

static bool contains(StringRef Text, StringRef Part) {
  return Text.contains(Part);
}

TEST_F(EndToEnd, PrintsAFindingAndSucceeds) {
  std::string File = write("a.cpp", Prelude + Wait);
  ProgramResult Result = tidyChecks(File);
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(countFindings(Result), 1u) << Result.str();
  EXPECT_PRED2(contains, Result.Out, File + ":12:");
  EXPECT_PRED2(contains, Result.Out, "[async-blocking-wait]\n");
}

TEST_F(EndToEnd, SaysNothingOfRightCode) {
  ProgramResult Result =
      tidyChecks(write("a.cpp", Prelude + "Task poll() { co_return; }\n"));
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(Result.Out, "");
}

TEST_F(EndToEnd, FixesToCodeThatCompiles) {
  std::string File = write("a.cpp", FollyWait);
  ProgramResult Result = tidy({OnlyOurs, "--fix"}, File, FollyFlags);
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  std::string Fixed = readFile(File).value_or("");
  EXPECT_PRED2(contains, Fixed, "  int R = co_await std::move(F);\n");

  std::vector<std::string> Compile = {ASYNC_TIDY_LLVM_BIN "/clang++",
                                      "-fsyntax-only", File};
  llvm::append_range(Compile, FollyFlags);
  ProgramResult Compiled = runProgram(Compile);
  EXPECT_EQ(Compiled.ExitCode, 0) << Compiled.str() << Fixed;

  Result = tidy({OnlyOurs, "--fix"}, File, FollyFlags);
  EXPECT_EQ(countFindings(Result), 0u) << Result.str();
  EXPECT_EQ(readFile(File).value_or(""), Fixed);
}

TEST_F(EndToEnd, ExportsFixes) {
  std::string File = write("a.cpp", FollyWait);
  std::string Yaml = Folder.path() + "/fixes.yaml";
  ProgramResult Result =
      tidy({OnlyOurs, "--export-fixes=" + Yaml}, File, FollyFlags);
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  std::string Text = readFile(Yaml).value_or("");
  EXPECT_PRED2(contains, Text, "DiagnosticName:  async-blocking-wait");
  EXPECT_PRED2(contains, Text, "ReplacementText:");
  EXPECT_PRED2(contains, Text, "co_await");
  EXPECT_EQ(readFile(File).value_or(""), FollyWait);
}

TEST_F(EndToEnd, HonoursNolint) {
  StringRef Line = Wait.rtrim();
  std::string Suppressed[] = {
      (Prelude + Line + " // NOLINT\n").str(),
      (Prelude + Line + " // NOLINT(async-blocking-wait): why\n").str(),
      (Prelude + Line + " // NOLINT(async-*)\n").str(),
      (Prelude + "// NOLINTNEXTLINE(async-blocking-wait)\n" + Wait).str(),
      (Prelude + "// NOLINTBEGIN(async-blocking-wait)\n" + Wait +
       "// NOLINTEND(async-blocking-wait)\n")
          .str()};
  for (const std::string &Text : Suppressed) {
    ProgramResult Result = tidyChecks(write("a.cpp", Text));
    EXPECT_EQ(Result.ExitCode, 0) << Text << Result.str();
    EXPECT_EQ(countFindings(Result), 0u) << Text << Result.str();
  }
  ProgramResult Result = tidyChecks(
      write("a.cpp", Prelude + Line + " // NOLINT(async-fake-async)\n"));
  EXPECT_EQ(countFindings(Result), 1u) << Result.str();
}

TEST_F(EndToEnd, FailsIfWarningsAreErrors) {
  ProgramResult Result = tidyChecks(write("a.cpp", Prelude + Wait),
                                    {"--warnings-as-errors=async-*"});
  EXPECT_EQ(Result.ExitCode, 1) << Result.str();
  EXPECT_PRED2(contains, Result.Out,
               "[async-blocking-wait,-warnings-as-errors]");
}

TEST_F(EndToEnd, ReadsAConfigFile) {
  std::string File = write("a.cpp", Prelude + Wait);
  write(".clang-tidy", "Checks: '-*,async-blocking-wait'\n"
                       "WarningsAsErrors: 'async-*'\n");
  ProgramResult Result = tidy({}, File);
  EXPECT_EQ(Result.ExitCode, 1) << Result.str();
  EXPECT_EQ(countFindings(Result), 1u) << Result.str();

  write(".clang-tidy", "Checks: '-*,async-fake-async'\n");
  Result = tidy({}, File);
  EXPECT_EQ(countFindings(Result), 0u) << Result.str();
}

// The options that the config dump names: `async-check.Option`, and those of
// all checks.
static llvm::StringMap<std::string> dumpedOptions(const ProgramResult &Dump) {
  llvm::StringMap<std::string> Options;
  for (StringRef Line : llvm::split(Dump.Out, '\n')) {
    auto [Key, Value] = Line.trim().split(": ");
    if ((Key.starts_with("async-") && Key.contains('.')) ||
        Key.starts_with("Async"))
      Options[Key] = Value.trim("' ").str();
  }
  return Options;
}

TEST_F(EndToEnd, TakesOptionsFromAConfigFile) {
  std::string File = write("a.cpp", "int X;\n");
  std::string Config = "Checks: '-*,async-*'\nCheckOptions:\n";
  ProgramResult Dump = tidy({EveryCheck, "--dump-config"}, File);
  ASSERT_EQ(Dump.ExitCode, 0) << Dump.str();
  llvm::StringMap<std::string> Before = dumpedOptions(Dump);
  for (const auto &Option : Before)
    Config += "  " + Option.first().str() + ": " +
              (Option.second == "true" ? "false" : "true") + "\n";
  write(".clang-tidy", Config);
  Dump = tidy({"--dump-config"}, File);
  ASSERT_EQ(Dump.ExitCode, 0) << Dump.str();
  llvm::StringMap<std::string> After = dumpedOptions(Dump);
  // The values of the others are unknown here.
  for (const auto &Option : Before)
    if (Option.second == "true" || Option.second == "false")
      EXPECT_NE(After[Option.first()], Option.second) << Option.first().str();
}

TEST_F(EndToEnd, VerifiesOptions) {
  ProgramResult Dump =
      tidy({EveryCheck, "--dump-config"}, write("a.cpp", "int X;\n"));
  std::string Config = "--config={Checks: '-*,async-*', CheckOptions: {";
  std::string All = Config;
  for (const auto &Option : dumpedOptions(Dump))
    All += Option.first().str() + ": '1', ";
  ProgramResult Right = tidy({"--verify-config", All + "}}"});
  EXPECT_EQ(Right.ExitCode, 0) << Right.str();

  ProgramResult Wrong = tidy(
      {"--verify-config", Config + "async-blocking-wait.NoSuchOption: '1'}}"});
  EXPECT_EQ(Wrong.ExitCode, 1) << Wrong.str();
  EXPECT_PRED2(contains, Wrong.Out + Wrong.Err, "NoSuchOption");
  Wrong = tidy({"--verify-config", "--config={Checks: '-*,async-no-such'}"});
  EXPECT_EQ(Wrong.ExitCode, 1) << Wrong.str();
}

// They belong to no check: neither to the first nor to all others.
TEST_F(EndToEnd, ReadsOptionsOfAllChecksOnce) {
  std::string File = write("a.cpp", Prelude + Wait);
  ProgramResult Dump = tidy({EveryCheck, "--dump-config"}, File);
  // From LLVM 20 on, clang-tidy dumps options of single checks only.
  const size_t Times = LLVM_VERSION_MAJOR < 20;
  for (StringRef Key : {"AsyncStrict: ", "AsyncTestPaths: ", "AsyncModels: "}) {
    EXPECT_EQ(StringRef(Dump.Out).count(Key), Times) << Dump.str();
    EXPECT_EQ(StringRef(Dump.Out).count(("." + Key).str()), 0u) << Dump.str();
  }
  ProgramResult Verified =
      tidy({"--verify-config", "--config={Checks: '-*,async-*', CheckOptions: "
                               "{AsyncStrict: true, AsyncModels: ''}}"});
  EXPECT_EQ(Verified.ExitCode, 0) << Verified.str();
  Verified =
      tidy({"--verify-config", "--config={Checks: '-*,async-*', CheckOptions: "
                               "{async-fake-async.AsyncStrict: true}}"});
  EXPECT_EQ(Verified.ExitCode, 1) << Verified.str();

  auto Config = [&](const std::string &Option) {
    return "--config={CheckOptions: {" + Option + ": true}}";
  };
  // Whether it prints them or not, clang-tidy reads them.
  auto ShowsModels = [&](std::vector<std::string> More) {
    ProgramResult Result = tidyChecks(File, std::move(More));
    EXPECT_EQ(countFindings(Result), 1u) << Result.str();
    return contains(Result.Out, "note: in the model of ");
  };
  EXPECT_FALSE(ShowsModels({}));
  EXPECT_TRUE(ShowsModels({Config("AsyncShowModel")}));
  for (const char *Check : {"async-offload-in-library", "async-fake-async"}) {
    std::string Option = std::string(Check) + ".AsyncStrict";
    ProgramResult Result = tidyChecks(File, {Config(Option)});
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    EXPECT_EQ(StringRef(Result.Out)
                  .count("warning: '" + Option +
                         "' has no effect: all checks share this option; call "
                         "it 'AsyncStrict' [clang-tidy-config]"),
              1u)
        << Result.str();
  }
}

TEST_F(EndToEnd, WarnsOfMisspeltOptionsOfAllChecks) {
  std::string File = write("a.cpp", Prelude + Wait);
  for (const char *Option : {"AsyncStrit", "asyncStrict", "AsnycStrict"}) {
    ProgramResult Result = tidyChecks(
        File, {std::string("--config={CheckOptions: {") + Option + ": true}}"});
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    EXPECT_EQ(countFindings(Result), 1u) << Result.str();
    EXPECT_PRED2(contains, Result.Out,
                 std::string("warning: unknown option '") + Option +
                     "'; did you mean 'AsyncStrict'? [clang-tidy-config]");
  }
  ProgramResult Others = tidyChecks(
      File, {"--config={CheckOptions: {StrictMode: true, IgnoreMacros: true, "
             "misc-x.AsyncStrit: true}}"});
  EXPECT_EQ(Others.Out.find("clang-tidy-config"), std::string::npos)
      << Others.str();
}

TEST_F(EndToEnd, StopsAtAModelThatIsWrong) {
  std::string File = write("a.cpp", Prelude + Wait);
  std::string Other = write("b.cpp", Prelude + Wait);
  write("good.yaml", "library: mine\n");
  write("bad.yaml", "library: mine\ncalls:\n  - name: f\n    role: wiat\n");
  auto Config = [&](StringRef Models) {
    return ("--config={CheckOptions: {AsyncModels: '" + Models + "'}}").str();
  };
  ProgramResult Right = tidyChecks(File, {Config("good.yaml")});
  EXPECT_EQ(Right.ExitCode, 0) << Right.str();
  EXPECT_EQ(countFindings(Right), 1u) << Right.str();

  // One line for all files, and no findings with a part of the models.
  ProgramResult Wrong =
      tidy({OnlyOurs, Config("good.yaml,bad.yaml"), Other}, File);
  EXPECT_EQ(Wrong.ExitCode, 1) << Wrong.str();
  EXPECT_EQ(countFindings(Wrong), 0u) << Wrong.str();
  EXPECT_EQ(StringRef(Wrong.Out).count("error: "), 1u) << Wrong.str();
  EXPECT_PRED2(contains, Wrong.Out,
               "bad.yaml:4:11: unknown word 'wiat'; did you mean 'wait'? "
               "[clang-tidy-config]");

  write(".async-tidy.yaml", "library: mine\nroot: [mine]\n");
  Wrong = tidyChecks(File);
  EXPECT_EQ(Wrong.ExitCode, 1) << Wrong.str();
  EXPECT_EQ(countFindings(Wrong), 0u) << Wrong.str();
  EXPECT_PRED2(contains, Wrong.Out,
               ".async-tidy.yaml:2:1: unknown key 'root'; did you mean "
               "'roots'? [clang-tidy-config]");
}

// A model that would take forever to read, or all memory.
TEST_F(EndToEnd, StopsAtAModelThatIsNoFile) {
  std::string File = write("a.cpp", Prelude + Wait);
  for (auto [Target, What] :
       {std::pair{"/dev/zero", "a device"}, std::pair{"pipe", "a pipe"}}) {
    ASSERT_EQ(::mkfifo((Folder.path() + "/pipe").c_str(), 0600), 0);
    ASSERT_EQ(::symlink(Target, (Folder.path() + "/.async-tidy.yaml").c_str()),
              0);
    ProgramResult Wrong = tidyChecks(File);
    EXPECT_EQ(Wrong.ExitCode, 1) << Wrong.str();
    EXPECT_EQ(countFindings(Wrong), 0u) << Wrong.str();
    EXPECT_PRED2(contains, Wrong.Out,
                 (llvm::Twine(".async-tidy.yaml: cannot read this model file: "
                              "it is ") +
                  What + ", not a file")
                     .str());
    ::unlink((Folder.path() + "/pipe").c_str());
    llvm::sys::fs::remove(Folder.path() + "/.async-tidy.yaml");
  }
}

TEST_F(EndToEnd, FiltersHeaders) {
  write("user/header.h", Prelude + Wait);
  std::string File = write("a.cpp", "#include \"user/header.h\"\n");
  EXPECT_EQ(countFindings(tidyChecks(File, {"--header-filter=.*"})), 1u);
  EXPECT_EQ(countFindings(tidyChecks(File, {"--header-filter=none"})), 0u);

  File = write("b.cpp", "#include <header.h>\n");
  ProgramResult System =
      tidy({OnlyOurs, "--header-filter=.*"}, File,
           {"-std=c++20", "-isystem", Folder.path() + "/user"});
  EXPECT_EQ(System.ExitCode, 0) << System.str();
  EXPECT_EQ(countFindings(System), 0u) << System.str();
}

TEST_F(EndToEnd, ListsAllChecks) {
  ProgramResult Result = tidy({EveryCheck, "--list-checks"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  std::vector<ListedCheck> Checks = readCheckList(ASYNC_TIDY_SOURCE_DIR);
  EXPECT_FALSE(Checks.empty());
  for (const ListedCheck &Check : Checks)
    EXPECT_PRED2(contains, Result.Out, "    " + Check.Name + "\n");
  EXPECT_EQ(StringRef(Result.Out).count("    async-"), Checks.size())
      << Result.str();
}

// It would load, list its checks, find nothing and pass. Each version has its
// own build in build/N.
TEST_F(EndToEnd, RefusesAnotherLLVM) {
  const std::string Ours = llvm::utostr(LLVM_VERSION_MAJOR);
  const std::string Theirs = LLVM_VERSION_MAJOR == 22 ? "19" : "22";
  const std::string Host = "/usr/lib/llvm-" + Theirs + "/bin/clang-tidy";
  const std::string Plugin =
      ASYNC_TIDY_SOURCE_DIR "/build/" + Theirs + "/lib/libAsyncTidy.so";
  std::string File = write("a.cpp", Prelude + Wait);
  auto Refuses = [&](const std::string &Tidy, const std::string &Load,
                     StringRef Built, StringRef Has) {
    for (StringRef Checks : {"-*,async-*", "-*,async-*,bugprone-*"}) {
      ProgramResult Result = runProgram(
          {Tidy, "--load=" + Load, ("--checks=" + Checks).str(), File, "--"});
      EXPECT_EQ(Result.ExitCode, 1) << Result.str();
      EXPECT_EQ(Result.Out, "");
      EXPECT_EQ(Result.Err,
                ("error: " + Load + " is built for LLVM " + Built +
                 " and cannot run in LLVM " + Has + ": use clang-tidy-" +
                 Built + ", or build the plugin with -DASYNC_TIDY_LLVM=" + Has +
                 "\n")
                    .str());
    }
    ProgramResult Listed =
        runProgram({Tidy, "--load=" + Load, "--checks=*", "--list-checks"});
    EXPECT_EQ(Listed.ExitCode, 1) << Listed.str();
  };
  bool HasHost = llvm::sys::fs::can_execute(Host);
  bool HasPlugin = llvm::sys::fs::exists(Plugin);
  if (HasHost)
    Refuses(Host, ASYNC_TIDY_PLUGIN, Ours, Theirs);
  if (HasPlugin)
    Refuses(ASYNC_TIDY_LLVM_BIN "/clang-tidy", Plugin, Theirs, Ours);
  if (!HasHost || !HasPlugin)
    GTEST_SKIP() << "there is no " << (HasHost ? Plugin : Host);
}

TEST_F(EndToEnd, SurvivesBrokenCode) {
  for (StringRef Code :
       {"Task f(std::future<int> F) { int R = F.get(; co_return; }\n",
        "Task f(Unknown F) { co_await F.get(); }\n", "Task f() { co_await\n",
        "auto f() { co_return; }\n",
        "Task f() { std::async([] { return missing(); }); co_return\n",
        "template <class T> Task f(T F) { F.get(); co_return 1; }\n"
        "Task g() { return f(std::future<int>()); }\n",
        "#include \"missing.h\"\nTask f(Missing &M) { M.get(); co_return; }\n",
        "struct S : Missing { Task f() { this->get().wait(); co_return; }\n",
        "Task f() { co_await [] { co_return; }(); }\n}}}}\n"}) {
    ProgramResult Result = tidy({EveryCheck}, write("a.cpp", Prelude + Code));
    EXPECT_EQ(Result.ExitCode, 1) << Code.str() << Result.str();
    EXPECT_PRED2(contains, Result.Out, "[clang-diagnostic-error]");
  }
}

TEST_F(EndToEnd, AcceptsAnEmptyFile) {
  for (StringRef Text : {"", "\n", "// nothing\n", "#if 0\n#endif\n"}) {
    ProgramResult Result = tidy({EveryCheck}, write("a.cpp", Text));
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    EXPECT_EQ(Result.Out, "") << Text.str();
  }
}

TEST_F(EndToEnd, AcceptsC) {
  std::string File = write("a.c", "#include <unistd.h>\n"
                                  "int co_await(int get) {\n"
                                  "  sleep(1);\n"
                                  "  return get;\n"
                                  "}\n");
  ProgramResult Result = tidy({EveryCheck}, File, {"-std=c11"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(Result.Out, "");
}

TEST_F(EndToEnd, AcceptsOlderCpp) {
  std::string File = write("a.cpp", "#include <future>\n"
                                    "int f(std::future<int> F) {\n"
                                    "  return F.valid() ? 1 : 0;\n"
                                    "}\n");
  for (StringRef Standard : {"-std=c++11", "-std=c++14", "-std=c++17"}) {
    ProgramResult Result = tidy({EveryCheck}, File, {Standard.str()});
    EXPECT_EQ(Result.ExitCode, 0) << Result.str();
    EXPECT_EQ(Result.Out, "");
  }
}

TEST_F(EndToEnd, FindsOneWaitInFiftyThousandLines) {
  std::string Text = Prelude.str();
  for (unsigned I = 0; I < 5000; ++I) {
    std::string N = llvm::utostr(I);
    Text += "struct S" + N + " {\n  int Value = " + N + ";\n" +
            "  int get() const { return Value; }\n};\n" + "Task f" + N + "(S" +
            N + " S) {\n  int R = S.get();\n" +
            "  if (R > 1)\n    co_return;\n  co_return;\n}\n";
  }
  ProgramResult Result = tidy({EveryCheck}, write("a.cpp", Text + Wait));
  EXPECT_EQ(Result.ExitCode, 0) << Result.Err;
  EXPECT_EQ(StringRef(Result.Out).count("warning: "), 1u) << Result.Out;
  EXPECT_EQ(countFindings(Result), 1u) << Result.Out;
  EXPECT_PRED2(contains, Result.Out, "a.cpp:50012:");
}

TEST_F(EndToEnd, SurvivesDeepNesting) {
  std::string Text = Prelude.str() + "int f(std::future<int> &F) { return ";
  for (unsigned I = 0; I < 200; ++I)
    Text += "(1 + ";
  Text += "F.valid()";
  Text.append(200, ')');
  Text += "; }\nTask g() {\n";
  for (unsigned I = 0; I < 100; ++I)
    Text += "[] {";
  for (unsigned I = 0; I < 100; ++I)
    Text += "}();";
  Text += " co_return; }\n";
  ProgramResult Result = tidy({EveryCheck}, write("a.cpp", Text));
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
  EXPECT_EQ(Result.Out, "");
}

} // namespace clang::tidy::async::test
