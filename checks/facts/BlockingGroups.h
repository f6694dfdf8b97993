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

/// Calls that block a thread and belong together: they use the same file,
/// connection or similar resource, or call the same function, which blocks. In
/// source order.
using BlockingGroup = llvm::SmallVector<const Witness *, 2>;

/// The calls in which \p B blocks although it could avoid it. Excluded are
/// calls in its lambdas, which are bodies of their own, waits for tasks and
/// events, and calls that the caller of \p B chose.
std::vector<BlockingGroup> blockingGroups(const Body &B, const Facts &Unit,
                                          Effects &UnitEffects);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_BLOCKINGGROUPS_H
