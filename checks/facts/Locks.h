//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LOCKS_H
#define ASYNC_TIDY_CHECKS_FACTS_LOCKS_H

#include "facts/Flow.h"

namespace clang::tidy::async {

/// A lock that a body holds, or may hold, at some point.
struct HeldLock {
  /// The guard, or the object that was locked by hand; unknown for a lock
  /// without an object.
  Path Object;
  const VarDecl *Guard = nullptr; ///< Null for a lock taken by hand.
  const Stmt *Taken = nullptr;    ///< The code that takes it.
  bool IsCertain = false;         ///< It is held on every path.
  /// The thread that took it must release it.
  bool IsOfThread = false;

  /// True if it is the lock of \p Other, which may be unknown.
  bool isOf(const Path &Other) const {
    return Object == Other || (!Object && !Other);
  }
};

using HeldLocks = llvm::SmallVector<HeldLock, 1>;

/// The locks that one body holds at each point: those of guards, and those
/// taken by hand. Locks that its callers hold are not known, and neither are
/// guards in other objects.
class Locks {
public:
  Locks(const Body &B, const Facts &F);

  /// The locks that the body may hold when \p E, a call or a suspension, runs.
  llvm::ArrayRef<HeldLock> at(const Expr *E) const;

  /// True if the body may hold a lock when \p E runs. Every lock of a template
  /// pattern counts, because its flow is not known.
  bool mayHoldAt(const Expr *E) const;

  /// True if the body certainly holds \p Held, one of the locks at \p E, there:
  /// a lock taken by hand must be released later.
  bool isCertainAt(const HeldLock &Held, const Expr *E) const;

private:
  void run(const CFG &Graph);
  void transfer(HeldLocks &State, const Stmt *Element);
  void declare(HeldLocks &State, const VarDecl *Var, const Stmt *At);
  void initialise(HeldLocks &State, const Path &Guard, const VarDecl *Var,
                  const Expr *Init, const Stmt *At);
  void call(HeldLocks &State, const CallExpr *Call);
  void passTo(HeldLocks &State, const CallSite &Site);
  static void leaveScope(HeldLocks &State, const VarDecl *Var);
  void assume(HeldLocks &State, const Expr *Condition, bool Holds);
  bool isGuard(const CXXRecordDecl *Class) const;
  bool isOfThread(QualType Lockable) const;
  bool takesAny(const Stmt *S) const;
  Path objectOf(const Expr *E) const;
  llvm::SmallVector<Path, 2> objectsOf(const CallSite &Site) const;

  const Facts &F;
  const Body &B;
  bool HasLocks = false; ///< The body takes any lock.
  bool Recording = false;
  llvm::DenseMap<const Expr *, HeldLocks> Held;
  /// The calls that release locks, and the objects that they release.
  std::vector<std::pair<const Expr *, Path>> Releases;
  mutable llvm::DenseMap<const CXXRecordDecl *, bool> Guards;
};

/// True if \p B itself may hold a lock that blocks threads at \p Place.
bool holdsLock(const Body &B, const Expr *Place, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LOCKS_H
