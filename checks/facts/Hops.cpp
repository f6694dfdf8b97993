//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Hops.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async {

const TypeModel *modelIfResumesOnOwn(const Body &B, const Facts &Unit) {
  const TaskInfo *OwnModel =
      B.IsCoroutine ? Unit.types().task(B.Function->getReturnType()) : nullptr;
  return OwnModel && OwnModel->Model &&
                 OwnModel->Model->Resumption == Resumes::Own
             ? OwnModel->Model
             : nullptr;
}

/// The awaited operation: a call, or the construction of an object.
static const Operation *awaitedOperation(const Expr *Await, const Facts &Unit) {
  const auto *E = dyn_cast<CoawaitExpr>(Await);
  const Expr *Operand = E ? stripImplicit(E->getOperand()) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Operand))
    Operand = stripImplicit(Cast->getSubExpr());
  return Operand ? Unit.operationAt(Operand) : nullptr;
}

/// True if awaiting \p Op moves its coroutine to another executor.
static bool isHop(const Operation &Op) {
  return Op.is(Role::Hop) &&
         (!Op.Match->Task || Op.Match->Moved == Moves::Rest);
}

/// True if the coroutine that awaits \p Op resumes on its own executor.
static bool returnsToOwnExecutor(const Operation &Op, const Facts &Unit) {
  const Expr *Token = Op.Site.at(Op.Match->Token);
  const TypeModel *Model =
      Token ? Unit.models().type(Token->getType()) : nullptr;
  return Op.is(Role::Async) && Model && Model->Token == TokenEffect::Awaitable;
}

/// The await that \p S consists of, with an unused result; else null.
static const Expr *awaitStatement(const Stmt *S) {
  const auto *E = dyn_cast<Expr>(S);
  return E && isa<CoawaitExpr>(E->IgnoreImplicit()) ? E->IgnoreImplicit()
                                                    : nullptr;
}

/// Adds all awaits of \p S to \p Found; false if \p S can also suspend in other
/// ways, or be entered in the middle.
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

/// True if there is a preprocessor directive between \p First and \p Second.
static bool hasDirectiveBetween(const Stmt *First, SourceLocation Second,
                                const Facts &Unit) {
  const SourceManager &SM = Unit.sources();
  SourceLocation Begin = SM.getFileLoc(First->getEndLoc());
  SourceLocation End = SM.getFileLoc(Second);
  if (!SM.isWrittenInSameFile(Begin, End))
    return true;
  llvm::StringRef Between = Lexer::getSourceText(
      CharSourceRange::getCharRange(Begin, End), SM, LangOptions());
  return Between.contains('#');
}

/// True if \p S ends the coroutine and does nothing else.
static bool isPlainEnd(const Stmt *S) {
  const auto *Return = dyn_cast<CoreturnStmt>(S);
  if (!Return)
    return false;
  const Expr *Value = Return->getOperand();
  return !Value || isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr,
                       CXXNullPtrLiteralExpr>(stripImplicit(Value));
}

/// True if \p B runs destructors when it ends.
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

bool isOnlyUseOfExecutor(const Operation &Op) {
  const Expr *E = Op.Site.at(Op.Match->Executor);
  while (const auto *Operator =
             dyn_cast_or_null<UnaryOperator>(E ? stripImplicit(E) : E))
    E = Operator->getSubExpr();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? stripImplicit(E) : E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && countMentions(Op.In->Code, Var) < 2;
}

namespace {
/// Finds useless hops in the blocks of one coroutine.
class HopSearch {
public:
  HopSearch(const Body &B, const Facts &Unit, std::vector<UselessHop> &Found)
      : B(B), Unit(Unit), Executor(Unit),
        OwnModel(modelIfResumesOnOwn(B, Unit)), Found(Found) {
    // At least one keyword that makes the function a coroutine must remain.
    MayRemove =
        B.Awaits.size() > 1 || llvm::any_of(B.Returns, [](const Stmt *S) {
          return isa<CoreturnStmt>(S);
        });
  }
  void visitBlock(const CompoundStmt &Block, bool IsWhole);

private:
  void visitHop(const Stmt *S, const Operation &Op);
  void visitAwaitsIn(const Stmt *S);
  void note(UselessHop::Reason Reason, const Operation &Hop,
            const Stmt *Statement, const Operation *Next = nullptr) {
    // Of two hops in a row, one remains.
    bool IsNeeded = Reason != UselessHop::LeavesAtOnce && !MayRemove;
    Found.push_back({Reason, &Hop, Statement, Next,
                     !IsNeeded && !isOnlyUseOfExecutor(Hop)});
  }

  const Body &B;
  const Facts &Unit;
  const Executors Executor;
  const TypeModel *OwnModel;
  std::vector<UselessHop> &Found;
  bool MayRemove;
  // State of the current block.
  ExecutorId CurrentExecutor;
  const Stmt *LastStatement = nullptr; ///< A hop, if nothing follows it yet.
  const Operation *LastHop = nullptr;
  const Operation *Reported = nullptr;
};
} // namespace

void HopSearch::visitHop(const Stmt *S, const Operation &Op) {
  const Stmt *PreviousStatement = std::exchange(LastStatement, nullptr);
  const Operation *Previous = std::exchange(LastHop, nullptr);
  ExecutorId Next = Executor.of(Op);
  bool IsPlain = isHop(Op) && !Op.Match->Task && Next;
  Place Destination = Unit.placeOf(Op);
  bool IsElsewhere = Destination == Place::Pool || isLoop(Destination) ||
                     Destination == Place::Thread;
  if (Previous && IsPlain && IsElsewhere &&
      !hasDirectiveBetween(PreviousStatement, S->getBeginLoc(), Unit)) {
    note(UselessHop::LeavesAtOnce, *Previous, PreviousStatement, &Op);
    Reported = &Op;
  } else if (Op.Match->Stays && !Op.Match->Task &&
             Next.isSame(CurrentExecutor) && !CurrentExecutor.MayChange) {
    note(UselessHop::AlreadyThere, Op, S);
    Reported = &Op;
  }
  if (!isHop(Op)) {
    CurrentExecutor = {ExecutorId::Current};
    return;
  }
  CurrentExecutor = Next;
  if (Next && IsElsewhere) {
    LastHop = &Op;
    LastStatement = S;
  }
}

/// Tracks the executor through \p S, which is not a hop itself.
void HopSearch::visitAwaitsIn(const Stmt *S) {
  LastStatement = nullptr;
  LastHop = nullptr;
  llvm::SmallVector<const Expr *, 4> Awaits;
  if (!findAwaits(S, Awaits)) {
    CurrentExecutor = {};
    return;
  }
  bool IsStraight = isa<Expr, DeclStmt>(S) && Awaits.size() == 1;
  for (const Expr *E : Awaits) {
    const Operation *Awaited = awaitedOperation(E, Unit);
    if (Awaited && isHop(*Awaited))
      CurrentExecutor = IsStraight ? Executor.of(*Awaited) : ExecutorId();
    else if (Awaited && Awaited->Match && returnsToOwnExecutor(*Awaited, Unit))
      CurrentExecutor =
          IsStraight ? ExecutorId{ExecutorId::Current} : ExecutorId();
    else if (!OwnModel)
      CurrentExecutor = {};
  }
}

void HopSearch::visitBlock(const CompoundStmt &Block, bool IsWhole) {
  CurrentExecutor = {};
  LastStatement = nullptr;
  LastHop = Reported = nullptr;
  for (const Stmt *S : Block.body()) {
    if (isa<NullStmt>(S))
      continue;
    const Expr *Await = awaitStatement(S);
    const Operation *Op = Await ? awaitedOperation(Await, Unit) : nullptr;
    if (Op && (isHop(*Op) || (Op->Match && returnsToOwnExecutor(*Op, Unit))))
      visitHop(S, *Op);
    // A plain end after a hop does no work on the new executor.
    else if (!IsWhole || !isPlainEnd(S) || !LastHop)
      visitAwaitsIn(S);
  }
  if (IsWhole && OwnModel && LastHop && LastHop != Reported &&
      !LastHop->Match->Task && !hasCleanup(B, Block) &&
      !hasDirectiveBetween(LastStatement, Block.getRBracLoc(), Unit))
    note(UselessHop::AtEnd, *LastHop, LastStatement);
}

std::vector<UselessHop> uselessHops(const Body &B, const Facts &Unit) {
  std::vector<UselessHop> Found;
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  if (!Coroutine || llvm::none_of(B.Operations, [](const Operation &Op) {
        return isHop(Op) || (Op.is(Role::Async) && Op.Match->Stays);
      }))
    return Found;
  HopSearch Search(B, Unit, Found);
  llvm::SmallVector<const Stmt *, 16> Worklist = {Coroutine->getBody()};
  while (!Worklist.empty()) {
    const Stmt *S = Worklist.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      Search.visitBlock(*Block, S == Coroutine->getBody());
    Worklist.append(S->child_begin(), S->child_end());
  }
  return Found;
}

} // namespace clang::tidy::async
