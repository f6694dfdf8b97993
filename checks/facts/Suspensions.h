//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_SUSPENSIONS_H
#define ASYNC_TIDY_CHECKS_FACTS_SUSPENSIONS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// True unless the await or yield \p E certainly continues at once: its
/// `await_ready()` returns true whatever happens, its task is finished, or the
/// awaited coroutine has no suspension point.
bool maySuspendAt(const CoroutineSuspendExpr *E, const Facts &F);

/// The points at which \p B may suspend, in the order of the source: the awaits
/// and yields of a coroutine, and the waits of a fiber that suspend it.
llvm::SmallVector<const Expr *, 4> suspensionsOf(const Body &B, const Facts &F,
                                                 Effects &UnitEffects);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SUSPENSIONS_H
