//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SYNCOVERASYNCCHECK_H
#define ASYNC_TIDY_CHECKS_SYNCOVERASYNCCHECK_H

#include "AsyncCheck.h"
#include "facts/Callers.h"

namespace clang::tidy::async {

/// Finds ordinary functions that block on a task that their callers could
/// await.
///
/// User documentation: docs/checks/async-sync-over-async.md
class SyncOverAsyncCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkFunction(const Body &B, const Facts &Unit, Effects &UnitEffects,
                     Callers &AllCallers);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_SYNCOVERASYNCCHECK_H
