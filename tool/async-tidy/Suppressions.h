//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_SUPPRESSIONS_H
#define ASYNC_TIDY_TOOL_SUPPRESSIONS_H

#include "FindingLog.h"
#include "ReportedFinding.h"
#include "clang/Lex/Preprocessor.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A check of ours that a NOLINT comment names, perhaps by a glob.
struct Suppression {
  std::string File;    ///< An absolute path.
  unsigned Offset = 0; ///< Of the name.
  std::string Name;    ///< As it is written.
  bool IsInMainFile = false;
  /// All checks that are meant ran, and the unit compiles.
  bool IsJudged = false;
  bool IsUsed = false; ///< It suppresses a finding.
};

/// Reads the NOLINT comments of a unit, as the preprocessor meets them.
class SuppressionReader : public CommentHandler {
public:
  bool HandleComment(Preprocessor &PP, SourceRange Comment) override;

  /// What was read in the files that \p Contains accepts, given their absolute
  /// paths, when \p Enabled ran and found what is in \p Log. \p Folder is what
  /// paths are relative to.
  std::vector<Suppression>
  suppressions(const FindingLog &Log, llvm::ArrayRef<std::string> Enabled,
               llvm::StringRef Folder,
               llvm::function_ref<bool(llvm::StringRef)> Contains) const;

  /// Remarks on names there that are no check's.
  std::vector<ReportedFinding>
  misspelt(llvm::StringRef Folder,
           llvm::function_ref<bool(llvm::StringRef)> Contains) const;

private:
  struct Directive {
    std::string Name;
    unsigned Begin = 0; ///< What it is about.
    unsigned End = 0;
    bool IsInMainFile = false;
    bool IsEnd = false; ///< Of a block: suppresses nothing by itself.
  };
  /// By file, as the compiler opened it, and the offset of the name.
  using Place = std::pair<std::string, unsigned>;
  std::map<Place, Directive> All;
  /// The directives that begin blocks which are open, by file.
  std::map<std::string, std::vector<std::vector<Place>>> Open;
};

/// Which suppressions of a run are needed by no unit.
class UnusedSuppressions {
public:
  void add(llvm::ArrayRef<Suppression> OfUnit);
  /// Findings about them; about those in main files only, if not \p IsWhole.
  std::vector<ReportedFinding> findings(bool IsWhole) const;

private:
  std::map<std::pair<std::string, unsigned>, Suppression> All;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_SUPPRESSIONS_H
