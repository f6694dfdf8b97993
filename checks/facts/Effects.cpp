//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Effects.h"
#include "facts/Names.h"
#include "facts/Places.h"
#include <queue>

namespace clang::tidy::async {

/// How many calls deep an effect is followed.
static constexpr unsigned MaxDepth = 8;

/// True if \p B takes the outcome of what has been awaited: by the rules of the
/// language it is finished by then.
static bool isResumption(const Body &B) {
  const FunctionDecl *Function = B.named();
  return Function && isa<CXXMethodDecl>(Function) &&
         Function->getDeclName().isIdentifier() &&
         Function->getName() == "await_resume";
}

bool Effects::isBlockingWait(const Operation &Op) {
  if (!Op.Match || isResumption(*Op.In))
    return false;
  if (const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
      Timeout && isZero(Timeout, F.context()))
    return false;
  switch (Op.Match->Is) {
  case Role::Wait:
  case Role::TimedWait:
    break;
  case Role::Block:
    // A wait for what is no task has nothing to be finished.
    return (Op.Match->Blocks == Blocking::Event ||
            Op.Match->Blocks == Blocking::Thread ||
            Op.Match->Blocks == Blocking::Loop) &&
           !There.isAtOnce(Op);
  default:
    return false;
  }
  const Expr *Task = waitedTask(Op);
  if (!Task)
    return true;
  QualType T = stripImplicit(Task)->getType();
  if (!F.types().containsTask(T->isPointerType() ? T->getPointeeType() : T))
    return true;
  return !proofs(*Op.In).isFinished(Op);
}

bool Effects::isOffloadedByHop(const Operation &Op) {
  // A lambda that is called at once is where its parent is.
  for (const Body *B = Op.In; B; B = B->IsInline ? B->Parent : nullptr)
    if (llvm::any_of(B->Operations, [](const Operation &Other) {
          return Other.is(Role::Hop);
        }))
      return proofs(*Op.In).isOffloadedAt(Op.expr());
  return false;
}

//===----------------------------------------------------------------------===//
// Effects that spread from a function to those that call it
//===----------------------------------------------------------------------===//

bool Effects::hasEffect(const Operation &Op, const Body &Top, Cause Why) {
  if (Why == Computes)
    return Op.is(Role::Compute) && !isOffloadedByHop(Op);
  if (Op.is(Role::Block)) {
    // Short locks are taken everywhere.
    const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
    return Op.Match->Blocks != Blocking::Lock &&
           !(Timeout && isZero(Timeout, F.context())) && !There.isAtOnce(Op) &&
           !isOffloadedByHop(Op);
  }
  // Who calls an ordinary function decides whether it may wait in a fiber.
  bool InFiber = Top.Context == ContextKind::Plain && Op.Match &&
                 (Why == Blocks ? Op.Match->Library->HasFibers
                                : Op.Match->Library->IsForFibersOnly);
  return !InFiber && isBlockingWait(Op) && !isOffloadedByHop(Op);
}

void Effects::gatherSteps(const Body &B, const Body &Top, Cause Why,
                          std::vector<Step> &To) {
  if (Why != Computes && isResumption(B))
    return;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      if (hasEffect(Op, Top, Why))
        To.push_back({&Op});
      continue;
    }
    // What the user says of a function counts for more than its body.
    if (isAnnotated(Op.Site.Function,
                    Why == Computes ? "cpu_bound" : "blocking")) {
      if (!isOffloadedByHop(Op))
        To.push_back({&Op});
      continue;
    }
    if (isAnnotated(Op.Site.Function, "nonblocking"))
      continue;
    const Body *Callee = F.bodyOf(F.target(Op));
    // A lambda that is called at once is a part of its parent. One that was
    // handed to another thread is called there, whatever stands in between.
    if (Callee && !Callee->IsCoroutine && !Callee->IsInline &&
        !(Callee->Lambda && (Callee->Context == ContextKind::Offloaded ||
                             Callee->Context == ContextKind::MayBlock)) &&
        !isOffloadedByHop(Op))
      To.push_back({&Op, Callee});
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      gatherSteps(*Child, Top, Why, To);
}

void Effects::settle(llvm::ArrayRef<const Body *> Open,
                     llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known) {
  using Entry = std::pair<unsigned, const Body *>;
  auto IsFarther = [](const Entry &A, const Entry &B) {
    return A.first > B.first;
  };
  std::priority_queue<Entry, std::vector<Entry>, decltype(IsFarther)> Todo(
      IsFarther);
  llvm::DenseMap<const Body *, llvm::SmallVector<const Body *, 2>> Callers;
  for (auto [B, Its] : llvm::zip_equal(Open, Steps))
    for (const Step &Next : Its) {
      if (!Next.Callee)
        Todo.push({1, B});
      else if (unsigned Distance = Known.Distance[Next.Callee->Id])
        Todo.push({Distance + 1, B});
      else
        Callers[Next.Callee].push_back(B);
    }
  while (!Todo.empty()) {
    auto [Distance, B] = Todo.top();
    Todo.pop();
    if (Known.Distance[B->Id])
      continue;
    Known.Distance[B->Id] = Distance;
    for (const Body *Caller : Callers.lookup(B))
      Todo.push({Distance + 1, Caller});
  }
  for (auto [B, Its] : llvm::zip_equal(Open, Steps))
    if (unsigned Distance = Known.Distance[B->Id])
      Known.Nearest[B->Id] = *llvm::find_if(Its, [&](const Step &Next) {
        // A callee without the effect has no distance.
        if (!Next.Callee)
          return Distance == 1;
        unsigned Beyond = Known.Distance[Next.Callee->Id];
        return Beyond && Beyond + 1 == Distance;
      });
}

std::optional<Witness> Effects::follow(const Body &From, Step Next,
                                       const Spread &Known) const {
  Witness Path{Next.Op, {}, {}};
  while (const Body *Callee = Next.Callee) {
    // What leads back to where it started is said there.
    if (Callee == &From || !Known.Distance[Callee->Id] ||
        Path.Beyond.size() + 1 == MaxDepth)
      return std::nullopt;
    Next = Known.Nearest[Callee->Id];
    Path.Beyond.push_back(
        {spanAt(Next.Op->expr()->getExprLoc(), F.sources()),
         spanAt(Next.Op->In->Code->getBeginLoc(), F.sources()),
         nameOf(Next.Op->callee()), signatureOf(Next.Op->callee())});
  }
  Path.Behind = Next.Op->Match;
  return Path;
}

llvm::ArrayRef<Witness> Effects::paths(const Body &B, Cause Why) {
  Spread &Known = Spreads[Why];
  if (const auto &Found = Known.Paths[B.Id])
    return *Found;
  // Whatever it may lead to is settled with it.
  std::vector<const Body *> Open = {&B};
  std::vector<std::vector<Step>> Steps;
  llvm::DenseSet<const Body *> Seen = {&B};
  for (size_t I = 0; I < Open.size(); ++I) {
    gatherSteps(*Open[I], *Open[I], Why, Steps.emplace_back());
    for (const Step &Next : Steps.back())
      if (Next.Callee && !Known.Paths[Next.Callee->Id] &&
          Seen.insert(Next.Callee).second)
        Open.push_back(Next.Callee);
  }
  settle(Open, Steps, Known);
  for (auto [Each, Its] : llvm::zip_equal(Open, Steps)) {
    std::vector<Witness> &Found = Known.Paths[Each->Id].emplace();
    for (const Step &First : Its)
      if (std::optional<Witness> Path = follow(*Each, First, Known))
        Found.push_back(std::move(*Path));
  }
  return *Known.Paths[B.Id];
}

} // namespace clang::tidy::async
