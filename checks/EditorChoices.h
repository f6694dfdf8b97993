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

/// Turns what \p Found offers to change into choices of an editor, which shows
/// the edits of a note under that note's text: those of a warning move to a
/// note that says what they do, and another note fixes all findings of a check
/// in \p File, which has \p Text, at once, where there are several.
void offerChoices(std::vector<Finding> &Found, llvm::StringRef File,
                  llvm::StringRef Text);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_EDITORCHOICES_H
