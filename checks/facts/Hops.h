//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_HOPS_H
#define ASYNC_TIDY_CHECKS_FACTS_HOPS_H

#include "facts/Executors.h"

namespace clang::tidy::async {

/// A hop of a coroutine to an executor that changes nothing.
struct UselessHop {
  enum Reason {
    MovesOn, ///< The coroutine does nothing there before Next moves it on.
    IsThere, ///< The coroutine runs there already.
    AtEnd,   ///< The coroutine ends, and who awaits it goes on where it was.
  };
  Reason Why;
  const Operation *Hop;
  const Stmt *Statement; ///< That the hop is.
  const Operation *Next = nullptr;
  /// Without it, everything still compiles, without a new warning.
  bool CanGo = false;
};

/// The useless hops of the coroutine \p B.
std::vector<UselessHop> uselessHops(const Body &B, const Facts &Unit);

/// The model of the task that \p B returns, if it is a coroutine, and
/// coroutines of this type go on where they were after an await; else null.
const TypeModel *ownResuming(const Body &B, const Facts &Unit);

/// True if a variable is there only to name the executor of \p Op: without it,
/// the compiler would warn of that.
bool isOnlyUseOfExecutor(const Operation &Op);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_HOPS_H
