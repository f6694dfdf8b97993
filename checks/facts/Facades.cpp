//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facades.h"
#include "facts/Chains.h"
#include "facts/ReadyProof.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// True if \p Beside is declared where \p D is: in the same class or a base of
/// it, or in the same namespace and file.
static bool isBeside(const FunctionDecl *Beside, const FunctionDecl *D,
                     const SourceManager &SM) {
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  const auto *Other = dyn_cast<CXXMethodDecl>(Beside);
  if (Method && Other)
    return Method->getParent()->getCanonicalDecl() ==
               Other->getParent()->getCanonicalDecl() ||
           Method->getParent()->isDerivedFrom(Other->getParent());
  if (Method || Other ||
      !Beside->getDeclContext()->getRedeclContext()->Equals(
          D->getDeclContext()->getRedeclContext()))
    return false;
  return llvm::any_of(D->redecls(), [&](const FunctionDecl *A) {
    return llvm::any_of(Beside->redecls(), [&](const FunctionDecl *B) {
      return SM.isWrittenInSameFile(A->getLocation(), B->getLocation());
    });
  });
}

/// True if \p S gives, or keeps, just what \p Wait gives.
static bool isJust(const Stmt *S, const Operation &Wait) {
  const Expr *Value = dyn_cast<Expr>(S);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    Value = Return->getRetValue();
  if (const auto *Decls = dyn_cast<DeclStmt>(S); Decls && Decls->isSingleDecl())
    if (const auto *Var = dyn_cast<VarDecl>(Decls->getSingleDecl()))
      Value = Var->getInit();
  return Value && stripImplicit(Value) == Wait.expr();
}

bool isFacade(const Body &B, const Operation &Wait, const Facts &Unit) {
  const Operation *Maker = makerOf(waitedTask(Wait), Unit);
  const auto *Block = dyn_cast<CompoundStmt>(B.Code);
  if (!Maker || !Maker->Site.Function || !Block || Block->size() > 3 ||
      !isBeside(Maker->Site.Function, B.Function, Unit.sources()))
    return false;
  return llvm::any_of(Block->body(),
                      [&](const Stmt *S) { return isJust(S, Wait); }) &&
         llvm::all_of(Block->body(),
                      [](const Stmt *S) {
                        return isa<Expr, DeclStmt, ReturnStmt>(S);
                      }) &&
         llvm::all_of(B.Operations, [&](const Operation &Op) {
           // What it is given may have to be made.
           bool IsArgument = !Op.Match && !Op.Task &&
                             Maker->expr()->getSourceRange().fullyContains(
                                 Op.expr()->getSourceRange());
           return &Op == &Wait || &Op == Maker || IsArgument ||
                  Op.is(Role::Adapt) || Op.is(Role::Executor) ||
                  isa<CXXConstructExpr>(Op.expr());
         });
}

} // namespace clang::tidy::async
