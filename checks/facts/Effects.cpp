//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Effects.h"
#include "facts/Chains.h"
#include "facts/Names.h"
#include "facts/Places.h"
#include "facts/Symbols.h"
#include "index/Closure.h"
#include "index/ProjectIndex.h"

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

Effects::Effects(const Facts &F, const ProjectIndex *Index)
    : F(F), Index(Index), Proven(F), There(F, Proven), Ends(F),
      Spreads(EffectKinds), Fails(F, Proven, Ends, Index) {
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

bool Effects::hasEffect(const Operation &Op, const Body &Top, EffectKind Why,
                        Proofs::Given Its) {
  if (Why == EffectKind::Computes)
    return Op.is(Role::Compute) && !isOffloadedByHop(Op);
  if (Op.is(Role::Block)) {
    // Short locks are taken everywhere.
    const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
    return Op.Match->Blocks != Blocking::Lock &&
           !(Timeout && isZero(Timeout, F.context())) && !There.isAtOnce(Op) &&
           !isOffloadedByHop(Op);
  }
  // Who calls an ordinary function decides whether it may wait in a fiber.
  bool InFiber =
      Top.Context == ContextKind::Plain && Op.Match &&
      (Why == EffectKind::Blocks ? Op.Match->Library->HasFibers
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

bool Effects::isDoneByCaller(const Operation &Op) {
  if (isAnnotated(Op.Site.Function, "nonblocking") || isResumption(*Op.In) ||
      isOffloadedByHop(Op) || mattersToNobody(Op))
    return false;
  const Body *Callee = F.bodyOf(F.target(Op));
  return !Callee || !Callee->Lambda || followed(Op);
}

/// True if \p Op waits for a task that the function around it may be given: its
/// callers may know that it is finished.
bool Effects::isWaitForGiven(const Operation &Op) {
  const Expr *Task =
      Op.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Op) : nullptr;
  if (!Task || !Proven.takesTasks(outermost(*Op.In)))
    return false;
  const Operation *Maker = makerOf(Task, F);
  return !Maker || Maker->Match.has(RoleInfo::FollowsTask);
}

void Effects::forEachDirect(const Body &B, EffectKind Kind,
                            llvm::function_ref<void(const Operation &)> Do) {
  forEachStep(B, B, Kind, Proofs::Nothing,
              [&](const Operation &Op, const Body *Callee, unsigned Elsewhere) {
                if (!Callee && !Elsewhere && !isWaitForGiven(Op))
                  Do(Op);
              });
}

/// Calls \p Do for each operation of \p B, a part of \p Top, that has the
/// effect, or calls what may have it.
void Effects::forEachStep(const Body &B, const Body &Top, EffectKind Why,
                          Proofs::Given Its, OnStep Do) {
  if (Why != EffectKind::Computes && isResumption(B))
    return;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      if (hasEffect(Op, Top, Why, Its) && !mattersToNobody(Op))
        Do(Op, nullptr, 0);
      continue;
    }
    // What the user says of a function counts for more than its body.
    if (isAnnotated(Op.Site.Function,
                    Why == EffectKind::Computes ? "cpu_bound" : "blocking")) {
      if (!isOffloadedByHop(Op) && !mattersToNobody(Op))
        Do(Op, nullptr, 0);
      continue;
    }
    if (isAnnotated(Op.Site.Function, "nonblocking"))
      continue;
    if (const Body *Callee = followed(Op); Callee && !mattersToNobody(Op))
      Do(Op, Callee, 0);
    else if (unsigned Elsewhere = distanceElsewhere(Op, Why);
             Elsewhere && !isOffloadedByHop(Op) && !mattersToNobody(Op))
      Do(Op, nullptr, Elsewhere);
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      forEachStep(*Child, Top, Why, Its, Do);
}

SymbolId Effects::foreignCallee(const Operation &Op) {
  const FunctionDecl *Function = Op.Site.Function;
  // Where a body is in sight, it counts.
  if (!Index || !Function || F.bodyOf(F.target(Op)) ||
      F.sources().isInSystemHeader(Function->getLocation()))
    return {};
  const FunctionDecl *Fixed = F.fixedTarget(Op);
  Function = (Fixed ? Fixed : Function)->getCanonicalDecl();
  auto [Found, IsNew] = ForeignSymbols.try_emplace(Function);
  if (IsNew)
    Found->second = symbolOf(*Function);
  return Found->second;
}

/// How far away the effect is that the callee of \p Op has in other files; 0 if
/// it has none.
unsigned Effects::distanceElsewhere(const Operation &Op, EffectKind Why) {
  SymbolId Callee = foreignCallee(Op);
  return Callee ? Index->distance(Callee, Why, !F.fixedTarget(Op)) : 0;
}

/// True if an operation with the effect may be reached from \p B: most bodies
/// need no closer look.
bool Effects::reaches(const Body &B, EffectKind Why) {
  std::vector<std::optional<bool>> &Known = Spreads[unsigned(Why)].Reaches;
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
                [&](const Operation &, const Body *Callee, unsigned) {
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

std::vector<Effects::Step> Effects::stepsOf(Entry From, EffectKind Why) {
  std::vector<Step> Found;
  auto [B, Its] = Entries[From];
  auto EntryOf = [&](const Operation &Op, const Body &Callee) {
    bool MattersWhatIsGiven = Why != EffectKind::Computes;
    return enter(Callee, MattersWhatIsGiven ? Proven.givenBy(Op, Callee, Its)
                                            : Proofs::Nothing);
  };
  forEachStep(*B, *B, Why, Its,
              [&](const Operation &Op, const Body *Callee, unsigned Elsewhere) {
                if (!Callee)
                  Found.push_back({&Op, None, Elsewhere});
                else if (reaches(*Callee, Why))
                  Found.push_back({&Op, EntryOf(Op, *Callee)});
              });
  return Found;
}

void Effects::settle(llvm::ArrayRef<Entry> Open,
                     llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known) {
  llvm::DenseMap<Entry, Closure::Node> Nodes;
  for (auto [Node, Each] : llvm::enumerate(Open))
    Nodes[Each] = Node;
  Closure Calls(Open.size());
  for (auto [Node, Its] : llvm::enumerate(Steps))
    for (const Step &Next : Its) {
      if (Next.Callee == None)
        Calls.seed(Node, Next.Elsewhere + 1);
      else if (unsigned Distance = Known.Distance[Next.Callee])
        Calls.seed(Node, Distance + 1);
      else if (auto Callee = Nodes.find(Next.Callee); Callee != Nodes.end())
        Calls.addCall(Node, Callee->second);
    }
  std::vector<unsigned> Distances = Calls.settle();
  for (auto [From, Distance] : llvm::zip_equal(Open, Distances))
    Known.Distance[From] = Distance;
  for (auto [From, Its] : llvm::zip_equal(Open, Steps))
    if (unsigned Distance = Known.Distance[From])
      Known.Nearest[From] = *llvm::find_if(Its, [&](const Step &Next) {
        // A callee without the effect has no distance.
        if (Next.Callee == None)
          return Next.Elsewhere + 1 == Distance;
        unsigned Beyond = Known.Distance[Next.Callee];
        return Beyond && Beyond + 1 == Distance;
      });
}

/// Adds to \p Path the steps in other files that follow after \p Call. False if
/// they lead back to \p From, or are too many.
bool Effects::followElsewhere(const Operation &Call, const Body &From,
                              EffectKind Why, Witness &Path) {
  auto Rest = Index->way(foreignCallee(Call), Why, !F.fixedTarget(Call));
  if (!Rest || Path.Beyond.size() + Rest->Steps.size() >= MaxDepth ||
      (!From.Lambda &&
       llvm::is_contained(Rest->Functions, symbolOf(*From.Function))))
    return false;
  llvm::append_range(Path.Beyond, std::move(Rest->Steps));
  if (!Rest->Entry)
    return true;
  Path.Behind.Entry = F.models().entryAt(Rest->Entry.Library, Rest->Entry.File,
                                         Rest->Entry.Line);
  return bool(Path.Behind);
}

std::optional<Witness> Effects::follow(Entry From, Step Next, EffectKind Why) {
  const Spread &Known = Spreads[unsigned(Why)];
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
  if (!Next.Elsewhere)
    Path.Behind = Next.Op->Match;
  else if (!followElsewhere(*Next.Op, *Entries[From].first, Why, Path))
    return std::nullopt;
  return Path;
}

llvm::ArrayRef<Witness> Effects::paths(const Body &B, EffectKind Why) {
  Spread &Known = Spreads[unsigned(Why)];
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
      if (std::optional<Witness> Path = follow(Each, First, Why))
        Found.push_back(std::move(*Path));
  }
  return *Known.Paths[B.Id];
}

} // namespace clang::tidy::async
