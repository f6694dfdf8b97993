//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"
#include "facts/Flow.h"
#include "facts/Locks.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

const Body &outermost(const Body &B) {
  const Body *Outer = &B;
  while (Outer->IsInline && Outer->Parent)
    Outer = Outer->Parent;
  return *Outer;
}

const Body *Facts::bodyOf(const FunctionDecl *F) const {
  return F ? ByFunction.lookup(F->getCanonicalDecl()) : nullptr;
}

const Body *Facts::bodyOf(const LambdaExpr *E) const {
  return ByLambdaClass.lookup(E->getLambdaClass());
}

const Body *Facts::bodyOfCallable(const Expr *E) const {
  E = stripAdapters(E, AllModels);
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
  // A functor with one visible call operator.
  const CXXRecordDecl *Class = classOf(E->getType());
  return Class && !Class->isLambda() ? bodyOfFunctor(Class) : nullptr;
}

const Body *Facts::bodyOfFunctor(const CXXRecordDecl *Class) const {
  const Body *Found = nullptr;
  walkBases(Class, [&](const CXXRecordDecl *Each) {
    auto Operators =
        Each->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call));
    if (Operators.isSingleResult()) {
      const NamedDecl *Only = Operators.front();
      Found = bodyOf(dyn_cast<FunctionDecl>(Only));
      // All instances of a template do the same, with values of other types.
      if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Only))
        for (const FunctionDecl *Special :
             const_cast<FunctionTemplateDecl *>(Template)->specializations())
          if (!Found)
            Found = bodyOf(Special);
    }
    return Operators.empty(); // An operator hides those of bases.
  });
  return Found;
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

const FunctionDecl *Facts::fixedTarget(const Operation &Op) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  if (!Method || !Method->isVirtual())
    return Op.Site.Function;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Op.expr());
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts())
           : nullptr;
  if (!Member || Member->hasQualifier())
    return Method;
  return Method->getDevirtualizedMethod(Member->getBase(),
                                        /*IsAppleKext=*/false);
}

/// True if \p Op, a call on `this` in a virtual method, can never run \p
/// Override: the class of the override overrides that method, too.
static bool isOverridden(const Operation &Op, const CXXMethodDecl *Override) {
  const auto *Caller = dyn_cast_or_null<CXXMethodDecl>(Op.In->named());
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Op.expr());
  if (!Caller || !Caller->isVirtual() || !Call ||
      !isa<CXXThisExpr>(
          Call->getImplicitObjectArgument()->IgnoreParenImpCasts()))
    return false;
  const CXXMethodDecl *Final =
      Caller->getCorrespondingMethodInClass(Override->getParent());
  return Final && Final->getCanonicalDecl() != Caller->getCanonicalDecl() &&
         Final->getParent()->isDerivedFrom(Caller->getParent());
}

const FunctionDecl *Facts::target(const Operation &Op) const {
  if (const FunctionDecl *Fixed = fixedTarget(Op))
    return Fixed;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  if (!Method)
    return nullptr;
  // An interface with one implementation.
  while (Method->isPureVirtual()) {
    auto Found = Overriders.find(Method->getCanonicalDecl());
    if (Found == Overriders.end() || Found->second.size() != 1 ||
        isOverridden(Op, Found->second.front()))
      return nullptr;
    Method = Found->second.front();
  }
  return Overriders.contains(Method->getCanonicalDecl()) ? nullptr : Method;
}

llvm::SmallVector<const Body *, 2>
Facts::overrideBodies(const Operation &Op) const {
  const auto *Called = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  if (!Called || !Called->isPureVirtual())
    return {};
  llvm::SmallVector<const Body *, 2> Found;
  llvm::SmallVector<const CXXMethodDecl *, 4> Todo = {Called};
  while (!Todo.empty()) {
    const CXXMethodDecl *Method = Todo.pop_back_val();
    if (Method != Called && isOverridden(Op, Method))
      return {};
    if (const Body *B = bodyOf(Method))
      Found.push_back(B);
    else if (!Method->isPureVirtual())
      return {};
    if (auto Direct = Overriders.find(Method->getCanonicalDecl());
        Direct != Overriders.end())
      llvm::append_range(Todo, Direct->second);
  }
  return Found;
}

const Flow &Facts::flow(const Body &B) const {
  std::shared_ptr<const Flow> &Slot = Flows[B.Id];
  if (!Slot)
    Slot = std::make_shared<const Flow>(B, Context);
  return *Slot;
}

const Locks &Facts::locks(const Body &B) const {
  std::shared_ptr<const Locks> &Slot = AllLocks[B.Id];
  if (!Slot)
    Slot = std::make_shared<const Locks>(B, *this);
  return *Slot;
}

const Expr *Facts::executorRoot(const Expr *E) const {
  // An invalid program may initialise a variable with itself.
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
  while (true) {
    const Expr *Root = stripPointers(E, AllModels);
    CallSite Site = Root ? CallSite::of(Root) : CallSite();
    CallMatch Match = AllModels.call(Site);
    const Expr *From = Match && Match->Is == Role::Executor
                           ? Site.at(Match->Executor)
                           : nullptr;
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Root))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->isLocalVarDecl() && !Var->isStaticLocal() &&
          Var->getInit() &&
          !isa<CXXConstructExpr>(stripImplicit(Var->getInit())) &&
          Seen.insert(Var).second)
        From = Var->getInit();
    if (!From)
      return Root;
    E = From;
  }
}

Place Facts::placeOf(const Operation &Op) const {
  if (!Op.Match)
    return Place::Unknown;
  if (const Expr *Executor = Op.Site.at(Op.Match->Executor)) {
    for (const Expr *E :
         {stripAdapters(Executor, AllModels), executorRoot(Executor)}) {
      if (CallMatch Match = AllModels.call(CallSite::of(E));
          Match && Match->Is == Role::Executor && Match->Runs != Place::Unknown)
        return Match->Runs;
      if (const TypeModel *Model = AllModels.type(pointedTo(E->getType()));
          Model && Model->Runs != Place::Unknown)
        return Model->Runs;
    }
  }
  return Op.Match->Runs;
}

} // namespace clang::tidy::async
