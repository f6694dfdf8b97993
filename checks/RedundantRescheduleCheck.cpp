//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RedundantRescheduleCheck.h"
#include "facts/Chains.h"
#include "fix/Fixes.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async {

void RedundantRescheduleCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    // In a test, a hop may be what is tested.
    if (B.IsTest || B.isDependent())
      continue;
    if (B.IsCoroutine)
      checkCoroutine(B, Unit);
    for (const Operation &Op : B.Operations)
      if (Op.Match)
        checkTask(Op, Unit);
  }
}

//===----------------------------------------------------------------------===//
// Hops of a coroutine
//===----------------------------------------------------------------------===//

/// The model of the task that the coroutine \p B returns, if coroutines of this
/// type go on where they were after an await.
static const TypeModel *ownResuming(const Body &B, const Facts &Unit) {
  const TaskInfo *Own =
      B.IsCoroutine ? Unit.types().task(B.Function->getReturnType()) : nullptr;
  return Own && Own->Model && Own->Model->Resumption == Resumes::Own
             ? Own->Model
             : nullptr;
}

/// What is awaited: the call, or the object that is made for it.
static const Operation *awaitedOperation(const Expr *Await, const Facts &Unit) {
  const auto *E = dyn_cast<CoawaitExpr>(Await);
  const Expr *Operand = E ? stripImplicit(E->getOperand()) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Operand))
    Operand = stripImplicit(Cast->getSubExpr());
  return Operand ? Unit.operationAt(Operand) : nullptr;
}

/// True if awaiting \p Op takes its coroutine to another executor.
static bool isHop(const Operation &Op) {
  return Op.is(Role::Hop) &&
         (!Op.Match->Task || Op.Match->Moved == Moves::Rest);
}

/// True if awaiting \p Op brings the coroutine back to its own executor.
static bool comesBack(const Operation &Op, const Facts &Unit) {
  const Expr *Token = Op.Site.at(Op.Match->Token);
  const TypeModel *Model =
      Token ? Unit.models().type(Token->getType()) : nullptr;
  return Op.is(Role::Async) && Model && Model->Token == TokenEffect::Awaitable;
}

/// The await that the statement \p S is, its result unused.
static const Expr *awaitStatement(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  return E && isa<CoawaitExpr>(E->IgnoreImplicit()) ? E->IgnoreImplicit()
                                                    : nullptr;
}

/// Adds all awaits of \p S to \p Found; false if it is left by other ways, too,
/// or entered in its midst.
static bool findAwaits(const Stmt *S,
                       llvm::SmallVectorImpl<const Expr *> &Found) {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (isa<CoyieldExpr, DependentCoawaitExpr, LabelStmt, SwitchCase>(S))
    return false;
  if (const auto *E = dyn_cast<CoawaitExpr>(S)) {
    Found.push_back(E);
    return findAwaits(E->getOperand(), Found);
  }
  return llvm::all_of(S->children(), [&](const Stmt *Child) {
    return findAwaits(Child, Found);
  });
}

/// True if the preprocessor has a say in what stands between \p First and
/// \p Second.
static bool isDirectiveBetween(const Stmt *First, SourceLocation Second,
                               const Facts &Unit) {
  const SourceManager &SM = Unit.sources();
  SourceLocation Begin = SM.getFileLoc(First->getEndLoc());
  SourceLocation End = SM.getFileLoc(Second);
  if (!SM.isWrittenInSameFile(Begin, End))
    return true;
  StringRef Between = Lexer::getSourceText(
      CharSourceRange::getCharRange(Begin, End), SM, LangOptions());
  return Between.contains('#');
}

/// True if \p S only ends the coroutine.
static bool isPlainEnd(const Stmt *S) {
  const auto *Return = dyn_cast<CoreturnStmt>(S);
  if (!Return)
    return false;
  const Expr *Value = Return->getOperand();
  return !Value || isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr,
                       CXXNullPtrLiteralExpr>(stripImplicit(Value));
}

/// True if something of \p B is destroyed when it ends.
static bool hasCleanup(const Body &B, const CompoundStmt &Block) {
  auto IsDestroyed = [](const VarDecl *Var) {
    return Var->getType().isDestructedType() != QualType::DK_none;
  };
  for (const ParmVarDecl *Param : B.Function->parameters())
    if (IsDestroyed(Param))
      return true;
  for (const Stmt *S : Block.body())
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declared->decls()) {
        const auto *Var = dyn_cast<VarDecl>(D);
        if (Var && IsDestroyed(Var))
          return true;
      }
  return false;
}

static unsigned countMentions(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return 0;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == Var;
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    return countMentions(Await->getOperand(), Var);
  unsigned Count = 0;
  for (const Stmt *Child : S->children())
    Count += countMentions(Child, Var);
  return Count;
}

/// True if a variable is there only to name the executor of \p Op: without it,
/// the compiler would warn of that.
static bool isOnlyUse(const Operation &Op) {
  const Expr *E = Op.Site.at(Op.Match->Executor);
  while (const auto *Operator =
             dyn_cast_or_null<UnaryOperator>(E ? stripImplicit(E) : E))
    E = Operator->getSubExpr();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? stripImplicit(E) : E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && countMentions(Op.In->Code, Var) < 2;
}

void RedundantRescheduleCheck::checkCoroutine(const Body &B,
                                              const Facts &Unit) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  const Stmt *Whole = Coroutine ? Coroutine->getBody() : nullptr;
  llvm::SmallVector<const Stmt *, 16> Left;
  // Without hops there is nothing to see.
  if (llvm::any_of(B.Operations, [](const Operation &Op) {
        return isHop(Op) || (Op.is(Role::Async) && Op.Match->Stays);
      }))
    Left.push_back(Whole);
  while (!Left.empty()) {
    const Stmt *S = Left.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      checkBlock(*Block, B, S == Whole, Unit);
    Left.append(S->child_begin(), S->child_end());
  }
}

void RedundantRescheduleCheck::checkBlock(const CompoundStmt &Block,
                                          const Body &B, bool IsWhole,
                                          const Facts &Unit) {
  Executors Known(Unit);
  const TypeModel *Own = ownResuming(B, Unit);
  // A coroutine must keep a word that makes it one.
  bool MayRemove =
      B.Awaits.size() > 1 || llvm::any_of(B.Returns, [](const Stmt *S) {
        return isa<CoreturnStmt>(S);
      });
  ExecutorId Where;
  const Stmt *LastStatement = nullptr; ///< A hop that nothing follows yet.
  const Operation *LastHop = nullptr;
  const Operation *Reported = nullptr;

  for (const Stmt *S : Block.body()) {
    if (isa<NullStmt>(S))
      continue;
    const Expr *Await = awaitStatement(S);
    const Operation *Op = Await ? awaitedOperation(Await, Unit) : nullptr;
    const Stmt *PreviousStatement = std::exchange(LastStatement, nullptr);
    const Operation *Previous = std::exchange(LastHop, nullptr);
    if (Op && (isHop(*Op) || (Op->Match && comesBack(*Op, Unit)))) {
      ExecutorId Next = Known.of(*Op);
      bool IsPlain = isHop(*Op) && !Op->Match->Task && Next;
      Place Goes = Unit.placeOf(*Op);
      bool IsElsewhere =
          Goes == Place::Pool || Goes == Place::Loop || Goes == Place::Thread;
      if (Previous && IsPlain && IsElsewhere &&
          !isDirectiveBetween(PreviousStatement, S->getBeginLoc(), Unit)) {
        Draft &New =
            report(B, Previous->expr(),
                   nameOf(Previous->callee()) + " moves " + coroutineName(B) +
                       " to where it does nothing before it is moved on");
        New.note(Op->expr()->getExprLoc(),
                 "it is moved on here, by " + nameOf(Op->callee()));
        if (!isOnlyUse(*Previous))
          New.advise(fix::removeHop(*Previous, PreviousStatement, Unit));
        Reported = Op;
      } else if (Op->Match->Stays && !Op->Match->Task && Next.isSame(Where) &&
                 !Where.MayChange) {
        Draft &New = report(B, Op->expr(),
                            nameOf(Op->callee()) + " moves " +
                                coroutineName(B) + " to where it is already");
        if (MayRemove && !isOnlyUse(*Op))
          New.advise(fix::removeHop(*Op, S, Unit));
        Reported = Op;
      }
      if (isHop(*Op)) {
        Where = Next;
        if (Next && IsElsewhere) {
          LastHop = Op;
          LastStatement = S;
        }
      } else {
        Where = {ExecutorId::Current};
      }
      continue;
    }

    if (IsWhole && isPlainEnd(S) && Previous) {
      // What comes next is not part of the coroutine.
      LastHop = Previous;
      LastStatement = PreviousStatement;
      continue;
    }
    llvm::SmallVector<const Expr *, 4> Awaits;
    if (!findAwaits(S, Awaits)) {
      Where = {};
      continue;
    }
    bool IsStraight = isa<Expr, DeclStmt>(S);
    for (const Expr *E : Awaits) {
      const Operation *Awaited = awaitedOperation(E, Unit);
      if (Awaited && isHop(*Awaited))
        Where = IsStraight && Awaits.size() == 1 ? Known.of(*Awaited)
                                                 : ExecutorId();
      else if (Awaited && Awaited->Match && comesBack(*Awaited, Unit))
        Where = IsStraight && Awaits.size() == 1
                    ? ExecutorId{ExecutorId::Current}
                    : ExecutorId();
      else if (!Own)
        Where = {};
    }
  }

  if (!IsWhole || !Own || !LastHop || LastHop == Reported ||
      LastHop->Match->Task || hasCleanup(B, Block) ||
      isDirectiveBetween(LastStatement, Block.getRBracLoc(), Unit))
    return;
  Draft &New = report(
      B, LastHop->expr(),
      nameOf(LastHop->callee()) + " moves " + coroutineName(B) +
          " right before it ends; who awaits it goes on where it was anyway");
  if (MayRemove && !isOnlyUse(*LastHop))
    New.advise(fix::removeHop(*LastHop, LastStatement, Unit));
}

//===----------------------------------------------------------------------===//
// Executors that are chosen for a task
//===----------------------------------------------------------------------===//

/// True if \p Op chooses one of its task's executors and does nothing else.
static bool isChoice(const Operation *Op) {
  return Op && Op->is(Role::Adapt) && Op->Match->Moved != Moves::Unknown &&
         Op->Match->Executor &&
         Op->Site.Args.size() == (Op->Match->Task.K == Position::This ? 1 : 2);
}

/// The operation that makes the task that \p Op is given there.
static const Operation *makerOf(const Operation &Op, const Facts &Unit) {
  llvm::ArrayRef<Link> Links = Unit.chains().of(Op).links();
  return Links.size() > 1 && !Links[1].Holder ? Links[1].Op : nullptr;
}

/// True if nothing of the task that the choice \p Op is given is left to run.
static bool hasNoWork(const Operation &Op, const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  // A choice for a variable leaves that as it is.
  if (!Task || Task->IgnoreParenImpCasts()->isLValue())
    return false;
  if (Op.Match->Moved == Moves::Rest)
    return true;
  const Operation *Maker = makerOf(Op, Unit);
  // What a callable gives may be a task with work of its own.
  return Maker && Maker->is(Role::Ready) && !Maker->Match->Callable;
}

/// The operation before \p Op in its chain that chose the executor that
/// everything up to \p Op runs on.
static const Operation *chosenBefore(const Operation &Op, const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  const CXXRecordDecl *Class = classOf(stripImplicit(Task)->getType());
  const Operation *Before = makerOf(Op, Unit);
  auto IsLink = [&](const Operation &Link) {
    return Link.is(Role::Continue) && Link.Match->Task.K == Position::This &&
           !Link.Match->Executor && Link.Match->Runs == Place::Unknown;
  };
  auto IsSameKind = [&](const Operation &Link) {
    const auto *A = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        classOf(Link.expr()->getType()));
    const auto *B = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
    return A && B &&
           A->getSpecializedTemplate()->getCanonicalDecl() ==
               B->getSpecializedTemplate()->getCanonicalDecl();
  };
  while (Before && Before->Match && IsSameKind(*Before)) {
    if (Before->Match->Moved != Moves::Unknown)
      return Before->Site.Args.size() == (Before->Match->Callable ? 2 : 1)
                 ? Before
                 : nullptr; // With a priority.
    if (!IsLink(*Before))
      return nullptr;
    Before = makerOf(*Before, Unit);
  }
  return nullptr;
}

/// True if the choice \p Next, the next link of the chain, makes \p Op useless.
static bool isReplacedBy(const Operation &Op, const Operation &Next,
                         const Facts &Unit) {
  return isChoice(&Op) && Op.Match->Task.K == Position::This &&
         hasNoWork(Op, Unit) && isChoice(&Next) &&
         Next.Match->Moved == Moves::Rest &&
         Next.Match->Task.K == Position::This && makerOf(Next, Unit) == &Op;
}

/// True if \p Wait can be called on the task that the choice \p Op is given.
static bool canWaitWithout(const Operation &Op, const Operation &Wait,
                           const Facts &Unit) {
  const Expr *Task = Op.Site.at(Op.Match->Task);
  return Wait.callee() && Wait.callee()->getIdentifier() &&
         Unit.types().hasMember(classOf(stripImplicit(Task)->getType()),
                                Wait.callee()->getName());
}

void RedundantRescheduleCheck::checkTask(const Operation &Op,
                                         const Facts &Unit) {
  const Body &B = *Op.In;
  Executors Known(Unit);
  if (Op.is(Role::Post) && Op.Match->Stays &&
      Known.of(Op).K == ExecutorId::Current) {
    report(B, Op.expr(),
           nameOf(Op.callee()) + " goes to where this runs already")
        .Advice = "call the function itself";
    return;
  }
  if (!isChoice(&Op))
    return;
  ExecutorId Chosen = Known.of(Op);
  if (!Chosen)
    return;
  const Expr *Task = Op.Site.at(Op.Match->Task);
  bool IsMember = Op.Match->Task.K == Position::This;
  auto Report = [&](std::string Text, const Expr *Wait = nullptr) {
    Draft &New = report(B, Op.expr(), nameOf(Op.callee()) + Text);
    if (!isOnlyUse(Op))
      New.advise(fix::removeChoice(Op, Unit));
    // What is wrong with the wait comes first.
    if (Wait)
      New.claim(Wait);
  };

  // Replaced by the next link of its chain.
  for (const Operation &Next : B.Operations)
    if (isReplacedBy(Op, Next, Unit)) {
      bool IsSame = Known.of(Next).isSame(Chosen) && !Chosen.MayChange;
      return Report(" chooses an executor, and the next " +
                    nameOf(Next.callee()) +
                    (IsSame ? " it again" : " another one") +
                    " before anything runs there");
    }

  // Of two that stand side by side, the first one has been reported.
  if (Op.Match->Moved == Moves::Rest && Task)
    if (const Operation *Before = chosenBefore(Op, Unit))
      if (Known.of(*Before).isSame(Chosen) && !Chosen.MayChange &&
          !isReplacedBy(*Before, Op, Unit))
        return Report(" chooses the executor that the chain is on already");

  // What a coroutine awaits runs on the executor of the coroutine.
  const TypeModel *Own = ownResuming(B, Unit);
  bool IsAwaited =
      Op.Result.Is == Use::Awaited && !Op.Result.Through && Own &&
      Own->Library == Op.Match->Library && Task &&
      Unit.types().isAwaitableIn(stripImplicit(Task)->getType(), B.Promise);
  if (IsAwaited && hasNoWork(Op, Unit))
    return Report(" chooses an executor on which nothing runs: " +
                  coroutineName(B) + " goes on where it was");
  if (IsAwaited && Chosen.K == ExecutorId::Current && !Op.At.InLoop &&
      !Task->IgnoreParenImpCasts()->isLValue())
    return Report(" chooses the executor that " + coroutineName(B) +
                  " runs on already");

  if (Op.Result.Is == Use::ObjectOf && !Op.Result.Through && IsMember)
    if (const Operation *Wait = Unit.operationAt(Op.Result.Call);
        Wait && (Wait->is(Role::Wait) || Wait->is(Role::TimedWait)) &&
        hasNoWork(Op, Unit) && canWaitWithout(Op, *Wait, Unit) &&
        !isChoice(makerOf(Op, Unit)))
      return Report(" chooses an executor on which nothing runs: " +
                        nameOf(Wait->callee()) + " waits here",
                    Wait->expr());
}

} // namespace clang::tidy::async
