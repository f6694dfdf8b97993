//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FAKEASYNCCHECK_H
#define ASYNC_TIDY_CHECKS_FAKEASYNCCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds functions that return a task but do their work synchronously.
///
/// User documentation: docs/checks/async-fake-async.md
class FakeAsyncCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkCoroutine(const Body &B, const Facts &Unit, Effects &UnitEffects);
  void checkFunction(const Body &B, const Facts &Unit, Effects &UnitEffects);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FAKEASYNCCHECK_H
