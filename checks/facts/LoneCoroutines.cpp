//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/LoneCoroutines.h"
#include "facts/Chains.h"
#include "facts/ReadyTests.h"

namespace clang::tidy::async {

static bool startsWork(const Operation &Op) {
  return Op.is(Role::Spawn) || Op.is(Role::Detach) || Op.is(Role::Post) ||
         Op.is(Role::Offload);
}

static bool startsAnyWork(const Body &B) {
  return llvm::any_of(B.Operations, startsWork) ||
         llvm::any_of(B.Children,
                      [](const Body *Child) { return startsAnyWork(*Child); });
}

/// The call that starts the task of \p Maker; null if it is not visible.
static const Operation *launchOf(const Operation &Maker, const Facts &F) {
  return Maker.Result.Is == Use::Passed ? F.operationAt(Maker.Result.Call)
                                        : nullptr;
}

/// The only call that starts the coroutine \p B; null if there may be others.
static const Operation *onlyLaunchOf(const Body &B, const Facts &F) {
  if (B.Lambda && B.PassedTo)
    return B.PassedTo;
  if (B.Lambda) {
    const Operation *Call = B.Usage.Is == Use::ObjectOf
                                ? F.operationAt(B.Usage.Call)
                                : nullptr;
    return Call ? launchOf(*Call, F) : nullptr;
  }
  if (B.Function->isExternallyVisible() || F.isAddressTaken(B.Function))
    return nullptr;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(B.Function);
  return Calls.size() == 1 ? launchOf(*Calls.front(), F) : nullptr;
}

bool isAloneOnThread(const Body &B, const Facts &Unit) {
  const Operation *Launch =
      B.Context == ContextKind::Coroutine ? onlyLaunchOf(B, Unit) : nullptr;
  if (!Launch || !Launch->is(Role::Spawn) || startsAnyWork(B))
    return false;
  const Body &Starter = *Launch->In;
  if (Starter.IsCoroutine)
    return false;
  bool RunsLoop = false;
  for (const Operation &Op : Starter.Operations) {
    if (&Op != Launch && startsWork(Op))
      return false;
    RunsLoop |= Op.is(Role::Block) && Op.Match->Blocks == Blocking::Loop &&
                Unit.sources().isBeforeInTranslationUnit(
                    Launch->expr()->getExprLoc(), Op.expr()->getExprLoc());
    if (const Expr *Task = Op.is(Role::Wait) && RunsLoop ? waitedTask(Op)
                                                         : nullptr)
      if (makerOf(Task, Unit) == Launch)
        return true;
  }
  return false;
}

} // namespace clang::tidy::async
