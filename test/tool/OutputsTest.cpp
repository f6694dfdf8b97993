//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Reports to several places, and the statistics of a run.

#include "DriverFixture.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class Outputs : public Driver {
protected:
  bool exists(StringRef Name) { return llvm::sys::fs::exists(path(Name)); }
};
} // namespace

//===----------------------------------------------------------------------===//
// Several reports
//===----------------------------------------------------------------------===//

TEST_F(Outputs, AreTheReportsThatOneFormatAloneGives) {
  add("a.cpp", Blocks);
  add("b.cpp", Clean);
  add("broken.cpp", "int F() { return Wrong; }\n");
  const char *Formats[] = {"json", "sarif", "gitlab", "html"};
  std::vector<std::string> Args = {"--output=text"};
  for (const char *Format : Formats)
    Args.push_back(std::string("--output=") + Format + ":out." + Format);
  Args.push_back("--output=github:" + path("deep/out.github"));
  write("deep/x.txt", "");
  ProgramResult R = tidy(Args);
  EXPECT_EQ(R.ExitCode, 3) << R.str();
  EXPECT_EQ(R.Out, tidy({"--format=text"}).Out);
  for (const char *Format : Formats)
    EXPECT_EQ(read(std::string("out.") + Format),
              tidy({std::string("--format=") + Format}).Out);
  EXPECT_EQ(read("deep/out.github"), tidy({"--format=github"}).Out);
}

TEST_F(Outputs, ReplaceTheFilesOfFormerRuns) {
  add("a.cpp", Blocks);
  write("out.json", "a former report");
  ProgramResult R = tidy({"-q", "--output=json:out.json"});
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(R.Out + R.Err, "");
  EXPECT_TRUE(!!llvm::json::parse(read("out.json"))) << read("out.json");
  EXPECT_EQ(count(read("out.json"), "\"check\": "), 1u) << read("out.json");
}

TEST_F(Outputs, TellInOneLineWhatIsWrong) {
  add("a.cpp", Blocks);
  struct {
    std::vector<std::string> Args;
    const char *Why;
  } const Cases[] = {
      {{"--output=sarf:out"},
       "unknown value 'sarf' of --output; did you mean 'sarif'?"},
      {{"--output=sarif:"},
       "--output=sarif: needs a file name after the colon"},
      {{"--output=sarif:none/out"},
       "--output=sarif:none/out: no such folder: none"},
      {{"--output=sarif", "--output=json"},
       "two reports cannot be written to standard output: name another file "
       "for one, as in --output=sarif:FILE"},
      {{"--output=sarif:a", "--output=json:./a"},
       "two reports cannot be written to ./a: name another file for one, as in "
       "--output=sarif:FILE"},
      {{"--trend=old.html"},
       "--trend is for the html report: add --output=html:FILE"},
      {{"--output=json", "--label=today"},
       "--label is for the html report: add --output=html:FILE"},
      {{"--output=sarif:a", "--format=json"},
       "--format and --output cannot be combined: --output=json is the same as "
       "--format=json"},
  };
  for (const auto &[Args, Why] : Cases) {
    ProgramResult R = tidy(Args);
    EXPECT_EQ(R.ExitCode, 2) << R.str();
    EXPECT_EQ(R.Err, std::string("error: ") + Why + "\n");
    EXPECT_FALSE(exists("a"));
  }
  ProgramResult R = tidy({"-q", "--output=json:/dev/full"});
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(R.Err, "error: the report cannot be written: /dev/full: No space "
                   "left on device\n");
}

TEST_F(Outputs, AreComparedWithTheLastReport) {
  add("a.cpp", Blocks);
  const std::vector<std::string> Args = {
      "--trend=out.html", "--output=html:out.html", "--label=a day"};
  ProgramResult R = tidy(Args);
  EXPECT_EQ(R.ExitCode, 1) << R.str();
  EXPECT_EQ(count(R.Err, "note: there is no report out.html yet: the trend "
                         "begins with this run\n"),
            1u)
      << R.str();
  EXPECT_EQ(count(read("out.html"), "\"label\":\"a day\""), 2u);
  add("b.cpp", Drops);
  R = tidy(Args);
  EXPECT_EQ(count(R.Err, "note:"), 0u) << R.str();
  EXPECT_EQ(count(read("out.html"), "\"label\":\"a day\""), 3u);
  EXPECT_EQ(count(read("out.html"), "\"new\":true"), 1u);
  EXPECT_EQ(count(read("out.html"), "\"files\":2"), 1u);
  write("out.html", "something else");
  R = tidy(Args);
  EXPECT_EQ(R.ExitCode, 2) << R.str();
  EXPECT_EQ(count(R.Err, path("out.html") + ":1:"), 1u) << R.str();
  EXPECT_EQ(read("out.html"), "something else");
}

//===----------------------------------------------------------------------===//
// Pages
//===----------------------------------------------------------------------===//

// Reports of one machine are read on others.
TEST_F(Outputs, HaveNoPathsOfTheMachineThatBuiltTheProgram) {
  add("a.cpp", Blocks);
  for (const char *Format :
       {"text", "json", "sarif", "github", "gitlab", "html"}) {
    ProgramResult R = tidy({std::string("--format=") + Format});
    EXPECT_EQ(count(R.Out, ASYNC_TIDY_SOURCE_DIR), 0u) << R.str();
  }
  EXPECT_EQ(
      count(tidy({"explain", "blocking-call"}).Out, ASYNC_TIDY_SOURCE_DIR), 0u);
}

//===----------------------------------------------------------------------===//
// Statistics
//===----------------------------------------------------------------------===//

TEST_F(Outputs, TellWhatTookHowLong) {
  add("a.cpp", Blocks);
  add("b.cpp", Clean);
  ProgramResult Without = tidy({"--no-cache"});
  EXPECT_EQ(count(Without.Err, "time of"), 0u) << Without.str();
  ProgramResult R = tidy({"--statistics"});
  EXPECT_EQ(R.Out, Without.Out);
  for (const char *Part :
       {"time of the run\n", " %  selecting files\n", " %  analysing\n",
        " %  reporting\n", "time of 2 analyses, in ", " %  parsing\n",
        "time of checks\n", " %  async-blocking-call\n", "time of files\n",
        " %  a.cpp\n", " %  b.cpp\n"})
    EXPECT_EQ(count(R.Err, Part), 1u) << Part << R.str();
  R = tidy({"--statistics", "-q"});
  EXPECT_EQ(count(R.Err, "no file was analysed: all results are from the "
                         "cache\n"),
            1u)
      << R.str();
  // clang-tidy's own checks are measured as well, each by itself.
  R = tidy({"--statistics", "--preset=async", "--no-cache"});
  EXPECT_EQ(count(R.Err, " %  async-unobserved-task\n"), 1u) << R.str();
  EXPECT_EQ(count(R.Err, " %  bugprone-suspicious-stringview-data-usage\n"),
            0u);
  EXPECT_GE(count(R.Err, " %  bugprone-unused-return-value\n"), 1u) << R.str();
  R = tidy({"fix", "--statistics", "--no-cache"});
  EXPECT_EQ(count(R.Err, " %  testing and applying fixes\n"), 1u) << R.str();
}

} // namespace clang::tidy::async::test
