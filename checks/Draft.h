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

/// A finding in the making: it is described in terms of the syntax tree, and
/// stores places and texts.
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
  void mend(const Expr *E);

  void note(SourceLocation Loc, std::string Text,
            NoteKind Kind = NoteKind::Context);
  void note(Span Place, std::string Text, NoteKind Kind);
  /// Adds the steps of \p Path after its first, up to the operation that
  /// \p Does what the finding reports.
  void follow(const Witness &Path, llvm::StringRef Does = "blocks");
  /// Lets the finding be merged with all others whose path ends in the same
  /// operation. Its message is the name of the callee at the place where it is
  /// reported, followed by \p Says.
  void shareCause(const Witness &Path, std::string Says);
  /// Adds a note about the asynchronous form of \p Block, if there is one.
  void noteSibling(const Operation &Block);

  /// Offers \p New as the fix, unless it is empty.
  void offer(Fix New);
  /// The same, and the message ends with the title of the fix.
  void advise(Fix New);
  /// Offers \p Other on a separate note; false if it is empty.
  bool offerAt(SourceLocation Loc, Fix Other);
  bool hasFix() const { return !Offered.empty(); }

  /// Also reported in tests, where tasks are dropped and threads wait on
  /// purpose.
  bool IsSaidInTests = false;

  /// The body that contains the finding; null for none.
  const Body *body() const { return In; }
  /// The finding; with notes on the model entries behind it, if it
  /// \p ShowsModels.
  Finding take(bool ShowsModels) &&;

private:
  bool isUsable(const Fix &New) const;
  void addModelNotes();

  const Facts &Unit;
  const Body *In;
  std::vector<const Expr *> About;
  std::vector<Witness> Paths;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_DRAFT_H
