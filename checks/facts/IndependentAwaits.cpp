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
/// An await whose value may be all that matters of it.
struct Candidate {
  const Await *A = nullptr;
  const Operation *Op = nullptr; ///< The call that returns the task.
  Reach Touches;
};

/// Goes through the code of one coroutine.
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

/// True if starting \p Op is work whose place in time does not matter: no lock,
/// no hop, nothing that is finished or that another task finishes.
static bool isWork(const Operation &Op) {
  return !Op.Match || Op.Match.has(RoleInfo::MayRunBeside);
}

/// True if an await that gives \p T may be there for that alone. Nothing, a
/// yes or no, and what must be held for a while tell of an action.
static bool isResult(QualType T, const Facts &Unit) {
  T = T.getNonReferenceType();
  return !T->isVoidType() && !T->isBooleanType() && !T->isEnumeralType() &&
         isPlainValue(T, Unit) &&
         !(classOf(T) && classOf(T)->getDefinition()->isEmpty());
}

/// The await at \p E, if it may be part of a finding. In a loop, \p Element is
/// what changes from turn to turn.
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
    New.Touches.setFresh(Element);
  New.Touches.addCall(*Op);
  // What stands around the call: an executor, a deadline.
  if (Op->expr() != stripImplicit(A->Operand))
    New.Touches.addExpr(A->Operand);
  if (New.Touches.isUnclear())
    return std::nullopt;
  return New;
}

/// True if \p A and \p B are the same call: asked twice, it says something else
/// only because something has changed.
static bool isSameCall(const Operation &A, const Operation &B,
                       const ASTContext &Context) {
  llvm::FoldingSetNodeID IdOfA, IdOfB;
  A.expr()->Profile(IdOfA, Context, /*Canonical=*/true);
  B.expr()->Profile(IdOfB, Context, /*Canonical=*/true);
  return IdOfA == IdOfB;
}

bool Search::isIndependent(const Candidate &Next,
                           llvm::ArrayRef<Candidate> Run) const {
  return llvm::none_of(Run, [&](const Candidate &Before) {
    const VarDecl *Var = Before.A->Result.Var;
    return (Var && Next.Touches.names(Var)) ||
           Next.Touches.mayDisturb(Before.Touches) ||
           isSameCall(*Next.Op, *Before.Op, Unit.context());
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
    // A range that suspends, or is made on the way, goes step by step.
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
    // Handlers of several kinds tell from where an error comes.
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

/// Adds the awaits in \p S to \p To. False if their number or their order
/// depends on what they give, or something is changed between them.
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
  // What is assigned to is changed at the end.
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
    if (!New || !isIndependent(*New, Run) || New->Touches.mayDisturb(Target))
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
  const Expr *Into = nullptr;
  const Expr *E = awaitOfCollector(Code, Element, Unit.models(), Into);
  std::optional<Candidate> Each = E ? candidate(E, Element) : std::nullopt;
  if (!Each || !Each->Touches.names(Element))
    return;
  // Only what collects the values may be changed, and it must do no more.
  if (!isPlainValue(Into->getType(), Unit))
    return;
  Reach Target(Unit), Others = Each->Touches.without(Element);
  Target.addExpr(Into);
  if (Others.mayDisturb(Others) || Target.mayDisturb(Each->Touches))
    return;
  if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    // It must count in its head only, and not stop for what it has seen.
    if (Each->Touches.mayDisturb(Each->Touches))
      return;
    const auto *Step = dyn_cast_or_null<UnaryOperator>(For->getInc());
    const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
    if (!Step || !Step->isIncrementDecrementOp() || !Test ||
        !Test->isComparisonOp() || For->getConditionVariable())
      return;
    Reach Limit(Unit);
    Limit.addExpr(Test);
    if (Target.mayDisturb(Limit))
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
