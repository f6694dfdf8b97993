//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_SUMMARIES_H
#define ASYNC_TIDY_CHECKS_FACTS_SUMMARIES_H

#include "facts/Effects.h"
#include "index/UnitSummary.h"

namespace clang::tidy::async {

/// What other files need to know of the functions of \p Unit, each by itself.
/// \p Does must know of no index. Files below \p Root are named from there.
UnitSummary summarize(const Facts &Unit, Effects &Does, std::string Root);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SUMMARIES_H
