//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LockAcrossSuspendCheck.h"
#include "facts/Suspensions.h"
#include "fix/Fixes.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::async {

using Expressions = llvm::SmallVector<const Expr *, 2>;

void LockAcrossSuspendCheck::checkFacts(const Facts &Unit,
                                        Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    llvm::SmallVector<const Expr *, 4> Suspensions =
        suspensionsOf(B, Unit, UnitEffects);
    if (Suspensions.empty())
      continue;
    const Locks &Known = Unit.locks(B);
    // One lock, one finding: at the first suspension.
    llvm::MapVector<const Stmt *, std::pair<HeldLock, Expressions>> ByLock;
    for (const Expr *Suspension : Suspensions)
      for (const HeldLock &Lock : Known.at(Suspension)) {
        // The function that is waited for may release what it receives.
        if (!Lock.IsOfThread || !Known.isCertainAt(Lock, Suspension) ||
            (Lock.Object.named() && names(Suspension, Lock.Object.named())))
          continue;
        auto &[First, Reached] =
            ByLock.try_emplace(Lock.Taken, Lock, Expressions()).first->second;
        if (!llvm::is_contained(Reached, Suspension))
          Reached.push_back(Suspension);
      }
    llvm::DenseMap<const Expr *, Draft *> Reported;
    for (const auto &[Taken, Entry] : ByLock) {
      Draft *&Earlier = Reported[Entry.second.front()];
      if (Earlier)
        Earlier->note(Taken->getBeginLoc(), "another lock is taken here");
      else
        Earlier = &reportIn(B, Entry.first, Entry.second, Unit);
    }
  }
}

Draft &
LockAcrossSuspendCheck::reportIn(const Body &B, const HeldLock &Lock,
                                 llvm::ArrayRef<const Expr *> Suspensions,
                                 const Facts &Unit) {
  const ValueDecl *Object = Lock.Object.named();
  std::string Name = Object ? nameOf(Object) : "the lock";
  bool IsFiber = !B.IsCoroutine;
  Draft &New = report(
      B, Suspensions.front(),
      (IsFiber ? std::string("this fiber") : coroutineName(B)) +
          " suspends while it holds " +
          (Lock.Guard ? "the lock of " + Name : Name) +
          ": it may resume on a thread that does not own the lock, and threads "
          "that need the lock are blocked until then");
  New.note(Lock.Taken->getBeginLoc(), "the lock is taken here");
  for (const Expr *Other : Suspensions.drop_front()) {
    New.claim(Other);
    New.note(Other->getExprLoc(), "it also suspends here");
  }
  New.Advice = "release it first";
  New.offer(fix::endScopeBefore(Lock, Suspensions.front(), B, Unit));
  return New;
}

} // namespace clang::tidy::async
