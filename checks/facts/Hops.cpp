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

const TypeModel *ownResuming(const Body &B, const Facts &Unit) {
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
  llvm::StringRef Between = Lexer::getSourceText(
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
/// Goes through the blocks of one coroutine.
class HopSearch {
public:
  HopSearch(const Body &B, const Facts &Unit, std::vector<UselessHop> &Found)
      : B(B), Unit(Unit), Executor(Unit), Own(ownResuming(B, Unit)),
        Found(Found) {
    // A coroutine must keep a word that makes it one.
    MayRemove =
        B.Awaits.size() > 1 || llvm::any_of(B.Returns, [](const Stmt *S) {
          return isa<CoreturnStmt>(S);
        });
  }
  void visitBlock(const CompoundStmt &Block, bool IsWhole);

private:
  void visitHop(const Stmt *S, const Operation &Op);
  void visitAwaitsIn(const Stmt *S);
  void note(UselessHop::Reason Why, const Operation &Hop, const Stmt *Statement,
            const Operation *Next = nullptr) {
    // Of two hops, one stays.
    bool IsNeeded = Why != UselessHop::MovesOn && !MayRemove;
    Found.push_back(
        {Why, &Hop, Statement, Next, !IsNeeded && !isOnlyUseOfExecutor(Hop)});
  }

  const Body &B;
  const Facts &Unit;
  const Executors Executor;
  const TypeModel *Own;
  std::vector<UselessHop> &Found;
  bool MayRemove;
  // Of the block at hand.
  ExecutorId Where;
  const Stmt *LastStatement = nullptr; ///< A hop that nothing follows yet.
  const Operation *LastHop = nullptr;
  const Operation *Reported = nullptr;
};
} // namespace

void HopSearch::visitHop(const Stmt *S, const Operation &Op) {
  const Stmt *PreviousStatement = std::exchange(LastStatement, nullptr);
  const Operation *Previous = std::exchange(LastHop, nullptr);
  ExecutorId Next = Executor.of(Op);
  bool IsPlain = isHop(Op) && !Op.Match->Task && Next;
  Place Goes = Unit.placeOf(Op);
  bool IsElsewhere =
      Goes == Place::Pool || isLoop(Goes) || Goes == Place::Thread;
  if (Previous && IsPlain && IsElsewhere &&
      !isDirectiveBetween(PreviousStatement, S->getBeginLoc(), Unit)) {
    note(UselessHop::MovesOn, *Previous, PreviousStatement, &Op);
    Reported = &Op;
  } else if (Op.Match->Stays && !Op.Match->Task && Next.isSame(Where) &&
             !Where.MayChange) {
    note(UselessHop::IsThere, Op, S);
    Reported = &Op;
  }
  if (!isHop(Op)) {
    Where = {ExecutorId::Current};
    return;
  }
  Where = Next;
  if (Next && IsElsewhere) {
    LastHop = &Op;
    LastStatement = S;
  }
}

/// Follows what a statement that is not a hop itself does to the executor.
void HopSearch::visitAwaitsIn(const Stmt *S) {
  LastStatement = nullptr;
  LastHop = nullptr;
  llvm::SmallVector<const Expr *, 4> Awaits;
  if (!findAwaits(S, Awaits)) {
    Where = {};
    return;
  }
  bool IsStraight = isa<Expr, DeclStmt>(S) && Awaits.size() == 1;
  for (const Expr *E : Awaits) {
    const Operation *Awaited = awaitedOperation(E, Unit);
    if (Awaited && isHop(*Awaited))
      Where = IsStraight ? Executor.of(*Awaited) : ExecutorId();
    else if (Awaited && Awaited->Match && comesBack(*Awaited, Unit))
      Where = IsStraight ? ExecutorId{ExecutorId::Current} : ExecutorId();
    else if (!Own)
      Where = {};
  }
}

void HopSearch::visitBlock(const CompoundStmt &Block, bool IsWhole) {
  Where = {};
  LastStatement = nullptr;
  LastHop = Reported = nullptr;
  for (const Stmt *S : Block.body()) {
    if (isa<NullStmt>(S))
      continue;
    const Expr *Await = awaitStatement(S);
    const Operation *Op = Await ? awaitedOperation(Await, Unit) : nullptr;
    if (Op && (isHop(*Op) || (Op->Match && comesBack(*Op, Unit))))
      visitHop(S, *Op);
    // After its end, what comes next is not part of the coroutine.
    else if (!IsWhole || !isPlainEnd(S) || !LastHop)
      visitAwaitsIn(S);
  }
  if (IsWhole && Own && LastHop && LastHop != Reported &&
      !LastHop->Match->Task && !hasCleanup(B, Block) &&
      !isDirectiveBetween(LastStatement, Block.getRBracLoc(), Unit))
    note(UselessHop::AtEnd, *LastHop, LastStatement);
}

std::vector<UselessHop> uselessHops(const Body &B, const Facts &Unit) {
  std::vector<UselessHop> Found;
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  // Without hops there is nothing to see.
  if (!Coroutine || llvm::none_of(B.Operations, [](const Operation &Op) {
        return isHop(Op) || (Op.is(Role::Async) && Op.Match->Stays);
      }))
    return Found;
  HopSearch Search(B, Unit, Found);
  llvm::SmallVector<const Stmt *, 16> Left = {Coroutine->getBody()};
  while (!Left.empty()) {
    const Stmt *S = Left.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      Search.visitBlock(*Block, S == Coroutine->getBody());
    Left.append(S->child_begin(), S->child_end());
  }
  return Found;
}

} // namespace clang::tidy::async
