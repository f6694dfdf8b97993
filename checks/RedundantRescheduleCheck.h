//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_REDUNDANTRESCHEDULECHECK_H
#define ASYNC_TIDY_CHECKS_REDUNDANTRESCHEDULECHECK_H

#include "AsyncCheck.h"
#include "facts/Executors.h"

namespace clang::tidy::async {

/// Finds hops to an executor that change nothing.
///
/// User documentation: docs/checks/async-redundant-reschedule.md
class RedundantRescheduleCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkHops(const Body &B, const Facts &Unit);
  /// Redundant choices of an executor for a task.
  void checkChoice(const Operation &Op, const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_REDUNDANTRESCHEDULECHECK_H
