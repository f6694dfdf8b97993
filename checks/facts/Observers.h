//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H
#define ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H

#include "facts/Facts.h"

/// Who could look at a task that is dropped.
namespace clang::tidy::async {

/// True if nothing stands in the way of returning \p Op's task from its
/// function, which does nothing else.
bool couldReturn(const Operation &Op, const Facts &Unit);

/// A scope of the library of \p Op's task that \p Op could hand it to, and the
/// name of the function that does it; null if none is in reach.
std::pair<const ValueDecl *, llvm::StringRef> scopeInReach(const Operation &Op,
                                                           const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H
