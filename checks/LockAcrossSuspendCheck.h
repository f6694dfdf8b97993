//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_LOCKACROSSSUSPENDCHECK_H
#define ASYNC_TIDY_CHECKS_LOCKACROSSSUSPENDCHECK_H

#include "AsyncCheck.h"
#include "facts/Locks.h"

namespace clang::tidy::async {

/// Finds suspensions while a lock of the thread is held.
///
/// User documentation: docs/checks/async-lock-across-suspend.md
class LockAcrossSuspendCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  Draft &reportIn(const Body &B, const HeldLock &Lock,
                  llvm::ArrayRef<const Expr *> Suspensions, const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_LOCKACROSSSUSPENDCHECK_H
