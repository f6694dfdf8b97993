//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_PLACES_H
#define ASYNC_TIDY_CHECKS_FACTS_PLACES_H

#include "index/Span.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// The point in a file that \p Loc stands for: of code that a macro writes,
/// where the macro is used.
Span spanAt(SourceLocation Loc, const SourceManager &SM);

/// The text of \p Range, without what a macro writes; no place at all if there
/// is no such text in one file.
Span spanOf(CharSourceRange Range, const SourceManager &SM,
            const LangOptions &LangOpts);

/// Where \p At begins in this unit; invalid if the unit does not read its file.
SourceLocation locationOf(const Span &At, const SourceManager &SM);

/// The same, but of a file that the unit does not read as well: it is read now,
/// to be shown. Invalid if that cannot be done.
SourceLocation shownLocationOf(const Span &At, SourceManager &SM);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_PLACES_H
