//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LOCKS_H
#define ASYNC_TIDY_CHECKS_FACTS_LOCKS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if \p B itself holds a lock that blocks threads at \p Place. Uses the
/// order of the source: after a branch that unlocks, the lock counts as
/// released.
bool holdsLock(const Body &B, const Stmt *Place, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LOCKS_H
