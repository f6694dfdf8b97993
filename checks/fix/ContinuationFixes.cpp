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

/// True if \p S refers to nothing that ends with the callable around it, such
/// as its variables, its captures, and temporaries. With \p IsRead, \p S is
/// only read.
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

/// True if \p S declares a variable that needs destruction.
static bool declaresGuard(const Stmt *S, const ASTContext &Context) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->needsDestruction(Context))
        return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return declaresGuard(Child, Context);
  });
}

/// True if \p B returns the type of the result of \p Task, according to the
/// template argument of the task.
static bool returnsResultOf(QualType Task, const Body &B) {
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Task));
  return Special && Special->getTemplateArgs().size() != 0 &&
         Special->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         B.Function->getReturnType().getCanonicalType() ==
             Special->getTemplateArgs()[0].getAsType().getCanonicalType();
}

/// True if \p B is a continuation that may return a task of the library of
/// \p Task, and its return type is deduced.
static bool mayReturnTask(const Body &B, QualType Task, const Facts &F) {
  const Operation *Continuation = B.PassedTo;
  const TaskInfo *Info = F.types().task(Task);
  return Continuation && Continuation->is(Role::Continue) &&
         Continuation->Match->Flattens && B.Lambda &&
         !B.Lambda->hasExplicitResultType() && !B.IsCoroutine &&
         !B.isDependent() && Info && Info->Model &&
         Info->Model->Library == Continuation->Match->Library;
}

/// True if the last statement of \p B discards \p Op, which returns \p Task or
/// its result, and neither \p B nor the task has a result.
static bool isDroppedLast(const Body &B, const Operation &Op, QualType Task,
                          const Facts &F) {
  const auto *Block = dyn_cast<CompoundStmt>(B.Code);
  return Op.Result.Is == Use::Discarded && Block && !Block->body_empty() &&
         Block->body_back() == Op.Result.Statement && B.Returns.empty() &&
         isWholeStatement(Op) && hasVoidResult(Task, F);
}

/// The range in \p B to replace with the task, if \p Wait is its last operation
/// and \p B returns its result; invalid otherwise.
static SourceRange finalRange(const Body &B, const Operation &Wait,
                              QualType Task, const Facts &F) {
  if (isDroppedLast(B, Wait, Task, F))
    return Wait.Result.Statement->getSourceRange();
  const auto *Return = Wait.Result.Is == Use::Returned
                           ? dyn_cast_or_null<ReturnStmt>(Wait.Result.Statement)
                           : nullptr;
  return Return && B.Returns.size() == 1 && !Wait.Match->ResultDiffers &&
                 stripImplicit(Return->getRetValue()) == Wait.expr() &&
                 returnsResultOf(Task, B)
             ? Wait.expr()->getSourceRange()
             : SourceRange();
}

Fix returnInstead(const Operation &Wait, const Facts &F) {
  const Body &B = *Wait.In;
  const Expr *Task = Wait.is(Role::Wait) ? waitedTask(Wait) : nullptr;
  if (!Task || !mayReturnTask(B, Task->getType(), F) ||
      Wait.Site.Args.size() != (Wait.Match->Task.K == Position::Index ? 1 : 0))
    return {};
  // The objects that it uses must not end with the callable.
  if (Task->isLValue() || Task->getType()->isPointerType() ||
      !canOutlive(Task, F) || declaresGuard(B.Code, F.context()))
    return {};
  SourceText Source(F);
  SourceRange Whole = finalRange(B, Wait, Task->getType(), F);
  StringRef Text = Source.text(Task);
  if (Whole.isInvalid() || !Source.isEditable(Whole) || Text.empty())
    return {};
  StringRef Before = Wait.Result.Is == Use::Returned ? "" : "return ";
  return {{Source.replace(Whole, Before + Text)},
          "return the task from the callable passed to " +
              nameOf(B.PassedTo->callee()) + ", and continue in the next one"};
}

Fix returnDropped(const Operation &Op, const Facts &F) {
  const Body &B = *Op.In;
  SourceText Source(F);
  if (!mayReturnTask(B, Op.expr()->getType(), F) ||
      !isDroppedLast(B, Op, Op.expr()->getType(), F))
    return {};
  SourceLocation Begin = Op.Result.Statement->getBeginLoc();
  if (!Source.isEditable(Op.Result.Statement->getSourceRange()) ||
      // Otherwise the error would be lost there as well.
      B.PassedTo->Result.isDiscarded())
    return {};
  return {{Source.insert(Begin, "return ")},
          "return it, so that what comes after " +
              nameOf(B.PassedTo->callee()) + " waits for it"};
}

} // namespace clang::tidy::async::fix
