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

/// What \p Op waits for; null for what is no task.
const Expr *waitedTask(const Operation &Op);

/// The outcome that \p Op asks, or takes the value of; null if there is none.
const Expr *outcomeOf(const Operation &Op);

/// The object that facts on what \p E names are kept for: a pointer stands for
/// what it points to and an element for its container; unknown where it may be
/// any object.
Path keyOf(const Expr *E, const Models &Known);

/// True if \p E is a finished task where \p Known is certain.
bool provesReady(const Expr *E, const ObjectFacts &Known, const Facts &F);

/// Adds to \p Known what is certain once \p Condition, a part of \p B, turned
/// out as \p Holds says.
void assume(const Expr *Condition, bool Holds, ObjectFacts &Known,
            const Body &B, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_READYTESTS_H
