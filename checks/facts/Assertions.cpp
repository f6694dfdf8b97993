//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/Assertions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <optional>

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// What a value decides
//===----------------------------------------------------------------------===//

namespace {
/// What one arm of a decision does.
struct Arm {
  bool Calls = false;
  bool CallsNoReturn = false;
  bool Leaves = false; ///< Or does something else but to fail.
};
} // namespace

static Arm armOf(const Stmt *First) {
  Arm Found;
  llvm::SmallVector<const Stmt *, 16> Todo = {First};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S)
      continue;
    if (isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt,
            CoawaitExpr, CoyieldExpr>(S))
      Found.Leaves = true;
    if (isa<CXXThrowExpr>(S))
      Found.Calls = true;
    const FunctionDecl *Callee = nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      Found.Calls = true;
      Callee = Call->getDirectCallee();
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(S)) {
      Found.Calls = true;
      Callee = Made->getConstructor();
      Found.CallsNoReturn |=
          Made->getConstructor()->getParent()->isAnyDestructorNoReturn();
    }
    Found.CallsNoReturn |= Callee && Callee->isNoReturn();
    if (!isa<LambdaExpr>(S))
      llvm::append_range(Todo, S->children());
  }
  return Found;
}

/// The failure, if one of \p One and \p Other is one, and the other nothing.
static std::optional<Arm> failureIn(const Stmt *One, const Stmt *Other) {
  Arm A = armOf(One), B = armOf(Other);
  if (A.Leaves || B.Leaves || A.Calls == B.Calls)
    return std::nullopt;
  return A.Calls ? A : B;
}

/// The value of \p Condition, if it is the same in every run.
static std::optional<bool> constantOf(const Expr *Condition,
                                      const ASTContext &Context) {
  bool Value;
  if (!Condition || Condition->isValueDependent() ||
      !Condition->EvaluateAsBooleanCondition(Value, Context))
    return std::nullopt;
  return Value;
}

/// True if \p Loc is in the body of a macro's definition, and not in what the
/// macro was given.
static bool isOfMacro(SourceLocation Loc, const SourceManager &SM) {
  while (SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateSpellingLoc(Loc);
  return Loc.isMacroID();
}

namespace {
/// What a statement around an expression decides about it.
struct Decision {
  bool IsNever = false; ///< It is not evaluated at all.
  std::optional<Arm> Failure;
};
} // namespace

static Decision decisionAt(const Stmt *S, const Stmt *Child,
                           const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  Decision Found;
  // `Child` is evaluated only if `Condition` has this value.
  auto Guard = [&](const Expr *Condition, bool Value) {
    std::optional<bool> Constant = constantOf(Condition, Context);
    Found.IsNever |= Constant && *Constant != Value;
  };
  if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
    if (!isOfMacro(Choice->getQuestionLoc(), SM))
      return Found;
    Found.Failure = failureIn(Choice->getTrueExpr(), Choice->getFalseExpr());
    if (Child != Choice->getCond())
      Guard(Choice->getCond(), Child == Choice->getTrueExpr());
  } else if (const auto *Both = dyn_cast<BinaryOperator>(S);
             Both && Both->isLogicalOp()) {
    if (!isOfMacro(Both->getOperatorLoc(), SM))
      return Found;
    if (Child == Both->getLHS())
      Found.Failure = failureIn(Both->getRHS(), nullptr);
    else
      Guard(Both->getLHS(), Both->getOpcode() == BO_LAnd);
  } else if (const auto *If = dyn_cast<IfStmt>(S)) {
    if (!isOfMacro(If->getIfLoc(), SM))
      return Found;
    Found.Failure = failureIn(If->getThen(), If->getElse());
    if (Child == If->getThen() || Child == If->getElse())
      Guard(If->getCond(), Child == If->getThen());
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    if (!isOfMacro(While->getWhileLoc(), SM))
      return Found;
    Found.Failure = failureIn(While->getBody(), nullptr);
    if (Child == While->getBody())
      Guard(While->getCond(), true);
  }
  return Found;
}

bool Assertions::contain(const Expr *E, llvm::ArrayRef<const Stmt *> Around) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = E->getExprLoc();
  if (!SM.isMacroArgExpansion(Loc))
    return false;
  const Stmt *Child = E;
  for (const Stmt *S : llvm::reverse(Around)) {
    Decision Found = decisionAt(S, Child, Context);
    if (Found.IsNever)
      return true;
    if (Found.Failure) {
      Kind Is = macroAround(Loc);
      if (Is == Kind::ByName ||
          (Is == Kind::ByDefinition && Found.Failure->CallsNoReturn))
        return true;
    }
    Child = S;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// What a macro is
//===----------------------------------------------------------------------===//

/// What kind of macro has the \p Argument.
Assertions::Kind Assertions::macroAround(SourceLocation Argument) {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Lang = Context.getLangOpts();
  Kind Found = Kind::None;
  auto Look = [&](SourceLocation InBody) {
    StringRef Name = Lexer::getImmediateMacroName(InBody, SM, Lang);
    if (Name.contains_insensitive("assert") ||
        Name.contains_insensitive("dcheck") || Known.isAssertionMacro(Name))
      Found = Kind::ByName;
    else if (Found == Kind::None &&
             isDropped(Name, SM.getFileID(SM.getSpellingLoc(InBody))))
      Found = Kind::ByDefinition;
  };
  // An argument may be handed from macro to macro, each of which may be in the
  // body of another one.
  for (SourceLocation Loc = Argument; SM.isMacroArgExpansion(Loc);
       Loc = SM.getImmediateSpellingLoc(Loc))
    for (SourceLocation In = SM.getImmediateExpansionRange(Loc).getBegin();
         In.isMacroID(); In = SM.getImmediateExpansionRange(In).getBegin())
      Look(In);
  return Found;
}

/// \p Text up to the end of the line, as the preprocessor sees lines.
static StringRef logicalLine(StringRef Text) {
  size_t End = Text.find('\n');
  while (End != StringRef::npos &&
         Text.take_front(End).rtrim('\r').ends_with("\\"))
    End = Text.find('\n', End + 1);
  return Text.take_front(End);
}

static bool isWordCharacter(char C) { return llvm::isAlnum(C) || C == '_'; }

/// True if \p Text has the identifier \p Word, other than as `#Word`.
static bool mentions(StringRef Text, StringRef Word) {
  for (size_t At = Text.find(Word); At != StringRef::npos;
       At = Text.find(Word, At + 1)) {
    StringRef Before = Text.take_front(At), After = Text.drop_front(At);
    After = After.drop_front(Word.size());
    bool IsWhole = (Before.empty() || !isWordCharacter(Before.back())) &&
                   (After.empty() || !isWordCharacter(After.front()));
    Before = Before.rtrim();
    bool IsQuoted = Before.ends_with("#") && !Before.ends_with("##");
    if (IsWhole && !IsQuoted)
      return true;
  }
  return false;
}

/// True if \p Definition, what follows the name of a macro, has parameters and
/// does not evaluate them.
static bool dropsArguments(StringRef Definition) {
  if (!Definition.consume_front("("))
    return false;
  auto [Parameters, Body] = Definition.split(')');
  for (StringRef Never : {"false &&", "true ||", "while (false)",
                          "while(false)", "if (false)", "if(false)", "sizeof"})
    if (Body.contains(Never))
      return true;
  llvm::SmallVector<StringRef, 4> Names;
  Parameters.split(Names, ',', -1, /*KeepEmpty=*/false);
  return !Names.empty() && llvm::none_of(Names, [&](StringRef Name) {
    Name = Name.trim(" \t\r\n\\");
    return mentions(Body, Name == "..." ? "__VA_ARGS__" : Name);
  });
}

/// True if the file \p In has a definition of \p Macro that does not evaluate
/// its arguments.
bool Assertions::isDropped(StringRef Macro, FileID In) {
  auto [Memo, IsNew] = Dropped.try_emplace({In, Macro}, false);
  if (!IsNew)
    return Memo->second;
  StringRef Text = Context.getSourceManager().getBufferData(In);
  for (size_t At = Text.find(Macro); At != StringRef::npos;
       At = Text.find(Macro, At + Macro.size())) {
    StringRef Before = Text.take_front(At).rtrim(" \t");
    if (Before.consume_back("define") && Before.rtrim(" \t").ends_with("#"))
      Memo->second |=
          dropsArguments(logicalLine(Text.drop_front(At + Macro.size())));
  }
  return Memo->second;
}

} // namespace clang::tidy::async
