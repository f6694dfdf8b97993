//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Computing.h"
#include "facts/Chains.h"
#include "facts/Objects.h"

namespace clang::tidy::async {

/// True if the last call in the chain of \p Task that chooses an executor, such
/// as `.via(pool)`, chooses one that is meant for computing.
static bool comesFromPool(const Expr *Task, const Facts &Unit) {
  if (!Task)
    return false;
  for (const Link &Each : Unit.chains().of(Task)) {
    if (!Each.Op || !Each.Op->Match)
      return false;
    Place Executor = Unit.placeOf(*Each.Op);
    if (Executor != Place::Unknown && Executor != Place::Here)
      return Executor == Place::Pool || Executor == Place::Thread;
  }
  return false;
}

/// True if the task that \p Call returns is placed on a pool.
static bool goesToPool(const Operation &Call, const Facts &Unit) {
  auto PlacesOnPool = [&](const Use &TaskUse) {
    if (TaskUse.Adapter && comesFromPool(TaskUse.Adapter, Unit))
      return true;
    if (TaskUse.Is != Use::Passed && TaskUse.Is != Use::ObjectOf)
      return false;
    const Operation *Receiver = Unit.operationAt(TaskUse.Call);
    return Receiver && Unit.placeOf(*Receiver) == Place::Pool;
  };
  return PlacesOnPool(Call.Result) ||
         (Call.Result.Is == Use::Local &&
          llvm::any_of(Unit.mentions(Call.Result.Var), [&](const Mention &M) {
            return PlacesOnPool(M.Usage);
          }));
}

/// True if a visible caller starts the coroutine \p B on a pool, or if the
/// continuation \p B is attached to a task that runs on one.
static bool isStartedOnPool(const Body &B, const Facts &Unit) {
  // A lambda that is called at once runs where its parent runs.
  if (B.IsInline && B.Parent)
    return isStartedOnPool(*B.Parent, Unit);
  if (!B.IsCoroutine)
    return B.PassedTo && B.PassedTo->Match &&
           comesFromPool(B.PassedTo->Site.at(B.PassedTo->Match->Task), Unit);
  return llvm::any_of(Unit.callsOf(B.Function), [&](const Operation *Call) {
    return Call->In->Context == ContextKind::Offloaded ||
           goesToPool(*Call, Unit);
  });
}

/// True if \p B runs on the threads of a library that are meant for computing.
static bool runsOnComputeThreads(const Body &B, const Facts &Unit) {
  if (!B.IsCoroutine)
    return B.PassedTo && B.PassedTo->Match &&
           B.PassedTo->Match->Library->Computes;
  const TypeModel *Task = Unit.models().type(B.Function->getReturnType());
  return Task && Task->Library->Computes;
}

/// True if a lambda in \p B runs elsewhere and makes the same call: the author
/// knows when offloading is worthwhile.
static bool isOffloadedElsewhere(const Operation &Work, const Body &B) {
  return llvm::any_of(B.Children, [&](const Body *Child) {
    return ((Child->Context == ContextKind::Offloaded ||
             Child->Context == ContextKind::MayBlock) &&
            llvm::any_of(Child->Operations,
                         [&](const Operation &Op) {
                           return Op.callee() == Work.callee();
                         })) ||
           isOffloadedElsewhere(Work, *Child);
  });
}

/// The state that the steps of one computation share: the object that \p Work
/// is a member function of, or the object that its first argument points to.
/// Unknown if there is none: two elements of a container are seldom the same.
static Path stateOf(const Operation &Work, const Models &AllModels) {
  const Expr *E = Work.Site.Object;
  if (!E && !Work.Site.Args.empty()) {
    E = Work.Site.Args.front();
    QualType T = E->getType();
    // Numbers and text are input, not state.
    if (!T->isPointerType() || !(T->getPointeeType()->isRecordType() ||
                                 T->getPointeeType()->isVoidType()))
      return {};
  }
  Path State = E ? pathOf(E, AllModels).withoutPointers() : Path();
  bool IsElement = llvm::any_of(State.steps(), [](const Path::Step &Each) {
    return Each.Kind == Path::Step::Element;
  });
  return IsElement ? Path() : State;
}

bool isMeantToCompute(const Body &B, const Facts &Unit) {
  return runsOnComputeThreads(B, Unit) || isStartedOnPool(B, Unit);
}

std::vector<Computation> computationsOf(const Body &B, const Facts &Unit,
                                        Effects &UnitEffects) {
  std::vector<Computation> All;
  llvm::SmallVector<Path, 4> States; ///< By index in All.
  for (const Witness &Each : UnitEffects.computing(B)) {
    const Operation &Work = *Each.First;
    if (Work.In != &B || isOffloadedElsewhere(Work, B))
      continue;
    // A task that has not started yet computes where it is started.
    if (Work.Task && Work.Task->StartsAs == Start::Lazy &&
        goesToPool(Work, Unit))
      continue;
    Path State = Each.isDirect() ? stateOf(Work, Unit.models()) : Path();
    size_t Index = llvm::find(States, State) - States.begin();
    if (Index == States.size()) {
      All.emplace_back();
      States.push_back(State);
    }
    All[Index].push_back(&Each);
  }
  return All;
}

} // namespace clang::tidy::async
