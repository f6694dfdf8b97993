//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FUNCTIONMENTIONS_H
#define ASYNC_TIDY_CHECKS_FACTS_FUNCTIONMENTIONS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if the user's own code mentions \p D only in calls that \p F contains,
/// each at its own location: not in a decltype, not to take its address, and
/// not in the pattern of a template, where a name may be unresolved. Walks the
/// whole unit, so query it last.
bool isOnlyCalled(const FunctionDecl *D, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FUNCTIONMENTIONS_H
