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
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

struct ReadyProof::State {
  llvm::SmallPtrSet<const ValueDecl *, 4> Finished;
  bool Offloaded = false;
  bool IsReached = false;

  /// Keeps what is certain on both ways; true if that changed anything.
  bool join(const State &Other) {
    if (!Other.IsReached)
      return false;
    if (!IsReached) {
      *this = Other;
      return true;
    }
    llvm::SmallVector<const ValueDecl *, 4> Lost;
    for (const ValueDecl *D : Finished)
      if (!Other.Finished.contains(D))
        Lost.push_back(D);
    for (const ValueDecl *D : Lost)
      Finished.erase(D);
    bool Hops = Other.Offloaded && !Offloaded;
    Offloaded |= Other.Offloaded;
    return !Lost.empty() || Hops;
  }
};

const Expr *waitedTask(const Operation &Op) {
  if (Op.Match->Task.K == Position::All)
    return Op.Site.Args.empty() ? nullptr : Op.Site.Args.front();
  if (const Expr *Task = Op.Site.at(Op.Match->Task))
    return Task;
  // A member that is called on a task waits for it.
  return Op.Match->Task ? nullptr : Op.Site.Object;
}

static const Stmt *codeOf(const Body &B) {
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
    return Coroutine->getBody();
  return B.Code;
}

ReadyProof::ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around)
    : F(F), B(B), Around(Around) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = false;
  Options.AddEHEdges = true; // Or handlers would seem never to run.
  // The graph of a pattern would be guesswork.
  if (!B.isDependent())
    Graph = CFG::buildCFG(B.Function, const_cast<Stmt *>(codeOf(B)),
                          &F.context(), Options);
  if (Graph)
    run();
}

ReadyProof::~ReadyProof() = default;

const ValueDecl *ReadyProof::keyOf(const Expr *E) const {
  for (unsigned Depth = 0; E && Depth < 32; ++Depth) {
    E = stripAdapters(E, F.models());
    if (!E)
      return nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const ValueDecl *D = Ref->getDecl();
      if (const auto *Binding = dyn_cast<BindingDecl>(D))
        D = dyn_cast_or_null<ValueDecl>(Binding->getDecomposedDecl());
      const auto *Var = dyn_cast_or_null<VarDecl>(D);
      if (!Var)
        return nullptr;
      // A reference stands for what it was bound to.
      if (Var->getType()->isReferenceType() && Var->getInit() &&
          !isa<ParmVarDecl>(Var) && !Var->isCXXForRangeDecl())
        if (const ValueDecl *Bound = keyOf(Var->getInit()))
          return Bound;
      return cast<ValueDecl>(Var->getCanonicalDecl());
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return Member->getMemberDecl();
      E = Member->getBase(); // `pair.first`
      continue;
    }
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
      continue;
    }
    if (const auto *Deref = dyn_cast<UnaryOperator>(E);
        Deref && Deref->getOpcode() == UO_Deref) {
      E = Deref->getSubExpr();
      continue;
    }
    // An element: `v[i]`, `v.front()`, `*it`, `std::get<0>(t)`.
    CallSite Site = CallSite::of(E);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    bool IsArrow = Operator && Operator->getOperator() == OO_Arrow;
    if (!isa<CallExpr>(E) || (!E->isGLValue() && !IsArrow))
      return nullptr;
    E = Site.Object ? Site.Object
                    : (Site.Args.empty() ? nullptr : Site.Args.front());
  }
  return nullptr;
}

/// True if awaiting \p E, or what it adapts, gives finished tasks.
static bool yieldsReady(const Expr *E, const Models &Known) {
  while (E) {
    E = stripImplicit(E);
    CallSite Site = CallSite::of(E);
    CallMatch Match = Known.call(Site);
    if (!Match)
      return false;
    if (Match->YieldsReady)
      return true;
    E = Match->Is == Role::Adapt ? Site.at(Match->Task) : nullptr;
  }
  return false;
}

/// True if \p E is a value that turns into a finished task by itself:
/// `Future<int> F = 3`.
static bool isReadyByConversion(const Expr *E, const Models &Known) {
  while (E) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(E->IgnoreImplicit());
    if (!Construct || Construct->getNumArgs() == 0)
      return false;
    if (!Construct->getConstructor()->isCopyOrMoveConstructor()) {
      CallMatch Match = Known.call(CallSite::of(Construct));
      return Match && Match->Is == Role::Ready;
    }
    E = Construct->getArg(0);
  }
  return false;
}

bool ReadyProof::provesReady(const State &S, const Expr *E) const {
  if (isReadyByConversion(E, F.models()))
    return true;
  E = stripAdapters(E, F.models());
  if (!E)
    return false;
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E))
    return yieldsReady(AwaitExpr->getOperand(), F.models());
  CallSite Site = CallSite::of(E);
  if (CallMatch Match = F.models().call(Site)) {
    if (Match.has(RoleInfo::MakesFinishedTask) ||
        Match->IsFinished == Finished::Always ||
        (Match->IsFinished == Finished::Often && !F.isStrict()))
      return true;
    if (Match->Is == Role::GetTask && Site.Object)
      if (const ValueDecl *Promise = keyOf(Site.Object))
        return S.Finished.contains(Promise);
    // `when_all(...).get()` gives finished tasks as well.
    if (Match->Is == Role::Wait && Site.Object)
      if (CallMatch Inner = F.models().call(
              CallSite::of(stripAdapters(Site.Object, F.models()))))
        return Inner->YieldsReady;
  }
  if (const ValueDecl *Key = keyOf(E))
    return S.Finished.contains(Key);
  return false;
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
        if (const ValueDecl *Key = keyOf(Inner))
          S.Finished.insert(Key);
    llvm::append_range(Todo, Part->children());
  }
}

void ReadyProof::noteTaskOfPromise(const ValueDecl *Key, const Expr *Value) {
  const Operation *Made = F.operationAt(stripImplicit(Value));
  if (Made && Made->is(Role::GetTask) && Made->Site.Object)
    if (const ValueDecl *Promise = keyOf(Made->Site.Object))
      TaskOfPromise[Key] = Promise;
}

void ReadyProof::transfer(State &S, const Stmt *Element) {
  if (const auto *Decls = dyn_cast<DeclStmt>(Element)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit()) {
        const auto *Key = cast<ValueDecl>(Var->getCanonicalDecl());
        bool Ready = provesReady(S, Var->getInit());
        noteTaskOfPromise(Key, Var->getInit());
        if (Var->isCXXForRangeDecl())
          if (const Expr *Range = stripImplicit(Var->getInit()))
            if (const ValueDecl *From = keyOf(Range))
              Ready = S.Finished.contains(From);
        if (Ready)
          S.Finished.insert(Key);
        else
          S.Finished.erase(Key);
      }
    return;
  }
  const auto *E = dyn_cast<Expr>(Element);
  if (!E)
    return;
  if (Recording) {
    OffloadedAt[E] = S.Offloaded;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      FinishedAtLambda[Lambda].append(S.Finished.begin(), S.Finished.end());
  }
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E)) {
    gainAllIn(S, AwaitExpr->getOperand());
    const Expr *Operand = stripAdapters(AwaitExpr->getOperand(), F.models());
    if (const Operation *Op = F.operationAt(Operand); Op && Op->is(Role::Hop)) {
      // Where it is not known to, it may be a thread that is there to block.
      Place Where = F.placeOf(*Op);
      S.Offloaded = Where == Place::Pool || Where == Place::Thread ||
                    Where == Place::Unknown;
    }
    return;
  }
  const Operation *Op = F.operationAt(E);
  if (!Op)
    return;
  if (Op->Match.has(RoleInfo::LooksAtTask)) {
    llvm::SmallVector<const Expr *, 2> Tasks;
    if (Op->Match->Task.K == Position::All)
      Tasks.append(Op->Site.Args.begin(), Op->Site.Args.end());
    else if (const Expr *Task = waitedTask(*Op))
      Tasks.push_back(Task);
    if (Recording)
      FinishedAt[E] =
          !Tasks.empty() && llvm::all_of(Tasks, [&](const Expr *Task) {
            return provesReady(S, Task);
          });
    // A test whose result is kept is trusted: which way is taken on it is
    // beyond this analysis.
    bool Kept = Op->Match->MeansReady && Op->Result.IsKept;
    if (Op->is(Role::Wait) || Kept)
      for (const Expr *Task : Tasks)
        if (const ValueDecl *Key = keyOf(Task))
          S.Finished.insert(Key);
    return;
  }
  if (Op->is(Role::SetValue) ||
      (Op->is(Role::Failed) && Op->Match->Task.K == Position::This)) {
    // The promise's task is finished, in whatever variable it is.
    const Expr *Promise = Op->Site.at(Op->Match->Task);
    if (const ValueDecl *Key = Promise ? keyOf(Promise) : nullptr) {
      S.Finished.insert(Key);
      for (auto [Var, From] : TaskOfPromise)
        if (From == Key)
          S.Finished.insert(Var);
    }
    return;
  }
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(E);
      Assign && Assign->getOperator() == OO_Equal &&
      Assign->getNumArgs() == 2) {
    if (const ValueDecl *Key = keyOf(Assign->getArg(0))) {
      noteTaskOfPromise(Key, Assign->getArg(1));
      if (provesReady(S, Assign->getArg(1)))
        S.Finished.insert(Key);
      else
        S.Finished.erase(Key);
    }
    return;
  }
  // What is handed out by reference may come back as another task, and so may
  // what a container is changed by.
  if (Op->Match)
    return;
  // What gives a reference gives a part of what it was given.
  if (!Op->Site.Function || Op->expr()->isGLValue())
    return;
  for (unsigned I = 0; I < Op->Site.Args.size(); ++I) {
    if (I >= Op->Site.Function->getNumParams())
      break;
    QualType Param = Op->Site.Function->getParamDecl(I)->getType();
    if (Param->isLValueReferenceType() &&
        !Param->getPointeeType().isConstQualified())
      if (const ValueDecl *Key = keyOf(Op->Site.Args[I]))
        S.Finished.erase(Key);
    if (Param->isPointerType())
      if (const auto *Address =
              dyn_cast<UnaryOperator>(Op->Site.Args[I]->IgnoreParenImpCasts()))
        if (const ValueDecl *Key = keyOf(Address->getSubExpr()))
          S.Finished.erase(Key);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Op->Site.Function);
      Method && !Method->isConst() && Op->Site.Object &&
      Method->getReturnType()->isVoidType())
    if (const ValueDecl *Key = keyOf(Op->Site.Object))
      S.Finished.erase(Key);
}

/// The enumerator that \p E names, if it is one.
static const EnumConstantDecl *enumerator(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
}

void ReadyProof::assume(State &S, const Expr *Condition, bool Holds,
                        unsigned Depth) const {
  if (!Condition)
    return;
  const Expr *E = stripImplicit(Condition);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = stripImplicit(Cast->getSubExpr());
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    return assume(S, Not->getSubExpr(), !Holds, Depth);
  if (const auto *Compare = dyn_cast<BinaryOperator>(E)) {
    if (Compare->getOpcode() == BO_LAnd || Compare->getOpcode() == BO_LOr) {
      // The graph has an edge of its own for the left side; this one is taken
      // when the right side has been looked at.
      if ((Compare->getOpcode() == BO_LAnd) == Holds)
        assume(S, Compare->getLHS(), Holds, Depth);
      assume(S, Compare->getRHS(), Holds, Depth);
      return;
    }
    if (!Compare->isEqualityOp())
      return;
    const Expr *Test = Compare->getLHS(), *Value = Compare->getRHS();
    if (!enumerator(Value))
      std::swap(Test, Value);
    const EnumConstantDecl *Word = enumerator(Value);
    const Operation *Op = F.operationAt(stripImplicit(Test));
    if (!Word || !Op || !Op->Match)
      return;
    // Equal to what says so, or not equal to what denies it.
    bool IsPending = Word->getName() == Op->Match->Pending;
    if (Op->Match->Pending.empty() && Word->getName() != "ready")
      return;
    if (((Compare->getOpcode() == BO_EQ) == Holds) == IsPending)
      return;
    E = stripImplicit(Test);
    Holds = true;
  }
  const Operation *Op = F.operationAt(E);
  if (!Op)
    return;
  if (Holds && Op->Match && Op->Match->MeansReady)
    if (const Expr *Task = waitedTask(*Op))
      if (const ValueDecl *Key = keyOf(Task))
        S.Finished.insert(Key);
  // A helper that only asks: what it says of its parameter.
  const Body *Helper = Op->Match ? nullptr : F.bodyOf(Op->Site.Function);
  if (!Helper || Helper == &B || Helper->Returns.size() != 1 ||
      !isa<ReturnStmt>(Helper->Returns.front()) || Depth > 2)
    return;
  State Inside;
  assume(Inside, cast<ReturnStmt>(Helper->Returns.front())->getRetValue(),
         Holds, Depth + 1);
  for (unsigned I = 0;
       I < Op->Site.Args.size() && I < Helper->Function->getNumParams(); ++I)
    if (Inside.Finished.contains(cast<ValueDecl>(
            Helper->Function->getParamDecl(I)->getCanonicalDecl())))
      if (const ValueDecl *Key = keyOf(Op->Site.Args[I]))
        S.Finished.insert(Key);
}

void ReadyProof::run() {
  std::vector<State> Entry(Graph->getNumBlockIDs());
  State &Start = Entry[Graph->getEntry().getBlockID()];
  Start.IsReached = true;
  if (Around && B.Lambda) {
    State Outside;
    if (auto Known = Around->FinishedAtLambda.find(B.Lambda);
        Known != Around->FinishedAtLambda.end())
      Outside.Finished.insert(Known->second.begin(), Known->second.end());
    // What is called at once knows what the code around it knows; what runs
    // later, only that what was copied or moved into it stays finished.
    if (B.IsInline) {
      Start.Finished = Outside.Finished;
      Start.Offloaded = Around->isOffloadedAt(B.Lambda);
    }
    for (const LambdaCapture &Capture : B.Lambda->captures()) {
      const auto *Var = Capture.capturesVariable()
                            ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                            : nullptr;
      if (!Var)
        continue;
      const auto *Key = cast<ValueDecl>(Var->getCanonicalDecl());
      if (B.Lambda->isInitCapture(&Capture)
              ? Var->getInit() && provesReady(Outside, Var->getInit())
              : Capture.getCaptureKind() == LCK_ByCopy &&
                    Outside.Finished.contains(Key))
        Start.Finished.insert(Key);
    }
  }
  // What a continuation is given is finished; so is what it holds.
  if (B.HandedTo && B.HandedTo->Match &&
      !B.HandedTo->Match.has(RoleInfo::RunsCallableElsewhere))
    for (const ParmVarDecl *Param : B.Function->parameters())
      Start.Finished.insert(cast<ValueDecl>(Param->getCanonicalDecl()));

  auto Leave = [&](const CFGBlock *Block, bool Record) {
    State S = Entry[Block->getBlockID()];
    Recording = Record;
    unsigned Index = 0;
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>()) {
        if (Record)
          if (const auto *E = dyn_cast<Expr>(Statement->getStmt()))
            Points[E] = {Block->getBlockID(), Index++};
        transfer(S, Statement->getStmt());
      }
    Recording = false;
    return S;
  };

  PostOrderCFGView Order(Graph.get());
  ForwardDataflowWorklist Worklist(*Graph, &Order);
  Worklist.enqueueBlock(&Graph->getEntry());
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
      assume(Edge, Condition, IsTrueBranch, 0);
      if (Entry[Next->getBlockID()].join(Edge))
        Worklist.enqueueBlock(Next);
    }
  }
  for (const CFGBlock *Block : *Graph)
    if (Entry[Block->getBlockID()].IsReached)
      Leave(Block, true);
}

bool ReadyProof::isFinished(const Operation &Op) const {
  // Without a graph nothing is known: then it is not said that it blocks. Code
  // that is never reached does not block either.
  auto Found = FinishedAt.find(Op.expr());
  return Found == FinishedAt.end() || Found->second;
}

bool ReadyProof::isOffloadedAt(const Expr *E) const {
  return OffloadedAt.lookup(E);
}

bool ReadyProof::mayPrecede(const Expr *From, const Expr *To) const {
  auto A = Points.find(From), Z = Points.find(To);
  if (A == Points.end() || Z == Points.end())
    return false;
  if (A->second.first == Z->second.first && A->second.second < Z->second.second)
    return true;
  llvm::SmallVector<const CFGBlock *, 16> Todo;
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  for (const CFGBlock *Block : *Graph)
    if (Block->getBlockID() == A->second.first)
      Todo.push_back(Block);
  while (!Todo.empty())
    for (const CFGBlock *Next : Todo.pop_back_val()->succs()) {
      if (!Next || !Seen.insert(Next).second)
        continue;
      if (Next->getBlockID() == Z->second.first)
        return true;
      Todo.push_back(Next);
    }
  return false;
}

} // namespace clang::tidy::async
