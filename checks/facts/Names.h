//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_NAMES_H
#define ASYNC_TIDY_CHECKS_FACTS_NAMES_H

#include "facts/Facts.h"

/// The names of code in messages.
namespace clang::tidy::async {

/// \p D's name in quotes.
std::string nameOf(const NamedDecl *D);
/// The same; qualified, or with its signature, if \p Mentioned, which is in the
/// same message, is another function with that name.
std::string nameOf(const NamedDecl *D, const NamedDecl *Mentioned);
/// \p D's name in quotes, with its class and parameters if it is a function.
std::string signatureOf(const NamedDecl *D);
/// The name of the callee of \p Op, or of the variable or member through which
/// it is called.
std::string nameOf(const Operation &Op);

/// The coroutine that \p B is, or that calls \p B immediately; \p Mentioned is
/// a function that the same message names.
std::string coroutineName(const Body &B, const NamedDecl *Mentioned = nullptr);

/// The thread that blocking in \p B blocks: "the thread of coroutine 'f'".
/// \p IncludeOthers adds the other work on it; \p Mentioned as above.
std::string threadOf(const Body &B, bool IncludeOthers,
                     const NamedDecl *Mentioned = nullptr);

/// The function that the operations of a body belong to, for messages at other
/// places.
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
