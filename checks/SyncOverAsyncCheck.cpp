//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SyncOverAsyncCheck.h"
#include "facts/CallerChoice.h"
#include "facts/Chains.h"
#include "facts/Facades.h"
#include "facts/TaskOrigin.h"
#include "facts/Waits.h"
#include "fix/Fixes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

void SyncOverAsyncCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  Callers AllCallers(Unit, UnitEffects);
  for (const Body &B : Unit.bodies())
    if (!B.Lambda && !B.IsCoroutine && !B.isDependent() &&
        B.Context == ContextKind::Plain)
      checkFunction(B, Unit, UnitEffects, AllCallers);
}

/// True if the signature of \p Function is fixed: an interface requires it, or
/// the function is the way to wait for a task.
static bool hasFixedSignature(const FunctionDecl *Function,
                              const TaskTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && Method->isInstance() &&
      Types.task(Method->getFunctionObjectParameterType()))
    return true;
  return isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(
             Function) ||
         Function->isOverloadedOperator() || Function->isExternC() ||
         (Method && Method->size_overridden_methods() != 0) ||
         isAnnotated(Function, "blocking");
}

/// The waits for tasks in \p B and in the lambdas that it calls immediately.
static void findWaits(const Body &B, Effects &UnitEffects,
                      std::vector<const Operation *> &Found) {
  for (const Operation &Op : B.Operations)
    if (Op.Match.has(RoleInfo::WaitsForTask) && waitedTask(Op) &&
        UnitEffects.isBlockingWait(Op))
      Found.push_back(&Op);
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      findWaits(*Child, UnitEffects, Found);
}

/// True if \p B also blocks on anything that cannot be awaited.
static bool blocksOnEvents(const Body &B,
                           const std::vector<const Operation *> &Waits,
                           Effects &UnitEffects) {
  return llvm::any_of(B.Operations, [&](const Operation &Op) {
    return UnitEffects.isBlockingWait(Op) && !llvm::is_contained(Waits, &Op);
  });
}

static std::string saysCall(bool IsInCoroutine) {
  return IsInCoroutine ? "a coroutine calls it here, which blocks all other "
                         "coroutines on its thread"
                       : "a continuation calls it here, which blocks all other "
                         "work on its thread";
}

void SyncOverAsyncCheck::checkFunction(const Body &B, const Facts &Unit,
                                       Effects &UnitEffects,
                                       Callers &AllCallers) {
  const FunctionDecl *Function = B.Function;
  if (hasFixedSignature(Function, Unit.types()))
    return;
  std::vector<const Operation *> Waits;
  findWaits(B, UnitEffects, Waits);
  if (Waits.empty())
    return;
  const Operation *Call = AllCallers.callInCoroutine(Function);
  if (!Call && AllCallers.mayAllWait(Function))
    return;
  auto AnyElsewhere = AllCallers.callElsewhere(Function);
  std::optional<Callers::CallElsewhere> Elsewhere;

  llvm::DenseSet<Path> Reported;
  std::vector<const Operation *> Wrong;
  for (const Operation *Wait : Waits) {
    // A caller that passes a finished task does not wait.
    auto OtherCall =
        UnitEffects.isWaitForParameter(*Wait) ? std::nullopt : AnyElsewhere;
    bool IsCalled = AllCallers.callInCoroutine(Function, *Wait) || OtherCall;
    const Expr *Task = waitedTask(*Wait);
    const Operation *Maker = makerOf(Task, Unit);
    QualType T = stripAdapters(Task, Unit.models())->getType();
    if (!canContinueFrom(T, Unit) &&
        !(IsCalled && Maker && couldReturnAwaitable(*Maker, Unit)))
      continue;
    if (Wait->Match->Library->IsForFibersOnly
            ? !AllCallers.areAllCoroutines(Function)
            : runsFibersFor(Wait->Match, Unit) && !IsCalled)
      continue;
    // A coroutine should never call it, wherever the task comes from; other
    // callers may intend exactly this wait.
    Origin From = originOf(Task, B, Unit);
    if (From == Origin::Local ||
        (From == Origin::Unknown && !IsCalled && !Unit.isStrict()) ||
        (runsWorkWhileWaiting(*Wait) && !IsCalled && !Unit.isStrict()))
      continue;
    if (Wait->is(Role::TimedWait) && Wait->At.InLoop)
      continue; // The loop polls the task.
    if (isChosenByCaller(*Wait, Unit))
      continue;
    if (isFacade(B, *Wait, Unit) &&
        (Function->isExternallyVisible() || !IsCalled))
      continue;
    if (Path Object = pathOf(Task, Unit.models(), Parts::None);
        Object && !Reported.insert(Object).second)
      continue;
    if (Wrong.empty())
      Elsewhere = OtherCall;
    Wrong.push_back(Wait);
  }

  bool CanAllAwait = AllCallers.areAllCoroutines(Function) &&
                     !blocksOnEvents(B, Waits, UnitEffects);
  Call = Wrong.empty() ? Call
                       : AllCallers.callInCoroutine(Function, *Wrong.front());
  for (const Operation *Wait : Wrong) {
    std::string Text =
        nameOf(Wait->callee(), Function) +
        " blocks the thread of every caller of " +
        nameOf(Function, Wait->callee()) +
        (Wait->is(Role::TimedWait)
             ? " until the task is finished or the timeout expires"
             : " until the task is finished");
    Draft &New = report(*Wait->In, Wait->expr(), std::move(Text));
    if (Wait != Wrong.front())
      continue;
    if (CanAllAwait)
      New.advise(fix::makeCoroutine(B, Waits, Unit));
    if (Call)
      New.note(
          Call->expr()->getExprLoc(),
          saysCall(outermost(*Call->In).Context == ContextKind::Coroutine));
    else if (Elsewhere)
      New.note(Elsewhere->At, saysCall(Elsewhere->IsInCoroutine),
               NoteKind::Context);
    if (New.hasFix()) {
      // The fix also covers the other waits and the callers.
      for (const Operation *Caller : Unit.callsOf(Function))
        New.alsoFix(Caller->expr());
      for (const Operation *Other : llvm::drop_begin(Wrong)) {
        New.claim(Other->expr());
        New.note(Other->expr()->getExprLoc(),
                 "it also waits here, in " + nameOf(Other->callee()));
      }
      return;
    }
    New.note(Function->getLocation(),
             Unit.types().task(Function->getReturnType())
                 ? nameOf(Function) + " already returns a task: continue when "
                                      "the other one is finished"
                 : "return a task from " + nameOf(Function) +
                       ", and let its callers continue when it is finished",
             NoteKind::Advice);
  }
}

} // namespace clang::tidy::async
