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

/// True if \p B is a lambda that is meant to throw: it is passed to a visible
/// function that calls it in a `try`, and either fails if it does not throw or
/// records that it did.
bool isExpectedToThrow(const Body &B, const Facts &Unit, Effects &UnitEffects);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXPECTEDTHROWS_H
