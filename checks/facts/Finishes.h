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

/// An operation that finishes the task that a function returns.
struct Finish {
  const Expr *ReportAt;   ///< The location of a finding.
  const Expr *Completion; ///< The expression that finishes the task.
  const Operation *Ready; ///< The ready future; null for a promise.
  Position Callable;      ///< The callable that computes the value, if any.
};

/// The ready futures that \p B makes, and the promises that it sets before it
/// returns their futures.
llvm::SmallVector<Finish, 4> findFinishes(const Body &B, const Facts &Unit,
                                          Effects &UnitEffects);

/// True if \p B, an ordinary function, may return an unfinished task instead of
/// \p Other after \p From has returned: a task of other work, or of a promise
/// that is set later. An unknown task counts as unfinished; a task that a
/// parameter selects instead of \p Other does not count.
bool mayReturnUnfinished(const Body &B, const Expr *From, const Finish &Other,
                         const Facts &Unit);

/// True if \p B yields values, as a generator does.
bool hasYield(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FINISHES_H
