//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LONGLOOPS_H
#define ASYNC_TIDY_CHECKS_FACTS_LONGLOOPS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The loops in \p B that may compute for a long time without suspending:
/// nested loops, neither with a fixed number of iterations, and arithmetic in
/// the inner one. None if \p B hops: it is unknown where its loops run.
std::vector<const Stmt *> longLoops(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LONGLOOPS_H
