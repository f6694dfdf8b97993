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

/// What the fixes are made of.
namespace clang::tidy::async::fix {

/// True if `co_await` may stand at \p At in \p B.
bool maySuspend(const Body &B, const Surroundings &At);

/// The same for \p Op in its own body, where no lock must be held either:
/// others run until the coroutine goes on, perhaps on another thread.
bool maySuspend(const Operation &Op, const Facts &F);

/// True if all template arguments of \p Special but the first are what they
/// are by default; \p Unknown is the answer for those that have none, or one
/// that depends on the first.
bool hasDefaultsAfterFirst(const ClassTemplateSpecializationDecl *Special,
                           bool Unknown);

/// True if coroutines that return \p Own are what the texts of its library are
/// written for: with all that a type has by default.
bool isUsual(const TaskInfo &Own);

/// How coroutines that return \p Own offload work that they can await; null if
/// their library has nothing for that.
const FixText *offloadIn(const TaskInfo &Own);

/// The coroutine that something is to be awaited in: its promise, and what is
/// known of the task that it returns, if that is one.
struct AwaitingIn {
  const CXXRecordDecl *Promise = nullptr;
  const TaskInfo *Own = nullptr;
};

/// The edits of fix::awaitInstead as if \p Wait stood in the coroutine \p In,
/// at a place where `co_await` may stand.
std::vector<Edit> awaitInstead(const Operation &Wait, const AwaitingIn &In,
                               const Facts &F);

/// The edits that leave of `co_await on(pool, T)`, where \p Moved is the call,
/// `co_await T`.
std::vector<Edit> taskAlone(const Operation &Moved, const Expr *Task,
                            const Facts &F);

/// What to write so that an awaiter that takes \p Form gets \p Task; empty if
/// it cannot have it.
std::string awaited(const Expr *Task, AwaitForm Form, const SourceText &Source);

/// True if `co_await` of a \p Task gives void, as far as its model or its
/// template argument tells.
bool givesVoid(QualType Task, const Facts &F);

/// True if what \p Op gives is dropped by a statement of its own, which does
/// nothing else: a cast to void or an assignment to nothing may go with it.
bool isWholeStatement(const Operation &Op);

/// True if the statement that makes \p Var from what \p From gives makes
/// nothing else, and nothing mentions the variable.
bool isWholeDeclaration(const VarDecl *Var, const Operation &From,
                        const Facts &F);

/// True if what \p Callable names means the same outside of it.
bool hasPlainCaptures(const Body &Callable);

/// True if the type of \p B is nobody's business but its callers'.
bool hasOwnType(const Body &B, const Facts &F);

/// True if \p D is declared before \p Loc.
bool isDeclaredBefore(const NamedDecl *D, SourceLocation Loc,
                      const SourceManager &SM);

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_FIXPARTS_H
