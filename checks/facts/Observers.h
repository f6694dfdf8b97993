//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H
#define ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H

#include "facts/Facts.h"

/// The possible observers of a task that is dropped.
namespace clang::tidy::async {

/// True if the function around \p Op does nothing else and could return the
/// task of \p Op.
bool canReturn(const Operation &Op, const Facts &Unit);

/// A scope visible at \p Op that can own its task, from the same library, and
/// the name of the function that spawns a task in it; null if there is none.
std::pair<const ValueDecl *, llvm::StringRef>
reachableScope(const Operation &Op, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_OBSERVERS_H
