//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FINDINGS_H
#define ASYNC_TIDY_CHECKS_FINDINGS_H

#include "facts/Facts.h"
#include "clang/Basic/Diagnostic.h"

namespace clang::tidy::async {

/// Edits that belong together: all or none.
using Fix = std::vector<FixItHint>;

/// What else is to be said of a finding, somewhere else.
struct Note {
  SourceLocation At;
  std::string Text;
  Fix Edits;
};

/// What a check has to say, before it is known whether it may.
struct Finding {
  std::string Check;
  SourceLocation At;
  SourceRange Highlight;
  std::string Text;
  std::string Advice; ///< What to do; said only if there are edits that do it.
  std::string Choice; ///< What an editor calls the edits, if not so.
  Fix Edits;
  std::vector<Note> Notes;
  bool IsRemark = false; ///< Good to know, but perhaps as it should be.
  /// The expressions that it is about: no other check speaks of them then.
  llvm::SmallVector<const Expr *, 2> Claims;
  /// Expressions that the edits, if there are any, put right as well: nobody
  /// needs to speak of them.
  llvm::SmallVector<const Expr *, 2> Mends;
  /// What lies behind it, besides these: where a path through calls ends.
  llvm::SmallVector<const Expr *, 1> Behind;
  const Body *In = nullptr;
};

/// Leaves of \p Found what is to be printed, in the order of the source.
///
/// What was found in several instances of one template is said once, and its
/// fix only if all of them agree. Where two checks claim one expression, the
/// one that stands first in Checks.def speaks. What the fix of a finding mends
/// on its way is not said.
std::vector<Finding> arbitrate(std::vector<Finding> Found, const Facts &F);

/// Adds notes on the entries of models that \p To rests on.
void addModelNotes(Finding &To, const Facts &F);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FINDINGS_H
