//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef ASYNC_TIDY_CHECKS_FACTS_EXPECTEDTHROWS_H
#define ASYNC_TIDY_CHECKS_FACTS_EXPECTEDTHROWS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// True if \p B is a lambda that is there to throw: it is given to a function
/// in sight that calls it in a `try` and fails, or says so, unless it throws.
bool isExpectedToThrow(const Body &B, const Facts &Unit, Effects &Does);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXPECTEDTHROWS_H
