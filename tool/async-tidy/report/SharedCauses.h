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

/// Findings in several files with one cause. Baselines, `--diff` and fixes
/// handle each of their places; one finding is reported.
namespace clang::tidy::async {

/// Marks the findings whose cause enough functions share to make it a
/// convention; `.clang-tidy` sets the number.
void markConventions(llvm::MutableArrayRef<ReportedFinding> Places);

/// The number of findings that \p Places would be merged into.
size_t countByCause(llvm::ArrayRef<ReportedFinding> Places);

/// Merges findings with the same cause. All places are in the notes. \p Places
/// are sorted, and so is the result.
std::vector<ReportedFinding> mergeByCause(std::vector<ReportedFinding> Places,
                                          const Sources &S);

/// The notes of \p Finding for people: a few of the places, and the number of
/// others.
std::vector<tooling::DiagnosticMessage>
notesToShow(const ReportedFinding &Finding);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_SHAREDCAUSES_H
