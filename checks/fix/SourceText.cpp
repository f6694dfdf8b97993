//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fix/SourceText.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

bool SourceText::isEditable(SourceRange Range) const {
  return Range.isValid() && !Range.getBegin().isMacroID() &&
         !Range.getEnd().isMacroID() &&
         !SM.isInSystemHeader(Range.getBegin()) &&
         SM.isWrittenInSameFile(Range.getBegin(), Range.getEnd());
}

StringRef SourceText::text(SourceRange Range) const {
  if (!isEditable(Range))
    return {};
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), SM,
                              LangOpts);
}

SourceLocation SourceText::endOf(SourceLocation Loc) const {
  return Lexer::getLocForEndOfToken(Loc, 0, SM, LangOpts);
}

bool SourceText::hasPostfix(const Expr *E) const {
  std::optional<Token> Next =
      Lexer::findNextToken(E->getEndLoc(), SM, LangOpts);
  return Next && Next->isOneOf(tok::period, tok::arrow, tok::l_square,
                               tok::l_paren, tok::plusplus, tok::minusminus);
}

/// True if \p Text contains the word \p Name at a place where \p Accepts is
/// true of the text before it.
static bool hasWordWhere(StringRef Text, StringRef Name,
                         llvm::function_ref<bool(StringRef)> Accepts) {
  auto IsWordChar = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  for (size_t At = Text.find(Name); At != StringRef::npos;
       At = Text.find(Name, At + 1)) {
    size_t End = At + Name.size();
    if ((At == 0 || !IsWordChar(Text[At - 1])) &&
        (End == Text.size() || !IsWordChar(Text[End])) &&
        Accepts(Text.take_front(At)))
      return true;
  }
  return false;
}

bool hasWord(StringRef Text, StringRef Name) {
  return hasWordWhere(Text, Name, [](StringRef) { return true; });
}

bool mentions(StringRef Text, StringRef Name) {
  return hasWordWhere(Text, Name, [](StringRef Before) {
    return Before.ends_with("...") ||
           !(Before.ends_with(".") || Before.ends_with("->"));
  });
}

bool isUnaryOperand(const Expr *E) {
  E = E->IgnoreImplicit();
  if (isa<BinaryOperator, AbstractConditionalOperator, CXXThrowExpr,
          CStyleCastExpr, CoawaitExpr, CoyieldExpr, LambdaExpr>(E))
    return false;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->getNumArgs() == 1 || Operator->getOperator() == OO_Call ||
           Operator->getOperator() == OO_Subscript ||
           Operator->getOperator() == OO_Arrow;
  return true;
}

std::string inRoot(StringRef Text, StringRef Root) {
  std::string Full = Text.str();
  if (size_t At = Full.find("$root"); At != std::string::npos)
    Full.replace(At, strlen("$root"), Root);
  return Full;
}

std::string expand(const FixText &Text, const CallSite &Site, StringRef Root,
                   StringRef Argument, const SourceText &Source,
                   const Models &M, SourceLocation Before) {
  for (const std::string &Name : Text.Needs)
    if (!M.isDeclared(inRoot(Name, Root), Before))
      return {};
  std::string Result;
  StringRef Rest = Text.Text;
  while (!Rest.empty()) {
    size_t Dollar = Rest.find('$');
    Result += Rest.substr(0, Dollar);
    if (Dollar == StringRef::npos)
      break;
    Rest = Rest.substr(Dollar + 1);
    unsigned Index;
    std::string Value;
    if (Rest.consume_front("root")) {
      Value = Root.str();
    } else if (Rest.consume_front("callable") ||
               Rest.consume_front("duration")) {
      Value = Argument.str();
    } else if (Rest.consume_front("object")) {
      // `this->` may be implicit, and a pointer needs an arrow.
      if (!Site.Object && Rest.consume_front("."))
        continue;
      if (Site.Object)
        Value = Source.text(Site.Object).str();
      // The arrow of a smart pointer is a call of its own.
      StringRef Pointer = Value;
      bool IsArrow = Pointer.consume_back("->");
      if (IsArrow)
        Value = Pointer.rtrim().str();
      if (!Value.empty() && Site.Object->getType()->isPointerType() &&
          Rest.consume_front("."))
        Value += "->";
      else if (IsArrow ||
               (!Value.empty() && Site.Object->getType()->isPointerType() &&
                StringRef(Result).ends_with("co_await ")))
        Value = "*" + Value;
    } else if (Rest.consume_front("args")) {
      // Without arguments, the comma after them goes as well.
      for (const Expr *Arg : Site.Args) {
        StringRef ArgText = Source.text(Arg);
        if (ArgText.empty())
          return {};
        Value += (Value.empty() ? "" : ", ") + ArgText.str();
      }
      if (Site.Args.empty()) {
        Rest.consume_front(", ");
        continue;
      }
    } else if (!Rest.consumeInteger(10, Index) && Index < Site.Args.size()) {
      Value = Source.text(Site.Args[Index]).str();
    }
    if (Value.empty())
      return {};
    Result += Value;
  }
  return Result;
}

} // namespace clang::tidy::async::fix
