//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Coroutines that are the only work of their thread, as in the commands of a
// command line program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LONECOROUTINES_H
#define ASYNC_TIDY_CHECKS_FACTS_LONECOROUTINES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if the coroutine \p B has its thread to itself. An ordinary function
/// starts it as its only work, runs the event loop, and then takes the result;
/// nothing else starts the coroutine, and it does not start any work itself.
bool isAloneOnThread(const Body &B, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LONECOROUTINES_H
