//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FakeAsyncCheck.h"
#include "facts/CallerChoice.h"
#include "facts/Finishes.h"
#include "facts/Flow.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void FakeAsyncCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    if (B.isDependent() || B.Context == ContextKind::MayBlock ||
        B.Context == ContextKind::Fiber || B.Context == ContextKind::Offloaded)
      continue;
    if (B.IsCoroutine)
      checkCoroutine(B, Unit, UnitEffects);
    else if (QualType Result = B.Function->getReturnType();
             Unit.types().task(Result) || Unit.types().awaitable(Result))
      checkFunction(B, Unit, UnitEffects);
  }
}

/// The name of the call in \p B that blocks through \p Path, for messages.
static std::string blocker(const Witness &Path, const Body &B) {
  return nameOf(Path.First->callee(), B.Function);
}

/// The name of \p B in messages; \p Beside is another function in the same
/// message.
static std::string nameOfBody(const Body &B,
                              const NamedDecl *Beside = nullptr) {
  if (!B.Lambda)
    return nameOf(B.Function, Beside);
  return B.IsCoroutine ? "this coroutine" : "this lambda";
}

/// The code that \p B blocks.
static std::string victim(const Body &B) {
  return B.Context == ContextKind::Continuation ? "the thread that runs it"
                                                : "its caller";
}

/// An override may have had no choice, if its interface requires a task and no
/// asynchronous alternative is known.
static void excuseOverride(Draft &New, const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (Method && Method->size_overridden_methods() != 0 && !New.hasFix())
    New.Text += ", perhaps because its interface requires a task, and no "
                "asynchronous alternative is known";
}

void FakeAsyncCheck::checkCoroutine(const Body &B, const Facts &Unit,
                                    Effects &UnitEffects) {
  if (!B.Awaits.empty() || !Unit.types().task(B.Function->getReturnType()) ||
      hasYield(B))
    return;
  llvm::ArrayRef<Witness> Blocking = UnitEffects.blocking(B);
  if (Blocking.empty())
    return;
  const Witness &Path = Blocking.front();
  // async-blocking-wait reports waits, because there is a task to await.
  if (Path.isDirect() && UnitEffects.isBlockingWait(*Path.First))
    return;
  Draft &New = report(B, Path.First->expr(),
                      (B.Lambda ? "" : "coroutine ") +
                          nameOfBody(B, Path.First->callee()) +
                          " never suspends: it blocks " + victim(B) + " in " +
                          blocker(Path, B));
  for (const Witness &Other : Blocking)
    New.claim(Other.First->expr());
  New.follow(Path);
  New.shareCause(Path,
                 " blocks in " + functionOf(B).Name + ", which never suspends");
  New.offer(fix::replaceBlockingCall(Path, Unit));
  if (!New.hasFix() && Path.isDirect() && Path.RootMatch &&
      Path.RootMatch->Sibling)
    New.noteSibling(*Path.First);
  else
    excuseOverride(New, B);
  New.offerAt(B.Function->getLocation(),
              fix::makeSynchronous(B, {}, false, Unit));
}

void FakeAsyncCheck::checkFunction(const Body &B, const Facts &Unit,
                                   Effects &UnitEffects) {
  llvm::SmallVector<Finish, 4> All = findFinishes(B, Unit, UnitEffects);
  if (All.empty())
    return;
  llvm::ArrayRef<Witness> Blocking = UnitEffects.blocking(B);
  std::vector<fix::TaskMaker> Values;
  for (const Finish &Each : All)
    if (Each.Ready)
      if (auto Value = fix::valueOfReady(*Each.Ready, Unit))
        Values.push_back(std::move(*Value));
  llvm::SmallPtrSet<const Operation *, 4> Reported;
  for (const Finish &Each : All) {
    // A continuation that is asynchronous on another path is not a fake;
    // async-blocking-call reports that it blocks its thread.
    if (B.Context == ContextKind::Continuation &&
        mayReturnUnfinished(B, nullptr, Each, Unit))
      continue;
    // Only a call that blocks on the way to this one makes it a fake, and only
    // if all paths from there end in a finished task: otherwise the function is
    // asynchronous except for errors.
    const auto *Path = llvm::find_if(Blocking, [&](const Witness &W) {
      const Operation &First = *W.First;
      bool InCallable = Each.Callable && First.In != &B && First.In->IsInline;
      // A lambda that is called immediately blocks where it is defined.
      const Expr *From = First.In == &B ? First.expr()
                         : First.In->IsInline && First.In->Parent == &B
                             ? First.In->Lambda
                             : nullptr;
      if (!InCallable &&
          !(From && Unit.flow(B).mayLeadTo(From, Each.Completion)))
        return false;
      return !mayReturnUnfinished(B, InCallable ? Each.Completion : From, Each,
                                  Unit);
    });
    if (Path == Blocking.end() || isChosenByCaller(*Path->First, Unit) ||
        !Reported.insert(Path->First).second)
      continue;
    Draft &New =
        report(B, Each.ReportAt,
               nameOfBody(B, Path->First->callee()) +
                   " looks asynchronous, but blocks " + victim(B) + " in " +
                   blocker(*Path, B) + " before it returns a finished task");
    New.claim(Path->First->expr());
    New.note(Path->First->expr()->getExprLoc(),
             blocker(*Path, B) +
                 (Path->isDirect() ? " blocks here" : " is called here"),
             NoteKind::Step);
    New.follow(*Path);
    New.shareCause(*Path, " blocks in " + functionOf(B).Name +
                              ", which looks asynchronous");
    // Offloading the value helps only if the blocking call is part of it.
    if (Each.Ready && Each.Ready->expr()->getSourceRange().fullyContains(
                          Path->First->expr()->getSourceRange()))
      New.offer(fix::offloadInstead(*Each.Ready, Unit));
    excuseOverride(New, B);
    if (Values.size() == All.size())
      New.offerAt(B.Function->getLocation(),
                  fix::makeSynchronous(B, Values, false, Unit));
  }
}

} // namespace clang::tidy::async
