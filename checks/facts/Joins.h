//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_JOINS_H
#define ASYNC_TIDY_CHECKS_FACTS_JOINS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if a callable that \p Op, or what it goes on from, is given tells the
/// code around it that it is done, by something that this code waits for (a
/// latch, a counter, a promise), by a promise that it owns, or, at the end of a
/// thread, by a completion handler.
bool isJoinedByEvent(const Operation &Op, const Facts &Unit);

/// True if the function that lets go of a thread in \p Detach joins the same
/// thread elsewhere: it detaches what it cannot join, such as itself.
bool isJoinedOtherwise(const Operation &Detach, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_JOINS_H
