//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_SELFWAITS_H
#define ASYNC_TIDY_CHECKS_FACTS_SELFWAITS_H

#include "facts/Effects.h"
#include "facts/Executors.h"

namespace clang::tidy::async {

/// A wait, on an executor, for work of that executor.
struct SelfWait {
  const Operation *Wait = nullptr;
  ExecutorId On;                   ///< The executor.
  const Operation *Runs = nullptr; ///< Runs the waiting code on it.
  /// Passes it the work that is waited for; null if the wait is for all of its
  /// work.
  const Operation *Given = nullptr;
};

/// The waits in \p B that need the executor that runs \p B, which is certainly
/// the same object. Not those that run other work while they wait, and none in
/// code that tests on which thread it runs.
llvm::SmallVector<SelfWait, 2> selfWaitsIn(const Body &B, const Facts &F,
                                           Effects &UnitEffects);

/// A destructor that joins the thread or the pool that may run it.
struct SelfJoin {
  const Body *Destructor = nullptr;
  const Operation *Join = nullptr;
  const FieldDecl *Joined = nullptr; ///< The thread.
  /// Passes code to the thread that owns the object, and may be the last to
  /// release it.
  const Operation *Keeper = nullptr;
};

/// The joins in the destructor \p B that may wait for their own thread.
llvm::SmallVector<SelfJoin, 1> selfJoinsIn(const Body &B, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SELFWAITS_H
