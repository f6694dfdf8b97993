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

/// The objects that a call can access: those it names, those from which these
/// were initialised, and the globals mentioned in visible bodies.
class Reach {
public:
  explicit Reach(const Facts &F) : F(F) {}

  /// Adds the objects that the call \p Op, and the task it returns, can access.
  void addCall(const Operation &Op);
  /// Adds the objects that \p E names.
  void addExpr(const Expr *E) { walk(E, /*IsRead=*/false); }
  /// Treats \p Var as a new object each time; ignores its initializer.
  void setFresh(const VarDecl *Var) { Followed.insert(Var); }

  /// True if either of the two may change an object that the other accesses.
  bool mayConflict(const Reach &Other) const;
  bool names(const VarDecl *Var) const;
  /// The same, except \p Var.
  Reach without(const VarDecl *Var) const;
  /// True if the objects are not all known: the call awaits something first, or
  /// names a pointer whose target is unknown.
  bool isIncomplete() const { return IsUnclear; }

private:
  void walk(const Stmt *S, bool IsRead);
  void walkChildren(const Stmt *S);
  void walkCall(const CallExpr *Call, bool IsRead);
  void walkAccess(const Expr *E, QualType T, bool IsRead);
  void walkBody(const Body *B);
  void note(const Path &O, QualType T, bool IsRead);

  const Facts &F;
  const Expr *TaskCall = nullptr; ///< The call that returns the task.
  unsigned Depth =
      0; ///< The depth of visited callees, where only globals count.
  bool IsUnclear = false;
  /// True in code that does not run at the call: initializers of variables and
  /// bodies of lambdas.
  bool IgnoresAwaits = false;
  /// True for objects that may be changed. The key for a part of an object is
  /// the innermost member that contains it.
  llvm::DenseMap<Path, bool> Objects;
  llvm::SmallPtrSet<const VarDecl *, 8> Followed;
  llvm::SmallDenseSet<unsigned, 8> Visited;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_INDEPENDENCE_H
