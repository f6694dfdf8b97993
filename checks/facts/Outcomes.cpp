//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Outcomes.h"
#include "facts/Callers.h"
#include "facts/Chains.h"
#include "facts/Elsewhere.h"
#include "facts/Joins.h"
#include "facts/ReadyTests.h"
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

/// The shared task that \p Task is a branch or a copy of; null if it is an
/// independent task.
static const Expr *sharedSourceOf(const Expr *Task, const Facts &Unit) {
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

/// True if the task that \p Task shares its work with outlives the body in
/// which \p Task is made.
static bool isSharedWorkKept(const Expr *Task, const Facts &Unit) {
  const Expr *Shared = Task ? sharedSourceOf(Task, Unit) : nullptr;
  if (!Shared)
    return false;
  Path Object = pathOf(Shared, Unit.models()).withoutPointers();
  const VarDecl *Var = Object.variable();
  if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) ||
      Var->isInitCapture())
    return static_cast<bool>(Object);
  // The last operation on a branch determines where the branch goes.
  return llvm::any_of(Unit.mentions(Var), [&](const Mention &M) {
    Use How = M.Usage;
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
  if (isSharedWorkKept(Op.expr(), Unit))
    return true;
  const FunctionDecl *Function = Op.Match ? nullptr : Unit.target(Op);
  const Body *Callee = Unit.bodyOf(Function);
  return Callee && !Callee->IsCoroutine && !Callee->Returns.empty() &&
         llvm::all_of(Callee->Returns, [&](const Stmt *S) {
           const auto *Return = dyn_cast<ReturnStmt>(S);
           return Return && isSharedWorkKept(Return->getRetValue(), Unit);
         });
}

/// The number of functions that may pass on a task with no work behind it.
static constexpr unsigned MaxReturns = 4;

/// True if \p E is a task with no work behind it: it is finished, or it only
/// signals that a promise is fulfilled. \p Depth functions have returned it.
static bool isWithoutWork(const Expr *E, const Facts &Unit, unsigned Depth);

/// True if \p B only returns tasks with no work behind them.
static bool returnsNoWork(const Body &B, const Facts &Unit, unsigned Depth) {
  return !B.IsCoroutine && !B.Returns.empty() &&
         llvm::all_of(B.Returns, [&](const Stmt *S) {
           const auto *Return = dyn_cast<ReturnStmt>(S);
           return Return && Return->getRetValue() &&
                  isWithoutWork(Return->getRetValue(), Unit, Depth + 1);
         });
}

static bool isWithoutWork(const Operation &Op, const Facts &Unit,
                          unsigned Depth) {
  // A task made by running a callable may still be running.
  if (Op.is(Role::Ready))
    return !Op.Match->Callable;
  const Body *Callee = Op.Match ? nullptr : Unit.bodyOf(Op.Site.Function);
  if (!Callee)
    return Op.is(Role::GetTask) || returnsReady(Op, Unit);
  return Depth == MaxReturns || returnsNoWork(*Callee, Unit, Depth);
}

static bool isWithoutWork(const Expr *E, const Facts &Unit, unsigned Depth) {
  if (const Operation *Maker = makerOf(E, Unit))
    return isWithoutWork(*Maker, Unit, Depth);
  E = stripAdapters(E, Unit.models());
  // A value is converted to a finished task.
  if (!Unit.types().task(E->getType()) && !Unit.types().awaitable(E->getType()))
    return true;
  // The task of a pair of a promise and its task.
  const auto *Member = dyn_cast<MemberExpr>(E);
  const TypeModel *Model =
      Member ? Unit.models().type(pointedTo(Member->getBase()->getType()))
             : nullptr;
  return Model && Model->Kind == TypeKind::Promise;
}

bool mayCancelNothing(const Operation &Op, const Facts &Unit) {
  if (isWithoutWork(Op, Unit, 0))
    return true;
  return !Op.Match && !Unit.bodyOf(Op.Site.Function) &&
         Op.Task->Shot == Shots::Many;
}

bool isPassedToCallback(const Operation &Op, const Facts &Unit) {
  return !Op.Match && llvm::any_of(Op.Site.Args, [&](const Expr *Arg) {
    const Body *Callback = Unit.bodyOfCallable(Arg);
    return Callback && Callback->Function->getNumParams() != 0 &&
           classOf(Callback->Function->getParamDecl(0)->getType()) ==
               Op.Task->Class;
  });
}

/// True if \p S, in the pattern of a template, names the declaration at
/// \p DeclLoc below an `if constexpr`.
static bool isNamedInIfConstexpr(const Stmt *S, SourceLocation DeclLoc,
                                 bool InChoice = false) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return InChoice && Ref->getDecl()->getLocation() == DeclLoc;
  if (const auto *If = dyn_cast<IfStmt>(S))
    InChoice |= If->isConstexpr();
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isNamedInIfConstexpr(Child, DeclLoc, InChoice);
  });
}

/// True if the instance of a template that has the variable \p Holder may
/// ignore a task that another instance observes.
static bool isObservedInOtherInstance(const ValueDecl *Holder) {
  const auto *Function = dyn_cast<FunctionDecl>(Holder->getDeclContext());
  const FunctionDecl *Pattern =
      Function ? Function->getTemplateInstantiationPattern() : nullptr;
  return Pattern &&
         isNamedInIfConstexpr(Pattern->getBody(), Holder->getLocation());
}

/// How many functions may pass on a task before one drops it.
static constexpr unsigned MaxPassedOn = 4;

std::optional<llvm::SmallVector<Use, 1>> handoffsOf(const ParmVarDecl *Param,
                                                    const Facts &Unit) {
  // A reference to a variable of the caller leaves the task there.
  if (!Unit.types().task(Param->getType()) ||
      Param->getType()->isLValueReferenceType() ||
      isObservedInOtherInstance(Param))
    return std::nullopt;
  llvm::SmallVector<Use, 1> Found;
  for (const Mention &M : Unit.mentions(Param)) {
    if (M.Usage.isDiscarded())
      continue;
    const Operation *To =
        M.Usage.Is == Use::Passed ? Unit.operationAt(M.Usage.Call) : nullptr;
    if (!To || To->Match || !To->Site.Function)
      return std::nullopt;
    Found.push_back(M.Usage);
  }
  return Found;
}

static std::optional<Sink> sinkOf(const Use &TaskUse, const Facts &Unit,
                                  unsigned Depth) {
  if (TaskUse.Is != Use::Passed && TaskUse.Is != Use::Assigned)
    return std::nullopt;
  const Operation *To = TaskUse.Call ? Unit.operationAt(TaskUse.Call) : nullptr;
  if (!To || To->Match || !To->Site.Function || Depth == MaxPassedOn)
    return std::nullopt;
  unsigned Index = TaskUse.Is == Use::Passed ? TaskUse.Index : 0;
  const Body *B = Unit.bodyOf(Unit.target(*To));
  if (!B) {
    auto Value = valueElsewhere(*To, Index + 1, Unit);
    return Value && Value->Fate == ValueFate::Dropped
               ? std::optional(Sink{To, nullptr, Value->At})
               : std::nullopt;
  }
  if (B->isDependent() || Index >= B->Function->getNumParams())
    return std::nullopt;
  auto Handoffs = handoffsOf(B->Function->getParamDecl(Index), Unit);
  if (!Handoffs)
    return std::nullopt;
  Sink Found{To, B->Function, {}};
  for (const Use &Each : *Handoffs) {
    std::optional<Sink> Next = sinkOf(Each, Unit, Depth + 1);
    if (!Next)
      return std::nullopt;
    Found.Function = Next->Function;
    Found.At = Next->At;
  }
  return Found;
}

std::optional<Sink> sinkOf(const Use &TaskUse, const Facts &Unit) {
  return sinkOf(TaskUse, Unit, 0);
}

/// True if \p Query, a query of a task, reports whether the task is finished,
/// or how it ended.
static bool reportsOutcome(const Operation &Query) {
  return Query.Match->Error == Errors::Handled ||
         (Query.Match->MeansReady && !Query.Result.isDiscarded());
}

bool isNeverObserved(const ValueDecl *Holder, Drop Dropped, const Facts &Unit) {
  if (isObservedInOtherInstance(Holder))
    return false;
  return llvm::all_of(Unit.mentions(Holder), [&](const Mention &M) {
    if (M.Usage.isDiscarded() || sinkOf(M.Usage, Unit))
      return true;
    if (M.Usage.Is != Use::ObjectOf)
      return false;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(M.Usage.Call);
    const Operation *Call = Unit.operationAt(M.Usage.Call);
    return (Operator && Operator->getOperator() == OO_Equal) ||
           (Call && Call->is(Role::Query) &&
            (Dropped == Drop::NeverRuns || !reportsOutcome(*Call)));
  });
}

bool mayRunUnobserved(const Operation &Op, const Facts &Unit) {
  const FunctionDecl *Function = Op.Site.Function;
  const Body &Outermost = outermost(*Op.In);
  return Function && !Unit.isStrict() && !Op.Match && Op.Task->Model &&
         Op.Task->Model->MayBeLeft &&
         !Function->hasAttr<WarnUnusedResultAttr>() && !Unit.bodyOf(Function) &&
         !Outermost.IsCoroutine &&
         !Unit.types().task(Outermost.Function->getReturnType());
}

bool hasNoTimeToRun(const Operation &Op, const VarDecl *Holder,
                    const Facts &Unit) {
  const Body &B = *Op.In;
  if (B.IsCoroutine || B.Context == ContextKind::Fiber || Op.At.InLoop ||
      !B.Children.empty())
    return false;
  // An unknown call may run an event loop.
  return llvm::none_of(B.Operations, [&](const Operation &Other) {
    return Unit.sources().isBeforeInTranslationUnit(
        Holder->getEndLoc(), Other.expr()->getBeginLoc());
  });
}

/// True if no function of \p Class, or of a class in it, has its body
/// elsewhere, and no default member initializer names \p Member.
static bool isFullyVisible(const CXXRecordDecl *Class, const FieldDecl *Member,
                           const Facts &Unit) {
  if (Class->hasFriends())
    return false;
  for (const Decl *D : Class->decls()) {
    if (isa<FunctionTemplateDecl, ClassTemplateDecl>(D))
      return false;
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D);
        Inner && Inner->isThisDeclarationADefinition() &&
        !Inner->isImplicit() && !isFullyVisible(Inner, Member, Unit))
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

bool isNamedOnlyInVisibleCode(const FieldDecl *Member, const Facts &Unit) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member->getParent());
  return Class && Member->getAccess() == AS_private &&
         !Class->isDependentContext() &&
         !Class->getTemplateInstantiationPattern() &&
         isFullyVisible(Class, Member, Unit);
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
  return Member && isNamedOnlyInVisibleCode(Member, Unit) ? Member : nullptr;
}

bool isWrapped(const Operation &Op, const Facts &Unit) {
  const Operation *Wrapper =
      Op.Result.Adapter ? Unit.operationAt(Op.Result.Adapter) : nullptr;
  return Wrapper && Wrapper->Task;
}

bool holdsTaskOf(const ValueDecl *Holder, const Operation &Op,
                 const Facts &Unit) {
  QualType T = Holder->getType();
  return !T->isReferenceType() &&
         (Unit.types().task(T) || classOf(T) == Op.Task->Class);
}

/// True if the task of \p Op is that of a visible coroutine, or of a visible
/// callable without a result that is posted to another executor.
static bool isOfVisibleWork(const Operation &Op, const Facts &Unit) {
  if (!Op.Match) {
    const Body *Callee = Unit.bodyOf(Unit.target(Op));
    return Callee && Callee->IsCoroutine;
  }
  const Expr *Callable =
      Op.is(Role::Post) ? Op.Site.at(Op.Match->Callable) : nullptr;
  return Callable && Unit.bodyOfCallable(Callable) &&
         Unit.types().yieldsNothing(Op.expr()->getType());
}

bool canDropOutcome(const Operation &Op, const Facts &Unit,
                    Effects &UnitEffects) {
  FailureAnalysis &Failures = UnitEffects.failing();
  Failure Error = Failures.inTask(Op);
  // The outcome of work that is launched on purpose is dropped on purpose, and
  // visible code shows what it does.
  if (Op.is(Role::Spawn) || isOfVisibleWork(Op, Unit))
    Error = Failures.likely(Error);
  return !Error.mayBeLost() || UnitEffects.endings().endsAfter(Op) ||
         isObservedByEvent(Op, dropOf(Op) == Drop::Terminates, Unit, Failures);
}

} // namespace clang::tidy::async
