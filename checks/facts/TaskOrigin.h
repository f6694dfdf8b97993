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

/// Where a task comes from that a function waits for.
enum class Origin {
  Unknown, ///< A parameter, a member, or something that is not understood.
  Here,    ///< Work that the function handed out, or a promise of its own.
  Called,  ///< A call of something asynchronous.
};

/// Where \p Task, an expression in the function \p B or in a lambda that it
/// calls at once, comes from. Of several tasks, the one to be wary of decides.
Origin originOf(const Expr *Task, const Body &B, const Facts &F);

/// The local variable that \p E names, or gives an element of; null if it is
/// something else.
const VarDecl *rootVariable(const Expr *E, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TASKORIGIN_H
