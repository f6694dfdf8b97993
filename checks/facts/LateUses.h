//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LATEUSES_H
#define ASYNC_TIDY_CHECKS_FACTS_LATEUSES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// A use, in a coroutine, of something that is not in its own frame.
struct LateUse {
  const Expr *At = nullptr;
  const ValueDecl *Of = nullptr; ///< Null for `this`.
};

/// When the body of a coroutine that returns \p Result starts to run; unknown
/// if that is not a coroutine type.
Start startOf(QualType Result, const Facts &Unit);

/// The first use of a capture in \p B, a coroutine lambda, that may run after
/// the call has returned: any use if \p Started is lazy, and otherwise one
/// after a suspension. None if there is none, or if the closure is copied into
/// the coroutine's frame.
std::optional<LateUse> lateUseOfCapture(const Body &B, Start Started,
                                        const Facts &Unit);

/// The same for the object that the coroutine \p B is called on.
std::optional<LateUse> lateUseOfThis(const Body &B, Start Started,
                                     const Facts &Unit);

/// The same for parameter number \p Index of \p B; if \p B is not a coroutine,
/// in the coroutine that it passes the parameter to and whose task it returns.
std::optional<LateUse> lateUseOfParam(const Body &B, unsigned Index,
                                      Start Started, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LATEUSES_H
