//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FakeAsyncCheck.h"
#include "facts/CallerChoice.h"
#include "facts/Finishes.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void FakeAsyncCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    if (B.IsTest || B.isDependent() || B.Context == ContextKind::MayBlock ||
        B.Context == ContextKind::Fiber || B.Context == ContextKind::Offloaded)
      continue;
    if (B.IsCoroutine)
      checkCoroutine(B, Unit, Does);
    else if (QualType Given = B.Function->getReturnType();
             Unit.types().task(Given) || Unit.types().awaitable(Given))
      checkFunction(B, Unit, Does);
  }
}

/// What \p Path blocks in, for messages.
static std::string blocker(const Witness &Path) {
  return nameOf(Path.front()->callee());
}

/// How \p B is called in messages.
static std::string nameOfBody(const Body &B) {
  if (!B.Lambda)
    return nameOf(B.Function);
  return B.IsCoroutine ? "this coroutine" : "this lambda";
}

/// Whom \p B keeps waiting.
static std::string victim(const Body &B) {
  return B.Context == ContextKind::Continuation ? "the thread that runs it"
                                                : "its caller";
}

/// An override whose interface asks for a task, where nothing asynchronous is
/// at hand, may not have had a choice.
static void excuseOverride(Finding &Of, const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (Method && Method->size_overridden_methods() != 0 && Of.Edits.empty())
    Of.Text += ", as nothing asynchronous is at hand for what its interface "
               "asks";
}

static constexpr StringRef OffloadChoice = "hand it to threads that may block";

static void offerSynchronous(Finding &To, const Body &B,
                             llvm::ArrayRef<fix::TaskMaker> Values,
                             const Facts &Unit) {
  if (Fix Edits = fix::makeSynchronous(B, Values, false, Unit); !Edits.empty())
    To.Notes.push_back({B.Function->getLocation(),
                        "make " + nameOf(B.Function) +
                            " synchronous, and let its callers decide",
                        std::move(Edits)});
}

void FakeAsyncCheck::checkCoroutine(const Body &B, const Facts &Unit,
                                    Effects &Does) {
  if (!B.Awaits.empty() || !Unit.types().task(B.Function->getReturnType()) ||
      hasYield(B))
    return;
  llvm::ArrayRef<Witness> Blocking = Does.blocking(B);
  if (Blocking.empty())
    return;
  const Witness &Path = Blocking.front();
  // A wait is for async-blocking-wait to say: there is something to await.
  if (Path.size() == 1 && Does.isBlockingWait(*Path.front()))
    return;
  Finding &New = report(
      B, Path.front()->expr(),
      (B.Lambda ? nameOfBody(B) : "coroutine " + nameOfBody(B)) +
          " never suspends: it blocks " + victim(B) + " in " + blocker(Path));
  for (const Witness &Other : Blocking)
    New.Claims.push_back(Other.front()->expr());
  addWitness(New, Path);
  if (Path.size() == 1)
    New.Edits = fix::siblingInstead(*Path.front(), Unit);
  New.Choice = "await its asynchronous form";
  // A thread that only sleeps is a thread wasted, too.
  bool Sleeps = Path.size() == 1 && Path.front()->Match &&
                Path.front()->Match->Blocks == Blocking::Sleep;
  if (New.Edits.empty() && Sleeps) {
    New.Edits = fix::sleepInstead(*Path.front(), Unit);
    New.Choice = "await a timer instead";
  } else if (New.Edits.empty()) {
    New.Edits = fix::offloadCall(*Path.front(), Unit);
    New.Choice = OffloadChoice;
  }
  if (New.Edits.empty() && Path.size() == 1 && Path.front()->Match &&
      Path.front()->Match->Sibling)
    addSibling(New, *Path.front(), Unit);
  else
    excuseOverride(New, B);
  offerSynchronous(New, B, {}, Unit);
}

void FakeAsyncCheck::checkFunction(const Body &B, const Facts &Unit,
                                   Effects &Does) {
  llvm::SmallVector<Finish, 4> All = finishes(B, Unit, Does);
  if (All.empty())
    return;
  llvm::ArrayRef<Witness> Blocking = Does.blocking(B);
  std::vector<fix::TaskMaker> Values;
  for (const Finish &Each : All)
    if (Each.Ready)
      if (auto Value = fix::valueOfReady(*Each.Ready, Unit))
        Values.push_back(std::move(*Value));
  llvm::SmallPtrSet<const Operation *, 4> Said;
  for (const Finish &Each : All) {
    // Only what blocks on the way to this one makes it a fake.
    const auto *Path = llvm::find_if(Blocking, [&](const Witness &W) {
      const Operation &First = *W.front();
      bool InCallable = Each.Callable && First.In != &B && First.In->IsInline;
      // A lambda that is called at once blocks about where it stands.
      const Expr *From = First.In == &B ? First.expr()
                         : First.In->IsInline && First.In->Parent == &B
                             ? First.In->Lambda
                             : nullptr;
      return InCallable || (From && Does.proofs(B).mayPrecede(From, Each.Done));
    });
    if (Path == Blocking.end() || isChosenByCaller(*Path->front(), Unit) ||
        !Said.insert(Path->front()).second)
      continue;
    Finding &New = report(B, Each.Shown,
                          nameOfBody(B) + " looks asynchronous, but blocks " +
                              victim(B) + " in " + blocker(*Path) +
                              " before it returns a finished task");
    New.Claims.push_back(Path->front()->expr());
    New.Notes.push_back(
        {Path->front()->expr()->getExprLoc(),
         blocker(*Path) +
             (Path->size() == 1 ? " blocks here" : " is called here"),
         {}});
    addWitness(New, *Path);
    // To hand over the value helps only if what blocks is a part of it.
    if (Each.Ready && Each.Ready->expr()->getSourceRange().fullyContains(
                          Path->front()->expr()->getSourceRange()))
      New.Edits = fix::offloadInstead(*Each.Ready, Unit);
    New.Choice = OffloadChoice;
    excuseOverride(New, B);
    if (Values.size() == All.size())
      offerSynchronous(New, B, Values, Unit);
  }
}

} // namespace clang::tidy::async
