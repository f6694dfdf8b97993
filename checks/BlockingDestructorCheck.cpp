//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingDestructorCheck.h"

namespace clang::tidy::async {

void BlockingDestructorCheck::checkFacts(const Facts &Unit,
                                         Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if (B.Context == ContextKind::Coroutine ||
        B.Context == ContextKind::Continuation ||
        B.Context == ContextKind::Fiber) {
      for (const Destruction &Found :
           blockingDestructions(B, Unit, UnitEffects))
        reportIn(B, Found);
      continue;
    }
    if (B.Context != ContextKind::Plain)
      continue;
    for (const Operation &Op : B.Operations)
      if (!UnitEffects.isExempt(Op))
        if (std::optional<Destruction> Found = unusedBlockingTask(Op, Unit))
          reportUnused(*Found);
  }
}

void BlockingDestructorCheck::reportIn(const Body &B,
                                       const Destruction &Found) {
  std::string Name =
      Found.Object ? nameOf(Found.Object) : "this temporary object";
  bool IsTask = Found.Maker && Found.Maker->Task;
  Draft &New =
      report(B, Found.Made,
             "the destructor of " + Name + " blocks " + threadOf(B, true) +
                 (IsTask       ? ", until the task is finished; await it first"
                  : Found.Path ? "; finish its work first"
                               : ", until its work is done; finish it first"));
  if (Found.Object) {
    New.putAt(Found.Object->getLocation());
    New.highlight(Found.Object->getLocation());
  }
  if (Found.Path) {
    New.note(Found.Path->First->expr()->getExprLoc(),
             nameOf(*Found.Path->First) + " blocks in the destructor");
    New.follow(*Found.Path);
  }
}

void BlockingDestructorCheck::reportUnused(const Destruction &Found) {
  std::string Name = nameOf(Found.Object);
  std::string Maker = nameOf(*Found.Maker);
  if (Found.Is == Destruction::Assignment) {
    report(*Found.Maker->In, Found.Made,
           "the assignment destroys the previous task in " + Name +
               ", which blocks until that is finished; wait for it where "
               "blocking is fine");
    return;
  }
  Draft &New =
      report(*Found.Maker->In, Found.Made,
             Name +
                 " is destroyed at the end of this scope, which blocks "
                 "until the work of " +
                 Maker +
                 " is done; keep the task, or call the function "
                 "directly");
  New.putAt(Found.Object->getLocation());
  New.highlight(Found.Object->getLocation());
}

} // namespace clang::tidy::async
