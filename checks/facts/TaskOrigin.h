//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_TASKORIGIN_H
#define ASYNC_TIDY_CHECKS_FACTS_TASKORIGIN_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The origin of a task that a function waits for.
enum class Origin {
  Unknown, ///< A parameter, a member, or code that is not understood.
  Local,   ///< Work that the function started, or a promise of its own.
  Called,  ///< A call of an asynchronous function.
};

/// The origin of \p Task, an expression in the function \p B or in a lambda
/// that it calls at once. For several tasks, it is the most critical origin.
Origin originOf(const Expr *Task, const Body &B, const Facts &F);

/// The local variable that \p E, or the container of the element \p E, names;
/// null for any other expression.
const VarDecl *rootVariable(const Expr *E, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TASKORIGIN_H
