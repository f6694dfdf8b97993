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

/// The text of a translation unit, as far as it may be edited: outside macros
/// and system headers.
class SourceText {
public:
  explicit SourceText(const Facts &F)
      : SM(F.sources()), LangOpts(F.context().getLangOpts()) {}

  /// True if \p Range can be edited.
  bool isEditable(SourceRange Range) const;
  /// The text of \p Range; empty if it cannot be had.
  StringRef text(SourceRange Range) const;
  StringRef text(const Stmt *S) const { return text(S->getSourceRange()); }
  /// Where the token at \p Loc ends.
  SourceLocation endOf(SourceLocation Loc) const;

  Edit replace(SourceRange Range, const llvm::Twine &Text) const {
    return {spanOf(CharSourceRange::getTokenRange(Range), SM, LangOpts),
            Text.str()};
  }
  /// Replaces what is from the start of \p Begin to before \p End.
  Edit replaceBefore(SourceLocation Begin, SourceLocation End,
                     const llvm::Twine &Text) const {
    return {spanOf(CharSourceRange::getCharRange(Begin, End), SM, LangOpts),
            Text.str()};
  }
  Edit insert(SourceLocation At, const llvm::Twine &Text) const {
    return replaceBefore(At, At, Text);
  }

  /// True if what follows \p E binds tighter than `co_await`: a member access,
  /// a subscript, a call.
  bool hasPostfix(const Expr *E) const;

  const SourceManager &SM;
  const LangOptions &LangOpts;
};

/// True if \p Text has the word \p Name.
bool hasWord(StringRef Text, StringRef Name);
/// True if \p Text has the word \p Name other than as that of a member.
bool mentions(StringRef Text, StringRef Name);

/// True if `co_await` can stand before \p E as it is written.
bool isUnaryOperand(const Expr *E);

/// \p Text with the library's namespace \p Root for $root.
std::string inRoot(StringRef Text, StringRef Root);

/// \p Text with its $ names filled in from \p Site, and with \p Given for the
/// callable or the duration; empty if one of them, or a declaration that the
/// text needs, is missing; with \p Before, at that place.
std::string expand(const FixText &Text, const CallSite &Site, StringRef Root,
                   StringRef Given, const SourceText &Source,
                   const Models &Known, SourceLocation Before = {});

} // namespace clang::tidy::async::fix

#endif // ASYNC_TIDY_CHECKS_FIX_SOURCETEXT_H
