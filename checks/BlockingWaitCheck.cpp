//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingWaitCheck.h"
#include "facts/CallerChoice.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void BlockingWaitCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if (B.Context != ContextKind::Coroutine &&
        B.Context != ContextKind::Continuation &&
        B.Context != ContextKind::Fiber)
      continue;
    for (const Operation &Op : B.Operations)
      if (UnitEffects.isBlockingWait(Op) && !B.suspendsIn(Op) &&
          !B.toleratesBlocking(Op) && !UnitEffects.isOffloadedByHop(Op) &&
          !isChosenByCaller(Op, Unit))
        reportIn(B, Op, Unit);
  }
}

void BlockingWaitCheck::reportIn(const Body &B, const Operation &Wait,
                                 const Facts &Unit) {
  bool ForTask = !Wait.is(Role::Block) && waitedTask(Wait) != nullptr;
  bool IsCoroutine = B.Context == ContextKind::Coroutine;
  std::string Text = nameOf(Wait.callee(), functionOf(B).Is->Function) +
                     " blocks " +
                     threadOf(B, !ForTask || !IsCoroutine, Wait.callee());
  if (IsCoroutine) {
    if (ForTask)
      Text += Wait.is(Role::TimedWait)
                  ? " until the task is finished or the timeout expires"
                  : " until the task is finished";
    report(B, Wait.expr(), std::move(Text))
        .advise(fix::awaitInstead(Wait, Unit));
    return;
  }
  Draft &New = report(B, Wait.expr(), std::move(Text));
  if (ForTask && B.PassedTo && B.PassedTo->is(Role::Continue) &&
      !New.offerAt(B.PassedTo->expr()->getExprLoc(),
                   fix::returnInstead(Wait, Unit)))
    New.note(B.PassedTo->expr()->getExprLoc(),
             "return the task from the callable passed to " +
                 nameOf(B.PassedTo->callee()) +
                 ", and continue in the next one",
             NoteKind::Advice);
}

} // namespace clang::tidy::async
