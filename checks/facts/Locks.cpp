//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Locks.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

namespace clang::tidy::async {

/// True if the states changed.
static bool join(HeldLocks &State, const HeldLocks &Other) {
  bool IsChanged = false;
  for (HeldLock &Each : State) {
    const auto *Same = llvm::find_if(Other, [&](const HeldLock &Theirs) {
      return Theirs.isOf(Each.Object);
    });
    if (Each.IsCertain && (Same == Other.end() || !Same->IsCertain)) {
      Each.IsCertain = false;
      IsChanged = true;
    }
  }
  for (const HeldLock &Each : Other)
    if (llvm::none_of(State, [&](const HeldLock &Ours) {
          return Ours.isOf(Each.Object);
        })) {
      State.push_back(Each);
      State.back().IsCertain = false;
      IsChanged = true;
    }
  return IsChanged;
}

static bool declares(const Stmt *S, const VarDecl *Var) {
  if (const auto *Decls = dyn_cast_or_null<DeclStmt>(S))
    return llvm::is_contained(Decls->decls(), Var);
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) {
           return declares(Child, Var);
         });
}

/// An exception leaves the block of \p Try, and destroys the guards there.
static void leaveTry(HeldLocks &State, const CXXTryStmt *Try) {
  llvm::erase_if(State, [&](const HeldLock &Each) {
    return Each.Guard && declares(Try->getTryBlock(), Each.Guard);
  });
  for (HeldLock &Each : State)
    if (!Each.Guard)
      Each.IsCertain = false;
}

Locks::Locks(const Body &B, const Facts &F) : F(F), B(B) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  HasLocks = takesAny(Coroutine ? Coroutine->getBody() : B.Code);
  if (!HasLocks)
    return;
  if (const CFG *Graph = F.flow(B).graph())
    run(*Graph);
}

void Locks::run(const CFG &Graph) {
  std::vector<std::optional<HeldLocks>> Entry(Graph.getNumBlockIDs());
  Entry[Graph.getEntry().getBlockID()].emplace();

  auto RunBlock = [&](const CFGBlock *Block) {
    HeldLocks State = *Entry[Block->getBlockID()];
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>())
        transfer(State, Statement->getStmt());
      else if (auto Destroyed = Element.getAs<CFGAutomaticObjDtor>())
        leaveScope(State, Destroyed->getVarDecl());
    return State;
  };

  PostOrderCFGView Order(&Graph);
  ForwardDataflowWorklist Worklist(Graph, &Order);
  Worklist.enqueueBlock(&Graph.getEntry());
  while (const CFGBlock *Block = Worklist.dequeue()) {
    HeldLocks Out = RunBlock(Block);
    const Expr *Condition =
        Block->succ_size() == 2
            ? dyn_cast_or_null<Expr>(Block->getTerminatorCondition())
            : nullptr;
    unsigned Branch = 0;
    for (const CFGBlock *Next : Block->succs()) {
      bool IsTrueBranch = Branch++ == 0;
      if (!Next)
        continue;
      HeldLocks Edge = Out;
      assume(Edge, Condition, IsTrueBranch);
      if (const auto *Try =
              dyn_cast_or_null<CXXTryStmt>(Next->getTerminatorStmt()))
        leaveTry(Edge, Try);
      std::optional<HeldLocks> &State = Entry[Next->getBlockID()];
      if (!State) {
        State = std::move(Edge);
        Worklist.enqueueBlock(Next);
      } else if (join(*State, Edge)) {
        Worklist.enqueueBlock(Next);
      }
    }
  }
  Recording = true;
  for (const CFGBlock *Block : Graph)
    if (Entry[Block->getBlockID()])
      RunBlock(Block);
}

llvm::ArrayRef<HeldLock> Locks::at(const Expr *E) const {
  auto Found = Held.find(E);
  return Found == Held.end() ? llvm::ArrayRef<HeldLock>() : Found->second;
}

bool Locks::mayHoldAt(const Expr *E) const {
  return F.flow(B).graph() ? !at(E).empty() : HasLocks;
}

bool Locks::isCertainAt(const HeldLock &Lock, const Expr *E) const {
  if (!Lock.IsCertain)
    return false;
  // Without a guard, a function that is called in between may release it.
  return Lock.Guard || llvm::any_of(Releases, [&](const auto &Release) {
           return Lock.isOf(Release.second) &&
                  F.flow(B).mayLeadTo(E, Release.first);
         });
}

bool holdsLock(const Body &B, const Expr *Place, const Facts &F) {
  return F.locks(B).mayHoldAt(Place);
}

} // namespace clang::tidy::async
