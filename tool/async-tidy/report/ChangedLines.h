//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_CHANGEDLINES_H
#define ASYNC_TIDY_TOOL_REPORT_CHANGEDLINES_H

#include "Sources.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace clang::tidy::async {

/// The lines of a git work tree that have changed since a commit.
class ChangedLines {
public:
  /// \p Folder is anywhere in the work tree. Compares with the merge base of
  /// \p Ref and HEAD. An error is one line for the user, who passed \p Ref.
  static llvm::Expected<ChangedLines> since(llvm::StringRef Ref,
                                            llvm::StringRef Folder);

  /// Reads the output of `git diff -U0`; its paths are relative to \p Top.
  static llvm::Expected<ChangedLines> parse(llvm::StringRef Diff,
                                            llvm::StringRef Top);

  /// True if a line of \p Path from \p First to \p Last has changed.
  bool contains(llvm::StringRef Path, unsigned First, unsigned Last) const;

  /// Removes findings on unchanged lines; returns their number.
  unsigned filter(std::vector<ReportedFinding> &Findings, Sources &S) const;

private:
  struct Lines {
    unsigned First;
    unsigned Last;
  };
  struct Change {
    bool IsWhole = false; ///< The file is untracked.
    std::vector<Lines> Parts;
  };
  /// By real path.
  llvm::StringMap<Change> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_CHANGEDLINES_H
