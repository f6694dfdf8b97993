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

/// The promise that \p Op sets, or gives the task of.
static Path promiseOf(const Operation &Op, const Facts &Unit) {
  return pathOf(Op.Site.at(Op.Match->Task), Unit.models(), Parts::None)
      .withoutPointers();
}

/// True if \p Op makes a task by calling something that gives a task, or may do
/// so: it is only called, and may be asynchronous.
static bool callsForTask(const Operation &Op, const Facts &Unit) {
  if (!Op.Match->Callable)
    return false;
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  return !Callable || Unit.types().task(Callable->Function->getReturnType());
}

llvm::SmallVector<Finish, 4> finishes(const Body &B, const Facts &Unit,
                                      Effects &Does) {
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
    const Operation *Taken = Unit.operationAt(Value);
    if (const auto *Var = dyn_cast_or_null<VarDecl>(ObjectOf(Value).named());
        Var && Var->hasLocalStorage() && Var->getInit())
      Taken = Unit.operationAt(stripAdapters(Var->getInit(), Unit.models()));
    if (!Taken || !Taken->is(Role::GetTask))
      continue;
    Path Promise = promiseOf(*Taken, Unit);
    for (const Operation &Set : B.Operations)
      if (Set.is(Role::SetValue) && promiseOf(Set, Unit) == Promise &&
          Does.proofs(B).mayPrecede(Set.expr(), Value))
        Found.push_back({Value, Set.expr(), nullptr, Set.Match->Callable});
  }
  return Found;
}

namespace {
/// Looks for tasks that a function may return before they are finished.
class UnfinishedSearch {
public:
  /// \p Other is what may be returned instead; null for nothing.
  UnfinishedSearch(const Facts &Unit, const Operation *Other)
      : Unit(Unit), Other(Other) {}

  /// True if \p B may return such a task after \p From; at any time if that is
  /// null.
  bool mayReturn(const Body &B, const Expr *From) {
    return llvm::any_of(B.Returns, [&](const Stmt *S) {
      const auto *Return = dyn_cast<ReturnStmt>(S);
      return Return && Return->getRetValue() &&
             mayGive(Return->getRetValue(), B, From);
    });
  }

private:
  /// True if \p B, after \p From, may give \p Returned before it is finished.
  bool mayGive(const Expr *Returned, const Body &B, const Expr *From) {
    Returned = stripAdapters(Returned, Unit.models());
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Returned))
      return mayGive(Choice->getTrueExpr(), B, From) ||
             mayGive(Choice->getFalseExpr(), B, From);
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

  /// True if \p Task may not be finished when \p B returns it by \p Returned.
  bool isUnfinished(const Expr *Task, const Expr *Returned, const Body &B,
                    const Expr *From) {
    Task = stripAdapters(Task, Unit.models());
    // A value at hand turns into a task that is finished.
    if (!Unit.types().task(Task->getType()) &&
        !Unit.types().awaitable(Task->getType()))
      return isCallable(Task->getType());
    const Operation *Op = Unit.operationAt(Task);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Task);
        Made && Made->getNumArgs() == 0)
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
    return Asked.insert(Callee->Id).second && mayReturn(*Callee, nullptr);
  }

  /// True if \p B, when it returns \p Returned, may not have set the promise of
  /// \p Taken since \p From.
  bool isLeftOpen(const Operation &Taken, const Expr *Returned, const Body &B,
                  const Expr *From) {
    Path Promise = promiseOf(Taken, Unit);
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
  llvm::SmallDenseSet<unsigned, 4> Asked;
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
