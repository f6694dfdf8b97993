//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SELFWAITCHECK_H
#define ASYNC_TIDY_CHECKS_SELFWAITCHECK_H

#include "AsyncCheck.h"
#include "facts/SelfWaits.h"

namespace clang::tidy::async {

/// Finds waits for work that needs the thread that waits.
///
/// User documentation: docs/checks/async-self-wait.md
class SelfWaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void reportWait(const SelfWait &Found, const Facts &Unit);
  void reportJoin(const SelfJoin &Found);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_SELFWAITCHECK_H
