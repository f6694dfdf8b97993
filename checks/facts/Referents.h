//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_REFERENTS_H
#define ASYNC_TIDY_CHECKS_FACTS_REFERENTS_H

#include "facts/LateUses.h"

namespace clang::tidy::async {

/// An object that a call lets a coroutine refer to.
struct Referent {
  const Expr *Argument = nullptr; ///< The argument, or the object of the call.
  /// The variable that owns it; null for a temporary.
  const VarDecl *Owner = nullptr;
  /// The parameter that refers to it; null for the object of the call.
  const ParmVarDecl *Param = nullptr;
  unsigned Index = 0; ///< Of the parameter.
  /// A use of it that may run after the call; none if the body is not visible.
  std::optional<LateUse> Use = std::nullopt;
};

/// The temporaries, and the variables of the function around \p Call, that the
/// coroutine it calls refers to and may use after \p Call has returned, or, if
/// \p Started is eager, after its first suspension.
llvm::SmallVector<Referent, 2> referentsOf(const Operation &Call, Start Started,
                                           const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_REFERENTS_H
