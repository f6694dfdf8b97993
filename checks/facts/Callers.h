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

/// Answers questions about the visible callers of a function.
class Callers {
public:
  Callers(const Facts &F, Effects &UnitEffects)
      : F(F), UnitEffects(UnitEffects) {}

  /// True if \p Function is called, and every call comes from code that may
  /// wait or that nothing is known about: `main`, tests, threads, and the
  /// functions that these call. Constructors and destructors count, too,
  /// because they cannot suspend. A function that itself waits for an event or
  /// another thread, or sleeps in a loop, is meant for such callers: it may be
  /// the body of a thread that another file starts.
  bool mayAllWait(const FunctionDecl *Function);

  /// The first call of \p Function in a coroutine or a continuation, whose
  /// thread other work needs; null if there is none.
  const Operation *callInCoroutine(const FunctionDecl *Function);

  /// The first of these calls for which \p Wait, an operation of \p Function,
  /// waits for something that is not finished.
  const Operation *callInCoroutine(const FunctionDecl *Function,
                                   const Operation &Wait);

  /// A call in a coroutine or a continuation of any file.
  struct CallElsewhere {
    Span At;
    bool IsInCoroutine = false;
  };
  /// Such a call of \p Function, according to other files.
  std::optional<CallElsewhere> callElsewhere(const FunctionDecl *Function);

  /// True if \p Function has a visible caller, and only visible coroutines and
  /// continuations can call it.
  bool areAllCoroutines(const FunctionDecl *Function);

private:
  bool isInCoroutine(const Operation &Call);
  bool waitsWithoutTask(const FunctionDecl *Function);

  const Facts &F;
  Effects &UnitEffects;
  llvm::DenseMap<const FunctionDecl *, bool> MayWait;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CALLERS_H
