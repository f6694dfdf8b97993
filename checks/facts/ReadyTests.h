//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_READYTESTS_H
#define ASYNC_TIDY_CHECKS_FACTS_READYTESTS_H

#include "facts/Facts.h"
#include "facts/ObjectFacts.h"

namespace clang::tidy::async {

/// The task that \p Op waits for; null if it does not wait for a task.
const Expr *waitedTask(const Operation &Op);

/// The outcome that \p Op queries, or whose value it takes; null if there is
/// none.
const Expr *outcomeOf(const Operation &Op);

/// The object under which facts about \p E are kept: a pointer stands for its
/// pointee, and an element for its container. Unknown if it may be any object.
Path keyOf(const Expr *E, const Models &AllModels);

/// True if \p Task is a finished task wherever it is, because of what made it,
/// which left nothing running.
bool isReadyForGood(const Expr *Task, const Facts &F);

/// True if the function that \p Op calls, which has no model, returns only such
/// tasks.
bool returnsReady(const Operation &Op, const Facts &F);

/// True if \p E is a finished task where the facts \p Proven hold.
bool provesReady(const Expr *E, const ObjectFacts &Proven, const Facts &F);

/// Adds to \p Proven the facts that are certain once \p Condition, a part of
/// \p B, has evaluated to \p Holds.
void assume(const Expr *Condition, bool Holds, ObjectFacts &Proven,
            const Body &B, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_READYTESTS_H
