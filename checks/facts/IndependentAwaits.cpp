//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/IndependentAwaits.h"
#include "facts/Collectors.h"
#include "facts/Independence.h"
#include "facts/ValueTypes.h"

namespace clang::tidy::async {

namespace {
/// An await whose only purpose may be its result.
struct Candidate {
  const Await *A = nullptr;
  const Operation *Op = nullptr; ///< The call that returns the task.
  Reach Accessed;
};

/// Finds the runs of independent awaits in one coroutine.
class Search {
public:
  Search(const Body &B, const Facts &Unit, std::vector<AwaitRun> &Found)
      : Unit(Unit), Found(Found) {
    for (const Await &A : B.Awaits)
      Awaits[A.E] = &A;
  }
  void visit(const Stmt *S);

private:
  std::optional<Candidate> candidate(const Expr *E,
                                     const VarDecl *Element = nullptr) const;
  bool isIndependent(const Candidate &Next,
                     llvm::ArrayRef<Candidate> Run) const;
  void flush(std::vector<Candidate> &Run);
  void visitBlock(const CompoundStmt *Block);
  void visitExpr(const Expr *E);
  bool collect(const Stmt *S, std::vector<const Expr *> &To) const;
  void visitLoop(const Stmt *Loop, const VarDecl *Element, const Stmt *Body);

  const Facts &Unit;
  std::vector<AwaitRun> &Found;
  llvm::DenseMap<const Expr *, const Await *> Awaits;
};
} // namespace

/// True if it does not matter when \p Op starts: it is not a lock, a hop, a
/// finished task or a task that another one finishes.
static bool isWork(const Operation &Op) {
  return !Op.Match || Op.Match.has(RoleInfo::MayRunBeside);
}

/// True if the only purpose of an await with a result of type \p T may be that
/// result. A void, boolean or enumeration result suggests an action, as does an
/// object that must be held for a while.
static bool isResult(QualType T, const Facts &Unit) {
  T = T.getNonReferenceType();
  return !T->isVoidType() && !T->isBooleanType() && !T->isEnumeralType() &&
         isPlainValue(T, Unit) &&
         !(classOf(T) && classOf(T)->getDefinition()->isEmpty());
}

/// The await at \p E, if it may be part of a finding. In a loop, \p Element is
/// the variable that changes with each iteration.
std::optional<Candidate> Search::candidate(const Expr *E,
                                           const VarDecl *Element) const {
  const Await *A = Awaits.lookup(E);
  if (!A || !isResult(E->getType(), Unit))
    return std::nullopt;
  const Operation *Op =
      Unit.operationAt(stripAdapters(A->Operand, Unit.models()));
  if (!Op || !Op->Task || !isWork(*Op))
    return std::nullopt;
  Candidate New{A, Op, Reach(Unit)};
  if (Element)
    New.Accessed.setFresh(Element);
  New.Accessed.addCall(*Op);
  // The adapters around the call may name an executor or a deadline.
  if (Op->expr() != stripImplicit(A->Operand))
    New.Accessed.addExpr(A->Operand);
  if (New.Accessed.isIncomplete())
    return std::nullopt;
  return New;
}

/// True if \p A and \p B are the same call: its second result can differ only
/// because something has changed.
static bool isSameCall(const Operation &A, const Operation &B,
                       const ASTContext &Context) {
  llvm::FoldingSetNodeID IdOfA, IdOfB;
  A.expr()->Profile(IdOfA, Context, /*Canonical=*/true);
  B.expr()->Profile(IdOfB, Context, /*Canonical=*/true);
  return IdOfA == IdOfB;
}

bool Search::isIndependent(const Candidate &Next,
                           llvm::ArrayRef<Candidate> Run) const {
  return llvm::none_of(Run, [&](const Candidate &Previous) {
    const VarDecl *Var = Previous.A->Result.Var;
    return (Var && Next.Accessed.names(Var)) ||
           Next.Accessed.mayConflict(Previous.Accessed) ||
           isSameCall(*Next.Op, *Previous.Op, Unit.context());
  });
}

void Search::flush(std::vector<Candidate> &Run) {
  if (Run.size() > 1) {
    AwaitRun &New = Found.emplace_back();
    for (const Candidate &Next : Run)
      New.Awaits.push_back({Next.A, Next.Op});
  }
  Run.clear();
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Search::visitBlock(const CompoundStmt *Block) {
  std::vector<Candidate> Run;
  for (const Stmt *S : Block->body()) {
    const Expr *E = awaitOfVariable(S);
    std::optional<Candidate> Next = E ? candidate(E) : std::nullopt;
    if (!Next || !isIndependent(*Next, Run))
      flush(Run);
    if (Next)
      Run.push_back(std::move(*Next));
    else
      visit(S);
  }
  flush(Run);
}

void Search::visit(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return visitBlock(Block);
  if (const auto *E = dyn_cast<Expr>(S))
    return visitExpr(E);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return visit(Return->getOperand());
  if (const auto *For = dyn_cast<CXXForRangeStmt>(S)) {
    visit(For->getRangeInit());
    // A range that suspends, or a generator, yields its elements one by one.
    if (!For->getCoawaitLoc().isValid() &&
        !Unit.types().isGenerator(For->getRangeInit()->getType()))
      visitLoop(For, For->getLoopVariable(), For->getBody());
    return visit(For->getBody());
  }
  if (const auto *For = dyn_cast<ForStmt>(S)) {
    const auto *Start = dyn_cast_or_null<DeclStmt>(For->getInit());
    const VarDecl *Counter = Start && Start->isSingleDecl()
                                 ? dyn_cast<VarDecl>(Start->getSingleDecl())
                                 : nullptr;
    if (Counter && Counter->getType()->isIntegerType())
      visitLoop(For, Counter, For->getBody());
    return visit(For->getBody());
  }
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    // Several handlers may depend on which await failed.
    if (Try->getNumHandlers() == 1)
      visit(Try->getTryBlock());
    return;
  }
  for (const Stmt *Child : S->children())
    visit(Child);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

/// Adds the awaits in \p S to \p To. False if their number or order depends on
/// their results, or if something is changed between them.
bool Search::collect(const Stmt *S, std::vector<const Expr *> &To) const {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (isa<CoawaitExpr>(S)) {
    To.push_back(cast<Expr>(S));
    return true;
  }
  if (isa<AbstractConditionalOperator, CoyieldExpr, StmtExpr>(S))
    return false;
  if (const auto *Operator = dyn_cast<UnaryOperator>(S);
      Operator && Operator->isIncrementDecrementOp())
    return false;
  if (const auto *Operator = dyn_cast<BinaryOperator>(S);
      Operator && (Operator->isLogicalOp() || Operator->isAssignmentOp() ||
                   Operator->isCommaOp()))
    return false;
  return llvm::all_of(S->children(),
                      [&](const Stmt *Child) { return collect(Child, To); });
}

void Search::visitExpr(const Expr *E) {
  E = stripImplicit(E);
  std::vector<const Expr *> Awaited;
  Reach Target(Unit);
  // The target of an assignment is changed after all awaits.
  if (const auto *Assign = dyn_cast<BinaryOperator>(E);
      Assign && Assign->isAssignmentOp()) {
    Target.addExpr(Assign->getLHS());
    E = Assign->getRHS();
  }
  if (!collect(E, Awaited) || Awaited.size() < 2)
    return;
  std::vector<Candidate> Run;
  for (const Expr *Next : Awaited) {
    std::optional<Candidate> New = candidate(Next);
    if (!New || !isIndependent(*New, Run) || New->Accessed.mayConflict(Target))
      return;
    Run.push_back(std::move(*New));
  }
  flush(Run);
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

void Search::visitLoop(const Stmt *Loop, const VarDecl *Element,
                       const Stmt *Code) {
  const Expr *Collector = nullptr;
  const Expr *E = awaitOfCollector(Code, Element, Unit.models(), Collector);
  std::optional<Candidate> Each = E ? candidate(E, Element) : std::nullopt;
  if (!Each || !Each->Accessed.names(Element))
    return;
  // Only the collector may be changed, and it must be a plain value.
  if (!isPlainValue(Collector->getType(), Unit))
    return;
  Reach Target(Unit), OtherObjects = Each->Accessed.without(Element);
  Target.addExpr(Collector);
  if (OtherObjects.mayConflict(OtherObjects) ||
      Target.mayConflict(Each->Accessed))
    return;
  if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    // Only the loop header may change the counter, and no result may end the
    // loop.
    if (Each->Accessed.mayConflict(Each->Accessed))
      return;
    const auto *Step = dyn_cast_or_null<UnaryOperator>(For->getInc());
    const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
    if (!Step || !Step->isIncrementDecrementOp() || !Test ||
        !Test->isComparisonOp() || For->getConditionVariable())
      return;
    Reach Limit(Unit);
    Limit.addExpr(Test);
    if (Target.mayConflict(Limit))
      return;
  }
  Found.push_back({{{Each->A, Each->Op}}, Loop});
}

std::vector<AwaitRun> independentAwaits(const Body &B, const Facts &Unit) {
  std::vector<AwaitRun> Found;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
    Search(B, Unit, Found).visit(Coroutine->getBody());
  return Found;
}

} // namespace clang::tidy::async
