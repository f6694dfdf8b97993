//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequentialAwaitsCheck.h"
#include "facts/Independence.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

/// An await whose value may be all that matters of it.
struct SequentialAwaitsCheck::Candidate {
  const Await *A = nullptr;
  const Operation *Op = nullptr; ///< The call that returns the task.
  Reach Touches;
};

/// Goes through the code of one coroutine.
class SequentialAwaitsCheck::Search {
public:
  Search(SequentialAwaitsCheck &Check, const Body &B, const Facts &Unit)
      : Check(Check), B(B), Unit(Unit) {
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
  bool collect(const Stmt *S, std::vector<const Expr *> &Found) const;
  void visitLoop(const Stmt *Loop, const VarDecl *Element, const Stmt *Body);

  SequentialAwaitsCheck &Check;
  const Body &B;
  const Facts &Unit;
  llvm::DenseMap<const Expr *, const Await *> Awaits;
};

void SequentialAwaitsCheck::checkFacts(const Facts &Unit, Effects &Does) {
  // That the order does not matter for another reason is never certain.
  if (!Unit.isStrict())
    return;
  for (const Body &B : Unit.bodies())
    if (B.IsCoroutine && !B.IsTest && !B.isDependent() && !B.Awaits.empty())
      if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
        Search(*this, B, Unit).visit(Coroutine->getBody());
}

/// True if starting \p Op is work whose place in time does not matter: no lock,
/// no hop, nothing that is finished or that another task finishes.
static bool isWork(const Operation &Op) {
  if (!Op.Match)
    return true;
  switch (Op.Match->Is) {
  case Role::Async:
  case Role::Offload:
  case Role::Compute:
  case Role::NoFail:
  case Role::Throws:
    return Op.Match->Blocks == Blocking::None;
  default:
    return false;
  }
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
std::optional<SequentialAwaitsCheck::Candidate>
SequentialAwaitsCheck::Search::candidate(const Expr *E,
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

bool SequentialAwaitsCheck::Search::isIndependent(
    const Candidate &Next, llvm::ArrayRef<Candidate> Run) const {
  return llvm::none_of(Run, [&](const Candidate &Before) {
    const VarDecl *Var = Before.A->Result.Var;
    return (Var && Next.Touches.names(Var)) ||
           Next.Touches.mayDisturb(Before.Touches) ||
           isSameCall(*Next.Op, *Before.Op, Unit.context());
  });
}

void SequentialAwaitsCheck::Search::flush(std::vector<Candidate> &Run) {
  if (Run.size() > 1)
    Check.reportRun(B, Run, Unit);
  Run.clear();
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

/// The await that the only variable of \p S is made from; null for none.
static const Expr *awaitOfVariable(const Stmt *S) {
  const auto *Statement = dyn_cast<DeclStmt>(S);
  if (!Statement || !Statement->isSingleDecl())
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Statement->getSingleDecl());
  // A value that nothing looks at is not why it is awaited.
  if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal() ||
      !Var->isReferenced() || !Var->getInit())
    return nullptr;
  return dyn_cast<CoawaitExpr>(stripImplicit(Var->getInit()));
}

void SequentialAwaitsCheck::Search::visitBlock(const CompoundStmt *Block) {
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

void SequentialAwaitsCheck::Search::visit(const Stmt *S) {
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

/// Adds the awaits in \p S to \p Found. False if their number or their order
/// depends on what they give, or something is changed between them.
bool SequentialAwaitsCheck::Search::collect(
    const Stmt *S, std::vector<const Expr *> &Found) const {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (isa<CoawaitExpr>(S)) {
    Found.push_back(cast<Expr>(S));
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
                      [&](const Stmt *Child) { return collect(Child, Found); });
}

void SequentialAwaitsCheck::Search::visitExpr(const Expr *E) {
  E = stripImplicit(E);
  std::vector<const Expr *> Found;
  Reach Target(Unit);
  // What is assigned to is changed at the end.
  if (const auto *Assign = dyn_cast<BinaryOperator>(E);
      Assign && Assign->isAssignmentOp()) {
    Target.addExpr(Assign->getLHS());
    E = Assign->getRHS();
  }
  if (!collect(E, Found) || Found.size() < 2)
    return;
  std::vector<Candidate> Run;
  for (const Expr *Next : Found) {
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

/// True if \p Target is the same in each turn of a loop over \p Element.
static bool isFixed(const Stmt *Target, const VarDecl *Element) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
    const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
    return (Binding ? Binding->getDecomposedDecl() : Ref->getDecl()) != Element;
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(Target);
      Operator && Operator->isIncrementDecrementOp())
    return false;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Target);
      Call ? Call->getOperator() != OO_Subscript &&
                 Call->getOperator() != OO_Star &&
                 Call->getOperator() != OO_Arrow
           : isa<CallExpr>(Target))
    return false;
  return llvm::all_of(Target->children(), [&](const Stmt *Child) {
    return Child && isFixed(Child, Element);
  });
}

static unsigned countMentions(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return 0;
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  unsigned Count = Ref && Ref->getDecl() == Var;
  for (const Stmt *Child : S->children())
    Count += countMentions(Child, Var);
  return Count;
}

/// The await in `Out.push_back(co_await E)`, `Out[I] = co_await E` or
/// `Sum += co_await E`, and what is changed by that; or the same by a variable
/// that is there for this alone. Null for anything else.
static const Expr *awaitOfCollector(const Stmt *S, const VarDecl *Element,
                                    const Models &Known, const Expr *&Into) {
  const Expr *Await = nullptr;
  const VarDecl *Var = nullptr;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    if (Block->size() == 2 && (Await = awaitOfVariable(Block->body_front()))) {
      Var = cast<VarDecl>(cast<DeclStmt>(Block->body_front())->getSingleDecl());
      S = countMentions(Block->body_back(), Var) == 1 ? Block->body_back()
                                                      : nullptr;
    } else {
      S = Block->size() == 1 ? Block->body_front() : nullptr;
    }
  }
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return nullptr;
  E = stripImplicit(E);
  const Expr *Value = nullptr;
  bool IsPlain = false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    Into = Call->getImplicitObjectArgument();
    if (Call->getNumArgs() == 1)
      Value = Call->getArg(0);
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(E);
             Assign && Assign->isAssignmentOp()) {
    Into = Assign->getLHS();
    Value = Assign->getRHS();
    IsPlain = Assign->getOpcode() == BO_Assign;
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
             Call && Call->isAssignmentOp()) {
    Into = Call->getArg(0);
    Value = Call->getArg(1);
    IsPlain = Call->getOperator() == OO_Equal;
  }
  // The last one wins: the order decides.
  if (!Value || (IsPlain && isFixed(Into, Element)))
    return nullptr;
  if (!Await)
    return dyn_cast<CoawaitExpr>(stripImplicit(Value));
  const auto *Ref = dyn_cast<DeclRefExpr>(stripAdapters(Value, Known));
  return Ref && Ref->getDecl() == Var ? Await : nullptr;
}

void SequentialAwaitsCheck::Search::visitLoop(const Stmt *Loop,
                                              const VarDecl *Element,
                                              const Stmt *Code) {
  const Expr *Into = nullptr;
  const Expr *E = awaitOfCollector(Code, Element, Unit.models(), Into);
  std::optional<Candidate> Found = E ? candidate(E, Element) : std::nullopt;
  if (!Found || !Found->Touches.names(Element))
    return;
  // Only what collects the values may be changed, and it must do no more.
  if (!isPlainValue(Into->getType(), Unit))
    return;
  Reach Target(Unit), Others = Found->Touches.without(Element);
  Target.addExpr(Into);
  if (Others.mayDisturb(Others) || Target.mayDisturb(Found->Touches))
    return;
  if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    // It must count in its head only, and not stop for what it has seen.
    if (Found->Touches.mayDisturb(Found->Touches))
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
  Check.reportLoop(B, *Found, Loop, Unit);
}

//===----------------------------------------------------------------------===//
// Reports
//===----------------------------------------------------------------------===//

/// What nameOf() calls a lambda; of two, that does not say which one.
static constexpr llvm::StringLiteral ThisLambda = "this lambda";

void SequentialAwaitsCheck::reportRun(const Body &B,
                                      llvm::ArrayRef<Candidate> Run,
                                      const Facts &Unit) {
  std::string First = nameOf(Run[0].Op->callee());
  std::string Second = nameOf(Run[1].Op->callee());
  std::string Text = First + " and " + Second;
  if (Run.size() > 2)
    Text = First + " and the " + std::to_string(Run.size() - 1) +
           " awaits after it";
  else if (Run[0].Op->Site.Function == Run[1].Op->Site.Function &&
           Second == ThisLambda)
    Text = "two calls of " + Second;
  else if (Second == ThisLambda)
    Text = First + " and the lambda after it";
  Draft &New = report(B, Run.front().Op->expr(),
                      Text + " do not depend on each other, but run one "
                             "after the other: their times add up");
  std::vector<const Await *> Awaits;
  for (const Candidate &Next : Run) {
    Awaits.push_back(Next.A);
    if (&Next == &Run.front())
      continue;
    New.claim(Next.Op->expr());
    New.note(Next.Op->expr()->getExprLoc(),
             nameOf(Next.Op->callee()) +
                 " starts only when what is before it is finished");
  }
  New.advise(fix::awaitTogether(Awaits, B, Unit));
}

void SequentialAwaitsCheck::reportLoop(const Body &B, const Candidate &In,
                                       const Stmt *Loop, const Facts &Unit) {
  Draft &New = report(
      B, In.Op->expr(),
      "each turn of the loop waits for its own " + nameOf(In.Op->callee()) +
          ", though none depends on another: their times add up");
  if (std::string Name = fix::combinatorOfRange(*In.Op, Unit); !Name.empty())
    New.note(Loop->getBeginLoc(), "'" + Name + "' awaits them all at once",
             NoteKind::Advice);
}

} // namespace clang::tidy::async
