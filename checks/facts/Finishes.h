//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FINISHES_H
#define ASYNC_TIDY_CHECKS_FACTS_FINISHES_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// What makes the task that a function returns finished.
struct Finish {
  const Expr *Shown;      ///< Where the finding stands.
  const Expr *Done;       ///< What must come after what blocks.
  const Operation *Ready; ///< Null for a promise.
  Position Callable;      ///< What is called to get the value, if anything.
};
/// The ready futures that \p B makes, and the promises that it keeps before it
/// returns their futures.
llvm::SmallVector<Finish, 4> finishes(const Body &B, const Facts &Unit,
                                      Effects &Does);

/// True if \p B, an ordinary function, may return a task that is not finished
/// after \p From has returned, where it could return \p Other: a task of other
/// work, or of a promise that is set later. What is not known is taken for such
/// a task; what a parameter chooses instead of \p Other does not count.
bool mayReturnUnfinished(const Body &B, const Expr *From, const Finish &Other,
                         const Facts &Unit);

/// True if \p B gives values where it suspends, as a generator does.
bool hasYield(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FINISHES_H
