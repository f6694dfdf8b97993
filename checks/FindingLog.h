//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FINDINGLOG_H
#define ASYNC_TIDY_CHECKS_FINDINGLOG_H

#include "Findings.h"
#include "OfContext.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang::tidy {
class ClangTidyContext;

namespace async {

/// Keeps what the checks of a context print, while it lives: for a host in the
/// same process, since clang-tidy's diagnostics carry nothing but texts. Such a
/// host sees more than one unit, and makes one finding itself of those that
/// have one cause.
class FindingLog : OfContext<FindingLog> {
public:
  explicit FindingLog(const ClangTidyContext &Context) : OfContext(Context) {}

  llvm::ArrayRef<Finding> findings() const { return Findings; }

  /// True if somebody keeps a log of \p Context.
  static bool isKept(const ClangTidyContext &Context) {
    return find(Context) != nullptr;
  }
  /// Adds \p New to the log of \p Context, if somebody keeps one.
  static void add(const ClangTidyContext &Context, llvm::ArrayRef<Finding> New);

private:
  friend class OfContext<FindingLog>;
  std::vector<Finding> Findings;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_FINDINGLOG_H
