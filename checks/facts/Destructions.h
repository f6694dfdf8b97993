//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_DESTRUCTIONS_H
#define ASYNC_TIDY_CHECKS_FACTS_DESTRUCTIONS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// Where a body destroys an object whose destructor waits for unfinished work.
struct Destruction {
  enum Kind {
    EndOfScope, ///< Of a local variable.
    Temporary,  ///< At the end of a full expression.
    Assignment, ///< A new task replaces the old one.
  };
  Kind Is = EndOfScope;
  const ValueDecl *Object = nullptr; ///< The variable or member, if any.
  const Expr *Made = nullptr;        ///< The expression that starts the work.
  const Operation *Maker = nullptr;  ///< The operation at Made, if any.
  /// For a visible destructor: the calls that lead to its wait.
  std::optional<Witness> Path = std::nullopt;
};

/// The destructions in \p B that block its thread: on every way to them, the
/// work was started, and nothing has waited for it, moved the object away, or
/// passed it to code that might have waited.
llvm::SmallVector<Destruction, 2>
blockingDestructions(const Body &B, const Facts &F, Effects &UnitEffects);

/// The task of \p Maker, whose destructor waits, if nothing uses it, so that
/// the call might as well be synchronous: a local variable that is destroyed
/// before anything else happens, or a member that is only assigned to.
std::optional<Destruction> unusedBlockingTask(const Operation &Maker,
                                              const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_DESTRUCTIONS_H
