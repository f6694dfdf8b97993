//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ExecutorChoices.h"
#include "facts/Chains.h"
#include "facts/Hops.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

/// True if \p Op only chooses an executor for its task.
static bool isChoice(const Operation *Op) {
  return Op && Op->is(Role::Adapt) && Op->Match->Moved != Moves::Unknown &&
         Op->Match->Executor &&
         Op->Site.Args.size() == (Op->Match->Task.K == Position::This ? 1 : 2);
}

/// The operation that makes the task that is passed to \p Op; null if the task
/// comes from a variable, or if it is unknown.
static const Operation *makerOf(const Operation &Op, const Facts &Unit) {
  llvm::ArrayRef<Link> Links = Unit.chains().of(Op).links();
  return Links.size() > 1 && !Links[1].Holder ? Links[1].Op : nullptr;
}

/// True if the task that is passed to the choice \p Op has nothing left to run.
static bool hasNoWork(const Operation &Op, const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  // A choice for a variable does not change the task in the variable.
  if (!Task || Task->IgnoreParenImpCasts()->isLValue())
    return false;
  if (Op.Match->Moved == Moves::Rest)
    return true;
  const Operation *Maker = makerOf(Op, Unit);
  // A callable may return a task with work of its own.
  return Maker && Maker->is(Role::Ready) && !Maker->Match->Callable;
}

/// The operation before \p Op in its chain that chose the executor on which
/// everything up to \p Op runs; null if there is none.
static const Operation *earlierChoice(const Operation &Op, const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  const CXXRecordDecl *Class = classOf(stripImplicit(Task)->getType());
  const Operation *Before = makerOf(Op, Unit);
  auto IsLink = [&](const Operation &Link) {
    return Link.is(Role::Continue) && Link.Match->Task.K == Position::This &&
           !Link.Match->Executor && Link.Match->Runs == Place::Unknown;
  };
  auto IsSameKind = [&](const Operation &Link) {
    const auto *A = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        classOf(Link.expr()->getType()));
    const auto *B = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
    return A && B &&
           A->getSpecializedTemplate()->getCanonicalDecl() ==
               B->getSpecializedTemplate()->getCanonicalDecl();
  };
  while (Before && Before->Match && IsSameKind(*Before)) {
    if (Before->Match->Moved != Moves::Unknown)
      return Before->Site.Args.size() == (Before->Match->Callable ? 2 : 1)
                 ? Before
                 : nullptr; // It also sets a priority.
    if (!IsLink(*Before))
      return nullptr;
    Before = makerOf(*Before, Unit);
  }
  return nullptr;
}

/// True if the choice \p Next, the next link of the chain, makes \p Op useless.
static bool isReplacedBy(const Operation &Op, const Operation &Next,
                         const Facts &Unit) {
  return isChoice(&Op) && Op.Match->Task.K == Position::This &&
         hasNoWork(Op, Unit) && isChoice(&Next) &&
         Next.Match->Moved == Moves::Rest &&
         Next.Match->Task.K == Position::This && makerOf(Next, Unit) == &Op;
}

/// True if \p Wait could be called on the task that is passed to the choice \p
/// Op.
static bool canWaitWithout(const Operation &Op, const Operation &Wait,
                           const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  return Wait.callee() && Wait.callee()->getIdentifier() &&
         Unit.types().hasMember(classOf(stripImplicit(Task)->getType()),
                                Wait.callee()->getName());
}

std::optional<RedundantChoice> redundantChoice(const Operation &Op,
                                               const Facts &Unit) {
  Executors Lookup(Unit);
  if (Op.is(Role::Post) && Op.Match->Stays &&
      Lookup.of(Op).K == ExecutorId::Current)
    return RedundantChoice{RedundantChoice::PostsToCurrent};
  if (!isChoice(&Op))
    return std::nullopt;
  ExecutorId Chosen = Lookup.of(Op);
  if (!Chosen)
    return std::nullopt;
  const Body &B = *Op.In;
  const Expr *Task = Op.Site.at(Op.Match->Task);

  for (const Operation &Next : B.Operations)
    if (isReplacedBy(Op, Next, Unit)) {
      bool IsSame = Lookup.of(Next).isSame(Chosen) && !Chosen.MayChange;
      return RedundantChoice{IsSame ? RedundantChoice::Repeated
                                    : RedundantChoice::Overridden,
                             &Next};
    }

  // If Op directly follows the earlier choice, that one is reported instead.
  if (Op.Match->Moved == Moves::Rest && Task)
    if (const Operation *Earlier = earlierChoice(Op, Unit))
      if (Lookup.of(*Earlier).isSame(Chosen) && !Chosen.MayChange &&
          !isReplacedBy(*Earlier, Op, Unit))
        return RedundantChoice{RedundantChoice::AlreadyChosen};

  // A task that a coroutine awaits runs on the executor of the coroutine.
  const TypeModel *CoroutineModel = modelIfResumesOnOwn(B, Unit);
  bool IsAwaited =
      Op.Result.Is == Use::Awaited && !Op.Result.Adapter && CoroutineModel &&
      CoroutineModel->Library == Op.Match->Library && Task &&
      Unit.types().isAwaitableIn(stripImplicit(Task)->getType(), B.Promise);
  if (IsAwaited && hasNoWork(Op, Unit))
    return RedundantChoice{RedundantChoice::ResumesElsewhere};
  if (IsAwaited && Chosen.K == ExecutorId::Current && !Op.At.InLoop &&
      !Task->IgnoreParenImpCasts()->isLValue())
    return RedundantChoice{RedundantChoice::AlreadyCurrent};

  if (Op.Result.Is == Use::ObjectOf && !Op.Result.Adapter &&
      Op.Match->Task.K == Position::This)
    if (const Operation *Wait = Unit.operationAt(Op.Result.Call);
        Wait && (Wait->is(Role::Wait) || Wait->is(Role::TimedWait)) &&
        hasNoWork(Op, Unit) && canWaitWithout(Op, *Wait, Unit) &&
        !isChoice(makerOf(Op, Unit)))
      return RedundantChoice{RedundantChoice::OnlyWaitedFor, nullptr, Wait};
  return std::nullopt;
}

} // namespace clang::tidy::async
