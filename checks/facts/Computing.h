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

/// True if \p B, a coroutine or a continuation, visibly runs where long
/// computations belong: on a pool that it is started on or that the task it
/// continues runs on, or on the threads of a library that are meant for
/// computing.
bool isMeantToCompute(const Body &B, const Facts &Unit);

/// Calls that keep the CPU busy for long, as the steps of one computation. The
/// first represents all of them.
using Computation = llvm::SmallVector<const Witness *, 2>;

/// The computations of \p B itself on its thread, in source order. The lambdas
/// that it calls at once are bodies of their own.
std::vector<Computation> computationsOf(const Body &B, const Facts &Unit,
                                        Effects &UnitEffects);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_COMPUTING_H
