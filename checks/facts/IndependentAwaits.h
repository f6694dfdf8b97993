//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_INDEPENDENTAWAITS_H
#define ASYNC_TIDY_CHECKS_FACTS_INDEPENDENTAWAITS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The await of a task that a call returns.
struct AwaitedCall {
  const Await *A = nullptr;
  const Operation *Op = nullptr; ///< The call.
};

/// Awaits of one coroutine that wait for one another, although none needs the
/// result or the effects of another.
struct AwaitRun {
  llvm::SmallVector<AwaitedCall, 2> Awaits; ///< In the order of the source.
  /// The loop whose iterations are independent, which contains a single await.
  /// Null for consecutive awaits.
  const Stmt *Loop = nullptr;
};

/// The runs of independent awaits in the coroutine \p B whose only purpose is
/// their results.
std::vector<AwaitRun> independentAwaits(const Body &B, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_INDEPENDENTAWAITS_H
