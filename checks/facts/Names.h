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
/// The same, but its signature if \p Beside, which is in the same message, is
/// another function of that name.
std::string nameOf(const NamedDecl *D, const NamedDecl *Beside);
/// \p D's name in quotes, with its class and parameters if it is a function.
std::string signatureOf(const NamedDecl *D);
/// The name of what \p Op calls: that of the variable or member which holds it,
/// if it is called through one.
std::string nameOf(const Operation &Op);

/// The coroutine that \p B is, or is called at once by; \p Beside is a function
/// that the same message names.
std::string coroutineName(const Body &B, const NamedDecl *Beside = nullptr);

/// What blocking in \p B costs: "the thread of coroutine 'f'" and the like.
/// \p Others names those on it, too; \p Beside as above.
std::string threadOf(const Body &B, bool Others,
                     const NamedDecl *Beside = nullptr);

/// The function in which whatever \p B does is done, for messages that stand
/// elsewhere.
struct FunctionName {
  const Body *Is = nullptr;
  std::string Name; ///< "coroutine 'f'", "a continuation" ...
  std::string Kind; ///< "coroutine", "continuation", "fiber", "function"
  /// "the thread of coroutine 'f'" ...
  std::string thread() const;
};
FunctionName functionOf(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_NAMES_H
