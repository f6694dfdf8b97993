//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingWaitCheck.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void BlockingWaitCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    if (B.Context != ContextKind::Coroutine &&
        B.Context != ContextKind::Continuation)
      continue;
    for (const Operation &Op : B.Operations)
      if (Does.isBlockingWait(Op) && !Does.isOffloadedByHop(Op))
        reportIn(B, Op, Unit);
  }
}

void BlockingWaitCheck::reportIn(const Body &B, const Operation &Wait,
                                 const Facts &Unit) {
  std::string Text = nameOf(Wait.callee()) + " blocks the thread";
  bool ForTask = !Wait.is(Role::Block) && waitedTask(Wait) != nullptr;
  if (B.Context == ContextKind::Coroutine) {
    Text += " of coroutine " + nameOf(B.named());
    Text += !ForTask ? ", and of all others on it"
            : Wait.is(Role::TimedWait)
                ? " until the task is finished or the time is over"
                : " until the task is finished";
    Fix Edits = fix::awaitInstead(Wait, Unit);
    // Say what can be done only if it can.
    if (!Edits.empty())
      Text += "; await it instead";
    report(B, Wait.expr(), std::move(Text)).Edits = std::move(Edits);
    return;
  }
  Text += " that runs this continuation, and all that wait for that thread";
  Finding &New = report(B, Wait.expr(), std::move(Text));
  if (ForTask && B.HandedTo && B.HandedTo->is(Role::Continue))
    New.Notes.push_back({B.HandedTo->expr()->getExprLoc(),
                         "return the task from the callable given to " +
                             nameOf(B.HandedTo->callee()) +
                             ", and go on in the next one",
                         {}});
}

} // namespace clang::tidy::async
