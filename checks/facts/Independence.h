//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_INDEPENDENCE_H
#define ASYNC_TIDY_CHECKS_FACTS_INDEPENDENCE_H

#include "facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// The objects that a call can get at: those that it names, those that these
/// were made from, and the globals that the bodies in sight mention.
class Reach {
public:
  explicit Reach(const Facts &F) : F(F) {}

  /// Adds what the call \p Op can get at, and the task that it returns.
  void addCall(const Operation &Op);
  /// Adds what \p E names.
  void addExpr(const Expr *E) { walk(E, /*IsRead=*/false); }
  /// What \p Var holds is another object each time: it was made from nothing.
  void setFresh(const VarDecl *Var) { Followed.insert(Var); }

  /// True if one of the two may change what the other one sees.
  bool mayDisturb(const Reach &Other) const;
  bool names(const VarDecl *Var) const;
  /// All but \p Var.
  Reach without(const VarDecl *Var) const;
  /// True if it cannot be told: it awaits something before it is called, or
  /// names a pointer of which nobody knows where it points.
  bool isUnclear() const { return IsUnclear; }

private:
  void walk(const Stmt *S, bool IsRead);
  void walkChildren(const Stmt *S);
  void walkCall(const CallExpr *Call, bool IsRead);
  void walkAccess(const Expr *E, QualType T, bool IsRead);
  void walkBody(const Body *B);
  void note(const Path &O, QualType T, bool IsRead);

  const Facts &F;
  const Expr *Top = nullptr; ///< The call that returns the task.
  unsigned Depth = 0; ///< Of calls into bodies, where only globals count.
  bool IsUnclear = false;
  bool IsOrigin = false; ///< In what a variable was made from, long ago.
  /// True for those it may change. Of a part of an object, the member that it
  /// is or is in.
  llvm::DenseMap<Path, bool> Objects;
  llvm::SmallPtrSet<const VarDecl *, 8> Followed;
  llvm::SmallDenseSet<unsigned, 8> Visited;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_INDEPENDENCE_H
