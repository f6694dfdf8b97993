//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_USES_H
#define ASYNC_TIDY_CHECKS_FACTS_USES_H

#include "model/Models.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::async {

/// How the surrounding code uses the value of an expression.
struct Use {
  enum Kind {
    Other,           ///< None of the uses below.
    Awaited,         ///< `co_await E`
    Returned,        ///< `return E` or `co_return E`
    Discarded,       ///< `E;`
    DiscardedByCast, ///< `(void)E;`
    Ignored,         ///< `std::ignore = E;`
    Local,           ///< `auto Var = E;`
    Assigned,        ///< `Target = E;`, or `Member(E)` of a constructor
    Passed,          ///< `f(E)`: the argument number Index of Call
    ObjectOf,        ///< `E.f()`: Call
  };
  Kind Is = Other;
  const VarDecl *Var = nullptr;      ///< For Local.
  const Expr *Target = nullptr;      ///< For Assigned; null if Member is set.
  const FieldDecl *Member = nullptr; ///< For Assigned: the X of `X(E)`.
  /// For Passed and ObjectOf; for Awaited, the await expression.
  const Expr *Call = nullptr;
  unsigned Index = 0; ///< For Passed.
  /// The call that wraps this task in a task of its own: `adapt(E)`.
  const Expr *Adapter = nullptr;
  bool IsTested = false; ///< Only compared, negated or the like.
  /// The value, or the result of the test, is stored or passed on.
  bool IsKept = false;
  /// The enclosing statement, as far as it is known.
  const Stmt *Statement = nullptr;

  bool isDiscarded() const {
    return Is == Discarded || Is == DiscardedByCast || Is == Ignored;
  }
};

/// The use of the value of \p E. \p Parents are the statements around it, the
/// innermost one last; \p Initialised is the member that a constructor
/// initialises with it, if any.
Use useOf(const Expr *E, llvm::ArrayRef<const Stmt *> Parents,
          const FieldDecl *Initialised, const Models &M);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_USES_H
