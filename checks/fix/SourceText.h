//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FIX_SOURCETEXT_H
#define ASYNC_TIDY_CHECKS_FIX_SOURCETEXT_H

#include "Findings.h"
#include "facts/Facts.h"
#include "facts/Places.h"

namespace clang::tidy::async::fix {

/// The editable text of a translation unit: outside macros and system headers.
class SourceText {
public:
  explicit SourceText(const Facts &F)
      : SM(F.sources()), LangOpts(F.context().getLangOpts()) {}

  /// True if \p Range can be edited.
  bool isEditable(SourceRange Range) const;
  /// The text of \p Range; empty if it is not editable.
  StringRef text(SourceRange Range) const;
  StringRef text(const Stmt *S) const { return text(S->getSourceRange()); }
  /// The end of the token at \p Loc.
  SourceLocation endOf(SourceLocation Loc) const;

  Edit replace(SourceRange Range, const llvm::Twine &Text) const {
    return {spanOf(CharSourceRange::getTokenRange(Range), SM, LangOpts),
            Text.str()};
  }
  /// Replaces the text from \p Begin up to, but not including, \p End.
  Edit replaceBefore(SourceLocation Begin, SourceLocation End,
                     const llvm::Twine &Text) const {
    return {spanOf(CharSourceRange::getCharRange(Begin, End), SM, LangOpts),
            Text.str()};
  }
  Edit insert(SourceLocation At, const llvm::Twine &Text) const {
    return replaceBefore(At, At, Text);
  }

  /// True if \p E is followed by an operator that binds tighter than
  /// `co_await`: a member access, a subscript, a call.
  bool hasPostfix(const Expr *E) const;

  const SourceManager &SM;
  const LangOptions &LangOpts;
};

/// True if \p Text contains the word \p Name.
bool hasWord(StringRef Text, StringRef Name);
/// True if \p Text contains the word \p Name, except as the name of a member.
bool mentions(StringRef Text, StringRef Name);

/// True if \p E, as written, can be the operand of `co_await`.
bool isUnaryOperand(const Expr *E);

/// \p Text with $root replaced by \p Root, the library's namespace.
std::string inRoot(StringRef Text, StringRef Root);

/// \p Text with its $ names expanded from \p Site, and \p Argument for the
/// callable or the duration. Empty if a value, or a declaration that the text
/// needs, is missing; with \p Before, if it is not declared before that place.
std::string expand(const FixText &Text, const CallSite &Site, StringRef Root,
                   StringRef Argument, const SourceText &Source,
                   const Models &M, SourceLocation Before = {});

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_SOURCETEXT_H
