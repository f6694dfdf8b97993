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

/// True if the last of the calls that \p Task came through which say where they
/// go on, such as `.via(pool)`, goes on where computing is right.
static bool comesFromPool(const Expr *Task, const Facts &Unit) {
  if (!Task)
    return false;
  for (const Link &Each : Unit.chains().of(Task)) {
    if (!Each.Op || !Each.Op->Match)
      return false;
    Place Where = Unit.placeOf(*Each.Op);
    if (Where != Place::Unknown && Where != Place::Here)
      return Where == Place::Pool || Where == Place::Thread;
  }
  return false;
}

/// True if the task that \p Call gives is put on a pool.
static bool goesToPool(const Operation &Call, const Facts &Unit) {
  auto IsPutThere = [&](const Use &How) {
    if (How.Through && comesFromPool(How.Through, Unit))
      return true;
    if (How.Is != Use::Passed && How.Is != Use::ObjectOf)
      return false;
    const Operation *To = Unit.operationAt(How.Call);
    return To && Unit.placeOf(*To) == Place::Pool;
  };
  return IsPutThere(Call.Result) ||
         (Call.Result.Is == Use::Local &&
          llvm::any_of(
              Unit.mentions(Call.Result.Var),
              [&](const Mention &Later) { return IsPutThere(Later.How); }));
}

/// True if a caller in sight starts the coroutine \p B on a pool, or if the
/// continuation \p B is attached to what runs on one.
static bool isStartedOnPool(const Body &B, const Facts &Unit) {
  // A lambda that is called at once is where its parent is.
  if (B.IsInline && B.Parent)
    return isStartedOnPool(*B.Parent, Unit);
  if (!B.IsCoroutine)
    return B.HandedTo && B.HandedTo->Match &&
           comesFromPool(B.HandedTo->Site.at(B.HandedTo->Match->Task), Unit);
  return llvm::any_of(Unit.callsOf(B.Function), [&](const Operation *Call) {
    return Call->In->Context == ContextKind::Offloaded ||
           goesToPool(*Call, Unit);
  });
}

/// True if \p B runs on threads of a library that has them to compute.
static bool runsToCompute(const Body &B, const Facts &Unit) {
  if (!B.IsCoroutine)
    return B.HandedTo && B.HandedTo->Match &&
           B.HandedTo->Match->Library->Computes;
  const TypeModel *Task = Unit.models().type(B.Function->getReturnType());
  return Task && Task->Library->Computes;
}

/// True if a lambda in \p B runs elsewhere and makes the same call: whoever
/// wrote that knows when it is worth while.
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

/// What the steps of one computation share: the object that \p Work is a member
/// of, or the state that its first argument points to. Unknown for none: two
/// elements of a container are seldom the same.
static Path stateOf(const Operation &Work, const Models &Known) {
  const Expr *E = Work.Site.Object;
  if (!E && !Work.Site.Args.empty()) {
    E = Work.Site.Args.front();
    QualType T = E->getType();
    // Numbers and text are what is worked on.
    if (!T->isPointerType() || !(T->getPointeeType()->isRecordType() ||
                                 T->getPointeeType()->isVoidType()))
      return {};
  }
  Path State = E ? pathOf(E, Known).withoutPointers() : Path();
  bool IsElement = llvm::any_of(State.steps(), [](const Path::Step &Each) {
    return Each.Kind == Path::Step::Element;
  });
  return IsElement ? Path() : State;
}

bool isThereToCompute(const Body &B, const Facts &Unit) {
  return runsToCompute(B, Unit) || isStartedOnPool(B, Unit);
}

std::vector<Computation> computationsOf(const Body &B, const Facts &Unit,
                                        Effects &Does) {
  std::vector<Computation> All;
  llvm::SmallVector<Path, 4> States; ///< Of each.
  for (const Witness &Leads : Does.computing(B)) {
    const Operation &Work = *Leads.First;
    if (Work.In != &B || isOffloadedElsewhere(Work, B))
      continue;
    // What has not started yet computes where it is started.
    if (Work.Task && Work.Task->StartsAs == Start::Lazy &&
        goesToPool(Work, Unit))
      continue;
    Path State = Leads.isDirect() ? stateOf(Work, Unit.models()) : Path();
    size_t Same = llvm::find(States, State) - States.begin();
    if (Same == States.size()) {
      All.emplace_back();
      States.push_back(State);
    }
    All[Same].push_back(&Leads);
  }
  return All;
}

} // namespace clang::tidy::async
