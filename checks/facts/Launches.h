//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H
#define ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H

#include "facts/FailureAnalysis.h"

namespace clang::tidy::async {

/// Work that a call starts or detaches without handling its error.
struct Launch {
  enum Fate {
    Unjoinable, ///< A thread that can no longer be joined.
    Ends,       ///< An error ends the process.
    Lost,       ///< The error is lost.
  };
  Fate Is = Lost;
  /// How the work can fail; a visible way has its body.
  Failure Error{};
  const Body *Started = nullptr;    ///< The started body; null if not visible.
  const Operation *Maker = nullptr; ///< The call that made the task.
  /// The function that is started, if it is in another file; null if not.
  const NamedDecl *StartedElsewhere = nullptr;
  /// Where an error escapes from the started work, if that is in another file.
  std::optional<Span> FailsAt = std::nullopt;
  bool ByHandler = false;           ///< A handler ignores the error.
  const NamedDecl *Token = nullptr; ///< The token that drops it.
};

/// The work that \p Op starts or detaches, if its error is lost or ends the
/// process. Empty if the work cannot fail, if the error is handled, if a caller
/// decides how it is handled, or if that is unknown.
std::optional<Launch> launchAt(const Operation &Op, const Facts &Unit,
                               FailureAnalysis &Judge);

/// The name, for messages, of the work whose error ends the process.
std::string nameOfSource(const Launch &Launched);
/// The name, for messages, of the work that \p Op starts or detaches and whose
/// error is lost.
std::string nameOfLostWork(const Operation &Op, const Launch &Launched);

/// The code that drops that error, and how, for messages: "'f' discards it".
std::string reasonOfLoss(const Operation &Op, const Launch &Launched);

/// What happens to the errors of \p B, a coroutine that nothing can await: they
/// are ignored, or, with AsyncStrict, end the process. None if \p B is another
/// function, cannot fail, or handles its errors.
std::optional<Unhandled> lossOfFireAndForget(const Body &B, const Facts &Unit,
                                             FailureAnalysis &Judge);

/// True if \p B overrides a function that receives the errors of a library's
/// tasks, and ignores them.
bool ignoresErrors(const Body &B, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H
