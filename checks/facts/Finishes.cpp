//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Finishes.h"
#include "facts/CallerChoice.h"
#include "facts/Chains.h"
#include "facts/Flow.h"

namespace clang::tidy::async {

/// The promise that \p Op sets, or whose task \p Op returns.
static Path promiseOf(const Operation &Op, const Facts &Unit) {
  return pathOf(Op.Site.at(Op.Match->Task), Unit.models(), Parts::None)
      .withoutPointers();
}

/// True if \p Op makes a task by calling a callable that returns a task, or may
/// return one: the callable may be asynchronous.
static bool callsForTask(const Operation &Op, const Facts &Unit) {
  if (!Op.Match->Callable)
    return false;
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  return !Callable || Unit.types().task(Callable->Function->getReturnType());
}

llvm::SmallVector<Finish, 4> findFinishes(const Body &B, const Facts &Unit,
                                          Effects &UnitEffects) {
  llvm::SmallVector<Finish, 4> Found;
  auto ObjectOf = [&](const Expr *E) {
    return pathOf(E, Unit.models(), Parts::None).withoutPointers();
  };
  for (const Operation &Op : B.Operations) {
    if (!Op.is(Role::Ready) || !Op.Task ||
        (Op.Result.Is != Use::Returned && Op.Result.Is != Use::Local))
      continue;
    if (callsForTask(Op, Unit))
      continue;
    Found.push_back({Op.expr(), Op.expr(), &Op, Op.Match->Callable});
  }
  for (const Stmt *S : B.Returns) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Expr *Value =
        Return && Return->getRetValue()
            ? stripAdapters(Return->getRetValue(), Unit.models())
            : nullptr;
    if (!Value)
      continue;
    const Operation *Source = Unit.operationAt(Value);
    if (const auto *Var = dyn_cast_or_null<VarDecl>(ObjectOf(Value).named());
        Var && Var->hasLocalStorage() && Var->getInit())
      Source = Unit.operationAt(stripAdapters(Var->getInit(), Unit.models()));
    if (!Source || !Source->is(Role::GetTask))
      continue;
    Path Promise = promiseOf(*Source, Unit);
    for (const Operation &Set : B.Operations)
      if (Set.is(Role::SetValue) && promiseOf(Set, Unit) == Promise &&
          UnitEffects.proofs(B).mayPrecede(Set.expr(), Value))
        Found.push_back({Value, Set.expr(), nullptr, Set.Match->Callable});
  }
  return Found;
}

namespace {
/// Looks for tasks that a function may return before they are finished.
class UnfinishedSearch {
public:
  /// \p Other is the ready future that may be returned instead; null if there
  /// is none.
  UnfinishedSearch(const Facts &Unit, const Operation *Other)
      : Unit(Unit), Other(Other) {}

  /// True if \p B may return such a task after \p From, or at any time if \p
  /// From is null.
  bool mayReturn(const Body &B, const Expr *From) {
    return llvm::any_of(B.Returns, [&](const Stmt *S) {
      const auto *Return = dyn_cast<ReturnStmt>(S);
      return Return && Return->getRetValue() &&
             mayBeUnfinished(Return->getRetValue(), B, From);
    });
  }

private:
  /// True if \p B, after \p From, may return \p Returned before it is finished.
  bool mayBeUnfinished(const Expr *Returned, const Body &B, const Expr *From) {
    Returned = stripAdapters(Returned, Unit.models());
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Returned))
      return mayBeUnfinished(Choice->getTrueExpr(), B, From) ||
             mayBeUnfinished(Choice->getFalseExpr(), B, From);
    if (From && !Unit.flow(B).mayLeadTo(From, Returned))
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(Returned);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!Var || !Var->isLocalVarDecl())
      return isUnfinished(Returned, Returned, B, From);
    auto Values = Unit.chains().valuesOf(Ref);
    return Values.empty() || llvm::any_of(Values, [&](const Expr *Value) {
             return isUnfinished(Value, Returned, B, From);
           });
  }

  /// True if \p Task may be unfinished when \p B returns it as \p Returned.
  bool isUnfinished(const Expr *Task, const Expr *Returned, const Body &B,
                    const Expr *From) {
    Task = stripAdapters(Task, Unit.models());
    // A value is converted to a finished task.
    if (!Unit.types().task(Task->getType()) &&
        !Unit.types().awaitable(Task->getType()))
      return isCallable(Task->getType());
    const Operation *Op = Unit.operationAt(Task);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Task);
        Construct && Construct->getNumArgs() == 0)
      return false;
    if (!Op)
      return true;
    if (Other && Op->In == Other->In && areChosenApart(Other->At, Op->At))
      return false;
    if (!Op->Match)
      return isUnfinishedCall(*Op);
    if (Op->Match.has(RoleInfo::MakesFinishedTask))
      return callsForTask(*Op, Unit);
    return !Op->is(Role::GetTask) || isLeftOpen(*Op, Returned, B, From);
  }

  bool isUnfinishedCall(const Operation &Op) {
    const Body *Callee = Unit.bodyOf(Op.Site.Function);
    if (!Callee || Callee->isDependent())
      return true;
    if (Callee->IsCoroutine)
      return !Callee->Awaits.empty();
    return Visited.insert(Callee->Id).second && mayReturn(*Callee, nullptr);
  }

  /// True if \p B may return \p Returned without having set the promise of \p
  /// Source since \p From.
  bool isLeftOpen(const Operation &Source, const Expr *Returned, const Body &B,
                  const Expr *From) {
    Path Promise = promiseOf(Source, Unit);
    llvm::SmallVector<const Expr *, 2> Sets;
    for (const Operation &Set : B.Operations)
      if ((Set.is(Role::SetValue) || Set.is(Role::Failed)) &&
          promiseOf(Set, Unit) == Promise)
        Sets.push_back(Set.expr());
    return Sets.empty() || (From && !llvm::is_contained(Sets, From) &&
                            Unit.flow(B).mayLeadTo(From, Returned, Sets));
  }

  const Facts &Unit;
  const Operation *Other;
  llvm::SmallDenseSet<unsigned, 4> Visited;
};
} // namespace

bool mayReturnUnfinished(const Body &B, const Expr *From, const Finish &Other,
                         const Facts &Unit) {
  return UnfinishedSearch(Unit, Other.Ready).mayReturn(B, From);
}

bool hasYield(const Body &B) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 8> Todo = {Coroutine ? Coroutine->getBody()
                                                       : B.Code};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (isa_and_nonnull<CoyieldExpr>(S))
      return true;
    if (S && !isa<LambdaExpr>(S))
      llvm::append_range(Todo, S->children());
  }
  return false;
}

} // namespace clang::tidy::async
