//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UnobservedTaskCheck.h"
#include "facts/ExpectedThrows.h"
#include "facts/Observers.h"
#include "facts/Outcomes.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

// One spelling for the reader, the writer and the config dump.
static constexpr llvm::StringLiteral AllowVoidCastKey = "AllowVoidCast";
static constexpr llvm::StringLiteral AllowedTypesKey = "AllowedTypes";
static constexpr llvm::StringLiteral AllowedFunctionsKey = "AllowedFunctions";

static std::vector<StringRef> splitList(StringRef List) {
  llvm::SmallVector<StringRef> Parts;
  List.split(Parts, ';', -1, false);
  llvm::for_each(Parts, [](StringRef &Part) { Part = Part.trim(); });
  return {Parts.begin(), Parts.end()};
}

UnobservedTaskCheck::UnobservedTaskCheck(StringRef Name,
                                         ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      AllowVoidCast(Options.get(AllowVoidCastKey, false)),
      AllowedTypes(splitList(Options.get(AllowedTypesKey, ""))),
      AllowedFunctions(splitList(Options.get(AllowedFunctionsKey, ""))) {}

void UnobservedTaskCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, AllowVoidCastKey, AllowVoidCast);
  Options.store(Opts, AllowedTypesKey, llvm::join(AllowedTypes, ";"));
  Options.store(Opts, AllowedFunctionsKey, llvm::join(AllowedFunctions, ";"));
}

void UnobservedTaskCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if (ignoresErrors(B, Unit))
      report(&B, B.Function->getLocation(),
             nameOf(B.Function) +
                 " drops the errors of failed tasks; handle or log them");
    checkFireAndForget(B, Unit, UnitEffects.failing());
    // A callable that is expected to throw never returns a task.
    if (isExpectedToThrow(B, Unit, UnitEffects))
      continue;
    for (const Operation &Op : B.Operations) {
      if (Op.At.InAssertion)
        continue;
      checkDiscarded(Op, Unit, UnitEffects);
      checkHeld(Op, Unit, UnitEffects);
      checkDetached(Op, Unit, UnitEffects);
    }
    for (const IgnoredResult &Ignored : ignoredResultsIn(B, Unit))
      checkIgnored(B, Ignored, Unit, UnitEffects);
    for (const NestedTask &Nested : nestedTasksIn(B, Unit))
      checkNested(B, Nested, Unit, UnitEffects);
  }
}

bool UnobservedTaskCheck::isAllowed(const Operation &Op) const {
  return isAllowed(Op.Site.Function ? Op.Site.Function : Op.callee(), Op.Task);
}

bool UnobservedTaskCheck::isAllowed(const NamedDecl *Callee,
                                    const TaskInfo *Task) const {
  if (Callee && llvm::any_of(AllowedFunctions, [&](StringRef Name) {
        return hasQualifiedName(Callee, Name);
      }))
    return true;
  if (isAnnotated(dyn_cast_or_null<FunctionDecl>(Callee), "fire_and_forget_ok"))
    return true;
  return Task && llvm::any_of(AllowedTypes, [&](StringRef Name) {
           return hasQualifiedName(Task->Class, Name);
         });
}

/// Offers \p Await, which awaits the task of \p Op where it is created: on the
/// warning, or as a choice if the following code may be meant to run
/// concurrently. True if it is such a choice.
static bool offerAwait(Draft &New, Fix Await, const Operation &Op,
                       const Facts &Unit) {
  if (isMeantToBeAwaited(Op, Unit)) {
    New.offer(std::move(Await));
    return false;
  }
  if (!Await.empty())
    Await.Title = "await it, if the code that follows may wait";
  return New.offerAt(Op.expr()->getExprLoc(), std::move(Await));
}

static void noteSink(Draft &New, const Sink &Of) {
  if (Of.Function)
    New.note(Of.Function->getLocation(),
             nameOf(Of.Function) + " never uses it");
  else
    New.note(Of.At, "it is dropped here", NoteKind::Context);
}

void UnobservedTaskCheck::checkDiscarded(const Operation &Op, const Facts &Unit,
                                         Effects &UnitEffects) {
  // A function that returns a reference, such as a builder, does not return a
  // new task.
  if (!Op.Task || Op.expr()->isGLValue() || Op.In->isDependent() ||
      isWrapped(Op, Unit) || isAllowed(Op))
    return;
  std::optional<Sink> Sunk = sinkOf(Op.Result, Unit);
  if (!Op.Result.isDiscarded() && !Sunk)
    return;
  std::string Text;
  Drop Dropped = dropOf(Op);
  switch (Dropped) {
  case Drop::NeverRuns:
    Text = "the task returned by " + nameOf(Op) +
           " is dropped before it starts: it runs only when awaited";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    if (canDropOutcome(Op, Unit, UnitEffects) || mayRunUnobserved(Op, Unit) ||
        isPassedToCallback(Op, Unit) ||
        (AllowVoidCast && Op.Result.Is != Use::Discarded))
      return;
    Text =
        "the task returned by " + nameOf(Op) + " is dropped; if it fails, " +
        (Dropped == Drop::Terminates ? "the process ends" : "nobody will know");
    break;
  case Drop::Cancels:
    if (isKeptElsewhere(Op, Unit) || mayCancelNothing(Op, Unit))
      return;
    Text = "the task returned by " + nameOf(Op) +
           " is destroyed at once, which cancels its work";
    break;
  case Drop::Blocks:
    Text = nameOf(Op) +
           " blocks here until its work is done: the task it returns is "
           "destroyed at once";
    break;
  default:
    return;
  }
  Draft &New = report(*Op.In, Op.expr(), std::move(Text));
  New.IsReportedInTests = Dropped == Drop::NeverRuns;
  if (Sunk) {
    noteSink(New, *Sunk);
    return;
  }
  // A loop that drops running tasks on purpose runs several at once; awaiting
  // each would serialize them.
  bool IsForMany = Op.At.InLoop && Op.Result.Is != Use::Discarded &&
                   Dropped != Drop::NeverRuns;
  Fix Await = IsForMany ? Fix() : fix::awaitDiscarded(Op, Unit);
  // A task that is launched on purpose runs concurrently with the following
  // code: a fix should not decide to wait for it.
  bool IsLaunched = Op.is(Role::Spawn);
  SourceLocation CallLoc = Op.expr()->getExprLoc();
  bool IsChoice = !IsLaunched && offerAwait(New, std::move(Await), Op, Unit);
  if (New.hasFix())
    return;
  IsChoice = IsChoice || New.offerAt(CallLoc, fix::returnDropped(Op, Unit));
  if (!IsChoice)
    New.offerAt(CallLoc, Dropped == Drop::Blocks ? fix::keepInVariable(Op, Unit)
                                                 : fix::handleError(Op, Unit));
  if (IsLaunched && !Await.empty())
    New.note(CallLoc, "await it, if the code that follows may wait",
             NoteKind::Advice);
  if (canReturn(Op, Unit))
    New.note(CallLoc,
             "return it, so that the callers of " + nameOf(Op.In->Function) +
                 " can wait for it",
             NoteKind::Advice);
  if (auto [Scope, Adder] = reachableScope(Op, Unit); Scope)
    New.note(Scope->getLocation(),
             "hand it to " + nameOf(Scope) + " with '" + Adder.str() + "'",
             NoteKind::Advice);
}

void UnobservedTaskCheck::checkHeld(const Operation &Op, const Facts &Unit,
                                    Effects &UnitEffects) {
  if (!Op.Task || Op.In->isDependent() || Op.expr()->isGLValue())
    return;
  const ValueDecl *Holder = holderOf(Op, Unit);
  if (!Holder || !holdsTaskOf(Holder, Op, Unit) || isAllowed(Op) ||
      isWrapped(Op, Unit))
    return;
  Drop Dropped = dropOf(Op);
  if (!isNeverObserved(Holder, Dropped, Unit))
    return;
  std::string Text;
  switch (Dropped) {
  case Drop::NeverRuns:
    Text = "the task in " + nameOf(Holder) + " never runs: nothing awaits it";
    break;
  case Drop::LosesError:
  case Drop::Terminates:
    if (Holder->hasAttr<UnusedAttr>() || canDropOutcome(Op, Unit, UnitEffects))
      return;
    Text = "nothing awaits " + nameOf(Holder);
    if (Dropped == Drop::Terminates)
      Text += ": if it fails, the process ends";
    else if (Unit.types().yieldsNothing(Op.expr()->getType()))
      Text += ": its error is lost";
    else
      Text += ": its value and its error are lost";
    break;
  case Drop::Cancels: {
    const auto *Var = dyn_cast<VarDecl>(Holder);
    if (!Var || Var->hasAttr<UnusedAttr>() || !hasNoTimeToRun(Op, Var, Unit))
      return;
    Text = "nothing awaits " + nameOf(Holder) +
           ": it is destroyed at the end of its scope, which cancels its work";
    break;
  }
  default:
    return;
  }
  Draft &New = report(*Op.In, Op.expr(), std::move(Text));
  New.IsReportedInTests = Dropped == Drop::NeverRuns;
  if (const auto *Var = dyn_cast<VarDecl>(Holder)) {
    New.putAt(Var->getLocation());
    for (const Mention &M : Unit.mentions(Var))
      if (std::optional<Sink> Sunk = sinkOf(M.Usage, Unit)) {
        noteSink(New, *Sunk);
        return;
      }
    if (!offerAwait(New, fix::awaitVariable(Var, Op, Unit), Op, Unit) &&
        !New.hasFix())
      New.offerAt(Var->getLocation(),
                  fix::handleErrorOfVariable(Var, Op, Unit));
  }
}

void UnobservedTaskCheck::reportEnd(const Operation &Op,
                                    const Launch &Launched) {
  Draft &New =
      report(*Op.In, Op.expr(),
             "an exception that escapes " + nameOfSource(Launched) +
                 " ends the process: " + nameOf(Op) + " has no handler for it");
  New.IsRemark = true;
  if (Launched.FailsAt)
    New.note(*Launched.FailsAt, "it can come from here", NoteKind::Context);
  else
    New.note(Launched.Error.witness()->At->getBeginLoc(),
             "it can come from here");
}

void UnobservedTaskCheck::reportLost(const Operation &Op,
                                     const Launch &Launched,
                                     const Facts &Unit) {
  Draft &New = report(*Op.In, Op.expr(),
                      "the error of " + nameOfLostWork(Op, Launched) +
                          " is lost: " + reasonOfLoss(Op, Launched));
  if (Launched.FailsAt)
    New.note(*Launched.FailsAt,
             "an exception from here escapes " +
                 nameOf(Launched.Maker->callee()),
             NoteKind::Context);
  if (const Body *Started = Op.is(Role::Spawn) ? Launched.Started : nullptr;
      Started && Launched.Error.witness()->In)
    New.note(
        Launched.Error.where()->getBeginLoc(),
        "an exception from here escapes " +
            (Started->Lambda ? "this coroutine" : nameOf(Started->Function)));
  New.offerAt(fix::tokenOf(Op, Unit), fix::addErrorHandler(Op, Unit));
}

void UnobservedTaskCheck::checkDetached(const Operation &Op, const Facts &Unit,
                                        Effects &UnitEffects) {
  if (Op.In->isDependent() || isAllowed(Op) ||
      UnitEffects.endings().endsAfter(Op))
    return;
  std::optional<Launch> Found = launchAt(Op, Unit, UnitEffects.failing());
  if (!Found)
    return;
  switch (Found->Is) {
  case Launch::Unjoinable:
    report(*Op.In, Op.expr(),
           "this thread is detached: nothing can wait for it to finish");
    return;
  case Launch::Ends:
    return reportEnd(Op, *Found);
  case Launch::Lost:
    return reportLost(Op, *Found, Unit);
  }
}

void UnobservedTaskCheck::checkFireAndForget(const Body &B, const Facts &Unit,
                                             FailureAnalysis &Failures) {
  std::optional<Unhandled> Handling = lossOfFireAndForget(B, Unit, Failures);
  if (!Handling)
    return;
  bool EndsProcess = *Handling == Unhandled::Terminates;
  SourceLocation At =
      B.Lambda ? B.Lambda->getBeginLoc() : B.Function->getLocation();
  Draft &New = report(
      &B, At,
      "an exception in " +
          (B.Lambda ? std::string("this coroutine") : nameOf(B.Function)) +
          (EndsProcess
               ? " ends the process, and nothing can await it"
               : " is lost: its return type ignores it, and nothing can await "
                 "it"));
  New.note(Failures.likely(Failures.escaping(B)).where()->getBeginLoc(),
           "an exception can come from here");
}

} // namespace clang::tidy::async
