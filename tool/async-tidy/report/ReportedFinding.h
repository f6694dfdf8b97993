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

/// A finding as clang-tidy reports it, and data that its diagnostics cannot
/// carry. Other checks do not provide that data.
struct ReportedFinding : tooling::Diagnostic {
  using tooling::Diagnostic::Diagnostic;
  ReportedFinding() = default;
  explicit ReportedFinding(const tooling::Diagnostic &D)
      : tooling::Diagnostic(D) {}

  NoteKind kindOfNote(size_t Index) const {
    return Index < NoteKinds.size() ? NoteKinds[Index] : NoteKind::Context;
  }

  std::string FixTitle;            ///< The title of the finding's own fix.
  std::vector<NoteKind> NoteKinds; ///< The kinds of its notes, as far as they
                                   ///< are known.
  std::string Advice;              ///< The end of its message.
  /// A cause that other findings may share, with absolute paths.
  std::optional<Cause> Behind;
  /// The causes at its other places, if it was merged.
  std::vector<Cause> OtherOrigins;
  /// The number of functions it is in: several, if it was merged.
  unsigned Functions = 1;
  /// So many functions share its cause that it is probably a convention.
  bool IsConvention = false;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_REPORTEDFINDING_H
