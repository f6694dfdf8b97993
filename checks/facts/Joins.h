//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_JOINS_H
#define ASYNC_TIDY_CHECKS_FACTS_JOINS_H

#include "facts/FailureAnalysis.h"

namespace clang::tidy::async {

/// True if a callable that is passed to \p Op, or to a link of its chain,
/// signals its completion: to the code around \p Op, which waits for the signal
/// (a latch, a counter, a promise), through a promise that the callable owns,
/// or, at the end of a thread, through a completion handler.
bool isJoinedByEvent(const Operation &Op, const Facts &Unit);

/// True if such a signal also reports how the work of \p Op ends, as far as
/// that matters: the work cannot fail before it signals, or its error is only
/// lost. With \p EndsProcess, an error before the signal ends the process.
bool isObservedByEvent(const Operation &Op, bool EndsProcess, const Facts &Unit,
                       FailureAnalysis &Judge);

/// True if the function that detaches a thread in \p Detach joins the same
/// thread elsewhere: it detaches a thread only if it cannot join it, such as
/// its own.
bool isJoinedElsewhere(const Operation &Detach, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_JOINS_H
