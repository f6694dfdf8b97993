//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OTHERWORK_H
#define ASYNC_TIDY_CHECKS_FACTS_OTHERWORK_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The first thing that \p B does besides waiting; null if there is none.
const Stmt *otherWork(const Body &B, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OTHERWORK_H
