//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_BLOCKINGGROUPS_H
#define ASYNC_TIDY_CHECKS_FACTS_BLOCKINGGROUPS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// Calls that block a thread and belong together: they use one file, connection
/// or the like, or call the same function, which blocks. In the order of the
/// source.
using BlockingGroup = llvm::SmallVector<const Witness *, 2>;

/// What \p B itself blocks in, though it could do without: its lambdas speak
/// for themselves, waits for tasks and events, and what its caller chose, do
/// not count.
std::vector<BlockingGroup> blockingGroups(const Body &B, const Facts &Unit,
                                          Effects &Does);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_BLOCKINGGROUPS_H
