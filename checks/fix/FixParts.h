//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H
#define ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H

#include "fix/Fixes.h"
#include "fix/SourceText.h"

/// Building blocks of the fixes.
namespace clang::tidy::async::fix {

/// True if `co_await` is allowed at \p At in \p B.
bool maySuspend(const Body &B, const Surroundings &At);

/// The same for \p Op in its own body, where no lock may be held either: other
/// code runs until the coroutine resumes, perhaps on another thread.
bool maySuspend(const Operation &Op, const Facts &F);

/// True if all template arguments of \p Special after the first are the default
/// ones; \p Unknown is the answer for an argument without a default, or with a
/// default that depends on the first.
bool hasDefaultsAfterFirst(const ClassTemplateSpecializationDecl *Special,
                           bool Unknown);

/// True if the texts of its library apply to coroutines that return \p Task:
/// all of its template arguments after the first are the default ones.
bool hasDefaultArguments(const TaskInfo &Task);

/// The text that offloads work so that coroutines that return \p Task can await
/// it; null if their library has none.
const FixText *offloadIn(const TaskInfo &Task);

/// The coroutine that awaits in the edited code: its promise, and the task that
/// it returns, if it does return a task.
struct AwaitingCoroutine {
  const CXXRecordDecl *Promise = nullptr;
  const TaskInfo *Task = nullptr;
};

/// The edits of fix::awaitInstead as if \p Wait were in \p Coroutine, where
/// `co_await` is allowed.
std::vector<Edit> awaitInstead(const Operation &Wait,
                               const AwaitingCoroutine &Coroutine,
                               const Facts &F);

/// `co_await on(pool, T)` -> `co_await T`, for the call \p Hop.
std::vector<Edit> replaceByTask(const Operation &Hop, const Expr *Task,
                                const Facts &F);

/// The operand of `co_await` that passes \p Task to an awaiter that takes
/// \p Form; empty if that is impossible.
std::string awaitOperand(const Expr *Task, AwaitForm Form,
                         const SourceText &Source);

/// True if the result of awaiting a \p Task is void, according to its model or
/// its template argument.
bool hasVoidResult(QualType Task, const Facts &F);

/// True if a statement does nothing except discard the result of \p Op, perhaps
/// with a cast to void or an assignment to `std::ignore`.
bool isWholeStatement(const Operation &Op);

/// True if the statement that initialises \p Var with the result of \p Maker
/// declares nothing else, and nothing mentions the variable.
bool isWholeDeclaration(const VarDecl *Var, const Operation &Maker,
                        const Facts &F);

/// True if the names in \p Callable mean the same outside of it.
bool hasPlainCaptures(const Body &Callable);

/// True if only callers of \p B depend on its type.
bool canChangeType(const Body &B, const Facts &F);

/// True if \p D is declared before \p Loc.
bool isDeclaredBefore(const NamedDecl *D, SourceLocation Loc,
                      const SourceManager &SM);

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H
