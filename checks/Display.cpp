//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Display.h"
#include "Compat.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "facts/Places.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// Uses clang-tidy's own handling of NOLINT comments, which expects
/// diagnostics.
struct Display::Comments : DiagnosticConsumer {
  Comments(SourceManager &SM, bool MayRead)
      : Engine(makeDiagnosticsEngine(*this)), MayRead(MayRead) {
    Engine->setSourceManager(&SM);
    Id = Engine->getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Warning,
                                                     "a finding");
  }

  bool silences(StringRef Name, SourceLocation At) {
    Check = Name;
    IsSilenced = false;
    Engine->Report(At, Id);
    return IsSilenced;
  }

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    llvm::SmallVector<tooling::Diagnostic, 1>
        NoLintErrors; // Reported elsewhere.
    IsSilenced =
        Directives.shouldSuppress(Level, Info, Check, NoLintErrors, MayRead,
                                  /*EnableNoLintBlocks=*/true);
  }

  std::unique_ptr<DiagnosticsEngine> Engine;
  NoLintDirectiveHandler Directives;
  const bool MayRead;
  unsigned Id = 0;
  StringRef Check;
  bool IsSilenced = false;
};

Display::Display(const ClangTidyContext &Context, SourceManager &SM,
                 bool InEditor)
    : Context(Context), SM(SM), InEditor(InEditor),
      Headers(Context.getOptions().HeaderFilterRegex.value_or("")),
      OtherHeaders(Context.getOptions().ExcludeHeaderFilterRegex.value_or("")),
      Silencing(std::make_unique<Comments>(SM, !InEditor)) {}

Display::~Display() = default;

bool Display::passesLines(StringRef File, unsigned Line) const {
  const std::vector<FileFilter> &Filters =
      Context.getGlobalOptions().LineFilter;
  if (Filters.empty())
    return true;
  auto Filter = llvm::find_if(Filters, [&](const FileFilter &Each) {
    return File.ends_with(Each.Name);
  });
  return Filter != Filters.end() &&
         (Filter->LineRanges.empty() ||
          llvm::any_of(Filter->LineRanges,
                       [&](const FileFilter::LineRange &Range) {
                         return Range.first <= Line && Line <= Range.second;
                       }));
}

bool Display::shows(const Span &At) const {
  SourceLocation Loc = locationOf(At, SM);
  if (Loc.isInvalid())
    return false;
  const ClangTidyOptions &Options = Context.getOptions();
  if (SM.isInSystemHeader(Loc) && !Options.SystemHeaders.value_or(false))
    return false;
  if (!SM.isInMainFile(Loc)) {
    // An empty expression matches everything.
    bool IsExcluded = !Options.ExcludeHeaderFilterRegex.value_or("").empty() &&
                      OtherHeaders.match(At.File);
    if (InEditor || IsExcluded ||
        Options.HeaderFilterRegex.value_or("").empty() ||
        !Headers.match(At.File))
      return false;
  }
  return passesLines(At.File, SM.getExpansionLineNumber(Loc));
}

bool Display::shows(const Finding &F) const {
  return shows(F.At) || llvm::any_of(F.Notes, [&](const Note &Each) {
           return shows(Each.At);
         });
}

bool Display::isSilenced(StringRef Check, const Span &At) const {
  // The comment may be in a file that the unit does not read.
  SourceLocation Loc = InEditor ? locationOf(At, SM) : locationToShow(At, SM);
  return Loc.isValid() && Silencing->silences(Check, Loc);
}

} // namespace clang::tidy::async
