//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FACADES_H
#define ASYNC_TIDY_CHECKS_FACTS_FACADES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if \p B only waits, in \p Wait, for a sibling function: one in the same
/// class, or in the same namespace and file. Callers of \p B can then call the
/// sibling instead. \p B may prepare the arguments, keep the task in a
/// variable, and extract the value from the result of the wait.
bool isFacade(const Body &B, const Operation &Wait, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FACADES_H
