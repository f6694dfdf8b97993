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

Fix removeStatement(const Stmt *S, const Facts &F) {
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

Fix removeCall(const Operation &Op, const Facts &F) {
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

} // namespace clang::tidy::async::fix
