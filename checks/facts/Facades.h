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

/// True if all that \p B does is to wait, in \p Wait, for a function that
/// stands beside it, in the same class or in the same namespace and file: then
/// its callers have the choice. It may prepare the arguments, keep the task in
/// a variable, and take the value out of what the wait gives.
bool isFacade(const Body &B, const Operation &Wait, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FACADES_H
