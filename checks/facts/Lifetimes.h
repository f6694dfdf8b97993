//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LIFETIMES_H
#define ASYNC_TIDY_CHECKS_FACTS_LIFETIMES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// Until when the work behind a task may run.
enum class WorkEnd {
  Unknown,
  FullExpression, ///< It is finished when the full expression ends.
  Later,          ///< In later statements, while local variables still exist.
  Escapes,        ///< After the function has returned.
};

/// When the work behind a task runs.
struct WorkSpan {
  WorkEnd End = WorkEnd::Unknown;
  /// It starts after the full expression that makes the task.
  bool StartsLater = false;
  /// The call that starts or detaches it; null if there is none.
  const Operation *Launch = nullptr;

  bool outlivesFullExpression() const {
    return End == WorkEnd::Later || End == WorkEnd::Escapes;
  }
};

/// When the work of the task runs that \p Op returns, or of the callable that
/// \p Op receives, if it returns nothing.
WorkSpan workSpanOf(const Operation &Op, const Facts &Unit);

/// True if code that may run after \p Launch in the same function, including
/// destructors of its variables, may wait for the work that \p Launch starts:
/// the function may not return before the work is finished.
bool mayBeWaitedFor(const Operation &Launch, const Facts &Unit);

/// The variable of the function \p B, with automatic storage, that \p E
/// denotes a part of. Null if the object may be owned by anything else.
const VarDecl *localOwnerOf(const Expr *E, const Body &B, const Facts &Unit);

/// True if \p E denotes a handle, such as an executor, a scope or a timer, that
/// the function \p B owns: its work ends when that is destroyed, or before.
bool isOwnedHandle(const Expr *E, const Body &B, const Facts &Unit);

/// True if an object of type \p T holds no data: nothing can dangle.
bool isStateless(QualType T);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LIFETIMES_H
