//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CONTEXTS_H
#define ASYNC_TIDY_CHECKS_FACTS_CONTEXTS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// Settles on what thread, and for whom, each body of \p Unit runs: its
/// context, what it is handed to, and whether it runs as a part of its parent.
void resolveContexts(Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CONTEXTS_H
