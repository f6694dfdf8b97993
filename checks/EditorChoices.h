//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_EDITORCHOICES_H
#define ASYNC_TIDY_CHECKS_EDITORCHOICES_H

#include "Findings.h"

namespace clang::tidy::async {

/// Turns what \p Found offers to change into choices of an editor, which shows
/// the edits of a note under that note's text: those of a warning move to a
/// note that says what they do, and another note fixes all findings of a check
/// at once, where there are several.
void offerChoices(std::vector<Finding> &Found, const ASTContext &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_EDITORCHOICES_H
