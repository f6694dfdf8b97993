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

/// The first operation of \p B, if all it does is blocking I/O with an
/// asynchronous form; else null.
const Operation *onlyIoWithSibling(const Body &B, const Models &Known);

/// The coroutine that \p Maker makes its task of; null if it is not in sight.
const Body *coroutineOf(const Operation &Maker, const Facts &Unit);

/// True if all that the coroutine \p B does is to await I/O in sight. Any other
/// task may compute before it suspends.
bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &Does);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ONLYWAITS_H
