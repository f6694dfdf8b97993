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

/// The position of \p Loc in a file; for code from a macro, the position where
/// the macro is used.
Span spanAt(SourceLocation Loc, const SourceManager &SM);

/// The span of the text of \p Range; empty if the range begins or ends in a
/// macro, or is not within one file.
Span spanOf(CharSourceRange Range, const SourceManager &SM,
            const LangOptions &LangOpts);

/// The start of \p At in this unit; invalid if the unit does not read its file.
SourceLocation locationOf(const Span &At, const SourceManager &SM);

/// Like locationOf(), but reads the file now if the unit does not, to show it.
/// Invalid if the file cannot be read.
SourceLocation locationToShow(const Span &At, SourceManager &SM);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_PLACES_H
