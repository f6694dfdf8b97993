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

/// The await that initialises the only variable of \p S; null if there is none.
const Expr *awaitOfVariable(const Stmt *S);

/// In a loop over \p Element, the await in `Out.push_back(co_await E)`, `Out[I]
/// = co_await E` or `Sum += co_await E`, perhaps through a variable that has no
/// other use. Sets \p Into to the object that \p S changes. Null for any other
/// statement.
const Expr *awaitOfCollector(const Stmt *S, const VarDecl *Element,
                             const Models &AllModels, const Expr *&Into);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_COLLECTORS_H
