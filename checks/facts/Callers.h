//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CALLERS_H
#define ASYNC_TIDY_CHECKS_FACTS_CALLERS_H

#include "facts/Effects.h"

namespace clang::tidy::async {

/// Who calls a function, as far as that is in the same unit.
class Callers {
public:
  Callers(const Facts &F, Effects &Does) : F(F), Does(Does) {}

  /// True if \p Function is called, and only from where waiting is right or
  /// nothing is known: by `main`, tests, threads and what these call. No
  /// constructor and no destructor can suspend either. What waits for an event
  /// or another thread itself, or sleeps in a loop, is there for such callers:
  /// it may be the body of a thread that another file starts.
  bool mayAllWait(const FunctionDecl *Function);

  /// The first call of \p Function that stands in a coroutine or a
  /// continuation, whose thread others wait for; null if there is none.
  const Operation *inCoroutine(const FunctionDecl *Function);

  /// The first of these through which \p Wait, which stands in \p Function,
  /// waits for what is not finished.
  const Operation *inCoroutine(const FunctionDecl *Function,
                               const Operation &Wait);

  /// True if nobody can call \p Function but the coroutines and continuations
  /// in sight, of which there is at least one.
  bool areAllCoroutines(const FunctionDecl *Function);

private:
  bool isInCoroutine(const Operation &Call);
  bool waitsAnyway(const FunctionDecl *Function);

  const Facts &F;
  Effects &Does;
  llvm::DenseMap<const FunctionDecl *, bool> MayWait;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CALLERS_H
