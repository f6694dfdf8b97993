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

/// Statements of one block that follow one another.
struct Part {
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

/// The innermost block in \p S with the statement around \p E.
static Part partAround(const Stmt *S, const Expr *E) {
  if (!S || isa<LambdaExpr>(S))
    return {};
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return partAround(Coroutine->getBody(), E);
  for (const Stmt *Child : S->children())
    if (Part Inner = partAround(Child, E); Inner.Block)
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

/// The variables that the statements of \p P themselves declare.
static Variables declaredIn(const Part &P) {
  Variables Found;
  for (unsigned I = P.Begin; I < P.End; ++I)
    if (const auto *Declares = dyn_cast<DeclStmt>(P.at(I)))
      for (const Decl *D : Declares->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          Found.insert(Var);
  return Found;
}

//===----------------------------------------------------------------------===//
// What may run on another thread
//===----------------------------------------------------------------------===//

namespace {
/// Looks for what keeps statements on their thread, or in their function.
class Mover {
public:
  Mover(const Operation &Block, const Facts &F) : Block(Block), F(F) {}

  bool canMove(const Stmt *S, bool InLoop = false);

private:
  bool canMove(const VarDecl *Var) const;
  bool canCall(const FunctionDecl *D) const;

  const Operation &Block;
  const Facts &F;
  Variables Inside;
};
} // namespace

/// True if \p Var means the same on another thread, and nobody changes it
/// meanwhile.
bool Mover::canMove(const VarDecl *Var) const {
  if (Inside.contains(Var))
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

/// True if \p D is outside of the user's own code, which may do anything, or is
/// the call to be offloaded.
bool Mover::canCall(const FunctionDecl *D) const {
  return D &&
         (D == Block.callee() || D == Block.Site.Function || D->isImplicit() ||
          D->isDefaulted() || F.sources().isInSystemHeader(D->getLocation()));
}

bool Mover::canMove(const Stmt *S, bool InLoop) {
  if (!S)
    return true;
  if (isa<CoawaitExpr, CoyieldExpr, CoreturnStmt, ReturnStmt, GotoStmt,
          IndirectGotoStmt, LabelStmt, CXXThisExpr, LambdaExpr, AsmStmt,
          StmtExpr>(S) ||
      (isa<BreakStmt, ContinueStmt>(S) && !InLoop))
    return false;
  if (const auto *Declares = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declares->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal())
        return false;
      Inside.insert(Var);
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

/// Starts \p P at the declaration of the object that \p Block is called on;
/// false if that is elsewhere.
static bool beginAtObject(Part &P, const Operation &Block, const Facts &F) {
  const Expr *Object = Block.Site.Object;
  if (!Object && !Block.Site.Args.empty())
    Object = Block.Site.Args.front();
  const VarDecl *Var =
      Object ? pathOf(Object, F.models(), Parts::None).variable() : nullptr;
  // What has no class, as a path has none, is no object that blocks again.
  if (!Var || !Block.Site.Object)
    return true;
  for (unsigned I = 0; I < P.End; ++I)
    if (Part Before = {P.Block, I, I + 1}; declaredIn(Before).contains(Var)) {
      P.Begin = I;
      return true;
    }
  return false;
}

/// Ends \p P after the last statement that uses what it declares, as far as all
/// before that can move.
static bool extend(Part &P, Mover &Moves) {
  for (unsigned I = P.Begin; I < P.End; ++I)
    if (!Moves.canMove(P.at(I)))
      return false;
  unsigned Tried = P.End;
  for (unsigned I = P.End; I < P.Block->size(); ++I) {
    if (!mentionsAny(P.at(I), declaredIn(P)))
      continue;
    for (; Tried <= I; ++Tried)
      if (!Moves.canMove(P.at(Tried)))
        return true;
    P.End = I + 1;
  }
  return true;
}

/// The one variable of \p P that is used after it, or null for none; nothing if
/// there are several, or it is one of those that block.
static std::optional<const VarDecl *> resultOf(const Part &P,
                                               const Operation &Block) {
  const VarDecl *Result = nullptr;
  for (const VarDecl *Var : declaredIn(P)) {
    bool IsUsed = false;
    for (unsigned I = P.End; I < P.Block->size(); ++I)
      IsUsed |= mentionsAny(P.at(I), {Var});
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
  const TaskInfo *Own = F.types().task(B.Function->getReturnType());
  const FixText *Offload = Own ? offloadIn(*Own) : nullptr;
  if (!maySuspend(Block, F) || !Offload || B.isDependent() ||
      readsThreadState(B))
    return {};
  Part P = partAround(B.Code, Block.expr());
  Mover Moves(Block, F);
  if (!P.Block || !beginAtObject(P, Block, F) || !extend(P, Moves))
    return {};
  std::optional<const VarDecl *> Result = resultOf(P, Block);
  if (!Result)
    return {};
  SourceText Source(F);
  SourceLocation Begin = P.at(P.Begin)->getBeginLoc();
  SourceLocation Last = P.at(P.End - 1)->getEndLoc();
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
  std::string NewText =
      expand(*Offload, Block.Site, F.models().rootOf(Own->Class, *Own->Model),
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
