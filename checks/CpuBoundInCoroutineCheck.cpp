//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CpuBoundInCoroutineCheck.h"
#include "facts/Computing.h"
#include "facts/LongLoops.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void CpuBoundInCoroutineCheck::checkFacts(const Facts &Unit,
                                          Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if ((B.Context != ContextKind::Coroutine &&
         B.Context != ContextKind::Continuation) ||
        B.OnLocalLoop || isAnnotated(B.named(), "nonblocking") ||
        isMeantToCompute(B, Unit))
      continue;
    checkCalls(B, Unit, UnitEffects);
    if (Unit.isStrict())
      checkLoops(B);
  }
}

void CpuBoundInCoroutineCheck::checkCalls(const Body &B, const Facts &Unit,
                                          Effects &UnitEffects) {
  for (const Computation &Next : computationsOf(B, Unit, UnitEffects)) {
    const Operation &Work = *Next.front()->First;
    Draft &New = report(B, Work.expr(),
                        nameOf(Work.callee(), functionOf(B).Is->Function) +
                            " computes for a long time on " +
                            threadOf(B, false, Work.callee()) +
                            ", which stalls everything else on it");
    New.follow(*Next.front(), "computes");
    New.shareCause(*Next.front(),
                   " computes for a long time on " + functionOf(B).thread());
    New.advise(fix::offloadComputation(Work, Unit));
    for (const Witness *Later : llvm::drop_begin(Next)) {
      const Operation &Step = *Later->First;
      New.claim(Step.expr());
      New.note(Step.expr()->getExprLoc(),
               nameOf(Step.callee()) + " continues the computation here");
    }
  }
}

void CpuBoundInCoroutineCheck::checkLoops(const Body &B) {
  for (const Stmt *Loop : longLoops(B))
    report(&B, SourceRange(Loop->getBeginLoc()),
           "these nested loops may compute for a long time on " +
               threadOf(B, false) + ", which stalls everything else on it");
}

} // namespace clang::tidy::async
