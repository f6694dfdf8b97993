//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"

namespace clang::tidy::async {

const Body *Facts::bodyOf(const FunctionDecl *F) const {
  return F ? ByFunction.lookup(F->getCanonicalDecl()) : nullptr;
}

const Body *Facts::bodyOf(const LambdaExpr *E) const {
  return ByLambdaClass.lookup(E->getLambdaClass());
}

const Body *Facts::bodyOfCallable(const Expr *E) const {
  E = stripAdapters(E, Known);
  if (!E)
    return nullptr;
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripImplicit(Address->getSubExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return bodyOf(Lambda);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return bodyOf(Function);
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (const CXXRecordDecl *Class = classOf(Var->getType());
          Class && Class->isLambda())
        return ByLambdaClass.lookup(Class);
  }
  // A functor with one call operator in sight.
  if (const CXXRecordDecl *Class = classOf(E->getType());
      Class && Class->getDefinition() && !Class->isLambda()) {
    auto Found =
        Class->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call));
    if (Found.isSingleResult())
      return bodyOf(dyn_cast<FunctionDecl>(Found.front()));
  }
  return nullptr;
}

llvm::ArrayRef<Mention> Facts::mentions(const ValueDecl *D) const {
  auto Found = Mentions.find(D->getCanonicalDecl());
  return Found == Mentions.end() ? llvm::ArrayRef<Mention>() : Found->second;
}

llvm::ArrayRef<const Operation *> Facts::callsOf(const FunctionDecl *F) const {
  auto Found = Calls.find(F->getCanonicalDecl());
  return Found == Calls.end() ? llvm::ArrayRef<const Operation *>()
                              : Found->second;
}

const Operation *Facts::operationAt(const Expr *E) const {
  return ByExpr.lookup(E);
}

const FunctionDecl *Facts::target(const Operation &Op) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  if (!Method || !Method->isVirtual())
    return Op.Site.Function;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Op.expr());
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts())
           : nullptr;
  if (!Member || Member->hasQualifier())
    return Method;
  if (const CXXMethodDecl *Known = Method->getDevirtualizedMethod(
          Member->getBase(), /*IsAppleKext=*/false))
    return Known;
  // An interface with one implementation.
  while (Method->isPureVirtual()) {
    auto Found = Overriders.find(Method->getCanonicalDecl());
    if (Found == Overriders.end() || Found->second.size() != 1)
      return nullptr;
    Method = Found->second.front();
  }
  return Overriders.contains(Method->getCanonicalDecl()) ? nullptr : Method;
}

const Expr *Facts::executorRoot(const Expr *E) const {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    const Expr *Bare = stripAdapters(E, Known);
    if (const auto *Operator = dyn_cast<UnaryOperator>(Bare);
        Operator && (Operator->getOpcode() == UO_AddrOf ||
                     Operator->getOpcode() == UO_Deref)) {
      E = Operator->getSubExpr();
      continue;
    }
    CallSite Site = CallSite::of(Bare);
    if (CallMatch Match = Known.call(Site);
        Match && Match->Is == Role::Executor)
      if (const Expr *Of = Site.at(Match->Executor)) {
        E = Of;
        continue;
      }
    // A smart pointer stands for its object.
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Bare);
        Operator && Operator->getNumArgs() == 1 &&
        (Operator->getOperator() == OO_Arrow ||
         Operator->getOperator() == OO_Star)) {
      E = Operator->getArg(0);
      continue;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->isLocalVarDecl() && !Var->isStaticLocal() &&
          Var->getInit() &&
          !isa<CXXConstructExpr>(stripImplicit(Var->getInit()))) {
        E = Var->getInit();
        continue;
      }
    return Bare;
  }
  return E;
}

Place Facts::placeOf(const Operation &Op) const {
  if (!Op.Match)
    return Place::Unknown;
  if (const Expr *Executor = Op.Site.at(Op.Match->Executor)) {
    for (const Expr *E :
         {stripAdapters(Executor, Known), executorRoot(Executor)}) {
      if (CallMatch Match = Known.call(CallSite::of(E));
          Match && Match->Is == Role::Executor && Match->Runs != Place::Unknown)
        return Match->Runs;
      if (const TypeModel *Model = Known.type(pointedTo(E->getType()));
          Model && Model->Runs != Place::Unknown)
        return Model->Runs;
    }
  }
  return Op.Match->Runs;
}

} // namespace clang::tidy::async
