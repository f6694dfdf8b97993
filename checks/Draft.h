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

/// A finding in the making: it is given code, and keeps places and texts.
class Draft : public Finding {
public:
  /// One that \p Check makes of code in \p In, which may be null.
  Draft(const Facts &Unit, llvm::StringRef Check, const Body *In)
      : Unit(Unit), In(In) {
    this->Check = Check.str();
  }

  void putAt(SourceLocation Loc);
  void highlight(SourceRange Range);

  /// It is about \p E.
  void claim(const Expr *E);
  /// Its edits, if there are any, put \p E right as well.
  void mend(const Expr *E);

  void note(SourceLocation Loc, std::string Text,
            NoteKind Kind = NoteKind::Context);
  void note(Span Place, std::string Text, NoteKind Kind);
  /// Adds the steps of \p Path after its first, up to where it \p Does what the
  /// finding is about.
  void follow(const Witness &Path, llvm::StringRef Does = "blocks");
  /// Makes one finding of all that have the operation at the end of \p Path
  /// behind them. It says the name of what is called where it stands, then
  /// \p Says.
  void shareCause(const Witness &Path, std::string Says);
  /// Adds a note about the asynchronous form of \p Block, if it has one.
  void noteSibling(const Operation &Block);

  /// Offers \p New, if it is one.
  void offer(Fix New);
  /// The same; the message then ends with what it does.
  void advise(Fix New);
  /// Offers \p Other in a note of its own; false if it is none.
  bool offerAt(SourceLocation Loc, Fix Other);
  bool hasFix() const { return !Offered.empty(); }

  /// Also said in tests, where tasks are dropped and threads wait on purpose.
  bool IsSaidInTests = false;

  /// The body that it is about; null for none.
  const Body *body() const { return In; }
  /// The finding; with notes on the entries of models that it rests on, if it
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
