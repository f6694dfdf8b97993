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

/// A call that chooses where a task or a function runs, without any effect.
struct RedundantChoice {
  enum Reason {
    PostsToCurrent,   ///< It posts to the executor that it runs on.
    Overridden,       ///< The next link of the chain chooses another executor.
    Repeated,         ///< The next link of the chain chooses the same executor.
    AlreadyChosen,    ///< The chain already runs on that executor.
    ResumesElsewhere, ///< Nothing runs there: the coroutine that awaits the
                      ///< task resumes on its own executor.
    AlreadyCurrent, ///< The coroutine that awaits the task already runs there.
    OnlyWaitedFor,  ///< Nothing runs there: Wait blocks until the task is done.
  };
  Reason Why;
  const Operation *Next = nullptr; ///< For Overridden and Repeated.
  const Operation *Wait = nullptr; ///< For OnlyWaitedFor.
};

/// The reason why the executor that \p Op chooses does not matter; none if
/// \p Op does not choose an executor, or if the choice may matter.
std::optional<RedundantChoice> redundantChoice(const Operation &Op,
                                               const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXECUTORCHOICES_H
