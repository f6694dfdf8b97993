//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ELSEWHERE_H
#define ASYNC_TIDY_CHECKS_FACTS_ELSEWHERE_H

#include "facts/Facts.h"
#include "index/Link.h"

namespace clang::tidy::async {

/// The identity of the function in another file that \p Op calls. Empty if the
/// function is visible, belongs to the system, or cannot be in another file.
SymbolId calleeElsewhere(const Operation &Op, const Facts &Unit);

/// The fate of a value of the function in another file that \p Op calls: of
/// parameter number \p Number, from 1, or of the returned value if that is 0.
/// None if it is not known.
std::optional<LinkedValue> valueElsewhere(const Operation &Op, unsigned Number,
                                          const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ELSEWHERE_H
