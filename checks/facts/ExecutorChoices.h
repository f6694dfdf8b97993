//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EXECUTORCHOICES_H
#define ASYNC_TIDY_CHECKS_FACTS_EXECUTORCHOICES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// A call that chooses where a task or a function runs, and changes nothing.
struct UselessChoice {
  enum Reason {
    IsHere,      ///< It posts to where it runs.
    IsReplaced,  ///< The next link of the chain chooses another executor.
    IsRepeated,  ///< The next link of the chain chooses the same executor.
    IsChosen,    ///< The chain is on that executor already.
    IsResumed,   ///< Nothing runs there: a coroutine awaits it, and goes on
                 ///< where it was.
    RunsHere,    ///< The coroutine that awaits it runs there already.
    IsWaitedFor, ///< Nothing runs there: Wait waits for it here.
  };
  Reason Why;
  const Operation *Next = nullptr; ///< Of IsReplaced and IsRepeated.
  const Operation *Wait = nullptr;
};

/// How the choice that \p Op makes is useless; nothing if it makes none, or one
/// that may change something.
std::optional<UselessChoice> uselessChoice(const Operation &Op,
                                           const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXECUTORCHOICES_H
