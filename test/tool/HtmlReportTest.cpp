//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Reports in HTML, as files and in a browser.

#include "HtmlFixture.h"
#include "Paths.h"
#include "RunProgram.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

namespace {
class HtmlReport : public testing::Test, protected HtmlFixture {
protected:
  /// The former report with this text.
  llvm::Expected<FormerReport> former(StringRef Text) {
    write("/project/former", Text);
    return FormerReport::read("/project/former", *Files);
  }

  /// Why \p Text is no report.
  std::string problemOf(StringRef Text) {
    auto Read = former(Text);
    return Read ? "none" : toString(Read.takeError());
  }
};

class HtmlInBrowser : public HtmlReport {};
} // namespace

static const llvm::json::Object &at(const llvm::json::Object &Object,
                                    StringRef Key, size_t Index) {
  return *(*Object.getArray(Key))[Index].getAsObject();
}

/// The finding of \p Data whose message begins with \p Begin.
static const llvm::json::Object &findingOf(const llvm::json::Object &Data,
                                           StringRef Begin) {
  for (const llvm::json::Value &Each : *Data.getArray("findings"))
    if (Each.getAsObject()->getString("message")->starts_with(Begin))
      return *Each.getAsObject();
  ADD_FAILURE() << Begin.str();
  return *Data.getArray("findings")->front().getAsObject();
}

//===----------------------------------------------------------------------===//
// The page
//===----------------------------------------------------------------------===//

TEST_F(HtmlReport, IsTheSameForTheSameFindings) {
  RunSummary Run;
  Run.Files = 3;
  ReportOptions Options;
  Options.Run = &Run;
  std::string First = html(sample(), Options);
  Run.FromCache = 3;
  EXPECT_EQ(html(sample(), Options), First);
  EXPECT_FALSE(StringRef(First).contains("/project"));
}

TEST_F(HtmlReport, OfNothing) {
  llvm::json::Object Data = dataIn(html({}));
  EXPECT_TRUE(Data.getArray("findings")->empty());
  EXPECT_TRUE(Data.getArray("files")->empty());
  EXPECT_EQ(Data.getArray("history")->size(), 1u);
  EXPECT_EQ(Data.getArray("gone"), nullptr);
}

// Code and names of files are text, wherever they are.
TEST_F(HtmlReport, CannotBeChangedByCode) {
  std::string Page = html(sample(), {}, {{"</script>.cpp", "<!-- no", ""}});
  StringRef Data = StringRef(Page).split(HtmlDataBegin).second;
  EXPECT_FALSE(Data.split("</script>").first.contains('<'));
  // The data and the script, as in an empty report.
  EXPECT_EQ(StringRef(Page).count("</script"), 2u);
  EXPECT_EQ(StringRef(Page).count("<script"), 2u);
  llvm::json::Object Read = dataIn(Page);
  EXPECT_EQ(at(Read, "notAnalysed", 0).getString("file"), "</script>.cpp");
  EXPECT_EQ(findingOf(Read, "nobody").getString("message"),
            "nobody looks at '</script>' owned");
}

// The script never parses HTML, and the page loads nothing.
TEST_F(HtmlReport, UsesNoDangerousInterface) {
  std::string Empty = html({});
  StringRef Page = Empty;
  for (StringRef Word :
       {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
        "eval(", "new Function", "setTimeout(\"", "DOMParser", "fetch(",
        "XMLHttpRequest", "src=", "@import", "url("})
    EXPECT_FALSE(Page.contains(Word)) << Word.str();
  EXPECT_TRUE(Page.contains("content=\"default-src 'none';"));
  EXPECT_FALSE(Page.contains("unsafe-inline"));
  EXPECT_FALSE(Page.contains("{{"));
}

TEST_F(HtmlReport, OfBytesThatAreNoText) {
  write("/project/latin1.cpp", "wait(\"\xE4\");" + std::string(1000, '\xC3'));
  ReportedFinding Latin = finding("async-blocking-wait", "/project/latin1.cpp",
                                  "wait(\"\xE4\")", "says '\xE4'");
  offer(Latin.Message, "\"\xFC\"");
  ReportedFinding Gone("async-blocking-wait", ReportedFinding::Warning,
                       "/project/build");
  Gone.Message.Message = "it waits";
  Gone.Message.FilePath = "../src/gone.cpp";
  Gone.Message.FileOffset = 17;
  llvm::json::Object Data = dataIn(html({Latin, Gone}));
  EXPECT_EQ(Data.getArray("findings")->size(), 2u);
  EXPECT_EQ(findingOf(Data, "it waits").getObject("at")->get("line"), nullptr);
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

TEST_F(HtmlReport, HasCodeWithMarks) {
  llvm::json::Object Data = dataIn(html(sample()));
  const llvm::json::Object &Found = findingOf(Data, "nobody");
  const llvm::json::Object &At = *Found.getObject("at");
  EXPECT_EQ(At.getInteger("line"), 2);
  // In UTF-16, as scripts count.
  EXPECT_EQ(At.getInteger("column"), 11);
  EXPECT_EQ((*Found.getArray("marks"))[0],
            llvm::json::Value(llvm::json::Array{2, 11, 2, 16}));
  const llvm::json::Object &File = at(Data, "files", *At.getInteger("file"));
  const llvm::json::Array &Code = *(*File.getArray("code"))[0].getAsArray();
  ASSERT_EQ(Code.size(), 4u);
  EXPECT_EQ(Code[0], 1);
  EXPECT_EQ(Code[1], "// first");
  EXPECT_EQ(Code[3], "again();");
}

TEST_F(HtmlReport, ShortensLongLines) {
  std::string Text = "wait();";
  for (unsigned I = 0; I < 1000; ++I)
    Text += "\xC3\xA4";
  write("/project/long.cpp", Text + "\n");
  llvm::json::Object Data = dataIn(html(
      finding("async-blocking-wait", "/project/long.cpp", "wait()", "long")));
  std::string Line =
      (*(*at(Data, "files", 0).getArray("code"))[0].getAsArray())[1]
          .getAsString()
          ->str();
  EXPECT_LT(Line.size(), 410u);
  EXPECT_TRUE(StringRef(Line).ends_with("\xC3\xA4\xE2\x80\xA6")) << Line;
}

TEST_F(HtmlReport, HasTheWaysOfAllCallers) {
  llvm::json::Object Data = dataIn(html(sample()));
  const llvm::json::Object &Call = findingOf(Data, "'store'");
  ASSERT_EQ(Call.getArray("ways")->size(), 3u);
  const char *Names[] = {"'fsync'", "'store'", "coroutine 'poll'"};
  for (int I = 0; I < 3; ++I) {
    EXPECT_EQ(at(Call, "ways", I).getString("name"), Names[I]);
    EXPECT_EQ(at(Call, "ways", I).getInteger("to"), std::max(0, I - 1));
  }
  const llvm::json::Object &Merged = findingOf(Data, "'write'");
  EXPECT_EQ(Merged.getArray("ways")->size(), 41u);
  EXPECT_EQ(Merged.getArray("notes")->size(), 39u);
  EXPECT_EQ(Merged.getInteger("functions"), 40);
  // The message has the only call.
  EXPECT_EQ(findingOf(Data, "'get'").getArray("ways"), nullptr);
}

TEST_F(HtmlReport, HasFixesAsDiffs) {
  llvm::json::Object Data = dataIn(html(sample()));
  const llvm::json::Object &Wait = findingOf(Data, "'get'");
  EXPECT_EQ(at(Wait, "fixes", 0).getString("title"), "await it instead");
  StringRef Diff = *at(Wait, "fixes", 0).getString("diff");
  EXPECT_TRUE(Diff.starts_with("--- a/src/poll.cpp\n+++ b/src/poll.cpp\n@@ "))
      << Diff.str();
  EXPECT_TRUE(Diff.contains("-  int Reading = std::move(Sensor).get();\n"
                            "+  int Reading = co_await std::move(Sensor);\n"))
      << Diff.str();
  EXPECT_EQ(findingOf(Data, "'store'").getArray("fixes")->size(), 2u);
}

//===----------------------------------------------------------------------===//
// The trend
//===----------------------------------------------------------------------===//

TEST_F(HtmlReport, IsComparedWithTheLastOne) {
  std::vector<ReportedFinding> Before = sample();
  Before.pop_back(); // The one in the header.
  ReportOptions Monday;
  Monday.Label = "Monday";
  std::string Text = html(Before, Monday);
  auto Last = former(Text);
  ASSERT_TRUE(!!Last) << toString(Last.takeError());
  std::vector<ReportedFinding> After = sample();
  After.erase(After.begin());
  ReportOptions Tuesday;
  Tuesday.Label = "Tuesday";
  Tuesday.Former = &*Last;
  llvm::json::Object Data = dataIn(html(After, Tuesday));
  EXPECT_EQ(Data.getString("label"), "Tuesday");
  EXPECT_EQ(findingOf(Data, "first").getBoolean("new"), true);
  EXPECT_EQ(findingOf(Data, "nobody").getBoolean("new"), std::nullopt);
  ASSERT_EQ(Data.getArray("gone")->size(), 1u);
  const llvm::json::Object &Gone = at(Data, "gone", 0);
  EXPECT_EQ(Gone.getString("message"), "nor here");
  EXPECT_EQ(Gone.getString("check"), "async-unobserved-task");
  EXPECT_EQ(Gone.getInteger("line"), 3);
  ASSERT_EQ(Data.getArray("history")->size(), 2u);
  EXPECT_EQ(at(Data, "history", 0).getString("label"), "Monday");
  EXPECT_EQ(at(Data, "history", 0).getInteger("high"), 5);
  EXPECT_EQ(at(Data, "history", 0).getInteger("low"), 1);
  EXPECT_EQ(at(Data, "history", 1).getInteger("high"), 4);

  // A report as JSON has the same findings.
  auto Json = former(report(Format::Json, Before));
  ASSERT_TRUE(!!Json) << toString(Json.takeError());
  Tuesday.Former = &*Json;
  llvm::json::Object Same = dataIn(html(After, Tuesday));
  EXPECT_EQ(*Same.get("gone"), *Data.get("gone"));
  EXPECT_EQ(*Same.get("findings"), *Data.get("findings"));
  EXPECT_EQ(at(Same, "history", 0).getInteger("high"), 5);
}

TEST_F(HtmlReport, KeepsABoundedHistory) {
  FormerReport Last;
  for (unsigned I = 0; I < 100; ++I)
    Last.History.push_back({"run " + llvm::utostr(I), {I, 0, 0, 0}});
  ReportOptions Options;
  Options.Former = &Last;
  llvm::json::Object Data = dataIn(html({}, Options));
  ASSERT_EQ(Data.getArray("history")->size(), 60u);
  EXPECT_EQ(at(Data, "history", 58).getString("label"), "run 99");
}

TEST_F(HtmlReport, IsNotComparedWithSomethingElse) {
  const std::string Hint =
      "; this is not a report in the format html or json, or a damaged one: "
      "name another with --trend, or none";
  EXPECT_EQ(problemOf("{\n  \"version\": 1,\n  oops\n}"),
            "/project/former:3:3: error: Expected object key" + Hint);
  EXPECT_EQ(problemOf("[]"),
            "/project/former:1:1: error: it has no findings of version 1" +
                Hint);
  EXPECT_EQ(problemOf("{\"version\": 2, \"findings\": []}"),
            "/project/former:1:1: error: it has no findings of version 1" +
                Hint);
  EXPECT_EQ(problemOf("{\"version\": 1, \"findings\": [1]}"),
            "/project/former:1:1: error: a finding is not an object" + Hint);
  std::string Page = html(sample());
  size_t Line = StringRef(Page).split(HtmlDataBegin).first.count('\n') + 1;
  StringRef Cut = StringRef(Page).split("\"findings\":").first;
  EXPECT_TRUE(StringRef(problemOf(Cut))
                  .starts_with("/project/former:" + llvm::utostr(Line) + ":"))
      << problemOf(Cut);
  EXPECT_NE(problemOf("{\"version\": " + std::string(1000, '[') + "}")
                .find("nested more than 200 levels deep"),
            std::string::npos);
  // Wrong numbers and indices do no harm.
  EXPECT_EQ(problemOf("{\"version\": 1, \"findings\": [{\"severity\": \"<b>\", "
                      "\"line\": -1, \"check\": 7}], \"history\": [3, {}]}"),
            "none");
}

//===----------------------------------------------------------------------===//
// In a browser
//===----------------------------------------------------------------------===//

TEST_F(HtmlInBrowser, CanBeUsedAndLoadsNothing) {
  for (const char *Program : {"chromium", "node"})
    ASSERT_TRUE(!!llvm::sys::findProgramByName(Program))
        << "tool/install-packages.sh test installs " << Program;
  FormerReport Last;
  Last.History.push_back({"<b>Monday</b>", {9, 3, 1, 0}});
  auto Before = former(html(many(1)));
  ASSERT_TRUE(!!Before) << toString(Before.takeError());
  Last.Findings = Before->Findings;
  // One of today's findings is an old one.
  auto Today = former(report(Format::Json, sample()));
  ASSERT_TRUE(!!Today) << toString(Today.takeError());
  Last.Findings.push_back(Today->Findings.front());
  RunSummary Run;
  Run.Files = 12;
  Run.InBaseline = 1;
  ReportOptions Options;
  Options.Run = &Run;
  Options.Former = &Last;
  Options.Label = "Tuesday";
  std::string Page =
      html(sample(), Options, {{"/project/src/deep.cpp", "it crashed", ""}});
  ScratchFolder Folder;
  std::string File = Folder.write("report.html", Page);
  std::string Huge = Folder.write("huge.html", html(many(4000)));
  // Without its escapes, the code ends the data.
  std::string Broken = Page;
  for (size_t At; (At = Broken.find("\\u003c")) != std::string::npos;)
    Broken.replace(At, strlen("\\u003c"), "<");
  ProgramResult Result =
      runProgram({"node", ASYNC_TIDY_TEST_DIR "/tool/html/drive.js", File, Huge,
                  Folder.write("broken.html", Broken)});
  EXPECT_EQ(Result.ExitCode, 0) << Result.str();
}

} // namespace clang::tidy::async::test
