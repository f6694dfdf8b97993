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

/// The wait of a callable that does nothing else.
struct SoleWait {
  const Operation *Op = nullptr; ///< The wait; null for an await or a return.
  const Expr *Task = nullptr;    ///< The task that it waits for.
  const Expr *Value = nullptr;   ///< The whole wait, or the task returned.
};
/// The wait of \p B, if \p B only waits for one task, or returns it.
std::optional<SoleWait> soleWait(const Body &B, const Facts &Unit,
                                 Effects &UnitEffects);

/// The first blocking operation of \p B, if \p B does nothing but block on I/O,
/// processes or timers, in operations with an asynchronous form; else null.
const Operation *soleBlockingOperation(const Body &B, const Models &AllModels);

/// The coroutine whose task \p Maker returns; null if it is not visible.
const Body *coroutineOf(const Operation &Maker, const Facts &Unit);

/// True if the coroutine \p B, except for awaiting \p Hop, only awaits visible
/// I/O. Any other task may compute before it suspends.
bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &UnitEffects,
                  const Operation *Hop = nullptr);

/// The first statement of \p B, if it only awaits \p Hop; else null.
const Stmt *firstStatement(const Body &B, const Operation &Hop);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ONLYWAITS_H
