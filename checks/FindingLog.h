//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FINDINGLOG_H
#define ASYNC_TIDY_CHECKS_FINDINGLOG_H

#include "Findings.h"
#include "PerContext.h"
#include "llvm/ADT/ArrayRef.h"

namespace clang::tidy {
class ClangTidyContext;

namespace async {

/// While it exists, records the findings that the checks of a context print. It
/// is for hosts in the same process, because clang-tidy's diagnostics carry
/// only text. Such a host sees several units, so it merges findings with the
/// same cause itself.
class FindingLog : PerContext<FindingLog> {
public:
  explicit FindingLog(const ClangTidyContext &Context) : PerContext(Context) {}

  llvm::ArrayRef<Finding> findings() const { return Findings; }

  /// A place at which a comment silences findings that are caused there.
  struct Silenced {
    std::string Check;
    Span At;
  };
  llvm::ArrayRef<Silenced> silenced() const { return SilencedCauses; }

  /// True if there is a log of \p Context.
  static bool isKept(const ClangTidyContext &Context) {
    return find(Context) != nullptr;
  }
  /// Adds \p New to the log of \p Context, if there is one.
  static void add(const ClangTidyContext &Context, llvm::ArrayRef<Finding> New);
  /// Records that a finding of \p Check was silenced at its cause, \p At.
  static void addSilenced(const ClangTidyContext &Context,
                          llvm::StringRef Check, const Span &At);

private:
  friend class PerContext<FindingLog>;
  std::vector<Finding> Findings;
  std::vector<Silenced> SilencedCauses;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_FINDINGLOG_H
