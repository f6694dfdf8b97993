//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H
#define ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H

#include "OfContext.h"
#include "index/UnitSummary.h"
#include <optional>

namespace clang::tidy::async {

/// While it lives, the checks of its context find nothing: they summarize the
/// unit for other files instead.
class SummaryRequest : OfContext<SummaryRequest> {
public:
  /// Files below \p Root are to be named from there.
  SummaryRequest(const ClangTidyContext &Context, std::string Root)
      : OfContext(Context), Root(std::move(Root)) {}

  /// The request in \p Context; null for none.
  static SummaryRequest *of(const ClangTidyContext &Context) {
    return find(Context);
  }

  const std::string Root;
  /// None if the unit could not be looked at.
  std::optional<UnitSummary> Summary;

private:
  friend class OfContext<SummaryRequest>;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_SUMMARYREQUEST_H
