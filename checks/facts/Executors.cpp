//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Executors.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"

namespace clang::tidy::async {

/// True if an object of type \p T can become another one: a pointer, a handle,
/// a value; but not a pool.
static bool canChange(QualType T) {
  if (T.isConstQualified())
    return false;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !(Class = Class->getDefinition()))
    return true;
  // Nobody assigns to an object that is used through its interface.
  if (Class->isPolymorphic())
    return false;
  auto IsUsable = [](const CXXMethodDecl *M) { return !M->isDeleted(); };
  for (const CXXConstructorDecl *Constructor : Class->ctors())
    if (Constructor->isCopyOrMoveConstructor() && IsUsable(Constructor))
      return true;
  for (const CXXMethodDecl *M : Class->methods())
    if ((M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()) &&
        IsUsable(M))
      return true;
  return (Class->hasSimpleCopyAssignment() &&
          !Class->needsOverloadResolutionForCopyAssignment()) ||
         (Class->hasSimpleMoveAssignment() &&
          !Class->needsOverloadResolutionForMoveAssignment());
}

/// True if \p S only takes the value of \p Var, which is a pointer.
static bool isOnlyRead(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return true;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue &&
      isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() != Var;
  return llvm::all_of(
      S->children(), [&](const Stmt *Child) { return isOnlyRead(Child, Var); });
}

namespace {
/// Has parents looked up in one declaration alone while it lives: the map of
/// all parents in a unit costs more than everything else that the checks do.
class OnlyWithin {
public:
  OnlyWithin(const FunctionDecl &Function, ASTContext &Context)
      : Context(Context), Before(Context.getTraversalScope()) {
    Context.setTraversalScope({const_cast<FunctionDecl *>(&Function)});
  }
  OnlyWithin(const OnlyWithin &) = delete;
  OnlyWithin &operator=(const OnlyWithin &) = delete;
  ~OnlyWithin() { Context.setTraversalScope(Before); }

private:
  ASTContext &Context;
  std::vector<Decl *> Before;
};
} // namespace

bool Executors::isNeverChanged(const VarDecl *Var) const {
  const auto *Function = dyn_cast<FunctionDecl>(Var->getDeclContext());
  const Stmt *Code = Function ? Function->getBody() : nullptr;
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  if (!Code)
    return false;
  // To the analysis, calling what a pointer points to is a change.
  if (Var->getType()->isPointerType())
    return isOnlyRead(Code, Var);
  OnlyWithin Scope(*Function, F.context());
  ExprMutationAnalyzer Analyzer(*Code, F.context());
  return !Analyzer.isMutated(Var);
}

ExecutorId Executors::variable(const DeclRefExpr *Ref, const Body &B,
                               unsigned Depth) const {
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Var)
    return {};
  Var = Var->getCanonicalDecl();
  ExecutorId Itself{ExecutorId::Variable, Var};
  QualType T = Var->getType();
  Itself.MayChange = canChange(T.getNonReferenceType());
  if (Itself.MayChange && !T->isReferenceType() &&
      Var->isLocalVarDeclOrParm() && !Var->isStaticLocal())
    Itself.MayChange = !isNeverChanged(Var);
  const VarDecl *Made = Var->getDefinition();
  if (Itself.MayChange || !Made || !Made->getInit() ||
      !Made->isLocalVarDecl() || Made->isStaticLocal())
    return Itself;
  // What it was made from says more, if that still is what it was.
  ExecutorId From = identify(Made->getInit(), B, Depth + 1);
  if (!From || From.MayChange)
    return Itself;
  // Another body runs elsewhere.
  if (From.K == ExecutorId::Current &&
      (Ref->refersToEnclosingVariableOrCapture() || Made->isInitCapture() ||
       Made->getDeclContext() != B.Function))
    return Itself;
  return From;
}

ExecutorId Executors::member(const MemberExpr *Ref) const {
  const auto *Field = dyn_cast<FieldDecl>(Ref->getMemberDecl());
  if (!Field)
    return {};
  QualType T = Field->getType();
  ExecutorId Found{ExecutorId::Member, Field->getCanonicalDecl()};
  Found.MayChange = canChange(T.getNonReferenceType());
  const Expr *Base = stripImplicit(Ref->getBase());
  if (isa<CXXThisExpr>(Base))
    return Found;
  const auto *Object = dyn_cast<DeclRefExpr>(Base);
  const auto *Var = Object ? dyn_cast<VarDecl>(Object->getDecl()) : nullptr;
  if (!Var)
    return {};
  Found.Of = Var->getCanonicalDecl();
  Found.MayChange |= Ref->isArrow() && canChange(Var->getType()) &&
                     (!Var->isLocalVarDeclOrParm() || !isNeverChanged(Var));
  return Found;
}

ExecutorId Executors::identify(const Expr *E, const Body &B,
                               unsigned Depth) const {
  if (!E || Depth > 8)
    return {};
  E = stripImplicit(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return variable(Ref, B, Depth);
  if (const auto *Ref = dyn_cast<MemberExpr>(E))
    return member(Ref);
  if (isa<CXXThisExpr>(E))
    return {ExecutorId::Variable, B.Function};
  if (const auto *Operator = dyn_cast<UnaryOperator>(E))
    return Operator->getOpcode() == UO_AddrOf ||
                   Operator->getOpcode() == UO_Deref
               ? identify(Operator->getSubExpr(), B, Depth + 1)
               : ExecutorId();
  if (const auto *Await = dyn_cast<CoawaitExpr>(E)) {
    const TypeModel *Model =
        F.models().type(stripImplicit(Await->getOperand())->getType());
    return Model && Model->Gives == Which::Current
               ? ExecutorId{ExecutorId::Current}
               : ExecutorId();
  }
  CallSite Site = CallSite::of(E);
  CallMatch Match = F.models().call(Site);
  if (Match && Match->Is == Role::Executor) {
    if (Match->Gives == Which::Current && Site.Args.empty())
      return {ExecutorId::Current};
    if (Match->Gives != Which::Same)
      return {};
    if (Match->Executor)
      return identify(Site.at(Match->Executor), B, Depth + 1);
    if (Site.Args.empty() && !Site.Object)
      return {ExecutorId::Accessor, Site.Callee->getCanonicalDecl()};
    return {};
  }
  // A smart pointer is its object.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && Operator->getNumArgs() == 1 &&
      (Operator->getOperator() == OO_Arrow ||
       Operator->getOperator() == OO_Star))
    return identify(Operator->getArg(0), B, Depth + 1);
  return {};
}

ExecutorId Executors::identify(const Expr *E, const Body &B) const {
  return identify(E, B, 0);
}

ExecutorId Executors::of(const Operation &Op) const {
  if (!Op.Match)
    return {};
  // A hop that names no executor may go to one and the same for everybody.
  if (Op.is(Role::Hop) && !Op.Match->Executor && Op.Site.Args.empty() &&
      Op.Match->Gives == Which::Same && !Op.Site.Object)
    return {ExecutorId::Accessor, Op.Site.Callee->getCanonicalDecl()};
  return identify(Op.Site.at(Op.Match->Executor), *Op.In);
}

} // namespace clang::tidy::async
