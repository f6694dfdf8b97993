//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FakeAsyncCheck.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void FakeAsyncCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    if (B.IsTest || B.isDependent() || B.Context == ContextKind::MayBlock ||
        B.Context == ContextKind::Offloaded)
      continue;
    if (B.IsCoroutine)
      checkCoroutine(B, Unit, Does);
    else if (Unit.types().task(B.Function->getReturnType()))
      checkFunction(B, Unit, Does);
  }
}

/// What \p Path blocks in, for messages.
static std::string blocker(const Witness &Path) {
  return nameOf(Path.front()->callee());
}

/// True if \p B overrides a function whose interface asks for a task.
static bool isOverride(const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  return Method && Method->size_overridden_methods() != 0;
}

void FakeAsyncCheck::checkCoroutine(const Body &B, const Facts &Unit,
                                    Effects &Does) {
  if (!B.Awaits.empty() || !Unit.types().task(B.Function->getReturnType()))
    return;
  llvm::SmallVector<const Stmt *, 8> Todo = {B.Code};
  // A generator suspends where it yields.
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (isa_and_nonnull<CoyieldExpr>(S))
      return;
    if (S && !isa<LambdaExpr>(S))
      llvm::append_range(Todo,
                         isa<CoroutineBodyStmt>(S)
                             ? cast<CoroutineBodyStmt>(S)->getBody()->children()
                             : S->children());
  }
  llvm::ArrayRef<Witness> Blocking = Does.blocking(B);
  if (Blocking.empty())
    return;
  const Witness &Path = Blocking.front();
  // A wait is for async-blocking-wait to say: there is something to await.
  if (Path.size() == 1 && Does.isBlockingWait(*Path.front()))
    return;
  Finding &New = report(
      B, Path.front()->expr(),
      "coroutine " + nameOf(B.named()) +
          " never suspends: it blocks its caller in " + blocker(Path) +
          (isOverride(B) ? ", as nothing asynchronous is at hand for what its "
                           "interface asks"
                         : ""));
  for (const Witness &Other : Blocking)
    New.Claims.push_back(Other.front()->expr());
  addWitness(New, Path);
  if (Path.size() == 1)
    New.Edits = fix::siblingInstead(*Path.front(), Unit);
  if (Fix Edits = fix::makeSynchronous(B, {}, false, Unit); !Edits.empty())
    New.Notes.push_back({B.Function->getLocation(),
                         "make " + nameOf(B.Function) +
                             " synchronous, and let its callers decide",
                         std::move(Edits)});
}

void FakeAsyncCheck::checkFunction(const Body &B, const Facts &Unit,
                                   Effects &Does) {
  llvm::SmallVector<const Operation *, 4> Makers;
  for (const Operation &Op : B.Operations) {
    // A promise that was set before its future is returned makes it ready.
    bool IsSetPromise =
        Op.is(Role::GetTask) && Op.Site.Object &&
        llvm::any_of(B.Operations, [&](const Operation &Set) {
          const auto *Of = dyn_cast_or_null<DeclRefExpr>(
              Set.Site.Object ? stripImplicit(Set.Site.Object) : nullptr);
          const auto *Own =
              dyn_cast<DeclRefExpr>(stripImplicit(Op.Site.Object));
          return Set.is(Role::SetValue) && Of && Own &&
                 Of->getDecl() == Own->getDecl() &&
                 Does.proofs(B).mayPrecede(Set.expr(), Op.expr());
        });
    bool IsReady = Op.is(Role::Ready) && Op.Task;
    if (IsReady && Op.Match->Callable) {
      // A callable that gives a task is only called, and may be asynchronous.
      const Expr *Argument = Op.Site.at(Op.Match->Callable);
      const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
      IsReady =
          Callable && !Unit.types().task(Callable->Function->getReturnType());
    }
    if (IsReady || IsSetPromise)
      Makers.push_back(&Op);
  }
  if (Makers.empty())
    return;
  llvm::ArrayRef<Witness> Blocking = Does.blocking(B);
  std::vector<fix::TaskMaker> Values;
  bool HasAllValues = true;
  for (const Operation *Maker : Makers) {
    std::optional<fix::TaskMaker> Value = fix::valueOfReady(*Maker, Unit);
    HasAllValues &= Value.has_value();
    if (Value)
      Values.push_back(*Value);
  }
  llvm::SmallPtrSet<const Operation *, 4> Said;
  for (const Operation *Ready : Makers) {
    if (Ready->Result.Is != Use::Returned && Ready->Result.Is != Use::Local)
      continue;
    // Only what blocks on the way to this one makes it a fake.
    auto Path = llvm::find_if(Blocking, [&](const Witness &W) {
      const Operation *First = W.front();
      return Ready->Match->Callable && First->In != &B
                 ? First->In->HandedTo == nullptr
                 : First->In == &B &&
                       Does.proofs(B).mayPrecede(First->expr(), Ready->expr());
    });
    if (Path == Blocking.end() || !Said.insert(Path->front()).second)
      continue;
    Finding &New = report(
        B, Ready->expr(),
        nameOf(B.named()) + " looks asynchronous, but blocks its caller in " +
            blocker(*Path) + " before it returns a finished task" +
            (isOverride(B) ? ", as nothing asynchronous is at hand for what "
                             "its interface asks"
                           : ""));
    New.Claims.push_back(Path->front()->expr());
    New.Notes.push_back(
        {Path->front()->expr()->getExprLoc(),
         blocker(*Path) +
             (Path->size() == 1 ? " blocks here" : " is called here"),
         {}});
    addWitness(New, *Path);
    New.Edits = fix::offloadInstead(*Ready, Unit);
    if (HasAllValues)
      if (Fix Edits = fix::makeSynchronous(B, Values, false, Unit);
          !Edits.empty())
        New.Notes.push_back({B.Function->getLocation(),
                             "make " + nameOf(B.Function) +
                                 " synchronous, and let its callers decide",
                             std::move(Edits)});
  }
}

} // namespace clang::tidy::async
