//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RedundantRescheduleCheck.h"
#include "facts/ExecutorChoices.h"
#include "facts/Hops.h"
#include "fix/Fixes.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

void RedundantRescheduleCheck::checkFacts(const Facts &Unit,
                                          Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    // In a test, the hop itself may be under test.
    if (B.isDependent())
      continue;
    if (B.IsCoroutine)
      checkHops(B, Unit);
    for (const Operation &Op : B.Operations)
      if (Op.Match)
        checkChoice(Op, Unit);
  }
}

void RedundantRescheduleCheck::checkHops(const Body &B, const Facts &Unit) {
  for (const UselessHop &Each : uselessHops(B, Unit)) {
    const Operation &Hop = *Each.Hop;
    std::string Start = nameOf(Hop.callee()) + " schedules " + coroutineName(B);
    std::string Text;
    switch (Each.Why) {
    case UselessHop::LeavesAtOnce:
      Text = Start + " on an executor that it leaves at once";
      break;
    case UselessHop::AlreadyThere:
      Text = Start + " on the executor that it already runs on";
      break;
    case UselessHop::AtEnd:
      Text = Start +
             " on an executor right before it ends, but whatever awaits "
             "it resumes where it was anyway";
      break;
    }
    Draft &New = report(B, Hop.expr(), std::move(Text));
    if (Each.Next)
      New.note(Each.Next->expr()->getExprLoc(),
               "it leaves that executor here, through " +
                   nameOf(Each.Next->callee()));
    if (Each.IsRemovable)
      New.advise(fix::removeHop(Hop, Each.Statement, Unit));
  }
}

/// The end of the message about \p Op, which starts with its name.
static std::string textOf(const RedundantChoice &Choice, const Operation &Op) {
  switch (Choice.Why) {
  case RedundantChoice::PostsToCurrent:
    return " posts to the executor that this code already runs on";
  case RedundantChoice::Overridden:
  case RedundantChoice::Repeated:
    return " chooses an executor, but the next " +
           nameOf(Choice.Next->callee()) +
           (Choice.Why == RedundantChoice::Repeated ? " chooses the same one"
                                                    : " chooses another one") +
           " before anything runs there";
  case RedundantChoice::AlreadyChosen:
    return " chooses the executor that the chain is already on";
  case RedundantChoice::ResumesElsewhere:
    return " chooses an executor on which nothing runs: " +
           coroutineName(*Op.In) + " resumes where it was";
  case RedundantChoice::AlreadyCurrent:
    return " chooses the executor that " + coroutineName(*Op.In) +
           " already runs on";
  case RedundantChoice::OnlyWaitedFor:
    return " chooses an executor on which nothing runs: " +
           nameOf(Choice.Wait->callee()) + " waits here";
  }
  llvm_unreachable("covered switch");
}

void RedundantRescheduleCheck::checkChoice(const Operation &Op,
                                           const Facts &Unit) {
  std::optional<RedundantChoice> Choice = redundantChoice(Op, Unit);
  if (!Choice)
    return;
  Draft &New =
      report(*Op.In, Op.expr(), nameOf(Op.callee()) + textOf(*Choice, Op));
  if (Choice->Why == RedundantChoice::PostsToCurrent) {
    New.Advice = "call the function directly";
    return;
  }
  if (!isOnlyUseOfExecutor(Op))
    New.advise(fix::removeChoice(Op, Unit));
  // The wait is the more important mistake.
  if (Choice->Wait)
    New.claim(Choice->Wait->expr());
}

} // namespace clang::tidy::async
