//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_BLOCKINGWAITCHECK_H
#define ASYNC_TIDY_CHECKS_BLOCKINGWAITCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds waits that block the thread inside a coroutine or continuation.
///
/// User documentation: docs/checks/async-blocking-wait.md
class BlockingWaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void reportIn(const Body &B, const Operation &Wait, const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_BLOCKINGWAITCHECK_H
