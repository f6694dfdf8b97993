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

/// Takes \p S, which stands in a block, out of it.
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
  unsigned Past = SM.getFileOffset(End->getEndLoc());
  // With the line, if there is nothing else on it.
  StringRef Text = SM.getBufferData(File);
  unsigned LineBegin = Begin, LineEnd = Past;
  while (LineBegin > 0 && isHorizontalWhitespace(Text[LineBegin - 1]))
    --LineBegin;
  while (LineEnd < Text.size() && isHorizontalWhitespace(Text[LineEnd]))
    ++LineEnd;
  if ((LineBegin == 0 || Text[LineBegin - 1] == '\n') &&
      LineEnd < Text.size() && Text[LineEnd] == '\n') {
    Begin = LineBegin;
    Past = LineEnd + 1;
  }
  SourceLocation Start = SM.getLocForStartOfFile(File);
  return {Source.replaceBefore(Start.getLocWithOffset(Begin),
                               Start.getLocWithOffset(Past), "")};
}

/// `Task.f(..)` -> `Task`, for the call \p Op of a member.
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
    return {taskAlone(Hop, Task, F), "await the task itself"};
  return {removeStatement(Statement, F), "remove this hop"};
}

Fix removeChoice(const Operation &Choice, const Facts &F) {
  return {Choice.Match->Task.K == Position::This
              ? removeCall(Choice, F)
              : taskAlone(Choice, Choice.Site.at(Choice.Match->Task), F),
          "remove it"};
}

} // namespace clang::tidy::async::fix
