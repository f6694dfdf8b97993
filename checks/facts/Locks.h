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

/// True if a lock that blocks threads is held at \p Place in \p B, as far as
/// \p B shows. Goes by the order of the code: where one branch unlocks, what
/// follows counts as unlocked.
bool holdsLock(const Body &B, const Stmt *Place, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LOCKS_H
