//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_NAMES_H
#define ASYNC_TIDY_CHECKS_FACTS_NAMES_H

#include "facts/Facts.h"

/// How messages name code.
namespace clang::tidy::async {

/// \p D's name in quotes.
std::string nameOf(const NamedDecl *D);
/// The name of what \p Op calls: that of the variable or member which holds it,
/// if it is called through one.
std::string nameOf(const Operation &Op);

/// The coroutine that \p B is, or is called at once by.
std::string coroutineName(const Body &B);

/// What blocking in \p B costs: "the thread of coroutine 'f'" and the like.
/// \p Others names those on it, too.
std::string threadOf(const Body &B, bool Others);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_NAMES_H
