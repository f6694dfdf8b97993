//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H
#define ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H

#include "facts/Facts.h"
#include "index/Span.h"

namespace clang::tidy::async {

class Effects;

/// The effect of immediately destroying the task that \p Op returns.
Drop dropOf(const Operation &Op);

/// True if code that drops the task returned by \p Op must have meant to await
/// it: dropping the task prevents it from running or blocks, or \p Op exists
/// only to be awaited. An eager task that keeps running may be a long-lived
/// service.
bool isMeantToBeAwaited(const Operation &Op, const Facts &Unit);

/// True if the task that \p Op returns is one of several that share their work,
/// and another one, or the task that they branch from, is kept: the work
/// continues when this one is dropped.
bool isKeptElsewhere(const Operation &Op, const Facts &Unit);

/// True if dropping the result of \p Op may cancel nothing: it is finished
/// already, or one of several handles, obtained from other code.
bool mayCancelNothing(const Operation &Op, const Facts &Unit);

/// True if \p Op is passed a callable that takes a task like the one that \p Op
/// returns: the code that completes the task also calls the callable with it.
bool isPassedToCallback(const Operation &Op, const Facts &Unit);

/// Where a task ends that is passed to a function that never observes it.
struct Sink {
  const Operation *To = nullptr; ///< The call that it is passed to.
  /// The visible function that drops it; null if another file has it.
  const FunctionDecl *Function = nullptr;
  Span At; ///< Where that file drops it.
};

/// Where the task with the use \p TaskUse is dropped. None if it is not passed
/// on, or if it may be observed.
std::optional<Sink> sinkOf(const Use &TaskUse, const Facts &Unit);

/// How the function of \p Param, a task, passes it on. None if the function may
/// observe the task or keep it; empty if it drops it.
std::optional<llvm::SmallVector<Use, 1>> handoffsOf(const ParmVarDecl *Param,
                                                    const Facts &Unit);

/// True if no visible code observes the task in \p Holder; replacing or
/// dropping it does not count. A query for its outcome observes it, unless
/// \p Dropped says that the task never runs: a query does not start it.
bool isNeverObserved(const ValueDecl *Holder, Drop Dropped, const Facts &Unit);

/// True if \p Op, in code that cannot await, starts a coroutine that is not
/// visible, and the model of its type allows such a coroutine to run
/// unobserved.
bool mayRunUnobserved(const Operation &Op, const Facts &Unit);

/// True if the task that \p Op puts into \p Holder has no time to run: nothing
/// that follows in the scope could wait for it, or let it make progress.
bool hasNoTimeToRun(const Operation &Op, const VarDecl *Holder,
                    const Facts &Unit);

/// True if all code that can name \p Member is visible: it is private, and its
/// class has no friends and no functions with bodies elsewhere.
bool isNamedOnlyInVisibleCode(const FieldDecl *Member, const Facts &Unit);

/// The variable that holds \p Op's task: a local one, or a member whose uses
/// are all visible. Null if the task is elsewhere.
const ValueDecl *holderOf(const Operation &Op, const Facts &Unit);

/// True if \p Holder owns the task that \p Op returns, or one made from it.
bool holdsTaskOf(const ValueDecl *Holder, const Operation &Op,
                 const Facts &Unit);

/// True if the outcome of \p Op can safely be dropped: it cannot fail, the
/// process ends, or the error is reported elsewhere.
bool canDropOutcome(const Operation &Op, const Facts &Unit,
                    Effects &UnitEffects);

/// True if the task became part of another task, which is judged in its place.
bool isWrapped(const Operation &Op, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OUTCOMES_H
