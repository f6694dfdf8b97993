//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_WAITS_H
#define ASYNC_TIDY_CHECKS_FACTS_WAITS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if whoever is given a \p Task can go on when it is finished: by
/// awaiting it, or by a continuation.
bool canGoOnWith(QualType Task, const Facts &Unit);

/// True if \p Maker was asked for a future where it could give an awaitable.
bool couldGiveAwaitable(const Operation &Maker, const Facts &Unit);

/// True if \p Wait is given what it runs meanwhile: an event loop, say.
bool runsWorkMeanwhile(const Operation &Wait);

/// True if the unit runs something in fibers of the library of \p Match. What
/// the library itself does so does not count.
bool runsFibersFor(const CallMatch &Match, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_WAITS_H
