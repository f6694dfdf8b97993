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

/// True if nothing in the user's own code mentions \p D but the calls that \p F
/// knows, each of which stands for itself: no decltype, no address, and no
/// pattern of a template, where what a name means may not be known. Walks the
/// whole unit: ask it last.
bool isOnlyCalled(const FunctionDecl *D, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FUNCTIONMENTIONS_H
