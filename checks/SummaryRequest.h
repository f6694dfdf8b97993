//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H
#define ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H

#include "PerContext.h"
#include "index/UnitSummary.h"
#include <optional>

namespace clang::tidy::async {

/// While it exists, the checks of its context also summarize the unit for other
/// files.
class SummaryRequest : PerContext<SummaryRequest> {
public:
  /// Files below \p Root are named relative to it. If \p IsAlone, the checks do
  /// nothing else and report no findings.
  SummaryRequest(const ClangTidyContext &Context, std::string Root,
                 bool IsAlone)
      : PerContext(Context), Root(std::move(Root)), IsAlone(IsAlone) {}

  /// The request in \p Context; null for none.
  static SummaryRequest *of(const ClangTidyContext &Context) {
    return find(Context);
  }

  const std::string Root;
  const bool IsAlone;
  /// None if the unit could not be analysed.
  std::optional<UnitSummary> Summary;

private:
  friend class PerContext<SummaryRequest>;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H
