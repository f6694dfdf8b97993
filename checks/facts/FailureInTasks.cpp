//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Errors in tasks: the part of FailureAnalysis that follows how tasks are made.

#include "facts/Chains.h"
#include "facts/ErrorForm.h"
#include "facts/FailureAnalysis.h"
#include "facts/Promises.h"
#include "index/ProjectIndex.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/ScopeExit.h"

namespace clang::tidy::async {

Failure FailureAnalysis::inTask(const Expr *Task) {
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
  // A value is converted to a finished task.
  if (!classOf(E->getType()) && !E->getType()->isDependentType())
    return {};
  const Operation *Op = Unit.operationAt(E);
  return Op ? inTask(*Op) : inUnknown(E);
}

/// True if \p Value is the type of the value of \p Task, rather than that of
/// its outcome.
static bool isValueOf(QualType Value, const Expr *Task) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Task ? classOf(Task->getType()) : nullptr);
  return Class && !Value.isNull() &&
         llvm::any_of(Class->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Each) {
                        return Each.getKind() == TemplateArgument::Type &&
                               Class->getASTContext().hasSameUnqualifiedType(
                                   Each.getAsType(),
                                   Value.getNonReferenceType());
                      });
}

Failure FailureAnalysis::inTaskWithValue(const Expr *Task, QualType Value) {
  Failure All = inTask(Task);
  const Operation *Maker = makerOf(Task, Unit);
  // A function that returns errors as values is not expected to throw as well.
  bool IsUnknown = Maker && !Maker->Match &&
                   !Unit.bodyOf(Unit.target(*Maker)) &&
                   Unit.overrideBodies(*Maker).empty() &&
                   !functionElsewhere(Unit.fixedTarget(*Maker));
  return IsUnknown && !Unit.isStrict() && isValueOf(Value, Task) &&
                 Unit.types().isValueOrError(classOf(Value))
             ? All.ofKnownCallees()
             : All;
}

Failure FailureAnalysis::inUnknown(const Expr *E) const {
  const TypeModel *Model = Unit.models().type(E->getType());
  return Model && Model->NoFail && !Unit.isStrict() ? Failure()
                                                    : Failure::at(E);
}

Failure FailureAnalysis::inVariable(const VarDecl *Var,
                                    const DeclRefExpr *Ref) {
  CallSite Name;
  Name.E = Ref;
  Name.Callee = Var;
  CallMatch Match = Unit.models().call(Name);
  if (Unit.models().hasTrait(Name, Trait::NoFail) ||
      (Match && Match->Is == Role::Executor))
    return {};
  // An event, which holds no outcome.
  if (const TypeModel *Model =
          Unit.models().type(Var->getType().getNonReferenceType());
      Model && Model->NoFail && Model->Dropped == Drop::Harmless)
    return {};
  if (const auto *Param = dyn_cast<ParmVarDecl>(Var)) {
    Failure::Way Single;
    Single.At = Ref;
    Single.Argument = Param;
    return Failure(std::move(Single));
  }
  auto Values = Unit.chains().valuesOf(Ref);
  if (Values.empty())
    return inUnknown(Ref);
  Failure All;
  for (const Expr *Value : Values)
    All.join(inTask(Value));
  return All;
}

/// The task that \p Op acts on: an argument, or the object.
static const Expr *taskOf(const Operation &Op) {
  return Op.Match->Task.K == Position::Index ? Op.Site.at(Op.Match->Task)
                                             : Op.Site.Object;
}

Failure FailureAnalysis::inTask(const Operation &Op) {
  if (!Op.Match && Unit.models().hasTrait(Op.Site, Trait::NoFail))
    return {};
  const Body *Callee = Unit.bodyOf(Unit.target(Op));
  if (!Callee)
    Callee = Unit.bodyOf(Op.Site.Function);
  // The claim about an unknown function depends on the type of its task.
  auto IfUnknown = [&] {
    return inUnknown(Op.expr()).isNever() ? UnknownError::Never
                                          : UnknownError::Certain;
  };
  std::optional<Failure> Indexed;
  if (!Op.Match && (!Callee || !FollowsCalls))
    Indexed = elsewhere(Op, ErrorExit::Task, IfUnknown());
  Failure Value;
  // The model of a function overrides its body, unless the body of an
  // asynchronous operation shows that it cannot fail.
  if (Indexed)
    Value = std::move(*Indexed);
  else if (auto Overrides = Unit.overrideBodies(Op);
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

/// The argument that the call \p Op of \p Callee passes for \p Param; null if
/// it passes none, or if \p Param belongs to another function.
static const Expr *argumentFor(const ParmVarDecl *Param, const Operation &Op,
                               const Body &Callee) {
  if (!Param || Param->getDeclContext() != Callee.Function)
    return nullptr;
  unsigned Index = Param->getFunctionScopeIndex();
  return Index < Op.Site.Args.size() ? Op.Site.Args[Index] : nullptr;
}

Failure FailureAnalysis::inCalled(const Operation &Op, const Body &Callee) {
  Failure All;
  for (const Failure::Way &Each : inReturnedTask(Callee).ways())
    if (const Expr *Argument = argumentFor(Each.Argument, Op, Callee))
      All.join(Each.IsReported ? inTask(Argument).reported()
                               : inTask(Argument));
    else
      All.join(Failure(Each));
  return All;
}

/// True if \p Callable keeps a scope open that waits for it to finish.
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

/// True if \p Callable only rethrows the error of the outcome that is passed to
/// it.
static bool onlyRethrows(const Body &Callable, const Facts &Unit) {
  if (Callable.Function->getNumParams() == 0)
    return false;
  llvm::ArrayRef<Mention> Uses =
      Unit.mentions(Callable.Function->getParamDecl(0));
  return !Uses.empty() && llvm::all_of(Uses, [&](const Mention &M) {
    const Operation *Op =
        M.Usage.Call ? Unit.operationAt(M.Usage.Call) : nullptr;
    return Op && M.In == &Callable && !Op->At.InTry &&
           (!Op->At.InTryBlock || Unit.isStrict()) &&
           (M.Usage.Is == Use::ObjectOf || M.Usage.Is == Use::Passed) &&
           (Op->is(Role::Wait) ||
            Unit.models().hasTrait(Op->Site, Trait::Throws));
  });
}

/// The number of functions that may pass on an outcome before one takes it.
static constexpr unsigned MaxHandedOn = 4;

/// True if \p B takes the outcome in \p Param only in a `try` that catches
/// everything, or passes it to functions that do so.
static bool catchesOutcome(const Body &B, const ParmVarDecl *Param,
                           const Facts &Unit, unsigned Depth = 0) {
  bool Takes = false;
  for (const Mention &M : Unit.mentions(Param)) {
    const Operation *Op =
        M.Usage.Call ? Unit.operationAt(M.Usage.Call) : nullptr;
    if (!Op)
      continue;
    bool IsCaught = M.In == &B && Op->At.InTry;
    if (Op->is(Role::Wait) || Unit.models().hasTrait(Op->Site, Trait::Throws)) {
      if (!IsCaught)
        return false;
      Takes = true;
    } else if (M.Usage.Is == Use::Passed && !Op->Match) {
      const Body *Next = Unit.bodyOf(Unit.target(*Op));
      const ParmVarDecl *NextParam =
          Next && M.Usage.Index < Next->Function->getNumParams()
              ? Next->Function->getParamDecl(M.Usage.Index)
              : nullptr;
      // A function that is not visible is trusted with the error.
      if (NextParam && !IsCaught &&
          (Depth == MaxHandedOn ||
           !catchesOutcome(*Next, NextParam, Unit, Depth + 1)))
        return false;
      Takes = true;
    }
  }
  return Takes;
}

/// True if \p Callable receives the outcome of \p Before, a value or an error,
/// and never uses it.
static bool ignoresOutcome(const Body &Callable, const Expr *Before) {
  if (Callable.Function->getNumParams() == 0)
    return false;
  const ParmVarDecl *First = Callable.Function->getParamDecl(0);
  if (First->isReferenced() || First->isUsed())
    return false;
  auto SpecialOf = [](QualType T) {
    return dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  };
  // The type of an outcome depends on the value of its task; that of an error
  // does not.
  const auto *Outcome = SpecialOf(First->getType());
  const auto *Task = SpecialOf(Before->getType());
  return Outcome && Task &&
         Outcome->getSpecializedTemplate() != Task->getSpecializedTemplate() &&
         Outcome->getTemplateArgs().size() != 0 &&
         Task->getTemplateArgs().size() != 0 &&
         Outcome->getTemplateArgs()[0].structurallyEquals(
             Task->getTemplateArgs()[0]);
}

/// True if \p Task, which \p Op continues, is also kept elsewhere and may be
/// observed there: its error is not lost with the result of \p Op.
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
    switch (M.Usage.Is) {
    case Use::Awaited:
    case Use::Returned:
    case Use::Local:
    case Use::Assigned:
    case Use::Passed:
      return M.Usage.Call != Op.expr();
    case Use::ObjectOf: {
      const Operation *Other = Unit.operationAt(M.Usage.Call);
      return Other && Other != &Op && !Other->Result.isDiscarded();
    }
    default:
      return false;
    }
  });
}

/// The type of the first parameter of \p Callable, whose body is not visible,
/// for example a std::function; null if there is none.
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

/// The tasks in the local range that \p Arg, an argument of \p Op, names, or is
/// an iterator of; none if they are unknown.
static std::optional<llvm::SmallVector<const Expr *, 4>>
elementsOf(const Expr *Arg, const Operation &Op, const Facts &Unit) {
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
    if (M.Usage.Is == Use::Passed && M.Usage.Call == Op.expr())
      continue;
    const auto *Call = M.Usage.Is == Use::ObjectOf
                           ? dyn_cast<CXXMemberCallExpr>(M.Usage.Call)
                           : nullptr;
    if (!Call || Call->getNumArgs() > 1)
      return std::nullopt;
    bool IsEnd = llvm::any_of(Op.Site.Args, [&](const Expr *Other) {
      return Other->IgnoreImplicit() == Call;
    });
    if (IsEnd || (Call->getMethodDecl()->isConst() && Call->getNumArgs() == 0))
      continue;
    const Expr *Element = Call->getNumArgs() ? Call->getArg(0) : nullptr;
    if (Element && Unit.types().task(stripImplicit(Element)->getType()))
      Tasks.push_back(Element);
    else if (!Element || !Element->getType()->isIntegerType() ||
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

Failure FailureAnalysis::runningCallable(const Operation &Op) {
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  return Callable ? running(*Callable) : Failure::at(Op.expr());
}

Failure FailureAnalysis::inModelled(const Operation &Op) {
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
  if (Op.is(Role::GetTask) && !Unit.isStrict() &&
      isOnlyFulfilled(Op.Site.at(Op.Match->Task), Unit))
    return {};
  auto Has = [&](RoleInfo::Property P) { return Op.Match.has(P); };
  if (Has(RoleInfo::NeverFails))
    return {};
  // A call that starts work receives either a task or a callable.
  const Expr *Task = Op.Site.at(Op.Match->Task);
  if (Has(RoleInfo::FailsAsTask) &&
      (!Has(RoleInfo::FailsAsCallable) || !Op.Site.at(Op.Match->Callable)))
    return Task ? inTask(Task) : Failure();
  if (Has(RoleInfo::FailsAsCallable))
    return Op.Match->Callable ? runningCallable(Op) : Failure();
  return Unit.models().hasTrait(Op.Site, Trait::NoFail) ? Failure() : Unknown;
}

/// A combined task fails if one of its parts does.
Failure FailureAnalysis::inParts(const Operation &Op) {
  Failure All;
  for (const Expr *Arg : Op.Site.Args)
    if (auto Tasks = elementsOf(Arg, Op, Unit))
      for (const Expr *Task : *Tasks)
        All.join(inTask(Task));
    else if (Unit.types().containsTask(Arg->getType()))
      All.join(inTask(Arg));
    else
      return inUnknown(Op.expr());
  return All;
}

Failure FailureAnalysis::inContinuation(const Operation &Op) {
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  const Expr *Before = taskOf(Op);
  if (Callable && holdsScope(*Callable, Unit) && !Unit.isStrict())
    return {};
  bool Rethrows = Callable && Op.Match->Error == Errors::Handled &&
                  onlyRethrows(*Callable, Unit);
  // A callable that ignores the outcome and may fail itself handles no error.
  bool IsIgnored = Callable && Before && ignoresOutcome(*Callable, Before) &&
                   !running(*Callable).isNever();
  bool IsHandled =
      Op.Match->Error == Errors::Handled && !Rethrows && !IsIgnored;
  // A callable that receives the task itself can observe the error.
  bool TakesTask =
      Callable && Callable->Function->getNumParams() > 0 &&
      Unit.types().task(Callable->Function->getParamDecl(0)->getType());
  bool IsTaskKept = !Unit.isStrict() && isKept(Before, Op, Unit);
  if (TakesTask && Op.Match->Error != Errors::Handled) {
    if (!Unit.isStrict() &&
        catchesOutcome(*Callable, Callable->Function->getParamDecl(0), Unit))
      return {};
    // An error in the task itself is not lost.
    return IsTaskKept ? running(*Callable).certain() : running(*Callable);
  }
  // So can one whose body is not visible; its use of the error is unknown.
  if (QualType First =
          Argument && !Callable ? firstParameterOf(Argument) : QualType();
      !First.isNull() && Unit.types().task(First.getNonReferenceType()))
    return Unit.isStrict() ? Failure::at(Op.expr()) : Failure();
  if (IsHandled) {
    // A new task or a visible throw in the handler can fail again.
    bool MayFailAgain =
        Callable && (Callable->Throws ||
                     Unit.types().task(Callable->Function->getReturnType()));
    return MayFailAgain ? running(*Callable) : Failure();
  }
  // A loop has no task before it: it fails where its body does. If the task
  // before cannot fail, only the callable matters.
  const Operation *First = Before ? makerOf(Before, Unit) : nullptr;
  if (!Before || (First && startsChain(*First, Unit)))
    return runningCallable(Op);
  QualType Value =
      Callable && Callable->Function->getNumParams() > 0
          ? Callable->Function->getParamDecl(0)->getType().getNonReferenceType()
          : QualType();
  Failure All = IsTaskKept || yieldsOutcomes(Before, Unit)
                    ? Failure()
                    : inTaskWithValue(Before, Value);
  if (Callable && !Rethrows)
    All.join(running(*Callable).certain());
  return All;
}

} // namespace clang::tidy::async
