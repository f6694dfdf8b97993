//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compares the whole output of each format with a file in golden/. With the
// variable ASYNC_TIDY_WRITE_GOLDEN in the environment, the files are written
// instead, and the tests fail: check the changes, then run them without it.

#include "Paths.h"
#include "ReportFixture.h"
#include "RunProgram.h"
#include "SharedCauses.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"
#include <cstdlib>

using llvm::StringRef;

namespace clang::tidy::async::test {

static void expectGolden(StringRef Name, std::string Text) {
  // A new version does not change the format.
  StringRef Version = "\"version\": \"" ASYNC_TIDY_VERSION "\"";
  if (size_t At = Text.find(Version); At != std::string::npos)
    Text.replace(At, Version.size(), "\"version\": \"(ours)\"");
  std::string Path = (ASYNC_TIDY_TEST_DIR "/tool/golden/" + Name).str();
  if (std::getenv("ASYNC_TIDY_WRITE_GOLDEN")) {
    writeFile(Path, Text);
    ADD_FAILURE() << Path << " was written";
    return;
  }
  EXPECT_EQ(readFile(Path).value_or("(no such file)"), Text) << "in " << Path;
}

static constexpr StringRef Poll = SensorPoll, Header = SensorHeader;
// A name with everything that some format has to escape.
static constexpr StringRef Odd = "/project/src/größe, 100%: a b.cpp";
static constexpr StringRef Outside = "/opt/lib/outside.h";

namespace {
class ReportTest : public testing::Test, protected ReportFixture {
protected:
  ReportTest() {
    writeSensor();
    // Windows line ends, and characters of two, three and four bytes.
    write(Odd, "auto ä = \"\xE2\x82\xAC \xF0\x9F\x98\x80\"; wait();\r\n"
               "wait();\r\n");
    write(Outside, "detach();");
  }

  /// A bit of everything.
  std::vector<ReportedFinding> sample() {
    ReportedFinding Wait =
        finding("async-blocking-wait", Poll, "std::move(Sensor).get()",
                "'get' blocks the thread of coroutine 'poll' until the task is "
                "finished; await it instead");
    offer(Wait.Message, "co_await std::move(Sensor)");
    Wait.FixTitle = "await it instead";

    ReportedFinding Call =
        finding("async-blocking-call", Poll, "store(Reading)",
                "'store' blocks the thread of coroutine 'poll'");
    Call.Notes.push_back(
        message(Header, "::fsync(Value)", "'store' blocks here, in 'fsync'"));
    Call.Notes.push_back(
        message(Header, "flush();", "'flush' could do it later", 1));
    offer(Call.Notes.back(), "co_await flushLater();");
    Call.Notes.push_back(tooling::DiagnosticMessage("a note without a place"));
    Call.NoteKinds = {NoteKind::Step, NoteKind::Advice};

    ReportedFinding InHeader =
        finding("async-sequential-awaits", Header, "flush",
                "first, 100%: it\n"
                "goes on;\r\nto the end");

    ReportedFinding Twice = finding("async-unobserved-task", Odd, "wait()",
                                    "nobody looks at \xF0\x9F\x98\x80");
    ReportedFinding Again =
        finding("async-unobserved-task", Odd, "wait()", "nor here", 1);

    ReportedFinding Foreign =
        finding("bugprone-thread", Outside, "detach", "do not \"detach\"");
    Foreign.DiagLevel = ReportedFinding::Error;

    ReportedFinding Broken = finding("clang-diagnostic-error", Poll,
                                     "co_return", "unknown type name 'Task'");
    Broken.DiagLevel = ReportedFinding::Error;

    ReportedFinding Config("clang-tidy-config", ReportedFinding::Error,
                           "/project");
    Config.Message.Message = ".async-tidy.yaml:3:1 unknown key 'role'";
    Config.Message.FileOffset = 0;

    return {Again, Call, Foreign, Config, Broken, Twice, Wait, InHeader};
  }

  const std::vector<FileFailure> Failed = {
      {"/project/src/deep.cpp", "it took longer than 60 s",
       "clang-tidy -p build src/deep.cpp"},
      {"/project/src/other.cpp", "it crashed (signal 11)", ""}};
};
} // namespace

//===----------------------------------------------------------------------===//
// Whole reports
//===----------------------------------------------------------------------===//

TEST_F(ReportTest, Text) {
  expectGolden("report.txt", report(Format::Text, sample(), Failed));
}

TEST_F(ReportTest, TextWithColors) {
  expectGolden("report-colors.txt",
               report(Format::Text, sample(), Failed, /*Colors=*/true));
}

TEST_F(ReportTest, Json) {
  expectGolden("report.json", report(Format::Json, sample(), Failed));
}

TEST_F(ReportTest, Github) {
  expectGolden("report-github.txt", report(Format::Github, sample(), Failed));
}

TEST_F(ReportTest, Gitlab) {
  expectGolden("report-gitlab.json", report(Format::Gitlab, sample(), Failed));
}

/// Removes the pages of the checks: each page has its own test.
static std::string withoutRules(StringRef Sarif) {
  auto [Before, Rules] = Sarif.split("\"rules\": [");
  StringRef After = Rules.substr(Rules.find("\n          ]"));
  return (Before + "\"rules\": [" + After).str();
}

TEST_F(ReportTest, Sarif) {
  expectGolden("report.sarif",
               withoutRules(report(Format::Sarif, sample(), Failed)));
}

//===----------------------------------------------------------------------===//
// One cause, several places
//===----------------------------------------------------------------------===//

TEST_F(ReportTest, OfOneCauseWithManyPlaces) {
  std::string Callers;
  for (unsigned I = 0; I < 5; ++I)
    Callers += "Task f" + llvm::utostr(I) + "() { store(1); }\n";
  static constexpr StringRef File = "/project/src/callers.cpp";
  write(File, Callers);
  std::vector<ReportedFinding> Places;
  for (unsigned I = 0; I < 5; ++I) {
    ReportedFinding Next = finding("async-blocking-call", File, "store(1)",
                                   "'store' blocks; offload it", I);
    offer(Next.Message, "co_await offload(store)");
    Next.FixTitle = Next.Advice = "offload it";
    Next.Notes = {message(Header, "::fsync(Value)", "'store' blocks here")};
    Next.NoteKinds = {NoteKind::Step};
    Cause &Of = Next.Behind.emplace();
    Of.Steps = {{{Header.str(), Next.Notes[0].FileOffset}, "'fsync'", true},
                {{File.str(), Next.Message.FileOffset}, "'store'", true}};
    Of.Says = " blocks coroutine 'f" + llvm::utostr(I) + "'";
    Of.In = {File.str(), Next.Message.FileOffset - 2};
    Of.Function = "coroutine 'f" + llvm::utostr(I) + "'";
    Of.Kind = "coroutine";
    Of.Convention = 5;
    Places.push_back(std::move(Next));
  }
  EXPECT_EQ(countByCause(Places), 1u);
  std::unique_ptr<Sources> S = sources();
  markConventions(Places);
  std::vector<ReportedFinding> Merged = mergeByCause(Places, *S);
  ASSERT_EQ(Merged.size(), 1u);
  EXPECT_EQ(severityOf(Merged[0]), Severity::Medium);
  // All fixes together.
  EXPECT_EQ(Merged[0].Message.Fix[File].size(), 5u);
  std::string Text = report(Format::Text, Merged);
  EXPECT_TRUE(StringRef(Text).starts_with(
      "include/sensor.h:4:3: warning: 'fsync' blocks coroutine 'f0', and in 4 "
      "more "
      "coroutines; offload it [async-blocking-call]\n"))
      << Text;
  EXPECT_EQ(StringRef(Text).count("it is reached from coroutine"), 3u) << Text;
  EXPECT_TRUE(StringRef(Text).contains("note: and from 2 more places\n"))
      << Text;
  EXPECT_EQ(StringRef(report(Format::Json, Merged)).count("\"place\""), 5u);

  ScratchFolder Folder;
  std::string Sarif =
      Folder.write("places.sarif", report(Format::Sarif, Merged));
  ProgramResult Result =
      runProgram({"node", ASYNC_TIDY_SARIF_DIR "/validate.js", Sarif});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
}

//===----------------------------------------------------------------------===//
// All machine formats
//===----------------------------------------------------------------------===//

static constexpr Format Everything[] = {
    Format::Text, Format::Json, Format::Sarif, Format::Github, Format::Gitlab};

TEST_F(ReportTest, IsTheSameInWhateverOrderFindingsCome) {
  std::vector<ReportedFinding> Findings = sample();
  std::vector<ReportedFinding> Reversed(Findings.rbegin(), Findings.rend());
  for (Format As : Everything)
    EXPECT_EQ(report(As, Findings, Failed), report(As, Reversed, Failed));
}

TEST_F(ReportTest, OfNothing) {
  EXPECT_EQ(report(Format::Text, {}), "");
  EXPECT_EQ(report(Format::Github, {}), "");
  EXPECT_EQ(report(Format::Gitlab, {}), "[]\n");
  EXPECT_EQ(report(Format::Json, {}),
            "{\n  \"version\": 1,\n  \"tool\": {\n    \"name\": "
            "\"async-tidy\",\n    \"version\": \"" ASYNC_TIDY_VERSION
            "\"\n  },\n  \"findings\": [],\n  \"errors\": [],\n  "
            "\"notAnalysed\": []\n}\n");
  std::string Sarif = report(Format::Sarif, {});
  EXPECT_TRUE(StringRef(Sarif).contains("\"results\": []")) << Sarif;
  EXPECT_TRUE(StringRef(Sarif).contains("\"executionSuccessful\": true"))
      << Sarif;
}

TEST_F(ReportTest, OfFilesThatAreGone) {
  ReportedFinding Gone("async-blocking-wait", ReportedFinding::Warning,
                       "/project/build");
  Gone.Message.Message = "it waits";
  Gone.Message.FilePath = "../src/gone.cpp";
  Gone.Message.FileOffset = 17;
  EXPECT_EQ(report(Format::Text, Gone),
            "src/gone.cpp: warning: it waits [async-blocking-wait]\n");
  EXPECT_EQ(report(Format::Github, Gone),
            "::error file=src/gone.cpp,title=async-blocking-wait::it waits\n");
  for (Format As : {Format::Json, Format::Gitlab, Format::Sarif}) {
    auto Parsed = llvm::json::parse(report(As, Gone));
    EXPECT_TRUE(!!Parsed) << toString(Parsed.takeError());
  }
}

TEST_F(ReportTest, OfBytesThatAreNoText) {
  write("/project/latin1.cpp", "wait(\"\xE4\");");
  ReportedFinding Latin = finding("async-blocking-wait", "/project/latin1.cpp",
                                  "wait(\"\xE4\")", "says '\xE4'");
  offer(Latin.Message, "\"\xFC\"");
  for (Format As : {Format::Json, Format::Gitlab, Format::Sarif}) {
    auto Parsed = llvm::json::parse(report(As, Latin));
    EXPECT_TRUE(!!Parsed) << toString(Parsed.takeError());
  }
}

//===----------------------------------------------------------------------===//
// SARIF
//===----------------------------------------------------------------------===//

TEST_F(ReportTest, SarifFitsThePublishedSchema) {
  ScratchFolder Folder;
  std::string Full =
      Folder.write("full.sarif", report(Format::Sarif, sample(), Failed));
  std::string Empty = Folder.write("empty.sarif", report(Format::Sarif, {}));
  ProgramResult Result =
      runProgram({"node", ASYNC_TIDY_SARIF_DIR "/validate.js", Full, Empty});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();

  // The validator does reject errors.
  std::string Wrong = report(Format::Sarif, sample(), Failed);
  size_t At = Wrong.find("\"startLine\": ");
  ASSERT_NE(At, std::string::npos);
  Wrong.insert(At + strlen("\"startLine\": "), "-");
  Result = runProgram({"node", ASYNC_TIDY_SARIF_DIR "/validate.js",
                       Folder.write("wrong.sarif", Wrong)});
  EXPECT_EQ(Result.ExitCode, 1) << Result.str();
  EXPECT_TRUE(StringRef(Result.Out).contains("startLine")) << Result.str();
}

TEST_F(ReportTest, SarifHasARuleForEachCheck) {
  auto Parsed = llvm::json::parse(report(Format::Sarif, sample()));
  ASSERT_TRUE(!!Parsed) << toString(Parsed.takeError());
  const llvm::json::Object &Run =
      *(*Parsed->getAsObject()->getArray("runs"))[0].getAsObject();
  const llvm::json::Array &Rules =
      *Run.getObject("tool")->getObject("driver")->getArray("rules");
  // And one for another check that has a finding.
  ASSERT_EQ(Rules.size(), listedChecks().size() + 1);
  EXPECT_EQ(Rules.back().getAsObject()->getString("id"), "bugprone-thread");
  for (const auto &[Check, Value] : llvm::zip_first(listedChecks(), Rules)) {
    const llvm::json::Object &Rule = *Value.getAsObject();
    EXPECT_EQ(Rule.getString("id"), Check.Name);
    auto TextOf = [&](StringRef Key) {
      const llvm::json::Object *Text = Rule.getObject(Key);
      return Text ? Text->getString("text").value_or("").str() : "";
    };
    EXPECT_EQ(TextOf("shortDescription"), Check.Summary);
    EXPECT_GT(TextOf("fullDescription").size(), 60u) << Check.Name.str();
    EXPECT_GT(TextOf("help").size(), 600u) << Check.Name.str();
    EXPECT_EQ(Rule.getString("helpUri").value_or(""), pageOf(Check));
    // A report goes to other machines.
    EXPECT_EQ(pageOf(Check).find("file:"), std::string::npos);
    EXPECT_NE(TextOf("help").find("\nMore: " + referenceTo(Check) + "\n"),
              std::string::npos);
    if (pageOf(Check).empty())
      EXPECT_EQ(referenceTo(Check), ("async-tidy explain " + Check.Name).str());
    StringRef Level =
        Rule.getObject("defaultConfiguration")->getString("level").value_or("");
    EXPECT_EQ(Level, Check.Level == Severity::High     ? "error"
                     : Check.Level == Severity::Medium ? "warning"
                                                       : "note");
  }
  for (const llvm::json::Value &Result : *Run.getArray("results")) {
    const llvm::json::Object &Object = *Result.getAsObject();
    int64_t Index = *Object.getInteger("ruleIndex");
    EXPECT_EQ(Rules[Index].getAsObject()->getString("id"),
              Object.getString("ruleId"));
  }
}

//===----------------------------------------------------------------------===//
// Order, equal findings, summary and exit code
//===----------------------------------------------------------------------===//

TEST_F(ReportTest, SaysAFindingInAHeaderOnce) {
  std::unique_ptr<Sources> S = sources();
  SeenFindings Seen;
  ReportedFinding First =
      finding("async-blocking-call", Header, "fsync", "it blocks");
  ReportedFinding Same = First;
  Same.Message.FilePath = "../include/sensor.h";
  ReportedFinding OtherText =
      finding("async-blocking-call", Header, "fsync", "other");
  ReportedFinding OtherCheck =
      finding("async-fake-async", Header, "fsync", "it blocks");
  ReportedFinding OtherPlace =
      finding("async-blocking-call", Header, "flush", "it blocks");
  std::vector<ReportedFinding> Unit = {First, OtherText};
  Seen.filter(Unit, *S);
  EXPECT_EQ(Unit.size(), 2u);
  Unit = {Same, OtherCheck, OtherPlace, OtherText};
  Seen.filter(Unit, *S);
  ASSERT_EQ(Unit.size(), 2u);
  EXPECT_EQ(Unit[0].Message.FileOffset, OtherPlace.Message.FileOffset);
  EXPECT_EQ(Unit[1].DiagnosticName, "async-fake-async");
}

TEST_F(ReportTest, Summary) {
  RunSummary Run;
  Run.Files = 3;
  auto Text = [&](llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    writeSummary(Findings, Failures, Run, OS);
    return Text;
  };
  EXPECT_EQ(Text({}, {}), "no findings, 3 files analysed\n");
  Run.Files = 1;
  EXPECT_EQ(Text(finding("async-fake-async", Poll, "poll", "text"), {}),
            "1 finding in 1 file, 1 file analysed\n"
            "     1  async-fake-async\n");
  Run.Files = 7;
  Run.InBaseline = 1;
  Run.BaselineGone = 3;
  Run.OutsideDiff = 2;
  EXPECT_EQ(Text(sample(), Failed),
            "6 findings in 4 files, 7 files analysed, 1 with a fix\n"
            "     2  async-unobserved-task\n"
            "     1  async-blocking-call\n"
            "     1  async-blocking-wait\n"
            "     1  async-sequential-awaits\n"
            "     1  bugprone-thread\n"
            "1 finding is in the baseline\n"
            "3 baseline entries no longer found\n"
            "2 findings are on lines that have not changed\n"
            "1 compile error\n"
            "2 files could not be analysed\n");
}

TEST_F(ReportTest, ExitCode) {
  auto Low = finding("async-sequential-awaits", Poll, "poll", "text");
  auto Medium = finding("async-io-in-offload", Poll, "poll", "text");
  auto High = finding("async-blocking-wait", Poll, "poll", "text");
  auto Others = finding("bugprone-thread", Poll, "poll", "text");
  auto AsError = Low;
  AsError.DiagLevel = ReportedFinding::Error;
  auto Broken = AsError, Config = AsError;
  Broken.DiagnosticName = "clang-diagnostic-error";
  Config.DiagnosticName = "clang-tidy-config";

  EXPECT_EQ(exitCode({}, {}, FailOn::Low), ExitClean);
  EXPECT_EQ(exitCode(Low, {}, FailOn::Low), ExitFindings);
  EXPECT_EQ(exitCode(Low, {}, FailOn::Medium), ExitClean);
  EXPECT_EQ(exitCode(Medium, {}, FailOn::Medium), ExitFindings);
  EXPECT_EQ(exitCode(Others, {}, FailOn::Medium), ExitFindings);
  EXPECT_EQ(exitCode({Low, Medium, Others}, {}, FailOn::High), ExitClean);
  EXPECT_EQ(exitCode({Low, High}, {}, FailOn::High), ExitFindings);
  EXPECT_EQ(exitCode(AsError, {}, FailOn::High), ExitFindings);
  auto Remark = High;
  Remark.DiagLevel = ReportedFinding::Remark;
  EXPECT_EQ(exitCode(Remark, {}, FailOn::Low), ExitClean);
  EXPECT_EQ(exitCode({Remark, Low}, {}, FailOn::Low), ExitFindings);
  EXPECT_EQ(exitCode(High, {}, FailOn::Never), ExitClean);
  EXPECT_EQ(exitCode({High, Config}, {}, FailOn::Never), ExitUsage);
  EXPECT_EQ(exitCode({Config, Broken}, {}, FailOn::Never), ExitNotAnalysed);
  EXPECT_EQ(exitCode(High, Failed, FailOn::Low), ExitNotAnalysed);
}

TEST(ReportOptions, AreWordsThatAreListedWhenWrong) {
  for (auto [Word, As] : {std::pair("text", Format::Text),
                          {"json", Format::Json},
                          {"sarif", Format::Sarif},
                          {"github", Format::Github},
                          {"gitlab", Format::Gitlab},
                          {"html", Format::Html}})
    EXPECT_EQ(llvm::cantFail(parseFormat(Word)), As);
  EXPECT_EQ(llvm::cantFail(parseFailOn("never")), FailOn::Never);
  EXPECT_EQ(llvm::cantFail(parseFailOn("high")), FailOn::High);
  EXPECT_EQ(toString(parseFormat("sarrif").takeError()),
            "unknown value 'sarrif' of --format; did you mean 'sarif'?");
  EXPECT_EQ(toString(parseFailOn("everything").takeError()),
            "unknown value 'everything' of --fail-on; allowed are low, medium, "
            "high, never");
}

} // namespace clang::tidy::async::test
