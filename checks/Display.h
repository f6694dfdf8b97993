//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_DISPLAY_H
#define ASYNC_TIDY_CHECKS_DISPLAY_H

#include "Findings.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Regex.h"
#include <memory>

namespace clang::tidy {
class ClangTidyContext;

namespace async {

/// Predicts which findings clang-tidy will show: clang-tidy itself decides that
/// only when it prints a diagnostic.
class Display {
public:
  /// In an editor, only the main file is shown, and no files are read.
  Display(const ClangTidyContext &Context, SourceManager &SM, bool InEditor);
  ~Display();

  /// True if a finding at \p At is shown.
  bool shows(const Span &At) const;
  /// True if a NOLINT comment suppresses \p Check at \p At.
  bool isSilenced(llvm::StringRef Check, const Span &At) const;
  /// True if \p F or one of its notes is shown: clang-tidy may then show all of
  /// it.
  bool shows(const Finding &F) const;

private:
  struct Comments;

  bool passesLines(llvm::StringRef File, unsigned Line) const;

  const ClangTidyContext &Context;
  SourceManager &SM;
  const bool InEditor;
  const llvm::Regex Headers;
  const llvm::Regex OtherHeaders;
  std::unique_ptr<Comments> Silencing;
};

} // namespace async
} // namespace clang::tidy

#endif // ASYNC_TIDY_CHECKS_DISPLAY_H
