//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// How each expression changes the facts that are certain: the part of
// ReadyProof that handles calls, awaits and assignments.

#include "facts/ReadyProof.h"

namespace clang::tidy::async {

void ReadyProof::record(const Operation &Op, Fact Kind, bool Holds) {
  if (Recording && !Holds)
    MissingAt[Op.expr()] |= static_cast<unsigned>(Kind);
}

/// Awaiting an expression that is made of tasks proves that they are finished.
void ReadyProof::gainAllIn(State &S, const Stmt *E) const {
  llvm::SmallVector<const Stmt *, 8> Todo = {E};
  while (!Todo.empty()) {
    const Stmt *Part = Todo.pop_back_val();
    if (!Part || isa<LambdaExpr>(Part))
      continue;
    if (const auto *Inner = dyn_cast<Expr>(Part))
      if (isa<DeclRefExpr, MemberExpr>(Inner) &&
          F.types().containsTask(Inner->getType()))
        S.Proven.gain(keyOf(Inner), Fact::Finished);
    llvm::append_range(Todo, Part->children());
  }
}

/// Awaiting an operation on a semaphore proves that it was acquired.
void ReadyProof::gainSemaphores(State &S, const Operation &Awaited) const {
  auto Gain = [&](const Expr *E) {
    const TypeModel *Model =
        E ? F.models().type(pointedTo(E->getType())) : nullptr;
    if (Model && Model->Kind == TypeKind::Semaphore)
      S.Proven.gain(keyOf(E), Fact::Acquired);
  };
  Gain(Awaited.Site.Object);
  llvm::for_each(Awaited.Site.Args, Gain);
}

void ReadyProof::assign(State &S, const Path &To, const Expr *Value) {
  if (!To)
    return;
  const Operation *Maker = F.operationAt(stripImplicit(Value));
  if (Maker && Maker->is(Role::GetTask) && Maker->Site.Object)
    if (Path Promise = keyOf(Maker->Site.Object))
      PromiseOfTask[To] = Promise;
  bool IsReady = provesReady(Value, S.Proven, F);
  S.Proven.assign(To, keyOf(Value));
  if (IsReady)
    S.Proven.gain(To, Fact::Finished);
}

void ReadyProof::transfer(State &S, const Stmt *Element) {
  if (const auto *Decls = dyn_cast<DeclStmt>(Element)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        if (Var->isCXXForRangeDecl()) // Has the facts of the range.
          S.Proven.assign(Path::variable(Var),
                          sourceOf(Path::variable(Var), F.models())
                              .withoutPointers()
                              .withoutElements());
        else if (Var->getInit())
          assign(S, Path::variable(Var), Var->getInit());
        else
          S.Proven.forget(Path::variable(Var));
      }
    return;
  }
  const auto *E = dyn_cast<Expr>(Element);
  if (!E)
    return;
  if (Recording) {
    OffloadedAt[E] = S.Offloaded;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      ProvenAtLambda[Lambda] = S.Proven;
  }
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E)) {
    gainAllIn(S, AwaitExpr->getOperand());
    const Operation *Op =
        F.operationAt(stripAdapters(AwaitExpr->getOperand(), F.models()));
    if (!Op)
      return;
    gainSemaphores(S, *Op);
    if (Op->is(Role::Hop)) {
      // An unknown executor may be a thread that is meant to block.
      Place Target = F.placeOf(*Op);
      S.Offloaded = Target == Place::Pool || Target == Place::Thread ||
                    Target == Place::Unknown;
    }
    return;
  }
  if (const auto *Assign = dyn_cast<BinaryOperator>(E);
      Assign && Assign->isAssignmentOp())
    return Assign->getOpcode() == BO_Assign
               ? assign(S, keyOf(Assign->getLHS()), Assign->getRHS())
               : S.Proven.forget(keyOf(Assign->getLHS()));
  if (const auto *Step = dyn_cast<UnaryOperator>(E);
      Step && Step->isIncrementDecrementOp())
    return S.Proven.forget(keyOf(Step->getSubExpr()));
  if (const Operation *Op = F.operationAt(E))
    transferCall(S, *Op);
}

/// The object that \p Op tests or waits for is ready afterwards.
void ReadyProof::gainReadiness(State &S, const Operation &Op) const {
  if (!Op.Site.Object)
    return;
  if (F.models().hasTrait(Op.Site, Trait::Readable))
    S.Proven.gain(keyOf(Op.Site.Object), Fact::Readable);
  if (F.models().hasTrait(Op.Site, Trait::Writable))
    S.Proven.gain(keyOf(Op.Site.Object), Fact::Writable);
}

/// True if \p Op only starts something, and a callable receives the outcome.
static bool hasHandler(const Operation &Op) {
  const Expr *Token =
      Op.is(Role::Async) && !Op.Task ? Op.Site.at(Op.Match->Token) : nullptr;
  return Token && isCallable(Token->getType());
}

void ReadyProof::transferCall(State &S, const Operation &Op) {
  if (!Op.is(Role::Block) && !hasHandler(Op))
    gainReadiness(S, Op);
  if (F.models().hasTrait(Op.Site, Trait::Throws))
    record(Op, Fact::ErrorChecked,
           S.Proven.holds(keyOf(outcomeOf(Op)), Fact::ErrorChecked));
  if (Op.is(Role::Query))
    S.Proven.gain(keyOf(outcomeOf(Op)), Fact::ErrorChecked);
  if (Op.Match.has(RoleInfo::LooksAtTask))
    return transferWait(S, Op);
  if (Op.is(Role::Block)) {
    transferBlocking(S, Op);
    return gainReadiness(S, Op);
  }
  if (Op.is(Role::SetValue) ||
      (Op.is(Role::Failed) && Op.Match->Task.K == Position::This)) {
    // The promise's task is finished, whichever variable holds it.
    const Expr *Promise = Op.Site.at(Op.Match->Task);
    if (Path Key = Promise ? keyOf(Promise) : Path()) {
      S.Proven.gain(Key, Fact::Finished);
      for (const auto &[Task, From] : PromiseOfTask)
        if (From == Key)
          S.Proven.gain(Task, Fact::Finished);
    }
    return;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Op.expr()))
    switch (Operator->getOperator()) {
    case OO_Equal:
      if (Operator->getNumArgs() == 2)
        return assign(S, keyOf(Operator->getArg(0)), Operator->getArg(1));
      break;
    case OO_PlusPlus:
    case OO_MinusMinus:
      return S.Proven.forget(keyOf(Operator->getArg(0)));
    default:
      break;
    }
  recordPassed(S, Op);
  passArguments(S, Op);
}

void ReadyProof::transferWait(State &S, const Operation &Op) {
  llvm::SmallVector<const Expr *, 2> Tasks;
  if (Op.Match->Task.K == Position::All)
    Tasks.append(Op.Site.Args.begin(), Op.Site.Args.end());
  else if (const Expr *Task = waitedTask(Op))
    Tasks.push_back(Task);
  record(Op, Fact::Finished,
         !Tasks.empty() && llvm::all_of(Tasks, [&](const Expr *Task) {
           return provesReady(Task, S.Proven, F);
         }));
  // A test whose result is kept is trusted: this analysis does not follow the
  // branches that depend on it later.
  bool IsKeptTest = Op.Match->MeansReady && Op.Result.IsKept;
  if (Op.is(Role::Wait) || IsKeptTest)
    for (const Expr *Task : Tasks)
      S.Proven.gain(keyOf(Task), Fact::Finished);
}

/// A read consumes the available data, and a write the room.
void ReadyProof::transferBlocking(State &S, const Operation &Op) {
  if (isIo(Op.Match->Blocks)) {
    Fact Needed = factNeededBy(Op, F.models());
    llvm::SmallVector<Path, 4> Used;
    if (Op.Site.Object)
      Used.push_back(keyOf(Op.Site.Object));
    for (const Expr *Arg : Op.Site.Args)
      Used.push_back(keyOf(Arg));
    record(Op, Needed, llvm::any_of(Used, [&](const Path &Object) {
             return S.Proven.holds(Object, Needed);
           }));
    for (const Path &Object : Used)
      S.Proven.lose(Object, Needed);
  } else if (Op.Match->Blocks == Blocking::Event && Op.Site.Object) {
    Path Queue = keyOf(Op.Site.Object);
    bool IsLetThrough = false;
    for (const Path &Semaphore : S.Proven.all(Fact::Acquired))
      if (areSiblings(Semaphore, Queue)) {
        S.Proven.lose(Semaphore, Fact::Acquired);
        IsLetThrough = true;
      }
    record(Op, Fact::Acquired, IsLetThrough);
  }
}

/// A callee may replace a task that it receives by reference, and a call may
/// put another task into the container that it changes.
void ReadyProof::passArguments(State &S, const Operation &Op) const {
  if (Op.Match)
    return;
  // A call that returns a reference returns a part of its arguments.
  const FunctionDecl *Callee = Op.Site.Function;
  if (!Callee || Op.expr()->isGLValue())
    return;
  for (auto [Param, Arg] : llvm::zip(Callee->parameters(), Op.Site.Args)) {
    QualType T = Param->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
      S.Proven.lose(keyOf(Arg), Fact::Finished);
    if (T->isPointerType())
      if (const auto *Address =
              dyn_cast<UnaryOperator>(Arg->IgnoreParenImpCasts()))
        S.Proven.lose(keyOf(Address->getSubExpr()), Fact::Finished);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
      Method && !Method->isConst() && Op.Site.Object &&
      Method->getReturnType()->isVoidType())
    S.Proven.lose(keyOf(Op.Site.Object), Fact::Finished);
}

/// Records the facts that \p Op, a call of a visible function, passes on with
/// its arguments.
void ReadyProof::recordPassed(const State &S, const Operation &Op) {
  const Body *Callee =
      Recording && !Op.Match ? F.bodyOf(F.target(Op)) : nullptr;
  if (!Callee)
    return;
  if (Callee->Lambda && Callee->Parent == &B) {
    auto [AtCalls, IsNew] = ProvenAtCalls.try_emplace(Callee->Lambda, S.Proven);
    if (!IsNew)
      AtCalls->second.meet(S.Proven);
  }
  ObjectFacts Passed;
  for (auto [Param, Arg] :
       llvm::zip(Callee->Function->parameters(), Op.Site.Args)) {
    Path To = Path::variable(Param);
    if (provesReady(Arg, S.Proven, F))
      Passed.gain(To, Fact::Finished);
    if (Path From = keyOf(Arg))
      Passed.take(To, Fact::Finished, S.Proven, From);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee->Function);
      Method && Method->isInstance() && !Callee->Lambda &&
      !isa<CXXConstructorDecl>(Method)) {
    Path Self = Path::self(Method->getParent());
    if (Path From = Op.Site.Object ? keyOf(Op.Site.Object) : Self)
      Passed.take(Self, Fact::Finished, S.Proven, From);
  }
  if (!Passed.isEmpty())
    PassedBy[Op.expr()] = std::move(Passed);
}

} // namespace clang::tidy::async
