//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/CallSite.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

const CXXRecordDecl *classOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const auto *Class = T->getAsCXXRecordDecl())
    return Class;
  // In a pattern, the class template represents all of its instances.
  if (const auto *Special = T->getAs<TemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Special->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

static void walkBases(const CXXRecordDecl *Class,
                      llvm::function_ref<bool(const CXXRecordDecl *)> Descend,
                      bool OnlyPublic,
                      llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (!Class)
    return;
  // A nested class of a template has its members only once they are needed;
  // until then, use its pattern.
  if (const CXXRecordDecl *Definition = Class->getDefinition())
    Class = Definition;
  else if (const CXXRecordDecl *Pattern =
               Class->getTemplateInstantiationPattern())
    Class = Pattern->getDefinition() ? Pattern->getDefinition() : Pattern;
  // The pattern of a class template may seem to be its own base.
  if (!Seen.insert(Class).second || !Descend(Class) || !Class->hasDefinition())
    return;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (!OnlyPublic || Base.getAccessSpecifier() == AS_public)
      walkBases(classOf(Base.getType()), Descend, OnlyPublic, Seen);
}

void walkBases(const CXXRecordDecl *Class,
               llvm::function_ref<bool(const CXXRecordDecl *)> Descend,
               bool OnlyPublic) {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  walkBases(Class, Descend, OnlyPublic, Seen);
}

QualType pointedTo(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    return T->getPointeeType();
  // Recognized by its arrow: `std::shared_ptr<T>`.
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (!Special || Special->getTemplateArgs().size() == 0 ||
      Special->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return T;
  DeclarationName Arrow =
      Special->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow);
  auto Has = [&](const CXXRecordDecl *Class) {
    return Class && Class->hasDefinition() && !Class->lookup(Arrow).empty();
  };
  bool HasArrow = Has(Special);
  if (!HasArrow && Special->hasDefinition())
    for (const CXXBaseSpecifier &Base : Special->bases()) // As in libstdc++.
      if (const CXXRecordDecl *Class = classOf(Base.getType()))
        HasArrow |= Has(Class) || llvm::any_of(Class->bases(), [&](auto &B) {
                      return Has(classOf(B.getType()));
                    });
  return HasArrow ? Special->getTemplateArgs()[0].getAsType() : T;
}

const Expr *stripImplicit(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreUnlessSpelledInSource();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner))
      if (!isa<CXXTemporaryObjectExpr>(Inner) && Construct->getNumArgs() == 1 &&
          Construct->getConstructor()->isCopyOrMoveConstructor())
        Inner = Construct->getArg(0);
    // `T X{y()}` initialises X with the result of y().
    if (const auto *List = dyn_cast<InitListExpr>(Inner);
        List && List->isSemanticForm() && List->isTransparent())
      Inner = List->getInit(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

bool isCallable(QualType T) {
  T = T.getNonReferenceType();
  if (T->isFunctionType() || T->isFunctionPointerType() ||
      T->isBlockPointerType())
    return true;
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !(Class = Class->getDefinition()))
    return false;
  if (Class->isLambda())
    return true;
  DeclarationName Call =
      Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call);
  return !Class->lookup(Call).empty();
}

bool isZero(const Expr *E, const ASTContext &Context) {
  if (!E || E->isValueDependent())
    return false;
  E = stripImplicit(E);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return isZero(Default->getExpr(), Context);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->getType().isConstQualified() && Var->getInit() &&
        !Var->getType()->isReferenceType() && classOf(Var->getType()))
      return isZero(Var->getInit(), Context);
  // `T{}` of a duration is zero, or an `until` in the past.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() == 0 ||
           (Construct->getNumArgs() == 1 &&
            isZero(Construct->getArg(0), Context));
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return isZero(Cast->getSubExpr(), Context);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0 ||
           (List->getNumInits() == 1 && isZero(List->getInit(0), Context));
  if (const auto *Literal = dyn_cast<UserDefinedLiteral>(E)) {
    if (Literal->getLiteralOperatorKind() == UserDefinedLiteral::LOK_Template &&
        Literal->getDirectCallee()) // 0s is operator""s<'0'>()
      if (const auto *List =
              Literal->getDirectCallee()->getTemplateSpecializationArgs())
        if (List->size() == 1) {
          const TemplateArgument &Pack = List->get(0);
          if (Pack.getKind() == TemplateArgument::Pack &&
              Pack.pack_size() == 1 &&
              Pack.pack_begin()->getKind() == TemplateArgument::Integral)
            return Pack.pack_begin()->getAsIntegral() == '0';
        }
    return Literal->getNumArgs() == 1 && isZero(Literal->getArg(0), Context);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    // A zero duration, or an `until` that has already passed.
    return Callee && Callee->getIdentifier() && Call->getNumArgs() == 0 &&
           (Callee->getName() == "zero" || Callee->getName() == "now");
  }
  if (E->isNullPointerConstant(const_cast<ASTContext &>(Context),
                               Expr::NPC_ValueDependentIsNotNull))
    return true;
  Expr::EvalResult Result;
  if (E->getType()->isIntegralOrEnumerationType() &&
      E->EvaluateAsInt(Result, Context))
    return Result.Val.getInt().isZero();
  return false;
}

static void addWritten(CallSite &Site, const Expr *Arg) {
  if (!isa<CXXDefaultArgExpr>(Arg))
    Site.Args.push_back(Arg);
}

static const VarDecl *functionObject(const Expr *Callee) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasGlobalStorage() && !Var->isStaticLocal() ? Var
                                                                 : nullptr;
}

/// `x | f(y)`, where f is a function object, as the `f(x, y)` that it means:
/// ranges and senders are composed like this.
static bool readPipe(const CXXOperatorCallExpr *Pipe, CallSite &Site) {
  if (Pipe->getOperator() != OO_Pipe || Pipe->getNumArgs() != 2)
    return false;
  const Expr *Right = stripImplicit(Pipe->getArg(1));
  const auto *Closure = dyn_cast<CXXOperatorCallExpr>(Right);
  if (!Closure || Closure->getOperator() != OO_Call)
    return false;
  CallSite Inner = CallSite::of(Closure);
  if (!isa_and_nonnull<VarDecl>(Inner.Callee))
    return false;
  Site.Callee = Inner.Callee;
  Site.Function = Pipe->getDirectCallee();
  Site.Closure = Closure;
  addWritten(Site, Pipe->getArg(0));
  Site.Args.append(Inner.Args);
  return true;
}

CallSite CallSite::of(const Expr *E) {
  CallSite Site;
  Site.E = E;
  if (const auto *Pipe = dyn_cast<CXXOperatorCallExpr>(E);
      Pipe && readPipe(Pipe, Site))
    return Site;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    Site.Function = Construct->getConstructor();
    Site.Callee = Site.Function;
    Site.ObjectClass = Construct->getConstructor()->getParent();
    for (const Expr *Arg : Construct->arguments())
      addWritten(Site, Arg);
    return Site;
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return Site;
  Site.Function = Call->getDirectCallee();
  Site.Callee = Site.Function;
  ArrayRef<const Expr *> Args(Call->getArgs(), Call->getNumArgs());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    Site.Object = Member->getImplicitObjectArgument();
    if (Site.Object) {
      const Expr *Object = Site.Object->IgnoreParenImpCasts();
      QualType T = Object->getType();
      Site.ObjectClass = classOf(T->isPointerType() ? T->getPointeeType() : T);
      if (isa<CXXThisExpr>(Object) && cast<CXXThisExpr>(Object)->isImplicit())
        Site.Object = nullptr;
    }
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (isa_and_nonnull<CXXMethodDecl>(Site.Function) || !Site.Function) {
      if (!Args.empty()) {
        Site.Object = Args.front();
        Site.ObjectClass = classOf(Site.Object->getType());
        if (Operator->getOperator() == OO_Call)
          if (const VarDecl *Var = functionObject(Site.Object))
            Site.Callee = Var;
        Args = Args.drop_front();
      }
    }
  } else if (const auto *Pattern = dyn_cast<CXXDependentScopeMemberExpr>(
                 Call->getCallee()->IgnoreParenImpCasts())) {
    // Nothing is known about its callee.
    if (!Pattern->isImplicitAccess())
      Site.Object = Pattern->getBase();
  }
  for (const Expr *Arg : Args)
    addWritten(Site, Arg);
  return Site;
}

const Expr *CallSite::at(Position P) const {
  switch (P.K) {
  case Position::This:
    return Object;
  case Position::Last:
    return Args.empty() ? nullptr : Args.back();
  case Position::Index:
    return P.N < Args.size() ? Args[P.N] : nullptr;
  case Position::All:
  case Position::Unset:
    return nullptr;
  }
  llvm_unreachable("covered switch");
}

} // namespace clang::tidy::async
