//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H
#define ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// One executor, as far as an expression tells.
struct ExecutorId {
  enum Kind {
    Unknown,
    Current,  ///< The one that the body runs on.
    Variable, ///< What Is is, or refers to.
    Member,   ///< The same of the member Is of Of, or of `this`.
    Accessor, ///< What the function Is gives to everybody.
  };
  Kind K = Unknown;
  const Decl *Is = nullptr;
  const Decl *Of = nullptr; ///< Null for `this`.
  /// Somebody else may put another one there.
  bool MayChange = false;

  explicit operator bool() const { return K != Unknown; }
  /// True if they are one object for certain.
  bool isSame(const ExecutorId &Other) const {
    return K != Unknown && K == Other.K && Is == Other.Is && Of == Other.Of &&
           !MayChange;
  }
};

/// Tells which executor an expression names.
class Executors {
public:
  explicit Executors(const Facts &F) : F(F) {}

  /// The executor that \p E names in \p B; unknown if evaluating \p E may do
  /// anything else.
  ExecutorId identify(const Expr *E, const Body &B) const;

  /// The executor that \p Op hands something to.
  ExecutorId of(const Operation &Op) const;

private:
  ExecutorId variable(const DeclRefExpr *Ref, const Body &B,
                      unsigned Depth) const;
  ExecutorId member(const MemberExpr *Ref) const;
  ExecutorId identify(const Expr *E, const Body &B, unsigned Depth) const;
  /// True if nothing assigns to \p Var, or moves from it, after it is made.
  bool isNeverChanged(const VarDecl *Var) const;

  const Facts &F;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H
