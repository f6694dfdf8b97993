//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_DRAFT_H
#define ASYNC_TIDY_CHECKS_DRAFT_H

#include "Findings.h"
#include "facts/Effects.h"

namespace clang::tidy::async {

/// A finding under construction: its functions accept parts of the syntax tree,
/// and it stores places and texts.
class Draft : public Finding {
public:
  /// A finding of \p Check in \p In, which may be null.
  Draft(const Facts &Unit, llvm::StringRef Check, const Body *In)
      : Unit(Unit), In(In) {
    this->Check = Check.str();
  }

  void putAt(SourceLocation Loc);
  void highlight(SourceRange Range);

  /// The finding is about \p E.
  void claim(const Expr *E);
  /// The edits, if there are any, fix \p E as well.
  void alsoFix(const Expr *E);

  void note(SourceLocation Loc, std::string Text,
            NoteKind Kind = NoteKind::Context);
  void note(Span Place, std::string Text, NoteKind Kind);
  /// Adds notes on the steps of \p Path after the first. The last step is the
  /// operation with the effect, which \p Verb names.
  void follow(const Witness &Path, llvm::StringRef Verb = "blocks");
  /// Lets the finding be merged with all others whose path ends in the same
  /// operation. The message is then the name of the callee at the place where
  /// it is reported, followed by \p MessageEnd.
  void shareCause(const Witness &Path, std::string MessageEnd);
  /// Adds a note about the asynchronous form of \p Block, if there is one.
  void noteSibling(const Operation &Block);

  /// Offers \p New as the fix, unless it is empty.
  void offer(Fix New);
  /// The same, and the message ends with the title of the fix.
  void advise(Fix New);
  /// Offers \p Alternative on a separate note; false if it is empty.
  bool offerAt(SourceLocation Loc, Fix Alternative);
  bool hasFix() const { return !Offered.empty(); }

  /// True if it is also reported in tests, where tasks are dropped and threads
  /// wait on purpose.
  bool IsReportedInTests = false;

  /// The body that contains the finding; null for none.
  const Body *body() const { return In; }
  /// Returns the finding; with \p ShowModels, it has notes on the model entries
  /// behind it.
  Finding take(bool ShowModels) &&;

private:
  bool isUsable(const Fix &New) const;
  void addModelNotes();

  const Facts &Unit;
  const Body *In;
  std::vector<const Expr *> Claimed;
  std::vector<Witness> Paths;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_DRAFT_H
