//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CPUBOUNDINCOROUTINECHECK_H
#define ASYNC_TIDY_CHECKS_CPUBOUNDINCOROUTINECHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds long computations on a thread that other coroutines share.
///
/// User documentation: docs/checks/async-cpu-bound-in-coroutine.md
class CpuBoundInCoroutineCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkCalls(const Body &B, const Facts &Unit, Effects &UnitEffects);
  void checkLoops(const Body &B);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_CPUBOUNDINCOROUTINECHECK_H
