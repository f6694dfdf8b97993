//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_DANGLINGARGUMENTCHECK_H
#define ASYNC_TIDY_CHECKS_DANGLINGARGUMENTCHECK_H

#include "AsyncCheck.h"
#include "facts/LateUses.h"
#include "facts/Lifetimes.h"

namespace clang::tidy::async {

/// Finds arguments that are destroyed before the coroutine that refers to them
/// is done.
///
/// User documentation: docs/checks/async-dangling-argument.md
class DanglingArgumentCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkCall(const Operation &Call, const Facts &Unit);

  /// The findings whose fix takes a parameter by value.
  llvm::DenseMap<const ParmVarDecl *, Draft *> ByFix;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_DANGLINGARGUMENTCHECK_H
