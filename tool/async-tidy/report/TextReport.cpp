//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Compat.h"
#include "SharedCauses.h"
#include "Writers.h"
#include "clang/Frontend/TextDiagnostic.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
/// Prints findings with clang's own renderer.
class TextWriter {
public:
  TextWriter(Sources &S, bool Colors, llvm::raw_ostream &OS)
      : S(S), Options(new DiagnosticOptions), OS(OS) {
    Options->ShowColors = Colors;
    OS.enable_colors(Colors);
  }

  void write(const ReportedFinding &D) {
    std::string Name = D.DiagnosticName;
    // clang-tidy's name for a warning that was turned into an error.
    if (D.DiagLevel == ReportedFinding::Error &&
        !StringRef(Name).starts_with("clang-diagnostic-") &&
        kindOf(D) == FindingKind::Finding)
      Name += ",-warnings-as-errors";
    // Equal notes of two findings are both printed, so each finding has its own
    // renderer.
    TextDiagnostic Renderer(OS, Language, toPass(Options));
    emit(Renderer, D.Message,
         static_cast<DiagnosticsEngine::Level>(D.DiagLevel),
         D.Message.Message + " [" + Name + "]");
    for (const tooling::DiagnosticMessage &Note : notesToShow(D))
      emit(Renderer, Note, DiagnosticsEngine::Note, Note.Message);
  }

private:
  void emit(TextDiagnostic &Renderer, const tooling::DiagnosticMessage &Message,
            DiagnosticsEngine::Level Level, const std::string &Text) {
    FullSourceLoc At(S.location(Message.FilePath, Message.FileOffset),
                     S.manager());
    if (At.isInvalid() && !Message.FilePath.empty())
      OS << S.shownPath(Message.FilePath) << ": ";
    std::vector<CharSourceRange> Ranges;
    for (const tooling::FileByteRange &Range : Message.Ranges)
      if (CharSourceRange CodeRange =
              rangeOf(Range.FilePath, Range.FileOffset, Range.Length);
          CodeRange.isValid())
        Ranges.push_back(CodeRange);
    std::vector<FixItHint> Hints;
    for (const auto &[Path, Edits] : editsByFile(Message.Fix))
      for (const tooling::Replacement &Edit : *Edits)
        if (CharSourceRange CodeRange =
                rangeOf(Path, Edit.getOffset(), Edit.getLength());
            CodeRange.isValid())
          Hints.push_back(FixItHint::CreateReplacement(
              CodeRange, Edit.getReplacementText()));
    Renderer.emitDiagnostic(At, Level, Text, Ranges, Hints);
  }

  CharSourceRange rangeOf(StringRef Path, unsigned Offset, unsigned Length) {
    return CharSourceRange::getCharRange(S.location(Path, Offset),
                                         S.location(Path, Offset + Length));
  }

  Sources &S;
  DiagnosticOptionsPtr Options;
  const LangOptions Language;
  llvm::raw_ostream &OS;
};
} // namespace

void writeText(const ReportContent &Content, Sources &S, bool Colors,
               llvm::raw_ostream &OS) {
  TextWriter Writer(S, Colors, OS);
  for (const ReportedFinding &D : Content.Findings)
    Writer.write(D);
  for (const FileFailure &Failure : Content.Failures) {
    OS << S.shownPath(Failure.File) << ": ";
    TextDiagnostic::printDiagnosticLevel(OS, DiagnosticsEngine::Error, Colors);
    TextDiagnostic::printDiagnosticMessage(OS, /*IsSupplemental=*/false,
                                           messageOf(Failure), 0, 0, Colors);
    if (!Failure.Command.empty())
      OS << "  to reproduce: " << Failure.Command << '\n';
  }
}

} // namespace clang::tidy::async
