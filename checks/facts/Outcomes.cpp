//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Outcomes.h"
#include "facts/Callers.h"
#include "facts/Chains.h"
#include "facts/ValueTypes.h"

namespace clang::tidy::async {

Drop dropOf(const Operation &Op) {
  if (Op.Match && Op.Match->Dropped != Drop::Unknown)
    return Op.Match->Dropped;
  if (Op.Match && Op.Match->StartsAs == Start::Lazy)
    return Drop::NeverRuns;
  return Op.Task->Dropped;
}

bool isMeantToBeAwaited(const Operation &Op, const Facts &Unit) {
  switch (dropOf(Op)) {
  case Drop::NeverRuns:
  case Drop::Blocks:
    return true;
  default:
    return Unit.models().hasTrait(Op.Site, Trait::ToAwait);
  }
}

/// The shared task that \p Task is a branch or a copy of; null if it is a task
/// of its own.
static const Expr *sharedBehind(const Expr *Task, const Facts &Unit) {
  auto IsShared = [&](const Expr *E) {
    const TaskInfo *Info = Unit.types().task(E->getType());
    return E->isGLValue() && Info && Info->Model && Info->Shot == Shots::Many;
  };
  if (const Expr *E = stripImplicit(Task);
      IsShared(E) && isCopyable(E->getType(), Unit))
    return E;
  for (const Link &Each : Unit.chains().of(Task)) {
    const Expr *From = Each.IsAdapter && Each.Op
                           ? Each.Op->Site.at(Each.Op->Match->Task)
                           : nullptr;
    if (!From || IsShared(From))
      return From;
  }
  return nullptr;
}

/// True if what shares its work with \p Task outlives the body that \p Task is
/// made in.
static bool isShareKept(const Expr *Task, const Facts &Unit) {
  const Expr *Shared = Task ? sharedBehind(Task, Unit) : nullptr;
  if (!Shared)
    return false;
  Path Where = pathOf(Shared, Unit.models()).withoutPointers();
  const VarDecl *Var = Where.variable();
  if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) ||
      Var->isInitCapture())
    return static_cast<bool>(Where);
  // The last that is done with a branch of it says where that one goes.
  return llvm::any_of(Unit.mentions(Var), [&](const Mention &M) {
    Use How = M.How;
    while (How.Is == Use::ObjectOf) {
      const Operation *Op = Unit.operationAt(How.Call);
      if (!Op)
        return true;
      How = Op->Result;
    }
    return How.Is != Use::Returned && !How.isDiscarded();
  });
}

bool isKeptElsewhere(const Operation &Op, const Facts &Unit) {
  if (isShareKept(Op.expr(), Unit))
    return true;
  const FunctionDecl *Function = Op.Match ? nullptr : Unit.target(Op);
  const Body *Callee = Unit.bodyOf(Function);
  return Callee && !Callee->IsCoroutine && !Callee->Returns.empty() &&
         llvm::all_of(Callee->Returns, [&](const Stmt *S) {
           const auto *Return = dyn_cast<ReturnStmt>(S);
           return Return && isShareKept(Return->getRetValue(), Unit);
         });
}

bool mayCancelNothing(const Operation &Op, const Facts &Unit) {
  // What is made by running something may go on.
  auto IsReady = [](const Operation *Maker) {
    return Maker && Maker->is(Role::Ready) && !Maker->Match->Callable;
  };
  if (IsReady(&Op))
    return true;
  const Body *Callee = Op.Match ? nullptr : Unit.bodyOf(Op.Site.Function);
  if (Callee)
    return !Callee->IsCoroutine && !Callee->Returns.empty() &&
           llvm::all_of(Callee->Returns, [&](const Stmt *S) {
             const auto *Return = dyn_cast<ReturnStmt>(S);
             return Return && IsReady(makerOf(Return->getRetValue(), Unit));
           });
  return !Op.Match && Op.Task->Shot == Shots::Many;
}

bool isGivenToCallback(const Operation &Op, const Facts &Unit) {
  return !Op.Match && llvm::any_of(Op.Site.Args, [&](const Expr *Arg) {
    const Body *Callback = Unit.bodyOfCallable(Arg);
    return Callback && Callback->Function->getNumParams() != 0 &&
           classOf(Callback->Function->getParamDecl(0)->getType()) ==
               Op.Task->Class;
  });
}

bool isPassedToSink(const Operation &Op, const Facts &Unit) {
  if (Op.Result.Is != Use::Passed && Op.Result.Is != Use::Assigned)
    return false;
  const Operation *Sink =
      Op.Result.Call ? Unit.operationAt(Op.Result.Call) : nullptr;
  if (!Sink || Sink->Match || !Sink->Site.Function)
    return false;
  const Body *B = Unit.bodyOf(Sink->Site.Function);
  unsigned Index = Op.Result.Is == Use::Passed ? Op.Result.Index : 0;
  if (!B || B->isDependent() || Index >= B->Function->getNumParams())
    return false;
  const ParmVarDecl *Param = B->Function->getParamDecl(Index);
  return Unit.types().task(Param->getType()) &&
         !Param->getType()->isLValueReferenceType() &&
         llvm::all_of(Unit.mentions(Param),
                      [](const Mention &M) { return M.How.isDiscarded(); });
}

/// True if \p S, in the pattern of a template, names what is declared at
/// \p Where below an `if constexpr`.
static bool isNamedInChoice(const Stmt *S, SourceLocation Where,
                            bool InChoice = false) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return InChoice && Ref->getDecl()->getLocation() == Where;
  if (const auto *If = dyn_cast<IfStmt>(S))
    InChoice |= If->isConstexpr();
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isNamedInChoice(Child, Where, InChoice);
  });
}

/// True if \p Query, which asks a task about itself, tells somebody whether it
/// is finished, or how it ended.
static bool tellsOutcome(const Operation &Query) {
  return Query.Match->Error == Errors::Handled ||
         (Query.Match->MeansReady && !Query.Result.isDiscarded());
}

bool isNeverLookedAt(const ValueDecl *Holder, Drop Dropped, const Facts &Unit) {
  // What one instance does not look at, another one may.
  if (const auto *Function = dyn_cast<FunctionDecl>(Holder->getDeclContext()))
    if (const FunctionDecl *Pattern =
            Function->getTemplateInstantiationPattern();
        Pattern && isNamedInChoice(Pattern->getBody(), Holder->getLocation()))
      return false;
  return llvm::all_of(Unit.mentions(Holder), [&](const Mention &M) {
    if (M.How.isDiscarded())
      return true;
    if (M.How.Is != Use::ObjectOf)
      return false;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(M.How.Call);
    const Operation *Call = Unit.operationAt(M.How.Call);
    return (Operator && Operator->getOperator() == OO_Equal) ||
           (Call && Call->is(Role::Query) &&
            (Dropped == Drop::NeverRuns || !tellsOutcome(*Call)));
  });
}

bool mayRunUnwatched(const Operation &Op, const Facts &Unit) {
  const FunctionDecl *Function = Op.Site.Function;
  const Body &Around = outermost(*Op.In);
  return Function && !Unit.isStrict() && !Op.Match && Op.Task->Model &&
         Op.Task->Model->MayBeLeft &&
         !Function->hasAttr<WarnUnusedResultAttr>() && !Unit.bodyOf(Function) &&
         !Around.IsCoroutine &&
         !Unit.types().task(Around.Function->getReturnType());
}

bool isGivenNoTime(const Operation &Op, const VarDecl *Holder,
                   const Facts &Unit) {
  const Body &B = *Op.In;
  if (B.IsCoroutine || B.Context == ContextKind::Fiber || Op.At.InLoop ||
      !B.Children.empty())
    return false;
  // What is not known may run an event loop.
  return llvm::none_of(B.Operations, [&](const Operation &Other) {
    return Unit.sources().isBeforeInTranslationUnit(
        Holder->getEndLoc(), Other.expr()->getBeginLoc());
  });
}

/// True if no function of \p Class, or of a class in it, has its body
/// elsewhere, and no member is made from \p Member without a constructor that
/// says so.
static bool isAllInSight(const CXXRecordDecl *Class, const FieldDecl *Member,
                         const Facts &Unit) {
  if (Class->hasFriends())
    return false;
  for (const Decl *D : Class->decls()) {
    if (isa<FunctionTemplateDecl, ClassTemplateDecl>(D))
      return false;
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D);
        Inner && Inner->isThisDeclarationADefinition() &&
        !Inner->isImplicit() && !isAllInSight(Inner, Member, Unit))
      return false;
    if (const auto *Field = dyn_cast<FieldDecl>(D);
        Field && Field->hasInClassInitializer() &&
        names(Field->getInClassInitializer(), Member))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (Method && Method->isUserProvided() && !Method->isDeleted() &&
        !Method->isPureVirtual() && !Unit.bodyOf(Method))
      return false;
  }
  return true;
}

bool isNamedOnlyInSight(const FieldDecl *Member, const Facts &Unit) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member->getParent());
  return Class && Member->getAccess() == AS_private &&
         !Class->isDependentContext() &&
         !Class->getTemplateInstantiationPattern() &&
         isAllInSight(Class, Member, Unit);
}

const ValueDecl *holderOf(const Operation &Op, const Facts &Unit) {
  if (const VarDecl *Var = Op.Result.Is == Use::Local ? Op.Result.Var : nullptr)
    return Var->hasLocalStorage() ? Var : nullptr;
  if (Op.Result.Is != Use::Assigned)
    return nullptr;
  const FieldDecl *Member = Op.Result.Member;
  if (const auto *Ref = dyn_cast_or_null<MemberExpr>(
          Op.Result.Target ? Op.Result.Target->IgnoreParenImpCasts() : nullptr))
    Member = dyn_cast<FieldDecl>(Ref->getMemberDecl());
  return Member && isNamedOnlyInSight(Member, Unit) ? Member : nullptr;
}

bool isWrapped(const Operation &Op, const Facts &Unit) {
  const Operation *Wrapper =
      Op.Result.Through ? Unit.operationAt(Op.Result.Through) : nullptr;
  return Wrapper && Wrapper->Task;
}

} // namespace clang::tidy::async
