//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Chains.h"
#include "facts/Flow.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

const Expr *Chains::predecessorOf(const Operation &Op) const {
  if (Op.Match) {
    if (const Expr *Task = Op.Site.at(Op.Match->Task))
      return Task;
    if (!Op.is(Role::Continue) && !Op.is(Role::Adapt) && !Op.is(Role::Spawn))
      return nullptr;
  }
  return Op.Site.Object;
}

void Chains::collectAssignments() {
  auto &Assigned = Cache.Assigned.emplace();
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations)
      if (const VarDecl *Var = assignmentIn(Op.expr()).first)
        if (Var->hasLocalStorage())
          Assigned[Var].push_back(&Op);
}

llvm::SmallVector<const Expr *, 2> Chains::valuesOf(const DeclRefExpr *Ref) {
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) ||
      !Var->getInit())
    return {};
  if (!Cache.Assigned)
    collectAssignments();
  auto Assignments = Cache.Assigned->find(Var);
  if (Assignments == Cache.Assigned->end())
    return {Var->getInit()};
  const Body *B = F.bodyOf(dyn_cast<FunctionDecl>(Var->getDeclContext()));
  bool AreAllInBody =
      B && llvm::all_of(Assignments->second,
                        [&](const Operation *Op) { return Op->In == B; });
  if (AreAllInBody)
    if (auto Values = F.flow(*B).valuesAt(Var, Ref); !Values.empty())
      return Values;
  // If a lambda assigns or names the variable, for example, it may have any of
  // its values.
  llvm::SmallVector<const Expr *, 2> All = {Var->getInit()};
  for (const Operation *Op : Assignments->second)
    All.push_back(assignmentIn(Op->expr()).second);
  return All;
}

void Chains::build(const Expr *E, Chain &Result) {
  llvm::SmallPtrSet<const Expr *, 4> Seen;
  const VarDecl *Holder = nullptr;
  while ((E = stripCasts(E))) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (auto Values = valuesOf(Ref); Values.size() == 1) {
        if (!Seen.insert(Ref).second) {
          Result.IsKnown = false;
          return;
        }
        Holder = Holder ? Holder : cast<VarDecl>(Ref->getDecl());
        E = Values.front();
        continue;
      }
    const Operation *Op = F.operationAt(E);
    const Expr *Inner = Op ? predecessorOf(*Op) : nullptr;
    const Expr *Adapted = !Op                   ? adaptedTask(E, F.models())
                          : Op->is(Role::Adapt) ? Op->Site.at(Op->Match->Task)
                                                : nullptr;
    Result.Links.push_back(
        {E, Op, std::exchange(Holder, nullptr), Adapted != nullptr});
    E = Adapted ? Adapted : Inner;
  }
}

Chains Facts::chains() const {
  if (!AllChains)
    AllChains = std::make_shared<ChainCache>();
  return Chains(*this, *AllChains);
}

const Chain &Chains::of(const Expr *E) {
  E = stripCasts(E);
  std::unique_ptr<Chain> &Slot = Cache.ByTask[E];
  if (!Slot) {
    Slot = std::make_unique<Chain>();
    build(E, *Slot);
  }
  return *Slot;
}

//===----------------------------------------------------------------------===//
// Walking
//===----------------------------------------------------------------------===//

const Link *Chain::maker() const {
  for (const Link &Each : Links)
    if (!Each.IsAdapter)
      return &Each;
  return nullptr;
}

const Operation *makerOf(const Expr *E, const Facts &Unit) {
  const Link *Maker = E ? Unit.chains().of(E).maker() : nullptr;
  return Maker ? Maker->Op : nullptr;
}

const Operation *pipeOf(const Operation &Closure, const Facts &Unit) {
  const Operation *Pipe = Closure.Result.Is == Use::Passed
                              ? Unit.operationAt(Closure.Result.Call)
                              : nullptr;
  return Pipe && Pipe->Site.Closure == Closure.expr() ? Pipe : nullptr;
}

const Operation *Chains::next(const Operation &Op) const {
  bool IsObject = Op.Result.Is == Use::ObjectOf;
  const Operation *Next = IsObject || Op.Result.Is == Use::Passed
                              ? F.operationAt(Op.Result.Call)
                              : nullptr;
  if (!Next || !Next->Match)
    return nullptr;
  Position Task = Next->Match->Task;
  bool Continues = IsObject
                       ? Task.K == Position::This
                       : Task.K != Position::Index || Task.N == Op.Result.Index;
  return Continues ? Next : nullptr;
}

/// The operation `op.via(x)`, perhaps among other adapters, that moves the work
/// of \p Op to an executor; null if there is none.
static const Operation *driverOf(const Operation &Op, const Facts &Unit) {
  if (!Op.Result.Adapter)
    return nullptr;
  const Operation *Driver = nullptr;
  for (const Link &Adapter : Unit.chains().of(Op.Result.Adapter)) {
    if (Adapter.Op == &Op)
      break;
    if (!Adapter.is(Role::Adapt))
      return nullptr;
    if (Adapter.Op->Match->Moved == Moves::Work)
      Driver = Adapter.Op; // The innermost one counts.
  }
  return Driver;
}

std::optional<Place> placeInChain(const Operation &Op, const Facts &Unit) {
  // Before the operation: the last hop counts.
  for (const Link &Before : Unit.chains().of(Op).links().drop_front()) {
    if (Before.IsAdapter)
      continue;
    if (Before.is(Role::Hop))
      return Unit.placeOf(*Before.Op);
    if (!Before.is(Role::Continue))
      break;
  }
  // Around the operation: `starts_on(x, just() | then(f))`,
  // `task.defer(f).via(x)`.
  const Operation *Last = &Op;
  while (true) {
    if (const Operation *Driver = driverOf(*Last, Unit))
      return Unit.placeOf(*Driver);
    const Operation *Outer = Unit.chains().next(*Last);
    if (!Outer || (Last->Result.Is == Use::ObjectOf &&
                   Outer->Match->StartsAs != Start::Lazy))
      return std::nullopt;
    // The waiting thread may run the continuation.
    if (Outer->is(Role::Wait))
      return Place::Unknown;
    if (Outer->is(Role::Hop) && Outer->Match->Moved == Moves::Work)
      return Unit.placeOf(*Outer);
    if (!Outer->is(Role::Continue))
      return std::nullopt;
    Last = Outer;
  }
}

} // namespace clang::tidy::async
