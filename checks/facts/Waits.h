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

/// True if code that is given a \p Task can continue when the task finishes: by
/// awaiting it, or with a continuation.
bool canContinueFrom(QualType Task, const Facts &Unit);

/// True if \p Maker returns a future because of its arguments, and could return
/// an awaitable instead.
bool couldReturnAwaitable(const Operation &Maker, const Facts &Unit);

/// True if \p Wait is given work to run while it waits, such as an event loop.
bool runsWorkWhileWaiting(const Operation &Wait);

/// True if the unit runs code in fibers of the library of \p Match. The
/// library's own code does not count.
bool runsFibersFor(const CallMatch &Match, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_WAITS_H
