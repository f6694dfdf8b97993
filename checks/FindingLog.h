//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FINDINGLOG_H
#define ASYNC_TIDY_CHECKS_FINDINGLOG_H

#include "Findings.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang::tidy {
class ClangTidyContext;

namespace async {

/// Keeps the findings that the checks of a context print, as long as it lives:
/// for a host in the same process, because clang-tidy's diagnostics carry text
/// only. Such a host sees more than one unit, and merges findings with the same
/// cause itself.
class FindingLog {
public:
  explicit FindingLog(const ClangTidyContext &Context);
  ~FindingLog();
  FindingLog(const FindingLog &) = delete;
  FindingLog &operator=(const FindingLog &) = delete;

  llvm::ArrayRef<Finding> findings() const { return Findings; }

  /// True if there is a log of \p Context.
  static bool isKept(const ClangTidyContext &Context);
  /// Adds \p New to the log of \p Context, if there is one.
  static void add(const ClangTidyContext &Context, llvm::ArrayRef<Finding> New);

private:
  const ClangTidyContext &Context;
  std::vector<Finding> Findings;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_FINDINGLOG_H
