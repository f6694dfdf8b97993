//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CpuBoundInCoroutineCheck.h"
#include "facts/Chains.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

/// True if the last of the calls that \p Task came through which say where they
/// go on, such as `.via(pool)`, goes on where computing is right.
static bool comesFromPool(const Expr *Task, const Facts &Unit) {
  if (!Task)
    return false;
  for (const Link &Each : Unit.chains().of(Task)) {
    if (!Each.Op || !Each.Op->Match)
      return false;
    Place Where = Unit.placeOf(*Each.Op);
    if (Where != Place::Unknown && Where != Place::Here)
      return Where == Place::Pool || Where == Place::Thread;
  }
  return false;
}

/// True if the task that \p Call gives is put on a pool.
static bool goesToPool(const Operation &Call, const Facts &Unit) {
  auto IsPutThere = [&](const Use &How) {
    if (How.Through && comesFromPool(How.Through, Unit))
      return true;
    if (How.Is != Use::Passed && How.Is != Use::ObjectOf)
      return false;
    const Operation *To = Unit.operationAt(How.Call);
    return To && Unit.placeOf(*To) == Place::Pool;
  };
  return IsPutThere(Call.Result) ||
         (Call.Result.Is == Use::Local &&
          llvm::any_of(
              Unit.mentions(Call.Result.Var),
              [&](const Mention &Later) { return IsPutThere(Later.How); }));
}

/// True if a caller in sight starts the coroutine \p B on a pool, or if the
/// continuation \p B is attached to what runs on one.
static bool isStartedOnPool(const Body &B, const Facts &Unit) {
  // A lambda that is called at once is where its parent is.
  if (B.IsInline && B.Parent)
    return isStartedOnPool(*B.Parent, Unit);
  if (!B.IsCoroutine)
    return B.HandedTo && B.HandedTo->Match &&
           comesFromPool(B.HandedTo->Site.at(B.HandedTo->Match->Task), Unit);
  return llvm::any_of(Unit.callsOf(B.Function), [&](const Operation *Call) {
    return Call->In->Context == ContextKind::Offloaded ||
           goesToPool(*Call, Unit);
  });
}

/// True if \p B runs on threads of a library that has them to compute.
static bool isThereToCompute(const Body &B, const Facts &Unit) {
  if (!B.IsCoroutine)
    return B.HandedTo && B.HandedTo->Match &&
           B.HandedTo->Match->Library->Computes;
  const TypeModel *Task = Unit.models().type(B.Function->getReturnType());
  return Task && Task->Library->Computes;
}

/// True if a lambda in \p B runs elsewhere and makes the same call: whoever
/// wrote that knows when it is worth while.
static bool isOffloadedElsewhere(const Operation &Work, const Body &B) {
  return llvm::any_of(B.Children, [&](const Body *Child) {
    return ((Child->Context == ContextKind::Offloaded ||
             Child->Context == ContextKind::MayBlock) &&
            llvm::any_of(Child->Operations,
                         [&](const Operation &Op) {
                           return Op.callee() == Work.callee();
                         })) ||
           isOffloadedElsewhere(Work, *Child);
  });
}

/// What the steps of one computation share: the object that \p Work is a member
/// of, or the state that its first argument points to. Null for none.
static const ValueDecl *stateOf(const Operation &Work) {
  const Expr *E = Work.Site.Object;
  if (!E && !Work.Site.Args.empty()) {
    E = Work.Site.Args.front();
    QualType T = E->getType();
    // Numbers and text are what is worked on.
    if (!T->isPointerType() || !(T->getPointeeType()->isRecordType() ||
                                 T->getPointeeType()->isVoidType()))
      return nullptr;
  }
  E = E ? stripImplicit(E) : nullptr;
  if (const auto *Operator = dyn_cast_or_null<UnaryOperator>(E))
    E = stripImplicit(Operator->getSubExpr());
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
    return Member->getMemberDecl();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  return Ref ? Ref->getDecl() : nullptr;
}

void CpuBoundInCoroutineCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    if ((B.Context != ContextKind::Coroutine &&
         B.Context != ContextKind::Continuation) ||
        isAnnotated(B.named(), "nonblocking") || isThereToCompute(B, Unit) ||
        isStartedOnPool(B, Unit))
      continue;
    checkCalls(B, Unit, Does);
    if (Unit.isStrict())
      checkLoops(B);
  }
}

void CpuBoundInCoroutineCheck::checkCalls(const Body &B, const Facts &Unit,
                                          Effects &Does) {
  /// The calls that are about one state, in the order of the source.
  struct Computation {
    const ValueDecl *State;
    llvm::SmallVector<const Witness *, 2> Steps;
  };
  llvm::SmallVector<Computation, 4> All;
  for (const Witness &Path : Does.computing(B)) {
    const Operation &Work = *Path.First;
    if (Work.In != &B || isOffloadedElsewhere(Work, B))
      continue;
    // What has not started yet computes where it is started.
    if (Work.Task && Work.Task->StartsAs == Start::Lazy &&
        goesToPool(Work, Unit))
      continue;
    const ValueDecl *State = Path.isDirect() ? stateOf(Work) : nullptr;
    auto Same = llvm::find_if(All, [&](const Computation &Earlier) {
      return State && Earlier.State == State;
    });
    if (Same == All.end())
      Same = &All.emplace_back(Computation{State, {}});
    Same->Steps.push_back(&Path);
  }

  for (const Computation &Next : All) {
    const Operation &Work = *Next.Steps.front()->First;
    Draft &New =
        report(B, Work.expr(),
               nameOf(Work.callee()) + " computes for long on " +
                   threadOf(B, false) + ", while all others on it wait");
    New.follow(*Next.Steps.front(), "computes");
    New.advise(fix::offloadComputation(Work, Unit));
    for (const Witness *Later : llvm::drop_begin(Next.Steps)) {
      const Operation &Step = *Later->First;
      New.claim(Step.expr());
      New.note(Step.expr()->getExprLoc(),
               nameOf(Step.callee()) + " goes on with it here");
    }
  }
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

namespace {
/// What the code of a loop has in it.
struct LoopContents {
  bool Suspends = false;
  bool HasArithmetic = false;
  bool HasInnerLoop = false; ///< Whose bounds are not constants, either.
};
} // namespace

/// True if nothing says that \p Loop runs a fixed number of times. An endless
/// loop is left when something comes to pass, and macros are often made of
/// loops that run once.
static bool hasOpenBounds(const Stmt *Loop, const ASTContext &Context) {
  if (Loop->getBeginLoc().isMacroID())
    return false;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop)) {
    const Expr *Over = Range->getRangeInit();
    if (!Over)
      return false;
    QualType T = Over->getType().getNonReferenceType();
    const CXXRecordDecl *Class = classOf(T);
    return !Context.getAsConstantArrayType(T) &&
           !(Class && hasQualifiedName(Class, "std::array"));
  }
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    Condition = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(Loop))
    Condition = While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(Loop))
    Condition = Do->getCond();
  if (!Condition || Condition->isValueDependent() ||
      Condition->isEvaluatable(Context))
    return false;
  const auto *Compared =
      dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!Compared || !Compared->isComparisonOp())
    return true;
  const Expr *Left = Compared->getLHS(), *Right = Compared->getRHS();
  if (!Left->isEvaluatable(Context) && !Right->isEvaluatable(Context))
    return true;
  // Where it starts is as open as where it ends: `while (N > 1)`.
  auto IsParameter = [](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && isa<ParmVarDecl>(Ref->getDecl());
  };
  return IsParameter(Left) || IsParameter(Right);
}

static const Stmt *bodyOfLoop(const Stmt *S) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return Do->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return Range->getBody();
  return nullptr;
}

/// Adds to \p Found what is in \p S, where \p Depth loops are around it.
static void lookInto(const Stmt *S, unsigned Depth, const ASTContext &Context,
                     LoopContents &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  Found.Suspends |= isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S);
  if (const auto *Operator = dyn_cast<BinaryOperator>(S))
    Found.HasArithmetic |=
        Depth > 1 && Operator->getType()->isArithmeticType() &&
        (Operator->isMultiplicativeOp() || Operator->isAdditiveOp() ||
         Operator->isShiftOp() || Operator->isBitwiseOp() ||
         Operator->isCompoundAssignmentOp());
  if (const Stmt *Inner = bodyOfLoop(S)) {
    Found.HasInnerLoop |= hasOpenBounds(S, Context);
    for (const Stmt *Child : S->children())
      lookInto(Child, Child == Inner ? Depth + 1 : Depth, Context, Found);
    return;
  }
  for (const Stmt *Child : S->children())
    lookInto(Child, Depth, Context, Found);
}

void CpuBoundInCoroutineCheck::checkLoops(const Body &B) {
  // After a hop it is not known where a loop runs.
  if (llvm::any_of(B.Operations,
                   [](const Operation &Op) { return Op.is(Role::Hop); }))
    return;
  const ASTContext &Context = B.Function->getASTContext();
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 16> Todo = {Coroutine ? Coroutine->getBody()
                                                        : B.Code};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const Stmt *Code = bodyOfLoop(S); Code && hasOpenBounds(S, Context)) {
      LoopContents Found;
      lookInto(Code, 1, Context, Found);
      if (Found.HasInnerLoop && Found.HasArithmetic && !Found.Suspends) {
        report(&B, SourceRange(S->getBeginLoc()),
               "these nested loops may compute for long on " +
                   threadOf(B, false) + ", while all others on it wait");
        continue;
      }
    }
    llvm::append_range(Todo, S->children());
  }
}

} // namespace clang::tidy::async
