//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// What each expression changes of what is certain: the part of ReadyProof that
// knows about calls, awaits and assignments.

#include "facts/ReadyProof.h"

namespace clang::tidy::async {

void ReadyProof::record(const Operation &Op, Fact What, bool Holds) {
  if (Recording && !Holds)
    MissingAt[Op.expr()] |= static_cast<unsigned>(What);
}

/// Whoever awaits something made of a task knows when the task is finished.
void ReadyProof::gainAllIn(State &S, const Stmt *E) const {
  llvm::SmallVector<const Stmt *, 8> Todo = {E};
  while (!Todo.empty()) {
    const Stmt *Part = Todo.pop_back_val();
    if (!Part || isa<LambdaExpr>(Part))
      continue;
    if (const auto *Inner = dyn_cast<Expr>(Part))
      if (isa<DeclRefExpr, MemberExpr>(Inner) &&
          F.types().containsTask(Inner->getType()))
        S.Known.gain(keyOf(Inner), Fact::Finished);
    llvm::append_range(Todo, Part->children());
  }
}

/// Whoever awaits something of a semaphore was let through by it.
void ReadyProof::gainSemaphores(State &S, const Operation &Awaited) const {
  auto Gain = [&](const Expr *E) {
    const TypeModel *Model =
        E ? F.models().type(pointedTo(E->getType())) : nullptr;
    if (Model && Model->Kind == TypeKind::Semaphore)
      S.Known.gain(keyOf(E), Fact::LetThrough);
  };
  Gain(Awaited.Site.Object);
  llvm::for_each(Awaited.Site.Args, Gain);
}

void ReadyProof::assign(State &S, const Path &To, const Expr *Value) {
  if (!To)
    return;
  const Operation *Made = F.operationAt(stripImplicit(Value));
  if (Made && Made->is(Role::GetTask) && Made->Site.Object)
    if (Path Promise = keyOf(Made->Site.Object))
      TaskOfPromise[To] = Promise;
  bool IsReady = provesReady(Value, S.Known, F);
  S.Known.assign(To, keyOf(Value));
  if (IsReady)
    S.Known.gain(To, Fact::Finished);
}

void ReadyProof::transfer(State &S, const Stmt *Element) {
  if (const auto *Decls = dyn_cast<DeclStmt>(Element)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        if (Var->isCXXForRangeDecl()) // Knows what the range knows.
          S.Known.assign(Path::variable(Var),
                         sourceOf(Path::variable(Var), F.models())
                             .withoutPointers()
                             .withoutElements());
        else if (Var->getInit())
          assign(S, Path::variable(Var), Var->getInit());
        else
          S.Known.forget(Path::variable(Var));
      }
    return;
  }
  const auto *E = dyn_cast<Expr>(Element);
  if (!E)
    return;
  if (Recording) {
    OffloadedAt[E] = S.Offloaded;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      KnownAtLambda[Lambda] = S.Known;
  }
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E)) {
    gainAllIn(S, AwaitExpr->getOperand());
    const Operation *Op =
        F.operationAt(stripAdapters(AwaitExpr->getOperand(), F.models()));
    if (!Op)
      return;
    gainSemaphores(S, *Op);
    if (Op->is(Role::Hop)) {
      // Where it is not known to, it may be a thread that is there to block.
      Place Where = F.placeOf(*Op);
      S.Offloaded = Where == Place::Pool || Where == Place::Thread ||
                    Where == Place::Unknown;
    }
    return;
  }
  if (const auto *Assign = dyn_cast<BinaryOperator>(E);
      Assign && Assign->isAssignmentOp())
    return Assign->getOpcode() == BO_Assign
               ? assign(S, keyOf(Assign->getLHS()), Assign->getRHS())
               : S.Known.forget(keyOf(Assign->getLHS()));
  if (const auto *Step = dyn_cast<UnaryOperator>(E);
      Step && Step->isIncrementDecrementOp())
    return S.Known.forget(keyOf(Step->getSubExpr()));
  if (const Operation *Op = F.operationAt(E))
    transferCall(S, *Op);
}

void ReadyProof::transferCall(State &S, const Operation &Op) {
  if (Op.Site.Object && F.models().hasTrait(Op.Site, Trait::Readiness))
    S.Known.gain(keyOf(Op.Site.Object), Fact::Readable);
  if (F.models().hasTrait(Op.Site, Trait::Throws))
    record(Op, Fact::Asked, S.Known.holds(keyOf(outcomeOf(Op)), Fact::Asked));
  if (Op.is(Role::Query))
    S.Known.gain(keyOf(outcomeOf(Op)), Fact::Asked);
  if (Op.Match.has(RoleInfo::LooksAtTask))
    return transferWait(S, Op);
  if (Op.is(Role::Block))
    return transferRead(S, Op);
  if (Op.is(Role::SetValue) ||
      (Op.is(Role::Failed) && Op.Match->Task.K == Position::This)) {
    // The promise's task is finished, in whatever variable it is.
    const Expr *Promise = Op.Site.at(Op.Match->Task);
    if (Path Key = Promise ? keyOf(Promise) : Path()) {
      S.Known.gain(Key, Fact::Finished);
      for (const auto &[Task, From] : TaskOfPromise)
        if (From == Key)
          S.Known.gain(Task, Fact::Finished);
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
      return S.Known.forget(keyOf(Operator->getArg(0)));
    default:
      break;
    }
  noteHanded(S, Op);
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
           return provesReady(Task, S.Known, F);
         }));
  // A test whose result is kept is trusted: which way is taken on it is beyond
  // this analysis.
  bool Kept = Op.Match->MeansReady && Op.Result.IsKept;
  if (Op.is(Role::Wait) || Kept)
    for (const Expr *Task : Tasks)
      S.Known.gain(keyOf(Task), Fact::Finished);
}

/// A read uses up what there is to read.
void ReadyProof::transferRead(State &S, const Operation &Op) {
  if (isIo(Op.Match->Blocks)) {
    llvm::SmallVector<Path, 4> Used;
    if (Op.Site.Object)
      Used.push_back(keyOf(Op.Site.Object));
    for (const Expr *Arg : Op.Site.Args)
      Used.push_back(keyOf(Arg));
    record(Op, Fact::Readable, llvm::any_of(Used, [&](const Path &From) {
             return S.Known.holds(From, Fact::Readable);
           }));
    for (const Path &From : Used)
      S.Known.lose(From, Fact::Readable);
  } else if (Op.Match->Blocks == Blocking::Event && Op.Site.Object) {
    Path Queue = keyOf(Op.Site.Object);
    bool IsLetThrough = false;
    for (const Path &Semaphore : S.Known.all(Fact::LetThrough))
      if (areBeside(Semaphore, Queue)) {
        S.Known.lose(Semaphore, Fact::LetThrough);
        IsLetThrough = true;
      }
    record(Op, Fact::LetThrough, IsLetThrough);
  }
}

/// What is handed out by reference may come back as another task, and so may
/// what a container is changed by.
void ReadyProof::passArguments(State &S, const Operation &Op) const {
  if (Op.Match)
    return;
  // What gives a reference gives a part of what it was given.
  const FunctionDecl *Callee = Op.Site.Function;
  if (!Callee || Op.expr()->isGLValue())
    return;
  for (auto [Param, Arg] : llvm::zip(Callee->parameters(), Op.Site.Args)) {
    QualType T = Param->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified())
      S.Known.lose(keyOf(Arg), Fact::Finished);
    if (T->isPointerType())
      if (const auto *Address =
              dyn_cast<UnaryOperator>(Arg->IgnoreParenImpCasts()))
        S.Known.lose(keyOf(Address->getSubExpr()), Fact::Finished);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
      Method && !Method->isConst() && Op.Site.Object &&
      Method->getReturnType()->isVoidType())
    S.Known.lose(keyOf(Op.Site.Object), Fact::Finished);
}

/// Who calls a function in sight hands on what is known of its arguments.
void ReadyProof::noteHanded(const State &S, const Operation &Op) {
  const Body *Callee =
      Recording && !Op.Match ? F.bodyOf(F.target(Op)) : nullptr;
  if (!Callee)
    return;
  if (Callee->Lambda && Callee->Parent == &B) {
    auto [Known, IsNew] = KnownAtCalls.try_emplace(Callee->Lambda, S.Known);
    if (!IsNew)
      Known->second.meet(S.Known);
  }
  ObjectFacts Handed;
  for (auto [Param, Arg] :
       llvm::zip(Callee->Function->parameters(), Op.Site.Args)) {
    Path To = Path::variable(Param);
    if (provesReady(Arg, S.Known, F))
      Handed.gain(To, Fact::Finished);
    if (Path From = keyOf(Arg))
      Handed.take(To, Fact::Finished, S.Known, From);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee->Function);
      Method && Method->isInstance() && !Callee->Lambda &&
      !isa<CXXConstructorDecl>(Method)) {
    Path Self = Path::self(Method->getParent());
    if (Path From = Op.Site.Object ? keyOf(Op.Site.Object) : Self)
      Handed.take(Self, Fact::Finished, S.Known, From);
  }
  if (!Handed.isEmpty())
    HandedBy[Op.expr()] = std::move(Handed);
}

} // namespace clang::tidy::async
