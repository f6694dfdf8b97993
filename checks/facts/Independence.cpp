//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Independence.h"
#include "facts/ValueTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// True if \p T is, or points to, an executor, which only determines where code
/// runs.
static bool isExecutor(QualType T, const Models &AllModels) {
  if (T->isPointerType())
    T = T->getPointeeType();
  const TypeModel *Model = AllModels.type(T);
  return Model && Model->Kind == TypeKind::Executor;
}

void Reach::note(const Path &O, QualType T, bool IsRead) {
  const VarDecl *Var = O.variable();
  bool IsGlobal =
      O.kind() == Path::Accessor || (Var && Var->hasGlobalStorage());
  if ((Depth > 0 && !IsGlobal) || isExecutor(T, F.models()))
    return;
  bool IsPlain = isPlainValue(T, F);
  IsRead |= T.isConstQualified();
  Objects[O] |= !(IsRead && IsPlain);
  IsUnclear |= Var && Var->isLocalVarDecl() && !IsGlobal && !Var->getInit() &&
               Var->getType()->isPointerType();
  // Its initializer may name the object that really matters.
  if (!Var || IsGlobal || isa<ParmVarDecl>(Var) || !Var->getInit() ||
      (!Var->getType()->isReferenceType() && isPlainValue(Var->getType(), F)) ||
      !Followed.insert(Var).second)
    return;
  bool Outer = std::exchange(IgnoresAwaits, true);
  walk(Var->getInit(), IsRead && IsPlain);
  IgnoresAwaits = Outer;
}

void Reach::walkChildren(const Stmt *S) {
  for (const Stmt *Child : S->children())
    walk(Child, false);
}

/// Notes the object that \p E, of type \p T, denotes or is a part of.
void Reach::walkAccess(const Expr *E, QualType T, bool IsRead) {
  const FieldDecl *Field = nullptr;
  auto Part = [&](const Path &Whole) {
    return Field ? Whole.field(Field) : Whole;
  };
  while (true) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
        return note(Path::variable(Static), T, IsRead);
      Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      E = Member->getBase();
      continue;
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      walk(Subscript->getIdx(), false);
      Field = nullptr;
      E = Subscript->getBase();
      continue;
    }
    if (const auto *Operator = dyn_cast<UnaryOperator>(E);
        Operator && (Operator->getOpcode() == UO_Deref ||
                     Operator->getOpcode() == UO_AddrOf)) {
      E = Operator->getSubExpr();
      continue;
    }
    break;
  }
  if (isa<CXXThisExpr>(E))
    return note(Part(Path::self(E->getType()->getPointeeCXXRecordDecl())), T,
                IsRead);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
      D = dyn_cast_or_null<ValueDecl>(Binding->getDecomposedDecl());
      Field = nullptr;
    }
    if (const auto *Var = dyn_cast_or_null<VarDecl>(D))
      note(Part(Path::variable(Var)), T, IsRead);
    return;
  }
  walk(E, IsRead && isPlainValue(T, F));
}

void Reach::walkCall(const CallExpr *Call, bool IsRead) {
  const FunctionDecl *Function = Call->getDirectCallee();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  llvm::ArrayRef<const Expr *> Args(Call->getArgs(), Call->getNumArgs());
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (isa<CXXOperatorCallExpr>(Call) && Method && Method->isInstance()) {
    Object = Args.front();
    Args = Args.drop_front();
  } else if (!Function) {
    walk(Call->getCallee(), false);
  }
  bool MayShareObject = false;
  if (Call == TaskCall)
    if (CallMatch Match = F.models().call(CallSite::of(Call)))
      MayShareObject = Match->Concurrent;
  if (Object && !MayShareObject) {
    // The whole object, not only the base class that declares the method.
    QualType T = Object->IgnoreParenImpCasts()->getType();
    bool IsPointer = T->isPointerType();
    if (IsPointer)
      T = T->getPointeeType();
    // Accessing an element of a container just to read it does not change it.
    bool Reads = Method && Method->isConst();
    if (Method && IsRead && Call->isGLValue())
      Reads |= hasKind(Method->getParent(), TypeKind::Value, F.models());
    if (IsPointer || Object->isGLValue())
      walkAccess(Object, T, Reads);
    else
      walk(Object, Reads);
  }
  for (const Expr *Arg : Args)
    walk(Arg, false);
  if (!Function)
    return;
  // A function that returns an object may return the same one again.
  QualType Result = Function->getReturnType();
  bool IsFreeFunction = !Method || Method->isStatic();
  bool IsUserCode = !F.sources().isInSystemHeader(Function->getLocation());
  if (Call != TaskCall && IsFreeFunction && !isPlainValue(Result, F) &&
      (Result->isReferenceType() || Result->isPointerType()
           ? Args.empty() || IsUserCode
           : Args.empty() && IsUserCode && classOf(Result)))
    note(Path::accessor(Function), Result.getNonReferenceType(), false);
  walkBody(F.bodyOf(Function));
}

void Reach::walkBody(const Body *B) {
  if (!B || !Visited.insert(B->Id).second)
    return;
  ++Depth;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B->Code))
    walk(Coroutine->getBody(), false);
  else
    walk(B->Code, false);
  --Depth;
}

void Reach::walk(const Stmt *S, bool IsRead) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::CXXTypeidExprClass:
  case Stmt::CXXDefaultArgExprClass:
  case Stmt::CXXDefaultInitExprClass:
    return;
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    IsUnclear |= Depth == 0 && !IgnoresAwaits;
    return walk(cast<CoroutineSuspendExpr>(S)->getOperand(), IsRead);
  case Stmt::CoreturnStmtClass:
    return walk(cast<CoreturnStmt>(S)->getOperand(), false);
  case Stmt::LambdaExprClass: {
    const auto *Lambda = cast<LambdaExpr>(S);
    for (auto [Capture, Init] :
         llvm::zip(Lambda->captures(), Lambda->capture_inits()))
      if (Lambda->isInitCapture(&Capture))
        walk(Init, false);
    // The body names the captured objects; its awaits run elsewhere.
    bool Outer = std::exchange(IgnoresAwaits, true);
    if (const Body *B = F.bodyOf(Lambda)) {
      const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B->Code);
      walk(Coroutine ? Coroutine->getBody() : B->Code, false);
    }
    IgnoresAwaits = Outer;
    return;
  }
  case Stmt::ImplicitCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXConstCastExprClass:
  case Stmt::CXXReinterpretCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass: {
    const auto *Cast = cast<CastExpr>(S);
    QualType T = Cast->getType();
    if (T->isPointerType())
      T = T->getPointeeType();
    bool Reads = IsRead || Cast->getCastKind() == CK_LValueToRValue ||
                 (Cast->getCastKind() == CK_NoOp && T.isConstQualified());
    return walk(Cast->getSubExpr(), Reads);
  }
  case Stmt::ParenExprClass:
  case Stmt::ExprWithCleanupsClass:
  case Stmt::MaterializeTemporaryExprClass:
  case Stmt::CXXBindTemporaryExprClass:
  case Stmt::ConstantExprClass:
  case Stmt::SubstNonTypeTemplateParmExprClass:
    for (const Stmt *Child : S->children())
      walk(Child, IsRead);
    return;
  case Stmt::DeclRefExprClass:
  case Stmt::CXXThisExprClass:
  case Stmt::MemberExprClass:
  case Stmt::ArraySubscriptExprClass:
    return walkAccess(cast<Expr>(S), cast<Expr>(S)->getType(), IsRead);
  case Stmt::UnaryOperatorClass: {
    const auto *Operator = cast<UnaryOperator>(S);
    if (Operator->getOpcode() == UO_Deref || Operator->getOpcode() == UO_AddrOf)
      return walkAccess(Operator, Operator->getType(), IsRead);
    return walkChildren(S);
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = cast<ConditionalOperator>(S);
    walk(Choice->getCond(), false);
    walk(Choice->getTrueExpr(), IsRead);
    return walk(Choice->getFalseExpr(), IsRead);
  }
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return walkCall(cast<CallExpr>(S), IsRead);
  default:
    return walkChildren(S);
  }
}

void Reach::addCall(const Operation &Op) {
  TaskCall = Op.expr();
  walk(TaskCall, false);
  TaskCall = nullptr;
}

bool Reach::mayConflict(const Reach &Other) const {
  for (const auto &[Object, IsChanged] : Objects)
    for (const auto &[OtherObject, IsOtherChanged] : Other.Objects)
      if ((IsChanged || IsOtherChanged) &&
          (Object.contains(OtherObject) || OtherObject.contains(Object)))
        return true;
  return false;
}

bool Reach::names(const VarDecl *Var) const {
  return llvm::any_of(Objects, [&](const auto &Entry) {
    return Entry.first.variable() == Var->getCanonicalDecl();
  });
}

Reach Reach::without(const VarDecl *Var) const {
  Reach Rest(F);
  for (const auto &Entry : Objects)
    if (Entry.first.variable() != Var->getCanonicalDecl())
      Rest.Objects.insert(Entry);
  return Rest;
}

} // namespace clang::tidy::async
