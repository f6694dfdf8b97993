//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "Writers.h"

using llvm::StringRef;

namespace clang::tidy::async {

static StringRef nameOf(ReportedFinding::Level Level) {
  switch (Level) {
  case ReportedFinding::Error:
    return "error";
  case ReportedFinding::Remark:
    return "remark";
  case ReportedFinding::Warning:
    return "warning";
  }
  llvm_unreachable("a level of clang's that findings do not have");
}

StringRef nameOf(NoteKind Kind) {
  switch (Kind) {
  case NoteKind::Context:
    return "";
  case NoteKind::Step:
    return "step";
  case NoteKind::Advice:
    return "advice";
  case NoteKind::Model:
    return "model";
  case NoteKind::Place:
    return "place";
  }
  llvm_unreachable("no such kind");
}

namespace {
class JsonWriter {
public:
  JsonWriter(Sources &S, llvm::raw_ostream &OS) : S(S), J(OS, 2) {}

  void write(const ReportContent &Content) {
    std::vector<ReportedFinding> Findings, Problems;
    for (const ReportedFinding &D : Content.Findings)
      (kindOf(D) == FindingKind::Finding ? Findings : Problems).push_back(D);
    std::vector<std::string> Hashes = stableHashes(Findings, S);
    J.object([&] {
      J.attribute("version", 1);
      J.attributeObject("tool", [&] {
        J.attribute("name", "async-tidy");
        J.attribute("version", ASYNC_TIDY_VERSION);
      });
      J.attributeArray("findings", [&] {
        for (const auto &[D, Hash] : llvm::zip_equal(Findings, Hashes))
          writeFinding(D, Hash);
      });
      // Compile errors and invalid options are not findings.
      J.attributeArray("errors", [&] {
        for (const ReportedFinding &D : Problems)
          writeFinding(D, "");
      });
      J.attributeArray("notAnalysed", [&] {
        for (const FileFailure &Failure : Content.Failures)
          J.object([&] {
            J.attribute("file", toUtf8(S.shownPath(Failure.File)));
            J.attribute("reason", toUtf8(Failure.Reason));
            if (!Failure.Command.empty())
              J.attribute("command", toUtf8(Failure.Command));
          });
      });
    });
    J.flush();
  }

private:
  void writeFinding(const ReportedFinding &D, StringRef Hash) {
    J.object([&] {
      J.attribute("check", toUtf8(D.DiagnosticName));
      J.attribute("level", nameOf(D.DiagLevel));
      J.attribute("severity", nameOf(severityOf(D)));
      writeMessage(D.Message);
      if (!D.Message.Fix.empty())
        J.attribute("fixTitle", toUtf8(offeredFixes(D, S).front().Text));
      if (!Hash.empty())
        J.attribute("fingerprint", Hash);
      if (D.Functions > 1)
        J.attribute("functions", D.Functions);
      if (D.IsConvention)
        J.attribute("convention", true);
      J.attributeArray("notes", [&] {
        for (size_t I = 0; I < D.Notes.size(); ++I)
          J.object([&] {
            if (StringRef Kind = nameOf(D.kindOfNote(I)); !Kind.empty())
              J.attribute("kind", Kind);
            writeMessage(D.Notes[I]);
          });
      });
    });
  }

  void writeMessage(const tooling::DiagnosticMessage &Message) {
    J.attribute("message", toUtf8(Message.Message));
    if (!Message.FilePath.empty())
      writePlace(Message.FilePath, Message.FileOffset, std::nullopt);
    if (!Message.Ranges.empty())
      J.attributeArray("ranges", [&] {
        for (const tooling::FileByteRange &Range : Message.Ranges)
          J.object([&] {
            writePlace(Range.FilePath, Range.FileOffset, Range.Length);
          });
      });
    if (Message.Fix.empty())
      return;
    J.attributeArray("fix", [&] {
      for (const auto &[Path, Edits] : editsByFile(Message.Fix))
        for (const tooling::Replacement &Edit : *Edits)
          J.object([&] {
            writePlace(Path, Edit.getOffset(), Edit.getLength());
            J.attribute("text", toUtf8(Edit.getReplacementText()));
          });
    });
  }

  void writePlace(StringRef Path, unsigned Offset,
                  std::optional<unsigned> Length) {
    J.attribute("file", toUtf8(S.shownPath(Path)));
    if (auto At = S.place(Path, Offset)) {
      J.attribute("line", At->Line);
      J.attribute("column", At->Column);
    }
    J.attribute("offset", Offset);
    if (Length)
      J.attribute("length", *Length);
  }

  Sources &S;
  llvm::json::OStream J;
};
} // namespace

void writeJson(const ReportContent &Content, Sources &S,
               llvm::raw_ostream &OS) {
  JsonWriter(S, OS).write(Content);
  OS << '\n';
}

} // namespace clang::tidy::async
