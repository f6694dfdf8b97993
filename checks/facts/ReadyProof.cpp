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

bool areBeside(const Path &A, const Path &B) {
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
  bool Hops = Other.Offloaded && !Offloaded;
  Offloaded |= Other.Offloaded;
  return Known.meet(Other.Known) || Hops;
}

ReadyProof::ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around,
                       const ObjectFacts &Given)
    : F(F), B(B), Around(Around) {
  if (const CFG *Graph = F.flow(B).graph())
    run(*Graph, Given);
}

bool ReadyProof::held(const Operation &Op, Fact What) const {
  return (MissingAt.lookup(Op.expr()) & static_cast<unsigned>(What)) == 0;
}

/// True if \p To, which calls a lambda at once, gives it nothing but finished
/// tasks: all tasks that it is given itself are, at \p Known.
static bool givesFinished(const Operation &To, const ObjectFacts &Known,
                          const Facts &F) {
  bool GivesTasks = false;
  auto IsFinished = [&](const Expr *E) {
    // A range may be given by its iterators.
    Path From = E ? pathOf(E, F.models(), Parts::Values)
                        .withoutPointers()
                        .withoutElements()
                  : Path();
    const ValueDecl *Source = From.named();
    if (!Source || !F.types().containsTask(Source->getType()))
      return true;
    GivesTasks = true;
    return Known.holds(From, Fact::Finished);
  };
  return IsFinished(To.Site.Object) && llvm::all_of(To.Site.Args, IsFinished) &&
         GivesTasks;
}

/// What is called at once knows what the code around it knows; what runs later,
/// what was asked before it was made, and that what was copied or moved into it
/// stays finished.
void ReadyProof::enterLambda(State &Start) const {
  const ObjectFacts AtLambda = Around->KnownAtLambda.lookup(B.Lambda);
  if (B.IsInline) {
    // If it is called in other places than that, they tell nothing.
    auto Called = Around->KnownAtCalls.find(B.Lambda);
    bool AreAllSeen =
        (B.IsOnlyCalled || B.How.Is == Use::ObjectOf) &&
        Called != Around->KnownAtCalls.end() &&
        llvm::all_of(F.callsOf(B.Function),
                     [&](const auto *Call) { return Call->In == B.Parent; });
    Start.Known = AreAllSeen ? Called->second : AtLambda;
    Start.Offloaded = Around->isOffloadedAt(B.Lambda);
    const Operation *To =
        B.How.Is == Use::Passed ? F.operationAt(B.How.Call) : nullptr;
    if (To && To->Match && givesFinished(*To, AtLambda, F))
      for (const ParmVarDecl *Param : B.Function->parameters())
        if (F.types().containsTask(Param->getType()))
          Start.Known.gain(Path::variable(Param), Fact::Finished);
  }
  for (const Path &Asked : AtLambda.all(Fact::Readable))
    Start.Known.gain(Asked, Fact::Readable);
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
      Start.Known.gain(Key, Fact::Finished);
  }
}

void ReadyProof::enter(State &Start, const ObjectFacts &Given) const {
  Start.IsReached = true;
  if (Around)
    enterLambda(Start);
  for (const Path &Task : Given.all(Fact::Finished))
    if (Task.variable() ? Task.variable()->getDeclContext() == B.Function
                        : !B.Lambda)
      Start.Known.gain(Task, Fact::Finished);
  const Operation *To = B.HandedTo;
  if (!To)
    return;
  // What a continuation is given is finished; so is what it holds.
  if (To->Match && !To->Match.has(RoleInfo::RunsCallableElsewhere))
    for (const ParmVarDecl *Param : B.Function->parameters())
      Start.Known.gain(Path::variable(Param), Fact::Finished);
  if (To->Site.Object && F.models().hasTrait(To->Site, Trait::Readiness))
    Start.Known.gain(keyOf(To->Site.Object), Fact::Readable);
}

void ReadyProof::run(const CFG &Graph, const ObjectFacts &Given) {
  std::vector<State> Entry(Graph.getNumBlockIDs());
  enter(Entry[Graph.getEntry().getBlockID()], Given);

  auto Leave = [&](const CFGBlock *Block, bool Record) {
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
    State Out = Leave(Block, false);
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
      assume(Condition, IsTrueBranch, Edge.Known, B, F);
      if (Entry[Next->getBlockID()].join(Edge))
        Worklist.enqueueBlock(Next);
    }
  }
  for (const CFGBlock *Block : Graph)
    if (Entry[Block->getBlockID()].IsReached)
      Leave(Block, true);
}

bool ReadyProof::isOffloadedAt(const Expr *E) const {
  return OffloadedAt.lookup(E);
}

} // namespace clang::tidy::async
