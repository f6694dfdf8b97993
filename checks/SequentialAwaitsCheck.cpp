//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequentialAwaitsCheck.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void SequentialAwaitsCheck::checkFacts(const Facts &Unit,
                                       Effects &UnitEffects) {
  // The order may always be intended.
  if (!Unit.isStrict())
    return;
  for (const Body &B : Unit.bodies()) {
    if (!B.IsCoroutine || B.isDependent() || B.Awaits.empty())
      continue;
    for (const AwaitRun &Run : independentAwaits(B, Unit)) {
      if (Run.Loop)
        reportLoop(B, Run.Awaits.front(), Run.Loop, Unit);
      else
        reportRun(B, Run.Awaits, Unit);
    }
  }
}

/// The name of a lambda in messages; for two lambdas it is ambiguous.
static constexpr llvm::StringLiteral ThisLambda = "this lambda";

void SequentialAwaitsCheck::reportRun(const Body &B,
                                      llvm::ArrayRef<AwaitedCall> Run,
                                      const Facts &Unit) {
  std::string First = nameOf(Run[0].Op->callee(), Run[1].Op->callee());
  std::string Second = nameOf(Run[1].Op->callee(), Run[0].Op->callee());
  std::string Text = First + " and " + Second;
  if (Run.size() > 2)
    Text = First + " and the " + std::to_string(Run.size() - 1) +
           " awaits after it";
  else if (Run[0].Op->Site.Function == Run[1].Op->Site.Function &&
           Second == ThisLambda)
    Text = "two calls of " + Second;
  else if (Second == ThisLambda)
    Text = First + " and the lambda after it";
  Draft &New = report(B, Run.front().Op->expr(),
                      Text + " do not depend on each other, but run one "
                             "after the other: their latencies add up");
  std::vector<const Await *> Awaits;
  for (const AwaitedCall &Next : Run) {
    Awaits.push_back(Next.A);
    if (&Next == &Run.front())
      continue;
    New.claim(Next.Op->expr());
    New.note(Next.Op->expr()->getExprLoc(),
             nameOf(Next.Op->callee()) +
                 " does not start until the previous await is finished");
  }
  New.advise(fix::awaitTogether(Awaits, B, Unit));
}

void SequentialAwaitsCheck::reportLoop(const Body &B, const AwaitedCall &Call,
                                       const Stmt *Loop, const Facts &Unit) {
  Draft &New = report(
      B, Call.Op->expr(),
      "each iteration of the loop awaits its own " + nameOf(Call.Op->callee()) +
          ", though none depends on another: their latencies add up");
  if (std::string Name = fix::combinatorOfRange(*Call.Op, Unit); !Name.empty())
    New.note(Loop->getBeginLoc(), "'" + Name + "' awaits them all at once",
             NoteKind::Advice);
}

} // namespace clang::tidy::async
