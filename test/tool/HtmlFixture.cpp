//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlFixture.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

static constexpr StringRef Poll = SensorPoll, Header = SensorHeader;
static constexpr StringRef Callers = "/project/src/callers.cpp";
// Its name is as hostile as its text.
static constexpr StringRef Hostile =
    "/project/src/<img src=x onerror=owned()>.cpp";
static constexpr StringRef Bulk = "/project/src/bulk.cpp";

HtmlFixture::HtmlFixture() {
  writeSensor();
  write(Hostile,
        "\xEF\xBB\xBF// first\r\n"
        "auto \xF0\x9F\x98\x80 = wait(\"</script><script>owned = 1</script>"
        "<!--<script><img src=x onerror=owned()>\xE2\x80\xAE\");\r\n"
        "again();\n");
  std::string Text;
  for (unsigned I = 0; I < 40; ++I)
    Text += "Task f" + llvm::utostr(I) + "() { save(1); }\n";
  write(Callers, Text);
}

static Span spanOf(const tooling::DiagnosticMessage &Message) {
  Span At;
  At.File = Message.FilePath;
  At.Offset = Message.FileOffset;
  At.Length = Message.Ranges.front().Length;
  return At;
}

std::vector<ReportedFinding> HtmlFixture::sample() {
  ReportedFinding Wait =
      finding("async-blocking-wait", Poll, "std::move(Sensor).get()",
              "'get' blocks the thread of coroutine 'poll'; await it instead");
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
  Call.Notes.push_back(message(Header, "Value", "or it waits", 1));
  offer(Call.Notes.back(), "wait(Value)");
  Call.NoteKinds = {NoteKind::Step, NoteKind::Advice, NoteKind::Advice};
  Call.Behind.emplace();
  Call.Behind->Steps = {{spanOf(Call.Notes[0]), "'fsync'", true},
                        {spanOf(Call.Message), "'store'", true}};
  Call.Behind->Function = "coroutine 'poll'";

  ReportedFinding InHeader = finding("async-sequential-awaits", Header, "flush",
                                     "first, 100%: it\ngoes on;\r\nto the end");

  ReportedFinding Twice = finding("async-unobserved-task", Hostile, "wait(",
                                  "nobody looks at '</script>' owned");
  ReportedFinding Again =
      finding("async-unobserved-task", Hostile, "again()", "nor here");

  ReportedFinding Foreign =
      finding("bugprone-thread", Poll, "co_return", "do not \"detach\"");
  Foreign.IsConvention = true;

  // 40 places with one cause.
  ReportedFinding Merged = finding(
      "async-blocking-call", Callers, "save(1)",
      "'write' blocks the thread of coroutine 'f0', and in many places");
  for (unsigned I = 0; I < 40; ++I) {
    Cause Next;
    tooling::DiagnosticMessage Place =
        message(Callers, "save(1)", "it is reached from here", I);
    Next.Steps = {{spanOf(Place), "'write'", true}};
    Next.Function = "coroutine 'f" + llvm::utostr(I) + "'";
    if (I == 0) {
      Merged.Behind = Next;
      continue;
    }
    Merged.OtherOrigins.push_back(Next);
    Merged.Notes.push_back(Place);
    Merged.NoteKinds.push_back(NoteKind::Place);
  }
  Merged.Functions = 40;
  return {Again, Call, Foreign, Merged, Twice, Wait, InHeader};
}

std::vector<ReportedFinding> HtmlFixture::many(unsigned Count) {
  std::string Text;
  for (unsigned I = 0; I < Count; ++I)
    Text += "wait(" + llvm::utostr(I) + ");\n";
  write(Bulk, Text);
  std::vector<ReportedFinding> Found;
  unsigned Offset = 0;
  for (unsigned I = 0; I < Count; ++I) {
    ReportedFinding Next("async-blocking-wait", ReportedFinding::Warning,
                         "/project");
    Next.Message.Message = "'wait' blocks, number " + llvm::utostr(I);
    Next.Message.FilePath = Bulk.str();
    Next.Message.FileOffset = Offset;
    Offset += llvm::utostr(I).size() + 8;
    Found.push_back(std::move(Next));
  }
  return Found;
}

std::string HtmlFixture::html(llvm::ArrayRef<ReportedFinding> Findings,
                              ReportOptions Options,
                              llvm::ArrayRef<FileFailure> Failures) {
  std::unique_ptr<Sources> S = sources();
  std::vector<ReportedFinding> Ordered = Findings.vec();
  putInOrder(Ordered, *S);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Options.As = Format::Html;
  writeReport(Ordered, Failures, *S, Options, OS);
  return OS.str();
}

llvm::json::Object HtmlFixture::dataIn(StringRef Page) {
  StringRef Text = Page.split(HtmlDataBegin).second.split("</script>").first;
  auto Parsed = llvm::json::parse(Text);
  if (!Parsed || !Parsed->getAsObject()) {
    ADD_FAILURE() << toString(Parsed.takeError());
    return {};
  }
  return *Parsed->getAsObject();
}

} // namespace clang::tidy::async::test
