//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_SEQUENTIALAWAITSCHECK_H
#define ASYNC_TIDY_CHECKS_SEQUENTIALAWAITSCHECK_H

#include "AsyncCheck.h"
#include "facts/IndependentAwaits.h"

namespace clang::tidy::async {

/// Finds consecutive awaits that do not depend on each other.
///
/// User documentation: docs/checks/async-sequential-awaits.md
class SequentialAwaitsCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void reportRun(const Body &B, llvm::ArrayRef<AwaitedCall> Run,
                 const Facts &Unit);
  void reportLoop(const Body &B, const AwaitedCall &Call, const Stmt *Loop,
                  const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_SEQUENTIALAWAITSCHECK_H
