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

/// Keeps what the checks of a context print, while it lives: for a host in the
/// same process, since clang-tidy's diagnostics carry nothing but texts. Such a
/// host sees more than one unit, and makes one finding itself of those that
/// have one cause.
class FindingLog {
public:
  explicit FindingLog(const ClangTidyContext &Context);
  ~FindingLog();
  FindingLog(const FindingLog &) = delete;
  FindingLog &operator=(const FindingLog &) = delete;

  llvm::ArrayRef<Finding> findings() const { return Findings; }

  /// A place at which a comment silences findings that are caused there.
  struct Silenced {
    std::string Check;
    Span At;
  };
  llvm::ArrayRef<Silenced> silenced() const { return AtCauses; }

  /// True if somebody keeps a log of \p Context.
  static bool isKept(const ClangTidyContext &Context);
  /// Adds \p New to the log of \p Context, if somebody keeps one.
  static void add(const ClangTidyContext &Context, llvm::ArrayRef<Finding> New);
  /// Adds that a finding of \p Check was silenced at its cause, \p At.
  static void addSilenced(const ClangTidyContext &Context,
                          llvm::StringRef Check, const Span &At);

private:
  const ClangTidyContext &Context;
  std::vector<Finding> Findings;
  std::vector<Silenced> AtCauses;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_FINDINGLOG_H
