//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ReadyProof.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

namespace clang::tidy::async {

Fact factNeededBy(const Operation &Op, const Models &AllModels) {
  return AllModels.hasTrait(Op.Site, Trait::Writes) ? Fact::Writable
                                                    : Fact::Readable;
}

bool areSiblings(const Path &A, const Path &B) {
  if (A.steps().empty() && B.steps().empty())
    return A.variable() && B.variable() &&
           A.variable()->getDeclContext() == B.variable()->getDeclContext();
  return A.parent() == B.parent();
}

bool ReadyProof::State::join(const State &Other) {
  if (!Other.IsReached)
    return false;
  if (!IsReached) {
    *this = Other;
    return true;
  }
  bool IsNewlyOffloaded = Other.Offloaded && !Offloaded;
  Offloaded |= Other.Offloaded;
  return Proven.meet(Other.Proven) || IsNewlyOffloaded;
}

ReadyProof::ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around,
                       const ObjectFacts &EntryFacts)
    : F(F), B(B), Around(Around) {
  if (const CFG *Graph = F.flow(B).graph())
    run(*Graph, EntryFacts);
}

bool ReadyProof::holds(const Operation &Op, Fact Kind) const {
  return (MissingAt.lookup(Op.expr()) & static_cast<unsigned>(Kind)) == 0;
}

/// True if \p Receiver, which calls a lambda at once, passes only finished
/// tasks to it: according to \p Proven, all tasks among its own arguments are
/// finished, and there is one.
static bool passesFinished(const Operation &Receiver, const ObjectFacts &Proven,
                           const Facts &F) {
  bool HasTasks = false;
  auto IsFinished = [&](const Expr *E) {
    // A range may be passed as its iterators.
    Path From = E ? pathOf(E, F.models(), Parts::Values)
                        .withoutPointers()
                        .withoutElements()
                  : Path();
    const ValueDecl *Source = From.named();
    if (!Source || !F.types().containsTask(Source->getType()))
      return true;
    HasTasks = true;
    return Proven.holds(From, Fact::Finished);
  };
  return IsFinished(Receiver.Site.Object) &&
         llvm::all_of(Receiver.Site.Args, IsFinished) && HasTasks;
}

/// A lambda that is called at once has the facts of the code around it. One
/// that runs later keeps the results of earlier tests for data, and the
/// finished tasks that were copied or moved into it.
void ReadyProof::enterLambda(State &Start) const {
  const ObjectFacts AtLambda = Around->ProvenAtLambda.lookup(B.Lambda);
  if (B.IsInline) {
    // The facts of the calls count only if all calls are in the code around it.
    auto AtCalls = Around->ProvenAtCalls.find(B.Lambda);
    bool AreAllCallsAround =
        (B.IsOnlyCalled || B.Usage.Is == Use::ObjectOf) &&
        AtCalls != Around->ProvenAtCalls.end() &&
        llvm::all_of(F.callsOf(B.Function),
                     [&](const auto *Call) { return Call->In == B.Parent; });
    Start.Proven = AreAllCallsAround ? AtCalls->second : AtLambda;
    Start.Offloaded = Around->isOffloadedAt(B.Lambda);
    const Operation *Receiver =
        B.Usage.Is == Use::Passed ? F.operationAt(B.Usage.Call) : nullptr;
    if (Receiver && Receiver->Match && passesFinished(*Receiver, AtLambda, F))
      for (const ParmVarDecl *Param : B.Function->parameters())
        if (F.types().containsTask(Param->getType()))
          Start.Proven.gain(Path::variable(Param), Fact::Finished);
  }
  for (Fact Ready : {Fact::Readable, Fact::Writable})
    for (const Path &Source : AtLambda.all(Ready))
      Start.Proven.gain(Source, Ready);
  for (const LambdaCapture &Capture : B.Lambda->captures()) {
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    if (!Var)
      continue;
    Path Key = Path::variable(Var);
    if (B.Lambda->isInitCapture(&Capture)
            ? Var->getInit() && provesReady(Var->getInit(), AtLambda, F)
            : Capture.getCaptureKind() == LCK_ByCopy &&
                  AtLambda.holds(Key, Fact::Finished))
      Start.Proven.gain(Key, Fact::Finished);
  }
}

void ReadyProof::enter(State &Start, const ObjectFacts &EntryFacts) const {
  Start.IsReached = true;
  if (Around)
    enterLambda(Start);
  for (const Path &Task : EntryFacts.all(Fact::Finished))
    if (Task.variable() ? Task.variable()->getDeclContext() == B.Function
                        : !B.Lambda)
      Start.Proven.gain(Task, Fact::Finished);
  const Operation *Receiver = B.PassedTo;
  if (!Receiver)
    return;
  // The arguments of a continuation, and the tasks in them, are finished.
  if (Receiver->Match && !Receiver->Match.has(RoleInfo::RunsCallableElsewhere))
    for (const ParmVarDecl *Param : B.Function->parameters())
      Start.Proven.gain(Path::variable(Param), Fact::Finished);
  gainReadiness(Start, *Receiver);
}

void ReadyProof::run(const CFG &Graph, const ObjectFacts &EntryFacts) {
  std::vector<State> Entry(Graph.getNumBlockIDs());
  enter(Entry[Graph.getEntry().getBlockID()], EntryFacts);

  auto RunBlock = [&](const CFGBlock *Block, bool Record) {
    State S = Entry[Block->getBlockID()];
    Recording = Record;
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>())
        transfer(S, Statement->getStmt());
    Recording = false;
    return S;
  };

  PostOrderCFGView Order(&Graph);
  ForwardDataflowWorklist Worklist(Graph, &Order);
  Worklist.enqueueBlock(&Graph.getEntry());
  while (const CFGBlock *Block = Worklist.dequeue()) {
    State Out = RunBlock(Block, false);
    bool IsBranch = Block->succ_size() == 2;
    const Expr *Condition =
        IsBranch ? dyn_cast_or_null<Expr>(Block->getTerminatorCondition())
                 : nullptr;
    unsigned Branch = 0;
    for (const CFGBlock *Next : Block->succs()) {
      bool IsTrueBranch = Branch++ == 0;
      if (!Next)
        continue;
      State Edge = Out;
      assume(Condition, IsTrueBranch, Edge.Proven, B, F);
      if (Entry[Next->getBlockID()].join(Edge))
        Worklist.enqueueBlock(Next);
    }
  }
  for (const CFGBlock *Block : Graph)
    if (Entry[Block->getBlockID()].IsReached)
      RunBlock(Block, true);
}

bool ReadyProof::isOffloadedAt(const Expr *E) const {
  return OffloadedAt.lookup(E);
}

} // namespace clang::tidy::async
