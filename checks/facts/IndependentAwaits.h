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

/// Awaits of one coroutine that wait for one another, though none needs what
/// another one gives or does.
struct AwaitRun {
  llvm::SmallVector<AwaitedCall, 2> Awaits; ///< In the order of the source.
  /// The loop whose turns are independent of one another; then there is one
  /// await. Null for awaits that stand side by side.
  const Stmt *Loop = nullptr;
};

/// The runs in the coroutine \p B of awaits that are there for what they give
/// alone.
std::vector<AwaitRun> independentAwaits(const Body &B, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_INDEPENDENTAWAITS_H
