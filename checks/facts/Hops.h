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
    LeavesAtOnce, ///< The coroutine does nothing there before Next moves it
                  ///< again.
    AlreadyThere, ///< The coroutine already runs there.
    AtEnd,        ///< The coroutine ends, and its awaiter resumes where it was.
  };
  Reason Why;
  const Operation *Hop;
  const Stmt *Statement;           ///< The statement that consists of the hop.
  const Operation *Next = nullptr; ///< Of LeavesAtOnce: the hop that follows.
  /// The code still compiles without it, and without a new warning.
  bool IsRemovable = false;
};

/// The useless hops of the coroutine \p B.
std::vector<UselessHop> uselessHops(const Body &B, const Facts &Unit);

/// The model of the task that \p B returns, if \p B is a coroutine and
/// coroutines of this type resume on their own executor; else null.
const TypeModel *modelIfResumesOnOwn(const Body &B, const Facts &Unit);

/// True if \p Op contains the only use of a local variable, as its executor:
/// without \p Op, the compiler would warn about the unused variable.
bool isOnlyUseOfExecutor(const Operation &Op);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_HOPS_H
