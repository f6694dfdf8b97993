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

/// True if \p Op chooses one of its task's executors and does nothing else.
static bool isChoice(const Operation *Op) {
  return Op && Op->is(Role::Adapt) && Op->Match->Moved != Moves::Unknown &&
         Op->Match->Executor &&
         Op->Site.Args.size() == (Op->Match->Task.K == Position::This ? 1 : 2);
}

/// The operation that makes the task that \p Op is given there.
static const Operation *makerOf(const Operation &Op, const Facts &Unit) {
  llvm::ArrayRef<Link> Links = Unit.chains().of(Op).links();
  return Links.size() > 1 && !Links[1].Holder ? Links[1].Op : nullptr;
}

/// True if nothing of the task that the choice \p Op is given is left to run.
static bool hasNoWork(const Operation &Op, const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  // A choice for a variable leaves that as it is.
  if (!Task || Task->IgnoreParenImpCasts()->isLValue())
    return false;
  if (Op.Match->Moved == Moves::Rest)
    return true;
  const Operation *Maker = makerOf(Op, Unit);
  // What a callable gives may be a task with work of its own.
  return Maker && Maker->is(Role::Ready) && !Maker->Match->Callable;
}

/// The operation before \p Op in its chain that chose the executor that
/// everything up to \p Op runs on.
static const Operation *chosenBefore(const Operation &Op, const Facts &Unit) {
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
                 : nullptr; // With a priority.
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

/// True if \p Wait can be called on the task that the choice \p Op is given.
static bool canWaitWithout(const Operation &Op, const Operation &Wait,
                           const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  return Wait.callee() && Wait.callee()->getIdentifier() &&
         Unit.types().hasMember(classOf(stripImplicit(Task)->getType()),
                                Wait.callee()->getName());
}

std::optional<UselessChoice> uselessChoice(const Operation &Op,
                                           const Facts &Unit) {
  Executors Known(Unit);
  if (Op.is(Role::Post) && Op.Match->Stays &&
      Known.of(Op).K == ExecutorId::Current)
    return UselessChoice{UselessChoice::IsHere};
  if (!isChoice(&Op))
    return std::nullopt;
  ExecutorId Chosen = Known.of(Op);
  if (!Chosen)
    return std::nullopt;
  const Body &B = *Op.In;
  const Expr *Task = Op.Site.at(Op.Match->Task);

  for (const Operation &Next : B.Operations)
    if (isReplacedBy(Op, Next, Unit)) {
      bool IsSame = Known.of(Next).isSame(Chosen) && !Chosen.MayChange;
      return UselessChoice{IsSame ? UselessChoice::IsRepeated
                                  : UselessChoice::IsReplaced,
                           &Next};
    }

  // Of two that stand side by side, the first one has been reported.
  if (Op.Match->Moved == Moves::Rest && Task)
    if (const Operation *Before = chosenBefore(Op, Unit))
      if (Known.of(*Before).isSame(Chosen) && !Chosen.MayChange &&
          !isReplacedBy(*Before, Op, Unit))
        return UselessChoice{UselessChoice::IsChosen};

  // What a coroutine awaits runs on the executor of the coroutine.
  const TypeModel *Own = ownResuming(B, Unit);
  bool IsAwaited =
      Op.Result.Is == Use::Awaited && !Op.Result.Through && Own &&
      Own->Library == Op.Match->Library && Task &&
      Unit.types().isAwaitableIn(stripImplicit(Task)->getType(), B.Promise);
  if (IsAwaited && hasNoWork(Op, Unit))
    return UselessChoice{UselessChoice::IsResumed};
  if (IsAwaited && Chosen.K == ExecutorId::Current && !Op.At.InLoop &&
      !Task->IgnoreParenImpCasts()->isLValue())
    return UselessChoice{UselessChoice::RunsHere};

  if (Op.Result.Is == Use::ObjectOf && !Op.Result.Through &&
      Op.Match->Task.K == Position::This)
    if (const Operation *Wait = Unit.operationAt(Op.Result.Call);
        Wait && (Wait->is(Role::Wait) || Wait->is(Role::TimedWait)) &&
        hasNoWork(Op, Unit) && canWaitWithout(Op, *Wait, Unit) &&
        !isChoice(makerOf(Op, Unit)))
      return UselessChoice{UselessChoice::IsWaitedFor, nullptr, Wait};
  return std::nullopt;
}

} // namespace clang::tidy::async
