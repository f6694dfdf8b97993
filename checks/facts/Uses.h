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

/// What the code around an expression does with its value.
struct Use {
  enum Kind {
    Other,           ///< Anything that is not below.
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
  const VarDecl *Var = nullptr;      ///< Of Local.
  const Expr *Target = nullptr;      ///< Of Assigned; null if that is below.
  const FieldDecl *Member = nullptr; ///< Of Assigned: what it makes in `X(E)`.
  const Expr *Call = nullptr; ///< Of Passed and ObjectOf; the await of Awaited.
  unsigned Index = 0;         ///< Of Passed.
  /// The call whose own task this one went into: `adapt(E)`.
  const Expr *Through = nullptr;
  bool IsTested = false; ///< Only compared, negated or the like.
  bool IsKept = false;   ///< It, or what the test gave, is kept or handed on.
  /// The statement that the expression stands in, as far as it is known.
  const Stmt *Statement = nullptr;

  bool isDiscarded() const {
    return Is == Discarded || Is == DiscardedByCast || Is == Ignored;
  }
};

/// What is done with the value of \p E, around which \p Parents stand, the
/// innermost one last. \p Initialised is the member that a constructor makes
/// there, if that is where it stands.
Use useOf(const Expr *E, llvm::ArrayRef<const Stmt *> Parents,
          const FieldDecl *Initialised, const Models &Known);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_USES_H
