//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Results that are tasks: the part of UnobservedTaskCheck about callables whose
// caller ignores the task that they return, and about tasks in other tasks.

#include "UnobservedTaskCheck.h"
#include "facts/Joins.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Callables whose task is ignored
//===----------------------------------------------------------------------===//

/// How many functions may call one another before one throws.
static constexpr unsigned MaxCalls = 4;

/// True if \p B, or a visible function that it calls, has a throw that nothing
/// on the way catches.
static bool hasThrow(const Body &B, const Facts &Unit, unsigned Depth = 0) {
  return B.Throws || llvm::any_of(B.Operations, [&](const Operation &Op) {
           const Body *Callee = Op.At.InTry || Depth == MaxCalls
                                    ? nullptr
                                    : Unit.bodyOf(Unit.target(Op));
           return Callee && hasThrow(*Callee, Unit, Depth + 1);
         });
}

/// True if the error of the task that \p Ignored returns may be lost.
static bool mayLoseError(const IgnoredResult &Ignored, const Facts &Unit,
                         FailureAnalysis &Failures) {
  const Body *Code = Ignored.Code;
  // Whether a function that is not visible can fail is only a guess.
  if (!Code)
    return Unit.isStrict();
  const Failure &Error = Failures.inReturnedTask(*Code);
  if (!(Code->IsCoroutine ? Failures.likely(Error) : Error).mayBeLost())
    return false;
  // Where tasks are dropped by convention, so is what an unknown task does.
  bool MayBeLeft = Ignored.Task->Model && Ignored.Task->Model->MayBeLeft;
  return !MayBeLeft || Unit.isStrict() || hasThrow(*Code, Unit);
}

/// True if the coroutine in \p Ignored has not finished when it returns.
static bool isUnfinished(const IgnoredResult &Ignored) {
  return Ignored.Code && Ignored.Code->IsCoroutine &&
         !Ignored.Code->Awaits.empty();
}

/// The name of a function that starts a callable that returns \p Task; empty if
/// its library has none.
static std::string starterOf(const TaskInfo &Task) {
  if (!Task.Model)
    return "";
  for (const CallModel &Call : Task.Model->Library->Calls)
    if (Call.Is == Role::Spawn && Call.Callable && !Call.Task && !Call.Strict &&
        Call.Names.size() == 1)
      return "'" + Call.Names.front() + "'";
  return "";
}

void UnobservedTaskCheck::checkIgnored(const Body &B,
                                       const IgnoredResult &Ignored,
                                       const Facts &Unit,
                                       Effects &UnitEffects) {
  if (isAllowed(Ignored.Function, Ignored.Task) ||
      (Ignored.To && Ignored.To->At.InAssertion))
    return;
  std::string Task = "the task returned by " + nameOf(Ignored.Function);
  std::string Dropper =
      Ignored.Holder.isNull()
          ? nameOf(*Ignored.To)
          : "'" +
                Ignored.Holder.getUnqualifiedType().getAsString(
                    Unit.context().getPrintingPolicy()) +
                "'";
  bool EndsProcess = Ignored.Task->Dropped == Drop::Terminates;
  std::string Text;
  switch (Ignored.Task->Dropped) {
  case Drop::NeverRuns:
    Text = Task + " never runs: " + Dropper +
           " ignores it, and it runs only when awaited";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    if (!mayLoseError(Ignored, Unit, UnitEffects.failing()) ||
        (Ignored.To && (UnitEffects.endings().endsAfter(*Ignored.To) ||
                        isObservedByEvent(*Ignored.To, EndsProcess, Unit,
                                          UnitEffects.failing()))))
      return;
    Text = Task + " is dropped, because " + Dropper +
           " ignores it; if it fails, " +
           (EndsProcess ? "the process ends" : "nobody will know");
    break;
  case Drop::Cancels:
    if (!isUnfinished(Ignored))
      return;
    Text = Task + " is destroyed at once, which cancels its work: " + Dropper +
           " ignores it";
    break;
  default:
    return;
  }
  Draft &New = report(B, Ignored.Callable, std::move(Text));
  New.putAt(Ignored.Callable->getBeginLoc());
  New.IsReportedInTests = Ignored.Task->Dropped == Drop::NeverRuns;
  if (std::string Starter = starterOf(*Ignored.Task);
      Ignored.Task->Dropped == Drop::NeverRuns && !Starter.empty())
    New.note(Ignored.Callable->getBeginLoc(),
             "pass it to " + Starter + ", which starts it", NoteKind::Advice);
}

//===----------------------------------------------------------------------===//
// Tasks in tasks
//===----------------------------------------------------------------------===//

void UnobservedTaskCheck::checkNested(const Body &B, const NestedTask &Nested,
                                      const Facts &Unit, Effects &UnitEffects) {
  const Operation *Maker = Unit.operationAt(Nested.Outer);
  if ((Maker && isAllowed(*Maker)) || isAllowed(nullptr, Nested.Task))
    return;
  bool EndsProcess = Nested.Task->Dropped == Drop::Terminates;
  std::string Text =
      !Nested.Holder ? "the task that this awaited task yields "
      : Nested.IsTaken
          ? "the task in " + nameOf(Nested.Holder) + " "
          : "the task that is the value of " + nameOf(Nested.Holder) + " ";
  switch (Nested.Task->Dropped) {
  case Drop::NeverRuns:
    Text += Nested.Holder && !Nested.IsTaken ? "never runs: nothing takes it"
                                             : "never runs: nothing awaits it";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    // Only the type of such a task is known.
    if (!Nested.IsTaken ||
        (Nested.Holder && Nested.Holder->hasAttr<UnusedAttr>()) ||
        !UnitEffects.failing().inTask(Nested.Outer).mayBeLost())
      return;
    Text += std::string("is dropped; if it fails, ") +
            (EndsProcess ? "the process ends" : "nobody will know");
    break;
  default:
    return;
  }
  Draft &New = report(B, Nested.Outer, std::move(Text));
  New.IsReportedInTests = Nested.Task->Dropped == Drop::NeverRuns;
  if (Nested.Holder)
    New.putAt(Nested.Holder->getLocation());
  else
    New.advise(fix::awaitAgain(Nested.Outer, B, Unit));
}

} // namespace clang::tidy::async
