//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_HANDOFFS_H
#define ASYNC_TIDY_CHECKS_FACTS_HANDOFFS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The call that receives a callable, directly or through adapters and binders.
struct Handoff {
  const Operation *To = nullptr; ///< The receiving call; null if unknown.
  unsigned Index = 0;            ///< The index of the argument.
  /// The outermost adapter around the callable, or the callable itself; null if
  /// there is neither.
  const Expr *Outermost = nullptr;
};

/// The call that receives a callable whose use is \p CallableUse.
Handoff handoffOf(const Use &CallableUse, const Facts &Unit);

using CallbackFunctions =
    llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<Handoff, 1>>;

/// The functions that are passed by name, alone or bound to an object, to a
/// call that calls them back or to a function of the user's own, and that
/// nothing calls directly.
CallbackFunctions callbackFunctions(const Facts &Unit);

/// The place where a callable runs because an adapter around it names an
/// executor; the outermost such adapter wins. Empty if no adapter names one.
std::optional<Place> placeOfAdapters(const Handoff &Callable,
                                     const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_HANDOFFS_H
