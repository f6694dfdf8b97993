//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H
#define ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// What happens when the task that \p Op returns is destroyed at once.
Drop dropOf(const Operation &Op);

/// True if whoever drops the task that \p Op returns must have meant to await
/// it: it does nothing, or waits, where it is dropped, or \p Op is there to be
/// awaited. An eager task that goes on may be a service that ends last.
bool isMeantToBeAwaited(const Operation &Op, const Facts &Unit);

/// True if the task that \p Op returns is one of several that share their work,
/// and another one, or what they are branches of, is kept: the work goes on
/// when this one is dropped.
bool isKeptElsewhere(const Operation &Op, const Facts &Unit);

/// True if it is not known that dropping what \p Op gives stops anything: it is
/// finished already, or one of several handles, which somebody else gave.
bool mayCancelNothing(const Operation &Op, const Facts &Unit);

/// True if \p Op is given a callable that takes a task like the one that \p Op
/// returns: who completes the one calls the other with it.
bool isGivenToCallback(const Operation &Op, const Facts &Unit);

/// True if \p Op's result goes to a function in sight that never looks at it.
bool isPassedToSink(const Operation &Op, const Facts &Unit);

/// True if nothing in sight looks at the task in \p Holder: that it is
/// replaced or dropped does not count. Whoever asks how far it is has looked,
/// except where that alone never starts it, as \p Dropped says.
bool isNeverLookedAt(const ValueDecl *Holder, Drop Dropped, const Facts &Unit);

/// True if \p Op, in code that cannot await, starts a coroutine that is not in
/// sight, and the model of its type says that such a one may be left alone.
bool mayRunUnwatched(const Operation &Op, const Facts &Unit);

/// True if the task that \p Op puts into \p Holder has no time to run: nothing
/// that follows in the scope could wait for it, or let it go on.
bool isGivenNoTime(const Operation &Op, const VarDecl *Holder,
                   const Facts &Unit);

/// True if all code that can name \p Member is in sight: it is private, and its
/// class has no friends and no functions with bodies elsewhere.
bool isNamedOnlyInSight(const FieldDecl *Member, const Facts &Unit);

/// The local variable that \p Op's task is in, or the member of which all uses
/// are in sight; null if it is elsewhere.
const ValueDecl *holderOf(const Operation &Op, const Facts &Unit);

/// True if the task went into another one, of which the same can be said.
bool isWrapped(const Operation &Op, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H
