//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "HtmlData.h"
#include "Baseline.h"
#include "PageText.h"
#include "UnifiedDiff.h"

using llvm::StringRef;
using llvm::json::OStream;

namespace clang::tidy::async {

// The lines that are shown before and after a place.
static constexpr unsigned AroundFinding = 5;
static constexpr unsigned AroundNote = 3;

/// The number of runs in a trend.
static constexpr size_t MaxRuns = 60;

static StringRef severityWord(const ReportedFinding &D) {
  return isRemark(D) ? StringRef(ReportedSeverities[3]) : nameOf(severityOf(D));
}

HtmlData::HtmlData(const ReportContent &Content, Sources &S,
                   const ReportOptions &Options)
    : Content(Content), S(S), Options(Options), Excerpts(S) {
  for (const ReportedFinding &D : Content.Findings)
    (kindOf(D) == FindingKind::Finding ? Findings : Problems).push_back(D);
  Fingerprints = stableHashes(Findings, S);
  for (const ReportedFinding &D : Findings)
    if (CheckNumbers.try_emplace(D.DiagnosticName, Checks.size()).second)
      Checks.push_back(D.DiagnosticName);
  if (Options.Former)
    for (const FormerReport::Entry &Each : Options.Former->Findings)
      Before.insert(Each.Fingerprint);
}

void HtmlData::write(llvm::raw_ostream &OS) {
  // The files come before the findings, but only these know which lines are
  // shown.
  std::string Found;
  llvm::raw_string_ostream FoundOS(Found);
  OStream FoundJ(FoundOS);
  FoundJ.array([&] {
    for (const auto &[D, Fingerprint] : llvm::zip_equal(Findings, Fingerprints))
      FoundJ.object([&, &D = D, &Fingerprint = Fingerprint] {
        writeFinding(FoundJ, D, Fingerprint);
      });
  });
  FoundJ.flush();

  OStream J(OS);
  J.object([&] {
    J.attribute("version", 1);
    J.attribute("tool", "async-tidy " ASYNC_TIDY_VERSION);
    if (!Options.Label.empty())
      J.attribute("label", toUtf8(Options.Label));
    if (Options.Run)
      J.attributeObject("run", [&] { writeRun(J); });
    J.attributeArray("checks", [&] { writeChecks(J); });
    writeProblems(J);
    writeTrend(J);
    J.attributeBegin("files");
    Excerpts.write(J);
    J.attributeEnd();
    J.attributeBegin("findings");
    J.rawValue(FoundOS.str());
    J.attributeEnd();
  });
  J.flush();
}

/// Writes only numbers that do not depend on the cache.
void HtmlData::writeRun(OStream &J) {
  J.attribute("files", Options.Run->Files);
  J.attribute("switchedOff", Options.Run->SwitchedOff);
  J.attribute("inBaseline", Options.Run->InBaseline);
  J.attribute("outsideDiff", Options.Run->OutsideDiff);
}

void HtmlData::writeChecks(OStream &J) {
  for (const std::string &Name : Checks)
    J.object([&] {
      J.attribute("name", toUtf8(Name));
      const CheckInfo *Check = findCheck(Name);
      if (!Check)
        return;
      std::string Page = pageOf(*Check);
      J.attribute("summary", Check->Summary);
      J.attribute("page", Page);
      J.attribute("text", pageAsMarkdown(Check->Page, Page));
    });
}

void HtmlData::writeFinding(OStream &J, const ReportedFinding &D,
                            StringRef Fingerprint) {
  J.attribute("check", CheckNumbers.lookup(D.DiagnosticName));
  J.attribute("severity", severityWord(D));
  if (D.DiagLevel == ReportedFinding::Error)
    J.attribute("error", true);
  J.attribute("fingerprint", Fingerprint);
  if (Options.Former && !Before.contains(Fingerprint))
    J.attribute("new", true);
  if (D.Functions > 1)
    J.attribute("functions", D.Functions);
  if (D.IsConvention)
    J.attribute("convention", true);
  writeMessage(J, D.Message, AroundFinding);
  writeNotes(J, D);
  writeWays(J, D);
  writeFixes(J, D);
}

void HtmlData::writeMessage(OStream &J,
                            const tooling::DiagnosticMessage &Message,
                            unsigned Around) {
  J.attribute("message", toUtf8(Message.Message));
  if (Message.FilePath.empty())
    return;
  J.attributeBegin("at");
  writePlace(J, Message.FilePath, Message.FileOffset, Around);
  J.attributeEnd();
  J.attributeArray("marks", [&] {
    for (const tooling::FileByteRange &Range : Message.Ranges)
      if (Range.FilePath == Message.FilePath)
        writeMark(J, Range.FilePath, Range.FileOffset, Range.Length);
  });
}

void HtmlData::writePlace(OStream &J, StringRef Path, unsigned Offset,
                          unsigned Around) {
  unsigned Number = Excerpts.numberOf(Path);
  J.object([&] {
    J.attribute("file", Number);
    if (auto At = S.place(Path, Offset)) {
      Excerpts.add(Number, At->Line, Around);
      J.attribute("line", At->Line);
      J.attribute("column", At->Utf16Column);
    }
  });
}

void HtmlData::writeMark(OStream &J, StringRef Path, unsigned Offset,
                         unsigned Length) {
  auto Begin = S.place(Path, Offset), End = S.place(Path, Offset + Length);
  if (!Begin || !End)
    return;
  // The last line of a long range may be left out.
  static constexpr unsigned MaxLines = 40;
  unsigned Number = Excerpts.numberOf(Path);
  for (unsigned Line = Begin->Line;
       Line <= std::min(End->Line, Begin->Line + MaxLines); ++Line)
    Excerpts.add(Number, Line, 1);
  J.array([&] {
    J.value(Begin->Line);
    J.value(Begin->Utf16Column);
    J.value(End->Line);
    J.value(End->Utf16Column);
  });
}

void HtmlData::writeNotes(OStream &J, const ReportedFinding &D) {
  if (D.Notes.empty())
    return;
  J.attributeArray("notes", [&] {
    for (size_t I = 0; I < D.Notes.size(); ++I)
      J.object([&] {
        if (StringRef Kind = nameOf(D.kindOfNote(I)); !Kind.empty())
          J.attribute("kind", Kind);
        writeMessage(J, D.Notes[I], AroundNote);
      });
  });
}

void HtmlData::writeWays(OStream &J, const ReportedFinding &D) {
  std::vector<WayNode> Nodes = waysToCause(D);
  // A single call is in the message already.
  if (Nodes.size() < 2 || (D.Behind && Nodes.size() == 2))
    return;
  J.attributeArray("ways", [&] {
    for (const WayNode &Node : Nodes)
      J.object([&] {
        J.attribute("name", toUtf8(Node.Name));
        J.attribute("to", Node.To);
        if (!Node.At)
          return;
        J.attributeBegin("at");
        writePlace(J, Node.At.File, Node.At.Offset, AroundNote);
        J.attributeEnd();
        if (Node.At.Length)
          J.attributeArray("marks", [&] {
            writeMark(J, Node.At.File, Node.At.Offset, Node.At.Length);
          });
      });
  });
}

void HtmlData::writeFixes(OStream &J, const ReportedFinding &D) {
  std::vector<OfferedFix> Fixes = offeredFixes(D, S);
  if (Fixes.empty())
    return;
  J.attributeArray("fixes", [&] {
    for (const OfferedFix &Fix : Fixes)
      J.object([&] {
        J.attribute("title", toUtf8(Fix.Text));
        std::string Diff;
        for (const auto &[Path, Edits] : editsByFile(*Fix.Edits))
          if (std::optional<StringRef> Text = S.text(Path))
            Diff += unifiedDiff(S.shownPath(Path), *Text, *Edits);
        J.attribute("diff", toUtf8(Diff));
      });
  });
}

void HtmlData::writeProblems(OStream &J) {
  // Compile errors and invalid options are not findings.
  J.attributeArray("errors", [&] {
    for (const ReportedFinding &D : Problems)
      J.object([&] { writeMessage(J, D.Message, AroundNote); });
  });
  J.attributeArray("notAnalysed", [&] {
    for (const FileFailure &Failure : Content.Failures)
      J.object([&] {
        J.attribute("file", toUtf8(S.shownPath(Failure.File)));
        J.attribute("reason", toUtf8(Failure.Reason));
      });
  });
}

void HtmlData::writeTrend(OStream &J) {
  std::vector<TrendPoint> Runs;
  if (Options.Former)
    Runs = Options.Former->History;
  TrendPoint &Itself = Runs.emplace_back();
  Itself.Label = Options.Label;
  for (const ReportedFinding &D : Findings)
    for (auto [Severity, Number] :
         llvm::zip_equal(ReportedSeverities, Itself.Findings))
      Number += severityWord(D) == Severity;
  J.attributeArray("history", [&] {
    for (const TrendPoint &Run : llvm::ArrayRef(Runs).take_back(MaxRuns))
      J.object([&] {
        if (!Run.Label.empty())
          J.attribute("label", toUtf8(Run.Label));
        for (auto [Severity, Number] :
             llvm::zip_equal(ReportedSeverities, Run.Findings))
          J.attribute(Severity, Number);
      });
  });
  if (!Options.Former)
    return;
  llvm::StringSet<> Now;
  for (const std::string &Fingerprint : Fingerprints)
    Now.insert(Fingerprint);
  J.attributeArray("gone", [&] {
    for (const FormerReport::Entry &Each : Options.Former->Findings)
      if (!Now.contains(Each.Fingerprint))
        J.object([&] {
          J.attribute("check", Each.Check);
          J.attribute("severity", Each.Severity);
          J.attribute("message", Each.Message);
          J.attribute("file", Each.File);
          J.attribute("line", Each.Line);
        });
  });
}

} // namespace clang::tidy::async
