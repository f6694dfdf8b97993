//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Names.h"
#include "facts/ReadyTests.h"
#include "fix/FixParts.h"

namespace clang::tidy::async::fix {

/// True if nothing that \p S names by reference ends with the callable that it
/// stands in: its variables, what it has captured, temporaries. With \p IsRead,
/// \p S is only read.
static bool canOutlive(const Stmt *S, const Facts &F, bool IsRead = false) {
  if (!S)
    return true;
  if (isa<LambdaExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return IsRead || (!isa<BindingDecl>(Ref->getDecl()) &&
                      !(Var && Var->hasLocalStorage()));
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S);
      Temporary && !IsRead && !F.types().task(Temporary->getType()))
    return false;
  bool ReadsBelow = false;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
    ReadsBelow = IsRead || Cast->getCastKind() == CK_LValueToRValue;
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    ReadsBelow = Construct->getConstructor()->isCopyOrMoveConstructor();
  else if (const auto *Call = dyn_cast<CallExpr>(S))
    ReadsBelow = IsRead && Call->isCallToStdMove();
  else if (isa<ParenExpr, MemberExpr, MaterializeTemporaryExpr>(S))
    ReadsBelow = IsRead;
  return llvm::all_of(S->children(), [&](const Stmt *Child) {
    return canOutlive(Child, F, ReadsBelow);
  });
}

/// True if \p S declares a variable that does something when it ends.
static bool declaresGuard(const Stmt *S, const ASTContext &Context) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declares = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declares->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->needsDestruction(Context))
        return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return declaresGuard(Child, Context);
  });
}

/// True if \p B returns what a \p Task has, as far as its template argument
/// tells.
static bool givesLike(QualType Task, const Body &B) {
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Task));
  return Special && Special->getTemplateArgs().size() != 0 &&
         Special->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         B.Function->getReturnType().getCanonicalType() ==
             Special->getTemplateArgs()[0].getAsType().getCanonicalType();
}

/// True if \p B is a continuation that may return a task of the library of
/// \p Task, and says nowhere what it returns.
static bool mayReturn(const Body &B, QualType Task, const Facts &F) {
  const Operation *Next = B.HandedTo;
  const TaskInfo *Info = F.types().task(Task);
  return Next && Next->is(Role::Continue) && Next->Match->Flattens &&
         B.Lambda && !B.Lambda->hasExplicitResultType() && !B.IsCoroutine &&
         !B.isDependent() && Info && Info->Model &&
         Info->Model->Library == Next->Match->Library;
}

/// True if \p Op, which gives \p Task or its value, is dropped by the last
/// statement of \p B, which returns nothing, no more than the task has.
static bool isDroppedLast(const Body &B, const Operation &Op, QualType Task,
                          const Facts &F) {
  const auto *Block = dyn_cast<CompoundStmt>(B.Code);
  return Op.Result.Is == Use::Discarded && Block && !Block->body_empty() &&
         Block->body_back() == Op.Result.Statement && B.Returns.empty() &&
         isWholeStatement(Op) && givesVoid(Task, F);
}

/// The part of \p B that \p Wait stands for if it is the last that \p B does,
/// and \p B gives what that gives.
static SourceRange lastIn(const Body &B, const Operation &Wait, QualType Task,
                          const Facts &F) {
  if (isDroppedLast(B, Wait, Task, F))
    return Wait.Result.Statement->getSourceRange();
  const auto *Return = Wait.Result.Is == Use::Returned
                           ? dyn_cast_or_null<ReturnStmt>(Wait.Result.Statement)
                           : nullptr;
  return Return && B.Returns.size() == 1 && !Wait.Match->ResultDiffers &&
                 stripImplicit(Return->getRetValue()) == Wait.expr() &&
                 givesLike(Task, B)
             ? Wait.expr()->getSourceRange()
             : SourceRange();
}

Fix returnInstead(const Operation &Wait, const Facts &F) {
  const Body &B = *Wait.In;
  const Expr *Task = Wait.is(Role::Wait) ? waitedTask(Wait) : nullptr;
  if (!Task || !mayReturn(B, Task->getType(), F) ||
      Wait.Site.Args.size() != (Wait.Match->Task.K == Position::Index ? 1 : 0))
    return {};
  // What it uses must not end where the callable does.
  if (Task->isLValue() || Task->getType()->isPointerType() ||
      !canOutlive(Task, F) || declaresGuard(B.Code, F.context()))
    return {};
  SourceText Source(F);
  SourceRange Whole = lastIn(B, Wait, Task->getType(), F);
  StringRef Text = Source.text(Task);
  if (Whole.isInvalid() || !Source.isEditable(Whole) || Text.empty())
    return {};
  StringRef Before = Wait.Result.Is == Use::Returned ? "" : "return ";
  return {{Source.replace(Whole, Before + Text)},
          "return the task from the callable passed to " +
              nameOf(B.HandedTo->callee()) + ", and continue in the next one"};
}

Fix returnDropped(const Operation &Op, const Facts &F) {
  const Body &B = *Op.In;
  SourceText Source(F);
  if (!mayReturn(B, Op.expr()->getType(), F) ||
      !isDroppedLast(B, Op, Op.expr()->getType(), F))
    return {};
  SourceLocation Begin = Op.Result.Statement->getBeginLoc();
  if (!Source.isEditable(Op.Result.Statement->getSourceRange()) ||
      // Else the error goes where it is lost as well.
      B.HandedTo->Result.isDiscarded())
    return {};
  return {{Source.insert(Begin, "return ")},
          "return it, so that what comes after " +
              nameOf(B.HandedTo->callee()) + " waits for it"};
}

} // namespace clang::tidy::async::fix
