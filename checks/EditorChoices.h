//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_EDITORCHOICES_H
#define ASYNC_TIDY_CHECKS_EDITORCHOICES_H

#include "Findings.h"
#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async {

/// Turns the edits that \p Found offers into choices for an editor, which shows
/// the edits of a note under the text of that note: the edits of a warning move
/// to a note with a title, and if several findings of a check in \p File, which
/// has \p Text, can be fixed, another note fixes all of them at once.
void offerChoices(std::vector<Finding> &Found, llvm::StringRef File,
                  llvm::StringRef Text);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_EDITORCHOICES_H
