//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_IOINOFFLOADCHECK_H
#define ASYNC_TIDY_CHECKS_IOINOFFLOADCHECK_H

#include "AsyncCheck.h"

namespace clang::tidy::async {

/// Finds threads that are tied up waiting for I/O that could be awaited.
///
/// User documentation: docs/checks/async-io-in-offload.md
class IoInOffloadCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;

protected:
  void checkFacts(const Facts &Unit, Effects &UnitEffects) override;

private:
  void checkMovedCoroutine(const Operation &Offload, const Facts &Unit,
                           Effects &UnitEffects);
  void checkHop(const Operation &Hop, const Facts &Unit, Effects &UnitEffects);
  void checkOffload(const Operation &Offload, const Expr &Argument,
                    const Facts &Unit, Effects &UnitEffects);
  void reportBlocking(const Operation &Offload, const Body &Callable,
                      const Operation &Block, const Facts &Unit);
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_IOINOFFLOADCHECK_H
