//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_SHAREDCAUSES_H
#define ASYNC_TIDY_TOOL_REPORT_SHAREDCAUSES_H

#include "ReportedFinding.h"
#include "Sources.h"
#include "llvm/ADT/ArrayRef.h"

/// Findings of several files with one cause. Baselines, `--diff` and fixes know
/// each of their places; what is reported is one finding.
namespace clang::tidy::async {

/// Marks those of which as many functions share the cause as `.clang-tidy` says
/// of a convention.
void markConventions(llvm::MutableArrayRef<ReportedFinding> Places);

/// How many findings \p Places are.
size_t countByCause(llvm::ArrayRef<ReportedFinding> Places);

/// Makes one finding of those with one cause. All places are in its notes.
/// \p Places are in order, and so is what is returned.
std::vector<ReportedFinding> mergeByCause(std::vector<ReportedFinding> Places,
                                          const Sources &S);

/// The notes of \p Of for people: a few of the places, and how many more there
/// are.
std::vector<tooling::DiagnosticMessage> notesToShow(const ReportedFinding &Of);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_SHAREDCAUSES_H
