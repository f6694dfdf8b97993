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

void RedundantRescheduleCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    // In a test, a hop may be what is tested.
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
    std::string Moves = nameOf(Hop.callee()) + " moves " + coroutineName(B);
    std::string Text;
    switch (Each.Why) {
    case UselessHop::MovesOn:
      Text = Moves + " to where it does nothing before it is moved on";
      break;
    case UselessHop::IsThere:
      Text = Moves + " to where it is already";
      break;
    case UselessHop::AtEnd:
      Text = Moves + " right before it ends; who awaits it goes on where it "
                     "was anyway";
      break;
    }
    Draft &New = report(B, Hop.expr(), std::move(Text));
    if (Each.Next)
      New.note(Each.Next->expr()->getExprLoc(),
               "it is moved on here, by " + nameOf(Each.Next->callee()));
    if (Each.CanGo)
      New.advise(fix::removeHop(Hop, Each.Statement, Unit));
  }
}

/// What to say of \p Op, after its name.
static std::string textOf(const UselessChoice &Choice, const Operation &Op) {
  switch (Choice.Why) {
  case UselessChoice::IsHere:
    return " goes to where this runs already";
  case UselessChoice::IsReplaced:
  case UselessChoice::IsRepeated:
    return " chooses an executor, and the next " +
           nameOf(Choice.Next->callee()) +
           (Choice.Why == UselessChoice::IsRepeated ? " it again"
                                                    : " another one") +
           " before anything runs there";
  case UselessChoice::IsChosen:
    return " chooses the executor that the chain is on already";
  case UselessChoice::IsResumed:
    return " chooses an executor on which nothing runs: " +
           coroutineName(*Op.In) + " goes on where it was";
  case UselessChoice::RunsHere:
    return " chooses the executor that " + coroutineName(*Op.In) +
           " runs on already";
  case UselessChoice::IsWaitedFor:
    return " chooses an executor on which nothing runs: " +
           nameOf(Choice.Wait->callee()) + " waits here";
  }
  llvm_unreachable("covered switch");
}

void RedundantRescheduleCheck::checkChoice(const Operation &Op,
                                           const Facts &Unit) {
  std::optional<UselessChoice> Choice = uselessChoice(Op, Unit);
  if (!Choice)
    return;
  Draft &New =
      report(*Op.In, Op.expr(), nameOf(Op.callee()) + textOf(*Choice, Op));
  if (Choice->Why == UselessChoice::IsHere) {
    New.Advice = "call the function itself";
    return;
  }
  if (!isOnlyUseOfExecutor(Op))
    New.advise(fix::removeChoice(Op, Unit));
  // What is wrong with the wait comes first.
  if (Choice->Wait)
    New.claim(Choice->Wait->expr());
}

} // namespace clang::tidy::async
