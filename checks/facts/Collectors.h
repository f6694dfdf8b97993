//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_COLLECTORS_H
#define ASYNC_TIDY_CHECKS_FACTS_COLLECTORS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The await that the only variable of \p S is made from; null for none.
const Expr *awaitOfVariable(const Stmt *S);

/// In a loop over \p Element, the await in `Out.push_back(co_await E)`, `Out[I]
/// = co_await E` or `Sum += co_await E`, and \p Into, what is changed by that;
/// or the same by a variable that is there for this alone. Null for anything
/// else.
const Expr *awaitOfCollector(const Stmt *S, const VarDecl *Element,
                             const Models &Known, const Expr *&Into);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_COLLECTORS_H
