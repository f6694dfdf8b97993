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

/// One of our checks as a NOLINT comment names it, perhaps by a glob.
struct Suppression {
  std::string File;    ///< An absolute path.
  unsigned Offset = 0; ///< Of the name.
  std::string Name;    ///< As it is written.
  bool IsInMainFile = false;
  /// All matching checks ran, and the unit compiles.
  bool IsJudged = false;
  bool IsUsed = false; ///< It suppresses a finding.
};

/// Reads the NOLINT comments of a unit, as the preprocessor encounters them.
class SuppressionReader : public CommentHandler {
public:
  bool HandleComment(Preprocessor &PP, SourceRange Comment) override;

  /// The suppressions in the files whose absolute path \p Contains accepts. The
  /// checks \p Enabled have run, \p Log has their findings, and relative paths
  /// start in \p Folder.
  std::vector<Suppression>
  suppressions(const FindingLog &Log, llvm::ArrayRef<std::string> Enabled,
               llvm::StringRef Folder,
               llvm::function_ref<bool(llvm::StringRef)> Contains) const;

  /// Remarks on names in these files that match no check.
  std::vector<ReportedFinding>
  misspelt(llvm::StringRef Folder,
           llvm::function_ref<bool(llvm::StringRef)> Contains) const;

private:
  struct Directive {
    std::string Name;
    unsigned Begin = 0; ///< The start of the code it applies to.
    unsigned End = 0;
    bool IsInMainFile = false;
    bool IsEnd = false; ///< It ends a block, and suppresses nothing by itself.
  };
  /// By file, as the compiler opened it, and the offset of the name.
  using Place = std::pair<std::string, unsigned>;
  std::map<Place, Directive> All;
  /// The directives that begin open blocks, by file.
  std::map<std::string, std::vector<std::vector<Place>>> Open;
};

/// Finds the suppressions of a run that no unit needs.
class UnusedSuppressions {
public:
  void add(llvm::ArrayRef<Suppression> OfUnit);
  /// One finding for each of them; without \p IsWhole, only for those in main
  /// files.
  std::vector<ReportedFinding> findings(bool IsWhole) const;

private:
  std::map<std::pair<std::string, unsigned>, Suppression> All;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_SUPPRESSIONS_H
