//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facades.h"
#include "facts/Chains.h"
#include "facts/Flow.h"
#include "facts/ReadyProof.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// True if \p Sibling is declared in the same class as \p D or a base of it, or
/// in the same namespace and file.
static bool isSibling(const FunctionDecl *Sibling, const FunctionDecl *D,
                      const SourceManager &SM) {
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  const auto *Other = dyn_cast<CXXMethodDecl>(Sibling);
  if (Method && Other)
    return Method->getParent()->getCanonicalDecl() ==
               Other->getParent()->getCanonicalDecl() ||
           Method->getParent()->isDerivedFrom(Other->getParent());
  if (Method || Other ||
      !Sibling->getDeclContext()->getRedeclContext()->Equals(
          D->getDeclContext()->getRedeclContext()))
    return false;
  return llvm::any_of(D->redecls(), [&](const FunctionDecl *A) {
    return llvm::any_of(Sibling->redecls(), [&](const FunctionDecl *B) {
      return SM.isWrittenInSameFile(A->getLocation(), B->getLocation());
    });
  });
}

namespace {
/// Judges the code of a function around a wait for the task of one call.
class FacadeJudge {
public:
  FacadeJudge(const Operation &Wait, const Operation &Maker, const Facts &Unit)
      : Wait(Wait), Maker(Maker), Unit(Unit) {}

  /// True if \p S only returns, keeps or discards the result of the wait.
  bool onlyUsesResult(const Stmt *S) const {
    const Expr *Value = dyn_cast<Expr>(S);
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      Value = Return->getRetValue();
    if (const VarDecl *Var = declaredBy(S))
      Value = Var->getInit();
    return Value && isOutcome(Value);
  }

  /// True if \p S only prepares an argument of the call that makes the task.
  bool prepares(const Stmt *S) const {
    const VarDecl *Var = declaredBy(S);
    if (const auto *E = dyn_cast<Expr>(S))
      if (const auto *Call = dyn_cast<CXXMemberCallExpr>(stripImplicit(E)))
        Var = variableIn(Call->getImplicitObjectArgument());
    return Var && names(Maker.expr(), Var);
  }

  /// True if \p Op is a part of the wait, and not other work.
  bool isPart(const Operation &Op, const CompoundStmt &Code) const {
    if (&Op == &Wait || &Op == &Maker || Op.is(Role::Adapt) ||
        Op.is(Role::Executor) || isa<CXXConstructExpr>(Op.expr()))
      return true;
    // `F = start();`
    if (stripImplicit(assignedBy(Op)) == Maker.expr())
      return true;
    if (Op.Match)
      return Op.Match.has(RoleInfo::LooksAtTask) &&
             makerOf(Op.Site.at(Op.Match->Task), Unit) == &Maker;
    if (Op.Task)
      return false;
    auto IsIn = [&](const Stmt *Outer) {
      return Outer->getSourceRange().fullyContains(Op.expr()->getSourceRange());
    };
    bool IsExtraction = isa<CXXMemberCallExpr>(Op.expr()) &&
                        Op.Site.Args.empty() && !Op.Result.isDiscarded() &&
                        isOutcome(Op.Site.Object);
    return IsExtraction || IsIn(Maker.expr()) ||
           llvm::any_of(Code.body(),
                        [&](const Stmt *S) { return prepares(S) && IsIn(S); });
  }

private:
  /// The value that \p Op assigns to a variable; the call itself if it is not
  /// an assignment.
  static const Expr *assignedBy(const Operation &Op) {
    const Expr *Value = assignmentIn(Op.expr()).second;
    return Value ? Value : Op.expr();
  }
  /// The only variable that \p S declares; null if there is none.
  static const VarDecl *declaredBy(const Stmt *S) {
    const auto *Decls = dyn_cast<DeclStmt>(S);
    return Decls && Decls->isSingleDecl()
               ? dyn_cast<VarDecl>(Decls->getSingleDecl())
               : nullptr;
  }
  /// The local variable that \p E names; null if it is something else.
  static const VarDecl *variableIn(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(E));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->isLocalVarDecl() ? Var : nullptr;
  }
  /// True if \p E is the result of the wait, or is extracted from it.
  bool isOutcome(const Expr *E) const {
    // The result, a variable that holds it, and members without arguments.
    for (unsigned Steps = 0; Steps < 4; ++Steps) {
      E = stripImplicit(E);
      if (E == Wait.expr())
        return true;
      if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
          Call && Call->getNumArgs() == 0)
        E = Call->getImplicitObjectArgument();
      else if (const VarDecl *Var = variableIn(E); Var && Var->getInit())
        E = Var->getInit();
      else
        return false;
    }
    return false;
  }

  const Operation &Wait;
  const Operation &Maker;
  const Facts &Unit;
};
} // namespace

bool isFacade(const Body &B, const Operation &Wait, const Facts &Unit) {
  const Operation *Maker = makerOf(waitedTask(Wait), Unit);
  const auto *Block = dyn_cast<CompoundStmt>(B.Code);
  if (!Maker || !Maker->Site.Function || !Block ||
      !isSibling(Maker->Site.Function, B.Function, Unit.sources()))
    return false;
  FacadeJudge Judge(Wait, *Maker, Unit);
  auto Code = Block->body();
  auto Prepares = [&](const Stmt *S) { return Judge.prepares(S); };
  // It makes the task, waits for it, and returns the result.
  if (Block->size() - llvm::count_if(Code, Prepares) > 3)
    return false;
  return llvm::any_of(Code,
                      [&](const Stmt *S) { return Judge.onlyUsesResult(S); }) &&
         llvm::all_of(Code,
                      [](const Stmt *S) {
                        return isa<Expr, DeclStmt, ReturnStmt>(S);
                      }) &&
         llvm::all_of(B.Operations, [&](const Operation &Op) {
           return Judge.isPart(Op, *Block);
         });
}

} // namespace clang::tidy::async
