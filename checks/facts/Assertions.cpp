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
// Decisions by a value
//===----------------------------------------------------------------------===//

namespace {
/// The effect of one arm of a decision.
struct Arm {
  bool Calls = false;
  bool CallsNoReturn = false;
  bool Leaves = false; ///< Or does anything except fail.
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
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
      Found.Calls = true;
      Callee = Construct->getConstructor();
      Found.CallsNoReturn |=
          Construct->getConstructor()->getParent()->isAnyDestructorNoReturn();
    }
    Found.CallsNoReturn |= Callee && Callee->isNoReturn();
    if (!isa<LambdaExpr>(S))
      llvm::append_range(Todo, S->children());
  }
  return Found;
}

/// The failing arm, if one of \p One and \p Other may fail and the other does
/// nothing.
static std::optional<Arm> failureIn(const Stmt *One, const Stmt *Other) {
  Arm A = armOf(One), B = armOf(Other);
  if (A.Leaves || B.Leaves || A.Calls == B.Calls)
    return std::nullopt;
  return A.Calls ? A : B;
}

/// The value of \p Condition, if it is a constant.
static std::optional<bool> constantOf(const Expr *Condition,
                                      const ASTContext &Context) {
  bool Value;
  if (!Condition || Condition->isValueDependent() ||
      !Condition->EvaluateAsBooleanCondition(Value, Context))
    return std::nullopt;
  return Value;
}

/// True if \p Loc is in the body of a macro definition, not in a macro
/// argument.
static bool isInMacroBody(SourceLocation Loc, const SourceManager &SM) {
  while (SM.isMacroArgExpansion(Loc))
    Loc = SM.getImmediateSpellingLoc(Loc);
  return Loc.isMacroID();
}

namespace {
/// The decision of an enclosing statement about an expression.
struct Decision {
  bool IsUnevaluated = false;
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
    Found.IsUnevaluated |= Constant && *Constant != Value;
  };
  if (const auto *Choice = dyn_cast<ConditionalOperator>(S)) {
    if (!isInMacroBody(Choice->getQuestionLoc(), SM))
      return Found;
    Found.Failure = failureIn(Choice->getTrueExpr(), Choice->getFalseExpr());
    if (Child != Choice->getCond())
      Guard(Choice->getCond(), Child == Choice->getTrueExpr());
  } else if (const auto *Logical = dyn_cast<BinaryOperator>(S);
             Logical && Logical->isLogicalOp()) {
    if (!isInMacroBody(Logical->getOperatorLoc(), SM))
      return Found;
    if (Child == Logical->getLHS())
      Found.Failure = failureIn(Logical->getRHS(), nullptr);
    else
      Guard(Logical->getLHS(), Logical->getOpcode() == BO_LAnd);
  } else if (const auto *If = dyn_cast<IfStmt>(S)) {
    if (!isInMacroBody(If->getIfLoc(), SM))
      return Found;
    Found.Failure = failureIn(If->getThen(), If->getElse());
    if (Child == If->getThen() || Child == If->getElse())
      Guard(If->getCond(), Child == If->getThen());
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    if (!isInMacroBody(While->getWhileLoc(), SM))
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
    if (Found.IsUnevaluated)
      return true;
    if (Found.Failure) {
      Kind Macro = macroKindAt(Loc);
      if (Macro == Kind::ByName ||
          (Macro == Kind::ByDefinition && Found.Failure->CallsNoReturn))
        return true;
    }
    Child = S;
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Macros
//===----------------------------------------------------------------------===//

/// The kind of the macro that receives \p Argument.
Assertions::Kind Assertions::macroKindAt(SourceLocation Argument) {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Lang = Context.getLangOpts();
  Kind Found = Kind::None;
  auto Classify = [&](SourceLocation InBody) {
    StringRef Name = Lexer::getImmediateMacroName(InBody, SM, Lang);
    if (Name.contains_insensitive("assert") ||
        Name.contains_insensitive("dcheck") || AllModels.isAssertionMacro(Name))
      Found = Kind::ByName;
    else if (Found == Kind::None &&
             mayDropArguments(Name, SM.getFileID(SM.getSpellingLoc(InBody))))
      Found = Kind::ByDefinition;
  };
  // An argument may be passed from macro to macro, and each of these macros may
  // be expanded in the body of another one.
  for (SourceLocation Loc = Argument; SM.isMacroArgExpansion(Loc);
       Loc = SM.getImmediateSpellingLoc(Loc))
    for (SourceLocation In = SM.getImmediateExpansionRange(Loc).getBegin();
         In.isMacroID(); In = SM.getImmediateExpansionRange(In).getBegin())
      Classify(In);
  return Found;
}

/// The first line of \p Text, as the preprocessor sees lines.
static StringRef logicalLine(StringRef Text) {
  size_t End = Text.find('\n');
  while (End != StringRef::npos &&
         Text.take_front(End).rtrim('\r').ends_with("\\"))
    End = Text.find('\n', End + 1);
  return Text.take_front(End);
}

static bool isWordCharacter(char C) { return llvm::isAlnum(C) || C == '_'; }

/// True if \p Text contains the identifier \p Word, except as `#Word`.
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

/// True if \p Definition, the text after the name of a macro, has parameters
/// and does not evaluate them.
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

/// True if \p File has a definition of \p Macro that does not evaluate its
/// arguments.
bool Assertions::mayDropArguments(StringRef Macro, FileID File) {
  auto [Memo, IsNew] = MayDrop.try_emplace({File, Macro}, false);
  if (!IsNew)
    return Memo->second;
  StringRef Text = Context.getSourceManager().getBufferData(File);
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
