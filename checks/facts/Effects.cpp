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

Effects::Effects(const Facts &F)
    : F(F), Proven(F), There(F, Proven), Ends(F), Spreads(Computes + 1),
      Fails(F, Proven, Ends) {
  for (const Body &B : F.bodies())
    Entries.push_back({&B, Proofs::Nothing});
}

bool Effects::mattersToNobody(const Operation &Op) {
  return Op.At.InAssertion || Ends.endsAfter(Op);
}

bool Effects::isBlockingWait(const Operation &Op, Proofs::Given Its) {
  return parksThread(Op, Its) && !mattersToNobody(Op);
}

bool Effects::parksThread(const Operation &Op, Proofs::Given Its) {
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
            Op.Match->Blocks == Blocking::Loop ||
            Op.Match->Blocks == Blocking::NestedLoop) &&
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
  return !Proven.of(*Op.In, Its).isFinished(Op);
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

bool Effects::hasEffect(const Operation &Op, const Body &Top, Cause Why,
                        Proofs::Given Its) {
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
  return !InFiber && isBlockingWait(Op, Its) && !isOffloadedByHop(Op);
}

/// The body that counts as a part of who runs \p Op, which has no role; null if
/// there is none.
const Body *Effects::followed(const Operation &Op) {
  const Body *Callee = F.bodyOf(F.target(Op));
  // A lambda that is called at once is a part of its parent. One that was
  // handed to another thread is called there, whatever stands in between.
  return Callee && !Callee->IsCoroutine && !Callee->IsInline &&
                 !(Callee->Lambda &&
                   (Callee->Context == ContextKind::Offloaded ||
                    Callee->Context == ContextKind::MayBlock)) &&
                 !isOffloadedByHop(Op)
             ? Callee
             : nullptr;
}

/// Calls \p Do for each operation of \p B, a part of \p Top, that has the
/// effect, or calls a body.
void Effects::forEachStep(
    const Body &B, const Body &Top, Cause Why, Proofs::Given Its,
    llvm::function_ref<void(const Operation &, const Body *)> Do) {
  if (Why != Computes && isResumption(B))
    return;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      if (hasEffect(Op, Top, Why, Its) && !mattersToNobody(Op))
        Do(Op, nullptr);
      continue;
    }
    // What the user says of a function counts for more than its body.
    if (isAnnotated(Op.Site.Function,
                    Why == Computes ? "cpu_bound" : "blocking")) {
      if (!isOffloadedByHop(Op) && !mattersToNobody(Op))
        Do(Op, nullptr);
      continue;
    }
    if (isAnnotated(Op.Site.Function, "nonblocking"))
      continue;
    if (const Body *Callee = followed(Op); Callee && !mattersToNobody(Op))
      Do(Op, Callee);
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      forEachStep(*Child, Top, Why, Its, Do);
}

/// True if an operation with the effect may be reached from \p B: most bodies
/// need no closer look.
bool Effects::reaches(const Body &B, Cause Why) {
  std::vector<std::optional<bool>> &Known = Spreads[Why].Reaches;
  if (Known.empty())
    Known.resize(F.bodies().size());
  if (Known[B.Id])
    return *Known[B.Id];
  std::vector<const Body *> Open = {&B}, Todo;
  llvm::DenseSet<unsigned> Seen = {B.Id};
  llvm::DenseMap<unsigned, llvm::SmallVector<const Body *, 2>>
      Callers; ///< By id.
  for (size_t I = 0; I < Open.size(); ++I) {
    const Body *From = Open[I];
    bool Has = false;
    forEachStep(*From, *From, Why, Proofs::Nothing,
                [&](const Operation &, const Body *Callee) {
                  Has |= !Callee || Known[Callee->Id].value_or(false);
                  if (!Callee || Known[Callee->Id])
                    return;
                  Callers[Callee->Id].push_back(From);
                  if (Seen.insert(Callee->Id).second)
                    Open.push_back(Callee);
                });
    if (Has)
      Todo.push_back(From);
  }
  for (const Body *Each : Open)
    Known[Each->Id] = false;
  while (!Todo.empty()) {
    const Body *Each = Todo.back();
    Todo.pop_back();
    if (*Known[Each->Id])
      continue;
    Known[Each->Id] = true;
    llvm::append_range(Todo, Callers.lookup(Each->Id));
  }
  return *Known[B.Id];
}

void Effects::Spread::grow(size_t Entries) {
  Paths.resize(Entries);
  Distance.resize(Entries);
  Nearest.resize(Entries);
}

Effects::Entry Effects::enter(const Body &B, Proofs::Given Its) {
  if (Its == Proofs::Nothing)
    return B.Id;
  auto [Found, IsNew] = Numbers.try_emplace({B.Id, Its}, Entries.size());
  if (IsNew)
    Entries.push_back({&B, Its});
  return Found->second;
}

std::vector<Effects::Step> Effects::stepsOf(Entry From, Cause Why) {
  std::vector<Step> Found;
  auto [B, Its] = Entries[From];
  forEachStep(*B, *B, Why, Its, [&](const Operation &Op, const Body *Callee) {
    if (!Callee)
      Found.push_back({&Op});
    else if (reaches(*Callee, Why))
      Found.push_back(
          {&Op,
           enter(*Callee, Why == Computes ? Proofs::Nothing
                                          : Proven.givenBy(Op, *Callee, Its))});
  });
  return Found;
}

void Effects::settle(llvm::ArrayRef<Entry> Open,
                     llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known) {
  using Way = std::pair<unsigned, Entry>;
  std::priority_queue<Way, std::vector<Way>, std::greater<Way>> Todo;
  llvm::DenseMap<Entry, llvm::SmallVector<Entry, 2>> Callers;
  for (auto [From, Its] : llvm::zip_equal(Open, Steps))
    for (const Step &Next : Its) {
      if (Next.Callee == None)
        Todo.push({1, From});
      else if (unsigned Distance = Known.Distance[Next.Callee])
        Todo.push({Distance + 1, From});
      else
        Callers[Next.Callee].push_back(From);
    }
  while (!Todo.empty()) {
    auto [Distance, From] = Todo.top();
    Todo.pop();
    if (Known.Distance[From])
      continue;
    Known.Distance[From] = Distance;
    for (Entry Caller : Callers.lookup(From))
      Todo.push({Distance + 1, Caller});
  }
  for (auto [From, Its] : llvm::zip_equal(Open, Steps))
    if (unsigned Distance = Known.Distance[From])
      Known.Nearest[From] = *llvm::find_if(Its, [&](const Step &Next) {
        // A callee without the effect has no distance.
        if (Next.Callee == None)
          return Distance == 1;
        unsigned Beyond = Known.Distance[Next.Callee];
        return Beyond && Beyond + 1 == Distance;
      });
}

std::optional<Witness> Effects::follow(Entry From, Step Next,
                                       const Spread &Known) const {
  Witness Path{Next.Op, {}, {}};
  while (Next.Callee != None) {
    // What leads back to where it started is said there.
    if (Entries[Next.Callee].first == Entries[From].first ||
        !Known.Distance[Next.Callee] || Path.Beyond.size() + 1 == MaxDepth)
      return std::nullopt;
    Next = Known.Nearest[Next.Callee];
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
  Known.grow(Entries.size());
  if (const auto &Found = Known.Paths[B.Id])
    return *Found;
  // Whatever it may lead to is settled with it.
  std::vector<Entry> Open = {B.Id};
  std::vector<std::vector<Step>> Steps;
  llvm::DenseSet<Entry> Seen = {B.Id};
  for (size_t I = 0; I < Open.size(); ++I) {
    Steps.push_back(stepsOf(Open[I], Why));
    Known.grow(Entries.size());
    for (const Step &Next : Steps.back())
      if (Next.Callee != None && !Known.Paths[Next.Callee] &&
          Seen.insert(Next.Callee).second)
        Open.push_back(Next.Callee);
  }
  settle(Open, Steps, Known);
  for (auto [Each, Its] : llvm::zip_equal(Open, Steps)) {
    std::vector<Witness> &Found = Known.Paths[Each].emplace();
    for (const Step &First : Its)
      if (std::optional<Witness> Path = follow(Each, First, Known))
        Found.push_back(std::move(*Path));
  }
  return *Known.Paths[B.Id];
}

} // namespace clang::tidy::async
