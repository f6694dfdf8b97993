//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What can be in a task: the part of Failing that follows how tasks are made.

#include "facts/Chains.h"
#include "facts/ErrorForm.h"
#include "facts/Failing.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/ScopeExit.h"

namespace clang::tidy::async {

Failure Failing::inTask(const Expr *Task) {
  const Expr *E = Task ? stripAdapters(Task, Unit.models()) : nullptr;
  if (!E || hasErrorAsValue(Task, Unit) || !Following.insert(E).second)
    return {};
  auto Leave = llvm::make_scope_exit([&] { Following.erase(E); });
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    Failure Both = inTask(Choice->getTrueExpr());
    Both.join(inTask(Choice->getFalseExpr()));
    return Both;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return inVariable(Var, Ref);
  // A value at hand turns into a task that is finished.
  if (!classOf(E->getType()) && !E->getType()->isDependentType())
    return {};
  const Operation *Op = Unit.operationAt(E);
  return Op ? inTask(*Op) : inUnknown(E);
}

Failure Failing::inUnknown(const Expr *E) const {
  const TypeModel *Model = Unit.models().type(E->getType());
  return Model && Model->NoFail && !Unit.isStrict() ? Failure()
                                                    : Failure::at(E);
}

Failure Failing::inVariable(const VarDecl *Var, const DeclRefExpr *Ref) {
  CallSite Name;
  Name.E = Ref;
  Name.Callee = Var;
  CallMatch Match = Unit.models().call(Name);
  if (Unit.models().hasTrait(Name, Trait::NoFail) ||
      (Match && Match->Is == Role::Executor))
    return {};
  if (const auto *Param = dyn_cast<ParmVarDecl>(Var)) {
    Failure::Way Given;
    Given.At = Ref;
    Given.Argument = Param;
    return Failure(std::move(Given));
  }
  auto Values = Unit.chains().valuesOf(Ref);
  if (Values.empty())
    return inUnknown(Ref);
  Failure All;
  for (const Expr *Value : Values)
    All.join(inTask(Value));
  return All;
}

/// The task that \p Op acts on: an argument, or what it is called on.
static const Expr *taskOf(const Operation &Op) {
  return Op.Match->Task.K == Position::Index ? Op.Site.at(Op.Match->Task)
                                             : Op.Site.Object;
}

Failure Failing::inTask(const Operation &Op) {
  if (!Op.Match && Unit.models().hasTrait(Op.Site, Trait::NoFail))
    return {};
  const Body *Callee = Unit.bodyOf(Unit.target(Op));
  if (!Callee)
    Callee = Unit.bodyOf(Op.Site.Function);
  // What is said of a function that nothing is known of depends on its task.
  auto IfUnknown = [&] {
    return inUnknown(Op.expr()).isNever() ? UnknownError::Never
                                          : UnknownError::Certain;
  };
  std::optional<Failure> Elsewhere;
  if (!Op.Match && (!Callee || !FollowsCalls))
    Elsewhere = elsewhere(Op, ErrorExit::Task, IfUnknown());
  Failure Value;
  // What a model says of a function counts for more than its body, except where
  // that of an operation shows that nothing can happen.
  if (Elsewhere)
    Value = std::move(*Elsewhere);
  else if (auto Overrides = Unit.overridesRunBy(Op);
           !Op.Match && !Overrides.empty())
    for (const Body *Each : Overrides)
      Value.join(inCalled(Op, *Each));
  else if (!Callee || (Op.Match && !Op.is(Role::Async)))
    Value = inModelled(Op);
  else if (!Op.Match)
    Value = inCalled(Op, *Callee);
  else if (!Unit.types().task(Callee->Function->getReturnType()) ||
           !inCalled(Op, *Callee).isNever())
    Value = inModelled(Op);
  llvm::SmallVector<const LibraryModel *, 1> Libraries;
  if (!Value.isNever())
    for (const LibraryModel *Library : Throwing)
      if (throwsOnly(Op, *Library, Unit.models()))
        Libraries.push_back(Library);
  return Value.caughtFor(Libraries);
}

/// What the call \p Op of \p Callee gives for \p Param; null if that is not
/// written, or if it is a parameter of something else.
static const Expr *argumentFor(const ParmVarDecl *Param, const Operation &Op,
                               const Body &Callee) {
  if (!Param || Param->getDeclContext() != Callee.Function)
    return nullptr;
  unsigned Index = Param->getFunctionScopeIndex();
  return Index < Op.Site.Args.size() ? Op.Site.Args[Index] : nullptr;
}

Failure Failing::inCalled(const Operation &Op, const Body &Callee) {
  Failure All;
  for (const Failure::Way &Each : inTaskOf(Callee).ways())
    if (const Expr *Given = argumentFor(Each.Argument, Op, Callee))
      All.join(Each.IsTold ? inTask(Given).told() : inTask(Given));
    else
      All.join(Failure(Each));
  return All;
}

/// True if \p Callable keeps a scope open that waits for its end.
static bool holdsScope(const Body &Callable, const Facts &Unit) {
  if (!Callable.Lambda)
    return false;
  return llvm::any_of(
      Callable.Lambda->captures(), [&](const LambdaCapture &Capture) {
        if (!Capture.capturesVariable())
          return false;
        const TypeModel *Model =
            Unit.models().type(Capture.getCapturedVar()->getType());
        return Model && Model->Kind == TypeKind::Scope;
      });
}

/// True if all that \p Callable does with the outcome that it is given is to
/// throw its error again.
static bool onlyThrowsAgain(const Body &Callable, const Facts &Unit) {
  if (Callable.Function->getNumParams() == 0)
    return false;
  llvm::ArrayRef<Mention> Uses =
      Unit.mentions(Callable.Function->getParamDecl(0));
  return !Uses.empty() && llvm::all_of(Uses, [&](const Mention &M) {
    const Operation *Op = M.How.Call ? Unit.operationAt(M.How.Call) : nullptr;
    return Op && M.In == &Callable && !Op->At.InTry &&
           (!Op->At.InAnyTry || Unit.isStrict()) &&
           (M.How.Is == Use::ObjectOf || M.How.Is == Use::Passed) &&
           (Op->is(Role::Wait) ||
            Unit.models().hasTrait(Op->Site, Trait::Throws));
  });
}

/// How many functions may hand on an outcome before one takes it.
static constexpr unsigned MaxHandedOn = 4;

/// True if \p B takes the outcome in \p Param in places that catch everything,
/// wherever it takes it, or hands it to whom that is left.
static bool catchesOutcome(const Body &B, const ParmVarDecl *Param,
                           const Facts &Unit, unsigned Depth = 0) {
  bool Takes = false;
  for (const Mention &M : Unit.mentions(Param)) {
    const Operation *Op = M.How.Call ? Unit.operationAt(M.How.Call) : nullptr;
    if (!Op)
      continue;
    bool IsCaught = M.In == &B && Op->At.InTry;
    if (Op->is(Role::Wait) || Unit.models().hasTrait(Op->Site, Trait::Throws)) {
      if (!IsCaught)
        return false;
      Takes = true;
    } else if (M.How.Is == Use::Passed && !Op->Match) {
      const Body *Next = Unit.bodyOf(Unit.target(*Op));
      const ParmVarDecl *Given =
          Next && M.How.Index < Next->Function->getNumParams()
              ? Next->Function->getParamDecl(M.How.Index)
              : nullptr;
      // What is not in sight has the error in hand.
      if (Given && !IsCaught &&
          (Depth == MaxHandedOn ||
           !catchesOutcome(*Next, Given, Unit, Depth + 1)))
        return false;
      Takes = true;
    }
  }
  return Takes;
}

/// True if \p Callable is given the outcome of \p Before, a value or an error,
/// and never looks at it.
static bool ignoresOutcome(const Body &Callable, const Expr *Before) {
  if (Callable.Function->getNumParams() == 0)
    return false;
  const ParmVarDecl *First = Callable.Function->getParamDecl(0);
  if (First->isReferenced() || First->isUsed())
    return false;
  auto SpecialOf = [](QualType T) {
    return dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  };
  // An outcome is made for the value of its task; an error is not.
  const auto *Outcome = SpecialOf(First->getType());
  const auto *Task = SpecialOf(Before->getType());
  return Outcome && Task &&
         Outcome->getSpecializedTemplate() != Task->getSpecializedTemplate() &&
         Outcome->getTemplateArgs().size() != 0 &&
         Task->getTemplateArgs().size() != 0 &&
         Outcome->getTemplateArgs()[0].structurallyEquals(
             Task->getTemplateArgs()[0]);
}

/// True if the task \p Task, from which \p Op goes on, is kept by somebody who
/// can look at it as well: its error is not lost with what \p Op gives.
static bool isKept(const Expr *Task, const Operation &Op, const Facts &Unit) {
  const Expr *E = Task ? stripAdapters(Task, Unit.models()) : nullptr;
  const TaskInfo *Info = E ? Unit.types().task(E->getType()) : nullptr;
  const ValueDecl *Holder =
      E ? pathOf(E, Unit.models(), Parts::None).withoutPointers().named()
        : nullptr;
  if (!Info || Info->Shot != Shots::Many || !Holder)
    return false;
  const auto *Var = dyn_cast<VarDecl>(Holder);
  if (!Var || !Var->hasLocalStorage() || Var->getType()->isReferenceType())
    return true;
  return llvm::any_of(Unit.mentions(Holder), [&](const Mention &M) {
    switch (M.How.Is) {
    case Use::Awaited:
    case Use::Returned:
    case Use::Local:
    case Use::Assigned:
    case Use::Passed:
      return M.How.Call != Op.expr();
    case Use::ObjectOf: {
      const Operation *Other = Unit.operationAt(M.How.Call);
      return Other && Other != &Op && !Other->Result.isDiscarded();
    }
    default:
      return false;
    }
  });
}

/// The first parameter of \p Callable, which is not in sight: a std::function,
/// say.
static QualType firstParameterOf(const Expr *Callable) {
  QualType T = Callable->IgnoreImplicit()->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const auto *Function = T->getAs<FunctionProtoType>())
    return Function->getNumParams() ? Function->getParamType(0) : QualType();
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->hasDefinition())
    return {};
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getOverloadedOperator() == OO_Call)
      return Method->getNumParams() ? Method->getParamDecl(0)->getType()
                                    : QualType();
  return {};
}

/// The tasks that were put into the local range which \p Arg, of \p Op, is, or
/// is an end of; nothing if that is not known.
static std::optional<llvm::SmallVector<const Expr *, 4>>
putInto(const Expr *Arg, const Operation &Op, const Facts &Unit) {
  const Expr *Named = stripAdapters(Arg, Unit.models());
  if (const auto *End = dyn_cast_or_null<CXXMemberCallExpr>(Named))
    Named = End->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Named);
  const auto *Range = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Init = Range && Range->hasLocalStorage() && Range->getInit()
                         ? dyn_cast<CXXConstructExpr>(
                               Range->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  if (!Init || Init->getNumArgs() != 0)
    return std::nullopt;
  llvm::SmallVector<const Expr *, 4> Tasks;
  for (const Mention &M : Unit.mentions(Range)) {
    if (M.How.Is == Use::Passed && M.How.Call == Op.expr())
      continue;
    const auto *Call = M.How.Is == Use::ObjectOf
                           ? dyn_cast<CXXMemberCallExpr>(M.How.Call)
                           : nullptr;
    if (!Call || Call->getNumArgs() > 1)
      return std::nullopt;
    bool IsEnd = llvm::any_of(Op.Site.Args, [&](const Expr *Other) {
      return Other->IgnoreImplicit() == Call;
    });
    if (IsEnd || (Call->getMethodDecl()->isConst() && Call->getNumArgs() == 0))
      continue;
    const Expr *Given = Call->getNumArgs() ? Call->getArg(0) : nullptr;
    if (Given && Unit.types().task(stripImplicit(Given)->getType()))
      Tasks.push_back(Given);
    else if (!Given || !Given->getType()->isIntegerType() ||
             Call->getMethodDecl()->getNameAsString() != "reserve")
      return std::nullopt;
  }
  return Tasks;
}

/// True if \p Op starts something that does not fail in practice, such as a
/// timer or a hop.
static bool startsChain(const Operation &Op, const Facts &Unit) {
  return Unit.models().hasTrait(Op.Site, Trait::NoFail) ||
         (Op.is(Role::Hop) && !Op.Match->Task);
}

Failure Failing::runningCallable(const Operation &Op) {
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  return Callable ? running(*Callable) : Failure::at(Op.expr());
}

Failure Failing::inModelled(const Operation &Op) {
  Failure Unknown = inUnknown(Op.expr());
  if (!Op.Match)
    return Unknown;
  switch (Op.Match->Error) {
  case Errors::Handled:
    if (!Op.is(Role::Continue))
      return {};
    break;
  case Errors::Terminates:
    return {};
  case Errors::Partly:
  case Errors::Ends:
    if (!Unit.isStrict())
      return {};
    break;
  default:
    break;
  }
  if (Op.is(Role::Continue))
    return inContinuation(Op);
  if (Op.is(Role::Combine))
    return inParts(Op);
  if (Op.is(Role::Failed))
    return Failure::at(Op.expr());
  auto Is = [&](RoleInfo::Property P) { return Op.Match.has(P); };
  if (Is(RoleInfo::NeverFails))
    return {};
  // What starts a task or a callable is given either.
  const Expr *Task = Op.Site.at(Op.Match->Task);
  if (Is(RoleInfo::FailsAsTask) &&
      (!Is(RoleInfo::FailsAsCallable) || !Op.Site.at(Op.Match->Callable)))
    return Task ? inTask(Task) : Failure();
  if (Is(RoleInfo::FailsAsCallable))
    return Op.Match->Callable ? runningCallable(Op) : Failure();
  return Unit.models().hasTrait(Op.Site, Trait::NoFail) ? Failure() : Unknown;
}

/// It fails as its parts do.
Failure Failing::inParts(const Operation &Op) {
  Failure All;
  for (const Expr *Arg : Op.Site.Args)
    if (auto Tasks = putInto(Arg, Op, Unit))
      for (const Expr *Task : *Tasks)
        All.join(inTask(Task));
    else if (Unit.types().containsTask(Arg->getType()))
      All.join(inTask(Arg));
    else
      return inUnknown(Op.expr());
  return All;
}

Failure Failing::inContinuation(const Operation &Op) {
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  const Expr *Before = taskOf(Op);
  if (Callable && holdsScope(*Callable, Unit) && !Unit.isStrict())
    return {};
  bool ThrowsAgain = Callable && Op.Match->Error == Errors::Handled &&
                     onlyThrowsAgain(*Callable, Unit);
  // Who does something that may fail, whatever came before, handles nothing.
  bool IsIgnored = Callable && Before && ignoresOutcome(*Callable, Before) &&
                   !running(*Callable).isNever();
  bool IsHandled =
      Op.Match->Error == Errors::Handled && !ThrowsAgain && !IsIgnored;
  // A callable that is given the task itself has the error in hand.
  bool TakesTask =
      Callable && Callable->Function->getNumParams() > 0 &&
      Unit.types().task(Callable->Function->getParamDecl(0)->getType());
  bool Kept = !Unit.isStrict() && isKept(Before, Op, Unit);
  if (TakesTask && Op.Match->Error != Errors::Handled) {
    if (!Unit.isStrict() &&
        catchesOutcome(*Callable, Callable->Function->getParamDecl(0), Unit))
      return {};
    // What is in the task itself is not lost.
    return Kept ? running(*Callable).certain() : running(*Callable);
  }
  // So has one that is not in sight; what it does with it is not known.
  if (QualType First =
          Argument && !Callable ? firstParameterOf(Argument) : QualType();
      !First.isNull() && Unit.types().task(First.getNonReferenceType()))
    return Unit.isStrict() ? Failure::at(Op.expr()) : Failure();
  if (IsHandled) {
    // After it a new task, or a throw in sight, starts again.
    bool StartsAgain =
        Callable && (Callable->Throws ||
                     Unit.types().task(Callable->Function->getReturnType()));
    return StartsAgain ? running(*Callable) : Failure();
  }
  // A loop comes after nothing: it fails where its body does. Where nothing
  // before can fail, all that matters comes after it.
  const Operation *First = Before ? makerOf(Before, Unit) : nullptr;
  if (!Before || (First && startsChain(*First, Unit)))
    return runningCallable(Op);
  Failure All =
      Kept || yieldsOutcomes(Before, Unit) ? Failure() : inTask(Before);
  if (Callable && !ThrowsAgain)
    All.join(running(*Callable).certain());
  return All;
}

} // namespace clang::tidy::async
