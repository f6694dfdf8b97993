//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_COMPUTING_H
#define ASYNC_TIDY_CHECKS_FACTS_COMPUTING_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// True if \p B, a coroutine or a continuation, runs where computing for long
/// is right, as far as that is in sight: on a pool that it is started on, or
/// that what it goes on from runs on, or on threads of a library that has them
/// to compute.
bool isThereToCompute(const Body &B, const Facts &Unit);

/// Calls that keep the CPU busy for long, as the steps of one computation. The
/// first stands for all.
using Computation = llvm::SmallVector<const Witness *, 2>;

/// What \p B itself computes on its thread, in the order of the source: the
/// lambdas that it calls at once speak for themselves.
std::vector<Computation> computationsOf(const Body &B, const Facts &Unit,
                                        Effects &Does);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_COMPUTING_H
