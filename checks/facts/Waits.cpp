//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Waits.h"

namespace clang::tidy::async {

bool canContinueFrom(QualType Task, const Facts &Unit) {
  if (Task->isPointerType())
    Task = Task->getPointeeType();
  const TaskInfo *Info = Unit.types().task(Task);
  if (!Info)
    return Unit.types().awaitable(Task) != nullptr;
  if (Info->Await != AwaitForm::None)
    return true;
  return Info->Model &&
         !Unit.models().callsOn(*Info->Model, Role::Continue).empty();
}

bool couldReturnAwaitable(const Operation &Maker, const Facts &Unit) {
  return llvm::any_of(Maker.Site.Args, [&](const Expr *Arg) {
    const TypeModel *Model = Unit.models().type(Arg->getType());
    return Model && Model->Token == TokenEffect::Future && Model->Fix;
  });
}

bool runsWorkWhileWaiting(const Operation &Wait) {
  if (Wait.Match->Task.K == Position::All)
    return false;
  bool IsFree = Wait.Match->Task.K == Position::Index;
  return Wait.is(Role::Wait) && Wait.Site.Args.size() > (IsFree ? 1 : 0);
}

bool runsFibersFor(const CallMatch &Match, const Facts &Unit) {
  for (const Body &B : Unit.bodies())
    for (const Operation &Op : B.Operations)
      if (Op.is(Role::MayBlock) && Op.Match->Runs == Place::Fiber &&
          Op.Match->Library == Match->Library &&
          !StringRef(B.named()->getQualifiedNameAsString())
               .starts_with((Match.Root + "::").str()))
        return true;
  return false;
}

} // namespace clang::tidy::async
