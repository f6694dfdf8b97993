//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_PROMISES_H
#define ASYNC_TIDY_CHECKS_FACTS_PROMISES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if \p Promise is a local variable that only visible code has, and that
/// this code only finishes with values: its task never has an error.
bool isOnlyFulfilled(const Expr *Promise, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_PROMISES_H
