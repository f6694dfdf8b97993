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

void SyncOverAsyncCheck::checkFacts(const Facts &Unit, Effects &Does) {
  Callers Who(Unit, Does);
  for (const Body &B : Unit.bodies())
    if (!B.Lambda && !B.IsCoroutine && !B.isDependent() &&
        B.Context == ContextKind::Plain)
      checkFunction(B, Unit, Does, Who);
}

/// True if the form of \p Function is fixed: an interface requires it, or it is
/// how a task is waited for.
static bool isBound(const FunctionDecl *Function, const TaskTypes &Types) {
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
static void findWaits(const Body &B, Effects &Does,
                      std::vector<const Operation *> &Found) {
  for (const Operation &Op : B.Operations)
    if (Op.Match.has(RoleInfo::WaitsForTask) && waitedTask(Op) &&
        Does.isBlockingWait(Op))
      Found.push_back(&Op);
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      findWaits(*Child, Does, Found);
}

/// True if \p B also blocks on anything that cannot be awaited.
static bool blocksOnEvents(const Body &B,
                           const std::vector<const Operation *> &Waits,
                           Effects &Does) {
  return llvm::any_of(B.Operations, [&](const Operation &Op) {
    return Does.isBlockingWait(Op) && !llvm::is_contained(Waits, &Op);
  });
}

static std::string saysCall(bool IsInCoroutine) {
  return IsInCoroutine ? "a coroutine calls it here, which blocks all other "
                         "coroutines on its thread"
                       : "a continuation calls it here, which blocks all other "
                         "work on its thread";
}

void SyncOverAsyncCheck::checkFunction(const Body &B, const Facts &Unit,
                                       Effects &Does, Callers &Who) {
  const FunctionDecl *Function = B.Function;
  if (isBound(Function, Unit.types()))
    return;
  std::vector<const Operation *> Waits;
  findWaits(B, Does, Waits);
  if (Waits.empty())
    return;
  const Operation *Call = Who.callInCoroutine(Function);
  if (!Call && Who.mayAllWait(Function))
    return;
  std::optional<Callers::CallElsewhere> Elsewhere;

  llvm::DenseSet<Path> Said;
  std::vector<const Operation *> Wrong;
  for (const Operation *Wait : Waits) {
    // A caller that passes a finished task does not wait.
    auto OtherCall = Who.callElsewhere(Function, *Wait);
    bool Call = Who.callInCoroutine(Function, *Wait) || OtherCall;
    const Expr *Task = waitedTask(*Wait);
    const Operation *Maker = makerOf(Task, Unit);
    QualType T = stripAdapters(Task, Unit.models())->getType();
    if (!canContinueFrom(T, Unit) &&
        !(Call && Maker && couldReturnAwaitable(*Maker, Unit)))
      continue;
    if (Wait->Match->Library->IsForFibersOnly
            ? !Who.areAllCoroutines(Function)
            : runsFibersFor(Wait->Match, Unit) && !Call)
      continue;
    // A coroutine should never call it, wherever the task comes from; other
    // callers may have asked for this very wait.
    Origin From = originOf(Task, B, Unit);
    if (From == Origin::Local ||
        (From == Origin::Unknown && !Call && !Unit.isStrict()) ||
        (runsWorkWhileWaiting(*Wait) && !Call && !Unit.isStrict()))
      continue;
    if (Wait->is(Role::TimedWait) && Wait->At.InLoop)
      continue; // The loop checks on it from time to time.
    if (isChosenByCaller(*Wait, Unit))
      continue;
    if (isFacade(B, *Wait, Unit) && (Function->isExternallyVisible() || !Call))
      continue;
    if (Path Object = pathOf(Task, Unit.models(), Parts::None);
        Object && !Said.insert(Object).second)
      continue;
    if (Wrong.empty())
      Elsewhere = OtherCall;
    Wrong.push_back(Wait);
  }

  bool CanAllFollow =
      Who.areAllCoroutines(Function) && !blocksOnEvents(B, Waits, Does);
  Call = Wrong.empty() ? Call : Who.callInCoroutine(Function, *Wrong.front());
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
    if (CanAllFollow)
      New.advise(fix::makeCoroutine(B, Waits, Unit));
    if (Call)
      New.note(
          Call->expr()->getExprLoc(),
          saysCall(outermost(*Call->In).Context == ContextKind::Coroutine));
    else if (Elsewhere)
      New.note(Elsewhere->At, saysCall(Elsewhere->IsInCoroutine),
               NoteKind::Context);
    if (New.hasFix()) {
      // The fix mends the other waits, and the callers.
      for (const Operation *Caller : Unit.callsOf(Function))
        New.mend(Caller->expr());
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
