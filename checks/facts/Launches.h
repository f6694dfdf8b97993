//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H
#define ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H

#include "facts/Failing.h"

namespace clang::tidy::async {

/// Work that a call lets go of, and whose error somebody should have had.
struct Launch {
  enum Fate {
    Unwatched, ///< A thread of which nobody can await the end.
    Ends,      ///< An error ends the process.
    Lost,      ///< Nobody gets the error.
  };
  Fate Is = Lost;
  /// How the work can fail; a way that is in sight has its body.
  Failure Error;
  const Body *Started = nullptr;    ///< What is started; null if not in sight.
  const Operation *Maker = nullptr; ///< The call that made the task.
  /// Where an error leaves what is started, if that is in another file.
  std::optional<Span> FailsAt = std::nullopt;
  bool ByHandler = false;           ///< A handler ignores the error.
  const NamedDecl *Token = nullptr; ///< The token that drops it.
};

/// What \p Op starts or detaches, if its error is lost or ends the process.
/// Nothing if it cannot fail, if somebody gets the error, if a caller has
/// decided what becomes of it, or if that is not known.
std::optional<Launch> launchAt(const Operation &Op, const Facts &Unit,
                               Failing &Fails);

/// True if \p B is told of the errors of a library's tasks, and written to do
/// nothing with them.
bool ignoresErrors(const Body &B, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_LAUNCHES_H
