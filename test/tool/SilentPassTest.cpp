//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A run that did not look must not pass.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

using SilentPass = Driver;

static bool contains(const ProgramResult &R, StringRef Part) {
  return StringRef(R.Out + R.Err).contains(Part);
}

TEST_F(SilentPass, RefusesToRunNoChecks) {
  add("a.cpp", Blocks);
  for (const std::vector<std::string> &Args :
       {std::vector<std::string>{"--checks=-*"},
        {"--checks=async-*,-async-*"},
        {"--preset=async", "--checks=-*"},
        {"fix", "--checks=-*"}}) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(R.Out, "");
    EXPECT_TRUE(StringRef(R.Err).starts_with("error: --checks=")) << R.str();
    EXPECT_TRUE(contains(R, " leaves no check to run")) << R.str();
    EXPECT_EQ(count(R.Err, "\n"), 1u) << R.str();
  }
  EXPECT_EQ(tidy({"--checks=-*,async-blocking-call"}).ExitCode, 1);
  // Where `.clang-tidy` says so for all files.
  write(".clang-tidy", "Checks: '-*'\n");
  for (const char *From : {"analysed", "from the cache"}) {
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 2) << From << R.str();
    EXPECT_EQ(R.Err, "error: .clang-tidy leaves no check to run for 1 file: "
                     "nothing was analysed; switch checks on there, or name "
                     "some with --checks\n");
  }
  EXPECT_EQ(tidy({"--checks=async-*"}).ExitCode, 1);
}

TEST_F(SilentPass, SaysWhatABaselineLacks) {
  add("a.cpp", Blocks);
  const std::string Write = "--write-baseline=base.json";
  ProgramResult R = tidy({Write});
  EXPECT_EQ(R.ExitCode, 0) << R.str();
  EXPECT_FALSE(contains(R, "lacks findings")) << R.str();
  add("b.cpp", "#include \"missing.h\"\n");
  R = tidy({Write});
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_TRUE(contains(R, "b.cpp:1:10: error: 'missing.h' file not found"));
  EXPECT_TRUE(contains(R, "note: base.json lacks findings of files that could "
                          "not be analysed: write it again when they compile"))
      << R.str();
  EXPECT_TRUE(StringRef(read("base.json")).contains("async-blocking-call"));
  // With a wrong configuration it is not known what there is to find.
  llvm::sys::fs::remove(path("base.json"));
  write("b.cpp", Clean);
  write(".clang-tidy", "CheckOptions: {AsyncStrict: maybe}\n");
  R = tidy({Write});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_FALSE(llvm::sys::fs::exists(path("base.json")));
}

TEST_F(SilentPass, TellsOfMisspeltOptions) {
  add("a.cpp", Blocks);
  struct {
    StringRef Option, Says;
  } const Cases[] = {
      {"AsyncStrit",
       "unknown option 'AsyncStrit'; did you mean 'AsyncStrict'?"},
      {"asyncModels",
       "unknown option 'asyncModels'; did you mean 'AsyncModels'?"},
      {"async-fake-async.AsyncStrict",
       "'async-fake-async.AsyncStrict' has no effect: all checks share this "
       "option; call it 'AsyncStrict'"},
  };
  for (const auto &[Option, Says] : Cases) {
    write(".clang-tidy", ("CheckOptions: {" + Option + ": '1'}\n").str());
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(count(R.Out, ("error: " + Says).str()), 1u) << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 0u) << R.str();
  }
  for (StringRef Option : {"AsyncStrict", "StrictMode", "misc-x.AsyncStrit"}) {
    write(".clang-tidy", ("CheckOptions: {" + Option + ": true}\n").str());
    EXPECT_EQ(tidy({}).ExitCode, 1) << Option.str();
  }
}

TEST_F(SilentPass, TellsOfMisspeltChecksInNolint) {
  write("a.h", "#pragma once\n// NOLINTNEXTLINE(async-blokcing-wait)\n"
               "inline int F;\n");
  add("a.cpp", "#include \"task.h\"\n#include \"a.h\"\nTask f() {\n"
               "  block(); // NOLINT(bugprone-x, async-blocking-cal)\n"
               "  block(); // NOLINT(async-blocking-call)\n"
               "  block(); // NOLINT(async-*)\n"
               "  block(); // NOLINT\n"
               "  co_await step();\n}\n"
               "#if 0\n// NOLINT(async-nothing)\n#endif\n");
  add("b.cpp", "#include \"a.h\"\n");
  for (const char *From : {"analysed", "from the cache"}) {
    ProgramResult R = tidy({});
    EXPECT_EQ(R.ExitCode, 1) << From << R.str();
    EXPECT_EQ(count(R.Out, SaysBlocks), 1u) << R.str();
    EXPECT_TRUE(contains(R, "a.cpp:4:34: remark: no check is called "
                            "'async-blocking-cal'; did you mean "
                            "'async-blocking-call'? [clang-tidy-nolint]"))
        << R.str();
    EXPECT_EQ(count(R.Out, "a.h:2:19: remark: no check is called "
                           "'async-blokcing-wait'; did you mean "
                           "'async-blocking-wait'? [clang-tidy-nolint]"),
              1u)
        << R.str();
    EXPECT_EQ(count(R.Out, "[clang-tidy-nolint]"), 2u) << R.str();
  }
  // A remark fails no run.
  EXPECT_EQ(tidy({"b.cpp"}).ExitCode, 0);
}

TEST_F(SilentPass, ReportsSuppressionsThatSuppressNothing) {
  write("a.h", "#pragma once\n#include \"task.h\"\n"
               "#ifdef WAITS\n#define WAIT block()\n#else\n#define WAIT\n"
               "#endif\n"
               "inline Task h() {\n"
               "  WAIT; // NOLINT(async-blocking-call)\n"
               "  co_await step(); // NOLINT(async-blocking-call)\n}\n");
  add("a.cpp",
      "#include \"a.h\"\nTask f() {\n"
      "  block(); // NOLINT(async-blocking-call)\n"
      "  // NOLINTNEXTLINE(async-blocking-call, async-fake-async)\n"
      "  block();\n"
      "  // NOLINTBEGIN(async-*)\n  block();\n  // NOLINTEND(async-*)\n"
      "  block(); // NOLINT\n"
      "  int A; // NOLINT(async-blocking-wait)\n"
      "  // NOLINTBEGIN(async-blocking-call)\n"
      "  // NOLINTEND(async-blocking-call)\n"
      "  int B; // NOLINT(bugprone-x)\n"
      "  co_await step();\n}\n");
  add("b.cpp", "#define WAITS\n#include \"a.h\"\n");
  EXPECT_EQ(tidy({}).ExitCode, 0) << tidy({}).str();
  const std::string Unused = "--report-unused-suppressions";
  for (const char *From : {"analysed", "from the cache"}) {
    ProgramResult R = tidy({Unused});
    EXPECT_EQ(R.ExitCode, 1) << From << R.str();
    for (StringRef Says :
         {"a.cpp:4:42: warning: 'async-fake-async' suppresses nothing here; "
          "remove it [clang-tidy-nolint]",
          "a.cpp:10:20: warning: 'async-blocking-wait' suppresses",
          "a.cpp:11:18: warning: 'async-blocking-call' suppresses",
          "a.h:10:30: warning: 'async-blocking-call' suppresses"})
      EXPECT_EQ(count(R.Out, Says), 1u) << Says.str() << R.str();
    EXPECT_EQ(count(R.Out, "warning: "), 4u) << R.str();
  }
  // They are of low severity.
  EXPECT_EQ(tidy({Unused, "--fail-on=medium"}).ExitCode, 0);
  // What a check that does not run would say is not known; nor what another
  // file would need.
  EXPECT_EQ(
      count(tidy({Unused, "--checks=async-blocking-call"}).Out, "warning: "),
      2u);
  EXPECT_EQ(count(tidy({Unused, "a.cpp"}).Out, "a.h:"), 0u);
  add("c.cpp", "#include \"a.h\"\n#error broken\n");
  EXPECT_EQ(count(tidy({Unused}).Out, "a.h:10:"), 0u);
}

} // namespace clang::tidy::async::test
