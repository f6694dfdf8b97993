//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SelfWaitCheck.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void SelfWaitCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    for (const SelfWait &Found : selfWaitsIn(B, Unit, UnitEffects))
      reportWait(Found, Unit);
    for (const SelfJoin &Found : selfJoinsIn(B, Unit))
      reportJoin(Found);
  }
}

/// The name of \p Executor in quotes.
static std::string nameOf(const ExecutorId &Executor) {
  const NamedDecl *D = Executor.Is.named();
  return nameOf(D ? D : dyn_cast_or_null<NamedDecl>(Executor.Is.root()));
}

void SelfWaitCheck::reportWait(const SelfWait &Found, const Facts &Unit) {
  const Operation &Wait = *Found.Wait;
  std::string Executor = nameOf(Found.On);
  Draft &New = report(
      *Wait.In, Wait.expr(),
      nameOf(Wait) + " blocks a thread of " + Executor + " for " +
          (Found.Given ? "work that needs " + Executor
                       : std::string("all of its work, this code included")) +
          ": once all of its threads wait, none of them continues");
  New.note(Found.Runs->expr()->getExprLoc(),
           nameOf(*Found.Runs) + " runs this code on " + Executor);
  if (Found.Given && Found.Given != &Wait)
    New.note(Found.Given->expr()->getExprLoc(),
             nameOf(*Found.Given) + " passes the work to " + Executor);
  if (!Found.Given || Found.Given == &Wait)
    return;
  if (Wait.In->IsCoroutine)
    New.advise(fix::awaitInstead(Wait, Unit));
  else if (Found.Runs->is(Role::Continue))
    New.offerAt(Found.Runs->expr()->getExprLoc(),
                fix::returnInstead(Wait, Unit));
}

void SelfWaitCheck::reportJoin(const SelfJoin &Found) {
  Draft &New = report(
      *Found.Join->In, Found.Join->expr(),
      nameOf(*Found.Join) + " may wait for its own thread: code that runs on " +
          nameOf(Found.Joined) +
          " may be the last to release this object; destroy the object on "
          "another thread");
  New.note(Found.Keeper->expr()->getExprLoc(),
           "this code keeps the object alive until it has run");
}

} // namespace clang::tidy::async
