//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fix/FixParts.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async::fix {

/// Removes the statement \p S from its block.
static std::vector<Edit> removeStatement(const Stmt *S, const Facts &F) {
  SourceText Source(F);
  const SourceManager &SM = Source.SM;
  if (!Source.isEditable(S->getSourceRange()))
    return {};
  std::optional<Token> End =
      Lexer::findNextToken(S->getEndLoc(), SM, Source.LangOpts);
  if (!End || End->isNot(tok::semi) || End->getLocation().isMacroID())
    return {};
  auto [File, Begin] = SM.getDecomposedLoc(S->getBeginLoc());
  unsigned PastEnd = SM.getFileOffset(End->getEndLoc());
  // Remove the whole line if nothing else is on it.
  StringRef Text = SM.getBufferData(File);
  unsigned LineBegin = Begin, LineEnd = PastEnd;
  while (LineBegin > 0 && isHorizontalWhitespace(Text[LineBegin - 1]))
    --LineBegin;
  while (LineEnd < Text.size() && isHorizontalWhitespace(Text[LineEnd]))
    ++LineEnd;
  if ((LineBegin == 0 || Text[LineBegin - 1] == '\n') &&
      LineEnd < Text.size() && Text[LineEnd] == '\n') {
    Begin = LineBegin;
    PastEnd = LineEnd + 1;
  }
  SourceLocation Start = SM.getLocForStartOfFile(File);
  return {Source.replaceBefore(Start.getLocWithOffset(Begin),
                               Start.getLocWithOffset(PastEnd), "")};
}

/// `Task.f(..)` -> `Task`, for the member call \p Op.
static std::vector<Edit> removeCall(const Operation &Op, const Facts &F) {
  SourceText Source(F);
  const auto *Call = dyn_cast<CallExpr>(Op.expr());
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts())
           : nullptr;
  if (!Member || Member->isArrow() || Op.In->isDependent() ||
      !Source.isEditable(Call->getSourceRange()) ||
      !Source.isEditable(Member->getBase()->getSourceRange()))
    return {};
  return {Source.replaceBefore(Source.endOf(Member->getBase()->getEndLoc()),
                               Source.endOf(Call->getEndLoc()), "")};
}

Fix removeHop(const Operation &Hop, const Stmt *Statement, const Facts &F) {
  if (const Expr *Task = Hop.Site.at(Hop.Match->Task))
    return {replaceByTask(Hop, Task, F), "await the task itself"};
  return {removeStatement(Statement, F), "remove this hop"};
}

Fix removeChoice(const Operation &Choice, const Facts &F) {
  return {Choice.Match->Task.K == Position::This
              ? removeCall(Choice, F)
              : replaceByTask(Choice, Choice.Site.at(Choice.Match->Task), F),
          "remove it"};
}

} // namespace clang::tidy::async::fix
