//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_REPORTEDFINDING_H
#define ASYNC_TIDY_TOOL_REPORT_REPORTEDFINDING_H

#include "Findings.h"
#include "clang/Tooling/Core/Diagnostic.h"

namespace clang::tidy::async {

/// A finding as clang-tidy gives it, and what its diagnostics cannot carry.
/// Checks of others know nothing of that.
struct ReportedFinding : tooling::Diagnostic {
  using tooling::Diagnostic::Diagnostic;
  ReportedFinding() = default;
  explicit ReportedFinding(const tooling::Diagnostic &D)
      : tooling::Diagnostic(D) {}

  NoteKind kindOfNote(size_t Index) const {
    return Index < NoteKinds.size() ? NoteKinds[Index] : NoteKind::Context;
  }

  std::string FixTitle;            ///< What the fix of the finding itself does.
  std::vector<NoteKind> NoteKinds; ///< Of its notes, as far as they are known.
  std::string Advice;              ///< What its message ends with.
  /// What others may have behind them as well, with absolute paths.
  std::optional<Cause> Behind;
  /// In how many functions it is: several, if it was made of several.
  unsigned Functions = 1;
  /// So many functions have the same behind them that it is rather how things
  /// are done here.
  bool IsConvention = false;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_REPORTEDFINDING_H
