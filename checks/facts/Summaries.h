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

/// Describes each function of \p Unit by itself, for other files.
/// \p UnitEffects must not use an index. The names of files below \p Root are
/// relative to it.
UnitSummary summarize(const Facts &Unit, Effects &UnitEffects,
                      std::string Root);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SUMMARIES_H
