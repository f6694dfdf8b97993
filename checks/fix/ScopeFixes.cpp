//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Locks.h"
#include "fix/FixParts.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async::fix {

namespace {
/// The variables that some statements mention.
struct Mentioned {
  llvm::SmallPtrSet<const ValueDecl *, 8> Shared; ///< Members and globals.
  llvm::SmallPtrSet<const ValueDecl *, 8> Locals;
  llvm::SmallPtrSet<const ValueDecl *, 4> Declared;
  /// Calls a member function on `this`, jumps, or the like.
  bool IsUnclear = false;
};
} // namespace

static bool isOfThis(const Expr *Object) {
  return Object && isa<CXXThisExpr>(Object->IgnoreParenImpCasts());
}

static void collect(const Stmt *S, Mentioned &In) {
  if (!S)
    return;
  if (isa<LambdaExpr, LabelStmt, GotoStmt, IndirectGotoStmt, SwitchCase,
          BreakStmt, ContinueStmt, AsmStmt, StmtExpr>(S))
    In.IsUnclear = true;
  if (const auto *Decls = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Decls->decls()) {
      if (const auto *Value = dyn_cast<ValueDecl>(D))
        In.Declared.insert(Value);
      else
        In.IsUnclear = true; // A type or an alias.
    }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    In.IsUnclear |= isOfThis(Call->getImplicitObjectArgument());
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && !isa<CXXMethodDecl>(Member->getMemberDecl()))
    In.Shared.insert(Member->getMemberDecl());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const ValueDecl *D = Ref->getDecl();
    const auto *Var = dyn_cast<VarDecl>(D);
    if (isa<BindingDecl>(D))
      In.Locals.insert(D);
    else if (Var && Var->isLocalVarDeclOrParm() && !Var->isStaticLocal())
      In.Locals.insert(D);
    else if (Var)
      In.Shared.insert(D);
    // The referent of a parameter or a reference may be shared.
    if (Var &&
        (Var->getType()->isReferenceType() || Var->getType()->isPointerType()))
      In.Shared.insert(D);
  }
  for (const Stmt *Child : S->children())
    collect(Child, In);
}

/// The block in \p S that directly contains \p Statement; null if there is
/// none.
static const CompoundStmt *blockOf(const Stmt *S, const Stmt *Statement) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return blockOf(Coroutine->getBody(), Statement);
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    if (llvm::is_contained(Block->body(), Statement))
      return Block;
  for (const Stmt *Child : S->children())
    if (const CompoundStmt *Found = blockOf(Child, Statement))
      return Found;
  return nullptr;
}

static bool contains(const Stmt *S, const Stmt *Inner) {
  return S &&
         (S == Inner || llvm::any_of(S->children(), [&](const Stmt *Child) {
            return contains(Child, Inner);
          }));
}

Fix endScopeBefore(const HeldLock &Lock, const Expr *Suspension, const Body &B,
                   const Facts &F) {
  const auto *Declaration = dyn_cast<DeclStmt>(Lock.Taken);
  const CompoundStmt *Block = Lock.Guard && Declaration &&
                                      Declaration->isSingleDecl() &&
                                      Declaration->getSingleDecl() == Lock.Guard
                                  ? blockOf(B.Code, Declaration)
                                  : nullptr;
  if (!Block)
    return {};
  Mentioned Before, After;
  const Stmt *Last = nullptr; // The last statement that keeps the lock.
  bool IsBefore = false, IsAfter = false;
  for (const Stmt *S : Block->body()) {
    IsAfter |= IsBefore && contains(S, Suspension);
    if (S == Declaration) {
      IsBefore = true;
      Before.Declared.insert(Lock.Guard);
      Last = S;
    } else if (IsAfter) {
      collect(S, After);
    } else if (IsBefore) {
      collect(S, Before);
      Last = S;
    }
  }
  // The lock protects something that the statements before use, and perhaps
  // everything else that other code can reach.
  if (!IsAfter || Before.IsUnclear || After.IsUnclear ||
      Before.Shared.empty() || !After.Shared.empty() ||
      llvm::any_of(Before.Declared, [&](const ValueDecl *D) {
        return After.Locals.contains(D);
      }))
    return {};
  SourceText Source(F);
  if (!Source.isEditable({Declaration->getBeginLoc(), Last->getEndLoc()}))
    return {};
  SourceLocation End = Source.endOf(Last->getEndLoc());
  std::optional<Token> Next =
      Lexer::findNextToken(Last->getEndLoc(), Source.SM, Source.LangOpts);
  if (Next && Next->is(tok::semi) && !isa<CompoundStmt>(Last))
    End = Next->getEndLoc();
  StringRef Indent =
      Lexer::getIndentationForLine(Declaration->getBeginLoc(), Source.SM);
  return {{Source.insert(Declaration->getBeginLoc(), "{\n" + Indent),
           Source.insert(End, "\n" + Indent + "}")},
          "end the scope of the lock first"};
}

} // namespace clang::tidy::async::fix
