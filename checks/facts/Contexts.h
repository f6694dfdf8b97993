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

/// Resolves on which thread, and on whose behalf, each body of \p Unit runs:
/// its context, the operation that it is passed to, and whether it runs as a
/// part of its parent. May be called again when more is known about other
/// files.
void resolveContexts(Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CONTEXTS_H
