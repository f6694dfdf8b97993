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
  return nameOf(Path.First->callee());
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
static void excuseOverride(Draft &Of, const Body &B) {
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (Method && Method->size_overridden_methods() != 0 && !Of.hasFix())
    Of.Text += ", as nothing asynchronous is at hand for what its interface "
               "asks";
}

/// True if \p B gives values where it suspends, as a generator does.
static bool hasYield(const Body &B) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 8> Todo = {Coroutine ? Coroutine->getBody()
                                                       : B.Code};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (isa_and_nonnull<CoyieldExpr>(S))
      return true;
    if (S && !isa<LambdaExpr>(S))
      llvm::append_range(Todo, S->children());
  }
  return false;
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
  if (Path.isDirect() && Does.isBlockingWait(*Path.First))
    return;
  Draft &New = report(
      B, Path.First->expr(),
      (B.Lambda ? nameOfBody(B) : "coroutine " + nameOfBody(B)) +
          " never suspends: it blocks " + victim(B) + " in " + blocker(Path));
  for (const Witness &Other : Blocking)
    New.claim(Other.First->expr());
  New.follow(Path);
  New.offer(fix::insteadOfBlocking(Path, Unit));
  if (!New.hasFix() && Path.isDirect() && Path.Behind && Path.Behind->Sibling)
    New.noteSibling(*Path.First);
  else
    excuseOverride(New, B);
  New.offerAt(B.Function->getLocation(),
              fix::makeSynchronous(B, {}, false, Unit));
}

namespace {
/// What makes the task that a function returns finished.
struct Finish {
  const Expr *Shown;      ///< Where the finding stands.
  const Expr *Done;       ///< What must come after what blocks.
  const Operation *Ready; ///< Null for a promise.
  Position Callable;      ///< What is called to get the value, if anything.
};
} // namespace

/// The ready futures that \p B makes, and the promises that it keeps before it
/// returns their futures.
static llvm::SmallVector<Finish, 4> finishes(const Body &B, const Facts &Unit,
                                             Effects &Does) {
  llvm::SmallVector<Finish, 4> Found;
  for (const Operation &Op : B.Operations) {
    if (!Op.is(Role::Ready) || !Op.Task ||
        (Op.Result.Is != Use::Returned && Op.Result.Is != Use::Local))
      continue;
    if (Op.Match->Callable) {
      // A callable that gives a task is only called, and may be asynchronous.
      const Expr *Argument = Op.Site.at(Op.Match->Callable);
      const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
      if (!Callable || Unit.types().task(Callable->Function->getReturnType()))
        continue;
    }
    Found.push_back({Op.expr(), Op.expr(), &Op, Op.Match->Callable});
  }
  for (const Stmt *S : B.Returns) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Expr *Value =
        Return && Return->getRetValue()
            ? stripAdapters(Return->getRetValue(), Unit.models())
            : nullptr;
    if (!Value)
      continue;
    const Operation *Taken = Unit.operationAt(Value);
    if (const auto *Var = dyn_cast_or_null<VarDecl>(variableOf(Value));
        Var && Var->hasLocalStorage() && Var->getInit())
      Taken = Unit.operationAt(stripAdapters(Var->getInit(), Unit.models()));
    if (!Taken || !Taken->is(Role::GetTask))
      continue;
    auto PromiseOf = [](const Operation &Op) -> const ValueDecl * {
      const Expr *E = Op.Site.at(Op.Match->Task);
      return E ? variableOf(E) : nullptr;
    };
    const ValueDecl *Promise = PromiseOf(*Taken);
    for (const Operation &Set : B.Operations)
      if (Promise && Set.is(Role::SetValue) && PromiseOf(Set) == Promise &&
          Does.proofs(B).mayPrecede(Set.expr(), Value))
        Found.push_back({Value, Set.expr(), nullptr, Set.Match->Callable});
  }
  return Found;
}

/// True if \p Made is one of two ways that a flag chooses between, and the
/// other gives a task that is not finished: the caller asked for this one.
static bool isOneOfBoth(const Operation *Made) {
  return Made && Made->At.IsChosenByCaller &&
         llvm::any_of(Made->In->Operations, [](const Operation &Other) {
           return Other.Task && Other.At.IsChosenByCaller &&
                  Other.Result.Is == Use::Returned && !Other.is(Role::Ready) &&
                  !Other.is(Role::Failed) && !Other.is(Role::Adapt) &&
                  !isa<CXXConstructExpr>(Other.expr());
         });
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
      const Operation &First = *W.First;
      bool InCallable = Each.Callable && First.In != &B && First.In->IsInline;
      // A lambda that is called at once blocks about where it stands.
      const Expr *From = First.In == &B ? First.expr()
                         : First.In->IsInline && First.In->Parent == &B
                             ? First.In->Lambda
                             : nullptr;
      return InCallable || (From && Does.proofs(B).mayPrecede(From, Each.Done));
    });
    if (Path == Blocking.end() || isOneOfBoth(Each.Ready) ||
        !Said.insert(Path->First).second)
      continue;
    Draft &New = report(B, Each.Shown,
                        nameOfBody(B) + " looks asynchronous, but blocks " +
                            victim(B) + " in " + blocker(*Path) +
                            " before it returns a finished task");
    New.claim(Path->First->expr());
    New.note(Path->First->expr()->getExprLoc(),
             blocker(*Path) +
                 (Path->isDirect() ? " blocks here" : " is called here"),
             NoteKind::Step);
    New.follow(*Path);
    // To hand over the value helps only if what blocks is a part of it.
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
