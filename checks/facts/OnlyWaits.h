//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ONLYWAITS_H
#define ASYNC_TIDY_CHECKS_FACTS_ONLYWAITS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// What a callable does, if all it does is to wait.
struct Waiting {
  const Operation *Op = nullptr; ///< The wait; null if it awaits or returns.
  const Expr *Task = nullptr;    ///< What it waits for.
  const Expr *Value = nullptr;   ///< The whole wait, or the task returned.
};
/// What \p B does, if all it does is to wait for one task, or to return it.
std::optional<Waiting> onlyWait(const Body &B, const Facts &Unit,
                                Effects &Does);

/// The first operation of \p B, if all it does is to block on I/O or on time
/// for which its model has something asynchronous; else null.
const Operation *onlyBlocks(const Body &B, const Models &Known);

/// The coroutine that \p Maker makes its task of; null if it is not in sight.
const Body *coroutineOf(const Operation &Maker, const Facts &Unit);

/// True if all that the coroutine \p B does, besides awaiting \p Hop, is to
/// await I/O in sight. Any other task may compute before it suspends.
bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &Does,
                  const Operation *Hop = nullptr);

/// The statement of \p B that only awaits \p Hop, if \p B awaits that before
/// anything else; else null.
const Stmt *firstStatement(const Body &B, const Operation &Hop);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ONLYWAITS_H
