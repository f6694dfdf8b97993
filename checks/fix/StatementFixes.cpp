//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ThreadState.h"
#include "facts/ValueTypes.h"
#include "fix/FixParts.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async::fix {

namespace {
using Variables = llvm::SmallPtrSet<const VarDecl *, 4>;

/// Consecutive statements of a block.
struct StatementRange {
  const CompoundStmt *Block = nullptr;
  unsigned Begin = 0;
  unsigned End = 0; ///< After the last.

  const Stmt *at(unsigned Index) const { return Block->body_begin()[Index]; }
};
} // namespace

static bool contains(const Stmt *S, const Stmt *Inner) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return S == Inner || llvm::any_of(S->children(), [&](const Stmt *Child) {
           return contains(Child, Inner);
         });
}

/// The statement around \p E in the innermost block within \p S.
static StatementRange statementAround(const Stmt *S, const Expr *E) {
  if (!S || isa<LambdaExpr>(S))
    return {};
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return statementAround(Coroutine->getBody(), E);
  for (const Stmt *Child : S->children())
    if (StatementRange Inner = statementAround(Child, E); Inner.Block)
      return Inner;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    for (unsigned I = 0; I < Block->size(); ++I)
      if (contains(Block->body_begin()[I], E))
        return {Block, I, I + 1};
  return {};
}

/// True if \p S mentions one of \p Vars.
static bool mentionsAny(const Stmt *S, const Variables &Vars) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Vars.contains(Var))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return mentionsAny(Child, Vars);
  });
}

/// The variables that the statements of \p Range themselves declare.
static Variables declaredIn(const StatementRange &Range) {
  Variables Declared;
  for (unsigned I = Range.Begin; I < Range.End; ++I)
    if (const auto *Declaration = dyn_cast<DeclStmt>(Range.at(I)))
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          Declared.insert(Var);
  return Declared;
}

//===----------------------------------------------------------------------===//
// Moving statements to another thread
//===----------------------------------------------------------------------===//

namespace {
/// Decides whether statements may leave their thread and their function.
class MoveChecker {
public:
  MoveChecker(const Operation &Block, const Facts &F) : Block(Block), F(F) {}

  bool canMove(const Stmt *S, bool InLoop = false);

private:
  bool canMove(const VarDecl *Var) const;
  bool canCall(const FunctionDecl *D) const;

  const Operation &Block;
  const Facts &F;
  Variables LocalVars;
};
} // namespace

/// True if \p Var means the same on another thread, and does not change in the
/// meantime.
bool MoveChecker::canMove(const VarDecl *Var) const {
  if (LocalVars.contains(Var))
    return true;
  QualType T = Var->getType();
  if (Var->hasGlobalStorage())
    return Var->getTLSKind() == VarDecl::TLS_None && T.isConstant(F.context());
  if (T->isReferenceType() && !T->getPointeeType().isConstQualified())
    return false;
  T = T.getNonReferenceType();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return !T->isPointerType() && !(Class && isView(Class));
}

/// True if \p D is the call to be offloaded, or is not part of the user's own
/// code, which may do anything.
bool MoveChecker::canCall(const FunctionDecl *D) const {
  return D &&
         (D == Block.callee() || D == Block.Site.Function || D->isImplicit() ||
          D->isDefaulted() || F.sources().isInSystemHeader(D->getLocation()));
}

bool MoveChecker::canMove(const Stmt *S, bool InLoop) {
  if (!S)
    return true;
  if (isa<CoawaitExpr, CoyieldExpr, CoreturnStmt, ReturnStmt, GotoStmt,
          IndirectGotoStmt, LabelStmt, CXXThisExpr, LambdaExpr, AsmStmt,
          StmtExpr>(S) ||
      (isa<BreakStmt, ContinueStmt>(S) && !InLoop))
    return false;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal())
        return false;
      LocalVars.insert(Var);
    }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !isa<BindingDecl>(Ref->getDecl()) && (!Var || canMove(Var));
  }
  if (const auto *Call = dyn_cast<CallExpr>(S);
      Call && !canCall(Call->getDirectCallee()))
    return false;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S);
      Construct && !canCall(Construct->getConstructor()))
    return false;
  InLoop |= isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
  return llvm::all_of(
      S->children(), [&](const Stmt *Child) { return canMove(Child, InLoop); });
}

//===----------------------------------------------------------------------===//
// The fix
//===----------------------------------------------------------------------===//

/// Starts \p Range at the declaration of the object that \p Block is called on;
/// false if it is declared elsewhere.
static bool beginAtObject(StatementRange &Range, const Operation &Block,
                          const Facts &F) {
  const Expr *Object = Block.Site.Object;
  if (!Object && !Block.Site.Args.empty())
    Object = Block.Site.Args.front();
  const VarDecl *Var =
      Object ? pathOf(Object, F.models(), Parts::None).variable() : nullptr;
  // The argument of a function, such as a path, does not block again.
  if (!Var || !Block.Site.Object)
    return true;
  for (unsigned I = 0; I < Range.End; ++I)
    if (StatementRange Before = {Range.Block, I, I + 1};
        declaredIn(Before).contains(Var)) {
      Range.Begin = I;
      return true;
    }
  return false;
}

/// Extends \p Range to the last statement that uses its variables, as far as
/// all statements up to there can move; false if its own statements cannot.
static bool extend(StatementRange &Range, MoveChecker &Checker) {
  for (unsigned I = Range.Begin; I < Range.End; ++I)
    if (!Checker.canMove(Range.at(I)))
      return false;
  unsigned NextToCheck = Range.End;
  for (unsigned I = Range.End; I < Range.Block->size(); ++I) {
    if (!mentionsAny(Range.at(I), declaredIn(Range)))
      continue;
    for (; NextToCheck <= I; ++NextToCheck)
      if (!Checker.canMove(Range.at(NextToCheck)))
        return true;
    Range.End = I + 1;
  }
  return true;
}

/// The one variable of \p Range that is used after it, or null if there is
/// none; nullopt if there are several, if it cannot be returned, or if
/// \p Block initialises it.
static std::optional<const VarDecl *> resultOf(const StatementRange &Range,
                                               const Operation &Block) {
  const VarDecl *Result = nullptr;
  for (const VarDecl *Var : declaredIn(Range)) {
    bool IsUsed = false;
    for (unsigned I = Range.End; I < Range.Block->size(); ++I)
      IsUsed |= mentionsAny(Range.at(I), {Var});
    if (!IsUsed)
      continue;
    if (Result || Var->getType()->isReferenceType() ||
        Var->getType().isConstQualified() || Var->getType()->isArrayType() ||
        Var->getType()->isPointerType() || !isMovable(Var->getType()) ||
        (Var->getInit() && contains(Var->getInit(), Block.expr())))
      return std::nullopt;
    Result = Var;
  }
  return Result;
}

Fix offloadStatements(const Operation &Block, const Facts &F) {
  const Body &B = *Block.In;
  const TaskInfo *OwnTask = F.types().task(B.Function->getReturnType());
  const FixText *Offload = OwnTask ? offloadIn(*OwnTask) : nullptr;
  if (!maySuspend(Block, F) || !Offload || B.isDependent() ||
      readsThreadState(B))
    return {};
  StatementRange Range = statementAround(B.Code, Block.expr());
  MoveChecker Checker(Block, F);
  if (!Range.Block || !beginAtObject(Range, Block, F) ||
      !extend(Range, Checker))
    return {};
  std::optional<const VarDecl *> Result = resultOf(Range, Block);
  if (!Result)
    return {};
  SourceText Source(F);
  SourceLocation Begin = Range.at(Range.Begin)->getBeginLoc();
  SourceLocation Last = Range.at(Range.End - 1)->getEndLoc();
  if (!Source.isEditable({Begin, Last}))
    return {};
  SourceLocation End = Source.endOf(Last);
  std::optional<Token> Next =
      Lexer::findNextToken(Last, Source.SM, Source.LangOpts);
  if (Next && Next->is(tok::semi))
    End = Next->getEndLoc();
  StringRef Text = Lexer::getSourceText(
      CharSourceRange::getCharRange(Begin, End), Source.SM, Source.LangOpts);
  StringRef Indent = Lexer::getIndentationForLine(Begin, Source.SM);
  if (Text.empty())
    return {};
  std::string Callable = ("[&] {\n" + Indent + Text).str();
  if (*Result)
    Callable += ("\n" + Indent + "return " + (*Result)->getName() + ";").str();
  Callable += ("\n" + Indent + "}").str();
  std::string NewText = expand(
      *Offload, Block.Site, F.models().rootOf(OwnTask->Class, *OwnTask->Model),
      Callable, Source, F.models());
  if (NewText.empty())
    return {};
  NewText = "co_await " + NewText + ";";
  if (*Result)
    NewText = ("auto " + (*Result)->getName() + " = " + NewText).str();
  return {{Source.replaceBefore(Begin, End, NewText)},
          "offload these statements to threads that may block, and await the "
          "result"};
}

} // namespace clang::tidy::async::fix
