//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Effects.h"
#include "facts/Chains.h"
#include "facts/Elsewhere.h"
#include "facts/Names.h"
#include "facts/Places.h"
#include "facts/Symbols.h"
#include "index/Closure.h"
#include "index/ProjectIndex.h"

namespace clang::tidy::async {

/// The maximum number of calls through which an effect is followed.
static constexpr unsigned MaxDepth = 8;

/// True if \p B takes the outcome of an awaited operation: by the rules of the
/// language, that is finished by then.
static bool isResumption(const Body &B) {
  const FunctionDecl *Function = B.named();
  return Function && isa<CXXMethodDecl>(Function) &&
         Function->getDeclName().isIdentifier() &&
         Function->getName() == "await_resume";
}

Effects::Effects(const Facts &F, const ProjectIndex *Index)
    : F(F), Index(Index), Proven(F), Immediate(F, Proven), ProcessEnds(F),
      Results(EffectKinds), Failures(F, Proven, ProcessEnds, Index) {
  for (const Body &B : F.bodies())
    Entries.push_back({&B, Proofs::NoFacts});
}

bool Effects::isExempt(const Operation &Op) {
  return Op.At.InAssertion || ProcessEnds.endsAfter(Op);
}

bool Effects::isBlockingWait(const Operation &Op,
                             Proofs::FactSetId EntryFacts) {
  return parksThread(Op, EntryFacts) && !isExempt(Op);
}

bool Effects::parksThread(const Operation &Op, Proofs::FactSetId EntryFacts) {
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
    // A wait for something other than a task has no task to be finished.
    return (Op.Match->Blocks == Blocking::Event ||
            Op.Match->Blocks == Blocking::Thread ||
            Op.Match->Blocks == Blocking::Loop ||
            Op.Match->Blocks == Blocking::NestedLoop) &&
           !Immediate.isImmediate(Op);
  default:
    return false;
  }
  const Expr *Task = waitedTask(Op);
  if (!Task)
    return true;
  QualType T = stripImplicit(Task)->getType();
  if (!F.types().containsTask(T->isPointerType() ? T->getPointeeType() : T))
    return true;
  return !Proven.of(*Op.In, EntryFacts).isFinished(Op);
}

bool Effects::isOffloadedByHop(const Operation &Op) {
  // A lambda that is called at once runs where its parent runs.
  for (const Body *B = Op.In; B; B = B->IsInline ? B->Parent : nullptr)
    if (llvm::any_of(B->Operations, [](const Operation &Other) {
          return Other.is(Role::Hop);
        }))
      return proofs(*Op.In).isOffloadedAt(Op.expr());
  return false;
}

//===----------------------------------------------------------------------===//
// Propagation of effects from functions to their callers
//===----------------------------------------------------------------------===//

bool Effects::hasEffect(const Operation &Op, const Body &Top, EffectKind Kind,
                        Proofs::FactSetId EntryFacts) {
  if (Kind == EffectKind::Computes)
    return Op.is(Role::Compute) && !isOffloadedByHop(Op);
  if (Op.is(Role::Block)) {
    // Briefly held locks are common everywhere.
    const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
    return Op.Match->Blocks != Blocking::Lock &&
           !(Timeout && isZero(Timeout, F.context())) &&
           !Immediate.isImmediate(Op) && !isOffloadedByHop(Op);
  }
  // The caller of an ordinary function decides whether it may wait in a fiber.
  bool InFiber =
      Top.Context == ContextKind::Plain && Op.Match &&
      (Kind == EffectKind::Blocks ? Op.Match->Library->HasFibers
                                  : Op.Match->Library->IsForFibersOnly);
  return !InFiber && isBlockingWait(Op, EntryFacts) && !isOffloadedByHop(Op);
}

/// The body that counts as a part of the function that runs \p Op, which has no
/// role; null if there is none.
const Body *Effects::followedCallee(const Operation &Op) {
  const Body *Callee = F.bodyOf(F.target(Op));
  // A lambda that is called at once is a part of its parent. One that was
  // passed to another thread or an event loop is called there, regardless of
  // the code in between, and is judged by itself.
  return Callee && !Callee->IsCoroutine && !Callee->IsInline &&
                 !(Callee->Lambda &&
                   (Callee->Context == ContextKind::Offloaded ||
                    Callee->Context == ContextKind::MayBlock ||
                    Callee->Context == ContextKind::Continuation)) &&
                 !isOffloadedByHop(Op)
             ? Callee
             : nullptr;
}

bool Effects::countsForCaller(const Operation &Op) {
  if (isAnnotated(Op.Site.Function, "nonblocking") || isResumption(*Op.In) ||
      isOffloadedByHop(Op) || isExempt(Op))
    return false;
  const Body *Callee = F.bodyOf(F.target(Op));
  return !Callee || !Callee->Lambda || followedCallee(Op);
}

bool Effects::isWaitForParameter(const Operation &Op) {
  const Expr *Task =
      Op.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Op) : nullptr;
  if (!Task || !Proven.mayReceiveTasks(outermost(*Op.In)))
    return false;
  const Operation *Maker = makerOf(Task, F);
  return !Maker || Maker->Match.has(RoleInfo::FollowsTask);
}

void Effects::forEachDirect(const Body &B, EffectKind Kind,
                            llvm::function_ref<void(const Operation &)> Do) {
  forEachStep(B, B, Kind, Proofs::NoFacts,
              [&](const Operation &Op, const Body *Callee, unsigned Elsewhere) {
                if (!Callee && !Elsewhere && !isWaitForParameter(Op))
                  Do(Op);
              });
}

/// Calls \p Do for each operation of \p B, a part of \p Top, that has the
/// effect or calls a function that may have it.
void Effects::forEachStep(const Body &B, const Body &Top, EffectKind Kind,
                          Proofs::FactSetId EntryFacts, OnStep Do) {
  if (Kind != EffectKind::Computes && isResumption(B))
    return;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      if (hasEffect(Op, Top, Kind, EntryFacts) && !isExempt(Op))
        Do(Op, nullptr, 0);
      continue;
    }
    // An annotation takes precedence over the body of the function.
    if (isAnnotated(Op.Site.Function,
                    Kind == EffectKind::Computes ? "cpu_bound" : "blocking")) {
      if (!isOffloadedByHop(Op) && !isExempt(Op))
        Do(Op, nullptr, 0);
      continue;
    }
    if (isAnnotated(Op.Site.Function, "nonblocking"))
      continue;
    if (const Body *Callee = followedCallee(Op); Callee && !isExempt(Op))
      Do(Op, Callee, 0);
    else if (unsigned Elsewhere = distanceElsewhere(Op, Kind);
             Elsewhere && !isOffloadedByHop(Op) && !isExempt(Op))
      Do(Op, nullptr, Elsewhere);
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      forEachStep(*Child, Top, Kind, EntryFacts, Do);
}

SymbolId Effects::foreignCallee(const Operation &Op) {
  if (!Index || !Op.Site.Function)
    return {};
  // A function may be visible for one call, and not for another one.
  auto [Found, IsNew] = ForeignSymbols.try_emplace(Op.expr());
  if (IsNew)
    Found->second = calleeElsewhere(Op, F);
  return Found->second;
}

/// The distance of the effect that the callee of \p Op has in other files; 0 if
/// it does not have the effect.
unsigned Effects::distanceElsewhere(const Operation &Op, EffectKind Kind) {
  SymbolId Callee = foreignCallee(Op);
  return Callee ? Index->distance(Callee, Kind, !F.fixedTarget(Op)) : 0;
}

/// True if \p B may reach an operation with the effect. Most bodies do not, and
/// need no closer look.
bool Effects::reaches(const Body &B, EffectKind Kind) {
  std::vector<std::optional<bool>> &Reaches = Results[unsigned(Kind)].Reaches;
  if (Reaches.empty())
    Reaches.resize(F.bodies().size());
  if (Reaches[B.Id])
    return *Reaches[B.Id];
  std::vector<const Body *> Open = {&B}, Todo;
  llvm::DenseSet<unsigned> Seen = {B.Id};
  llvm::DenseMap<unsigned, llvm::SmallVector<const Body *, 2>>
      Callers; ///< By id.
  for (size_t I = 0; I < Open.size(); ++I) {
    const Body *From = Open[I];
    bool HasEffect = false;
    forEachStep(*From, *From, Kind, Proofs::NoFacts,
                [&](const Operation &, const Body *Callee, unsigned) {
                  HasEffect |= !Callee || Reaches[Callee->Id].value_or(false);
                  if (!Callee || Reaches[Callee->Id])
                    return;
                  Callers[Callee->Id].push_back(From);
                  if (Seen.insert(Callee->Id).second)
                    Open.push_back(Callee);
                });
    if (HasEffect)
      Todo.push_back(From);
  }
  for (const Body *Each : Open)
    Reaches[Each->Id] = false;
  while (!Todo.empty()) {
    const Body *Each = Todo.back();
    Todo.pop_back();
    if (*Reaches[Each->Id])
      continue;
    Reaches[Each->Id] = true;
    llvm::append_range(Todo, Callers.lookup(Each->Id));
  }
  return *Reaches[B.Id];
}

void Effects::EffectResults::grow(size_t Entries) {
  Paths.resize(Entries);
  Distance.resize(Entries);
  Nearest.resize(Entries);
}

Effects::Entry Effects::enter(const Body &B, Proofs::FactSetId EntryFacts) {
  if (EntryFacts == Proofs::NoFacts)
    return B.Id;
  auto [Found, IsNew] = Numbers.try_emplace({B.Id, EntryFacts}, Entries.size());
  if (IsNew)
    Entries.push_back({&B, EntryFacts});
  return Found->second;
}

std::vector<Effects::Step> Effects::stepsOf(Entry From, EffectKind Kind) {
  std::vector<Step> Found;
  auto [B, EntryFacts] = Entries[From];
  auto EntryOf = [&](const Operation &Op, const Body &Callee) {
    bool DependsOnEntryFacts = Kind != EffectKind::Computes;
    return enter(Callee, DependsOnEntryFacts
                             ? Proven.passedBy(Op, Callee, EntryFacts)
                             : Proofs::NoFacts);
  };
  forEachStep(*B, *B, Kind, EntryFacts,
              [&](const Operation &Op, const Body *Callee, unsigned Elsewhere) {
                if (!Callee)
                  Found.push_back({&Op, None, Elsewhere});
                else if (reaches(*Callee, Kind))
                  Found.push_back({&Op, EntryOf(Op, *Callee)});
              });
  return Found;
}

void Effects::settle(llvm::ArrayRef<Entry> Open,
                     llvm::ArrayRef<std::vector<Step>> Steps,
                     EffectResults &Table) {
  llvm::DenseMap<Entry, Closure::Node> Nodes;
  for (auto [Node, Each] : llvm::enumerate(Open))
    Nodes[Each] = Node;
  Closure Calls(Open.size());
  for (auto [Node, StepsOfNode] : llvm::enumerate(Steps))
    for (const Step &Next : StepsOfNode) {
      if (Next.Callee == None)
        Calls.seed(Node, Next.Elsewhere + 1);
      else if (unsigned Distance = Table.Distance[Next.Callee])
        Calls.seed(Node, Distance + 1);
      else if (auto Callee = Nodes.find(Next.Callee); Callee != Nodes.end())
        Calls.addCall(Node, Callee->second);
    }
  std::vector<unsigned> Distances = Calls.settle();
  for (auto [From, Distance] : llvm::zip_equal(Open, Distances))
    Table.Distance[From] = Distance;
  for (auto [From, StepsOfNode] : llvm::zip_equal(Open, Steps))
    if (unsigned Distance = Table.Distance[From])
      Table.Nearest[From] = *llvm::find_if(StepsOfNode, [&](const Step &Next) {
        // A callee without the effect has no distance.
        if (Next.Callee == None)
          return Next.Elsewhere + 1 == Distance;
        unsigned Beyond = Table.Distance[Next.Callee];
        return Beyond && Beyond + 1 == Distance;
      });
}

/// Adds to \p Path the steps in other files that follow \p Call. False if they
/// lead back to \p From, or are too many.
bool Effects::followElsewhere(const Operation &Call, const Body &From,
                              EffectKind Kind, Witness &Path) {
  auto Rest = Index->way(foreignCallee(Call), Kind, !F.fixedTarget(Call));
  if (!Rest || Path.LaterSteps.size() + Rest->Steps.size() >= MaxDepth ||
      (!From.Lambda &&
       llvm::is_contained(Rest->Functions, symbolOf(*From.Function))))
    return false;
  llvm::append_range(Path.LaterSteps, std::move(Rest->Steps));
  if (!Rest->Entry)
    return true;
  Path.RootMatch.Entry = F.models().entryAt(Rest->Entry.Library,
                                            Rest->Entry.File, Rest->Entry.Line);
  return bool(Path.RootMatch);
}

std::optional<Witness> Effects::follow(Entry From, Step Next, EffectKind Kind) {
  const EffectResults &Table = Results[unsigned(Kind)];
  Witness Path{Next.Op, {}, {}};
  while (Next.Callee != None) {
    // A path that leads back to its start is reported there.
    if (Entries[Next.Callee].first == Entries[From].first ||
        !Table.Distance[Next.Callee] || Path.LaterSteps.size() + 1 == MaxDepth)
      return std::nullopt;
    Next = Table.Nearest[Next.Callee];
    Path.LaterSteps.push_back(
        {spanAt(Next.Op->expr()->getExprLoc(), F.sources()),
         spanAt(Next.Op->In->Code->getBeginLoc(), F.sources()),
         nameOf(Next.Op->callee()), signatureOf(Next.Op->callee())});
  }
  if (!Next.Elsewhere)
    Path.RootMatch = Next.Op->Match;
  else if (!followElsewhere(*Next.Op, *Entries[From].first, Kind, Path))
    return std::nullopt;
  return Path;
}

llvm::ArrayRef<Witness> Effects::paths(const Body &B, EffectKind Kind) {
  EffectResults &Table = Results[unsigned(Kind)];
  Table.grow(Entries.size());
  if (const auto &Found = Table.Paths[B.Id])
    return *Found;
  // All entries that it may lead to are settled with it.
  std::vector<Entry> Open = {B.Id};
  std::vector<std::vector<Step>> Steps;
  llvm::DenseSet<Entry> Seen = {B.Id};
  for (size_t I = 0; I < Open.size(); ++I) {
    Steps.push_back(stepsOf(Open[I], Kind));
    Table.grow(Entries.size());
    for (const Step &Next : Steps.back())
      if (Next.Callee != None && !Table.Paths[Next.Callee] &&
          Seen.insert(Next.Callee).second)
        Open.push_back(Next.Callee);
  }
  settle(Open, Steps, Table);
  for (auto [Each, StepsOfNode] : llvm::zip_equal(Open, Steps)) {
    std::vector<Witness> &Found = Table.Paths[Each].emplace();
    for (const Step &First : StepsOfNode)
      if (std::optional<Witness> Path = follow(Each, First, Kind))
        Found.push_back(std::move(*Path));
  }
  return *Table.Paths[B.Id];
}

} // namespace clang::tidy::async
