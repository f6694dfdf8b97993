//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ReadyTests.h"
#include "facts/Chains.h"
#include "facts/Elsewhere.h"

namespace clang::tidy::async {

const Expr *waitedTask(const Operation &Op) {
  if (Op.Match->Task.K == Position::All)
    return Op.Site.Args.empty() ? nullptr : Op.Site.Args.front();
  if (const Expr *Task = Op.Site.at(Op.Match->Task))
    return Task;
  // A member function that is called on a task waits for this task.
  return Op.Match->Task ? nullptr : Op.Site.Object;
}

const Expr *outcomeOf(const Operation &Op) {
  if (Op.Site.Object || Op.Site.Args.empty())
    return Op.Site.Object;
  return Op.Site.Args.front(); // `std::get<1>(Outcome)`
}

Path keyOf(const Expr *E, const Models &AllModels) {
  Path Key = pathOf(E, AllModels);
  // A function may return another object each time.
  return Key.kind() == Path::Accessor ? Path()
                                      : Key.withoutPointers().withoutElements();
}

/// True if awaiting \p E, or the task that it adapts, yields finished tasks.
static bool yieldsReady(const Expr *E, const Models &AllModels) {
  while (E) {
    E = stripImplicit(E);
    CallSite Site = CallSite::of(E);
    CallMatch Match = AllModels.call(Site);
    if (!Match)
      return false;
    if (Match->YieldsReady)
      return true;
    E = Match->Is == Role::Adapt ? Site.at(Match->Task) : nullptr;
  }
  return false;
}

/// True if \p E is a value that is converted to a finished task implicitly:
/// `Future<int> F = 3`.
static bool isReadyByConversion(const Expr *E, const Models &AllModels) {
  while (E) {
    const auto *Construct = dyn_cast<CXXConstructExpr>(E->IgnoreImplicit());
    if (!Construct || Construct->getNumArgs() == 0)
      return false;
    if (!Construct->getConstructor()->isCopyOrMoveConstructor()) {
      CallMatch Match = AllModels.call(CallSite::of(Construct));
      return Match && Match->Is == Role::Ready;
    }
    E = Construct->getArg(0);
  }
  return false;
}

/// How many functions may return the task of another one.
static constexpr unsigned MaxReturns = 4;

static bool returnsReady(const Operation &Op, const Facts &F, unsigned Depth);

static bool isReadyForGood(const Expr *E, const Facts &F, unsigned Depth) {
  if (isReadyByConversion(E, F.models()))
    return true;
  const Operation *Maker = makerOf(E, F);
  if (!Maker)
    return false;
  // A task made by running a callable may still be running.
  return Maker->Match ? Maker->Match->IsFinished == Finished::Always ||
                            (Maker->is(Role::Ready) && !Maker->Match->Callable)
                      : returnsReady(*Maker, F, Depth);
}

/// True if the function that \p Op calls, which has no model, returns only
/// finished tasks.
static bool returnsReady(const Operation &Op, const Facts &F, unsigned Depth) {
  if (Op.Match || !Op.Task || Depth == MaxReturns)
    return false;
  const Body *Callee = F.bodyOf(F.target(Op));
  if (!Callee) {
    auto Value = valueElsewhere(Op, 0, F);
    return Value && Value->Fate == ValueFate::Ready;
  }
  return !Callee->IsCoroutine && !Callee->Returns.empty() &&
         llvm::all_of(Callee->Returns, [&](const Stmt *S) {
           const auto *Return = dyn_cast<ReturnStmt>(S);
           return Return && Return->getRetValue() &&
                  isReadyForGood(Return->getRetValue(), F, Depth + 1);
         });
}

bool isReadyForGood(const Expr *Task, const Facts &F) {
  return isReadyForGood(Task, F, 0);
}

bool returnsReady(const Operation &Op, const Facts &F) {
  return returnsReady(Op, F, 0);
}

bool provesReady(const Expr *E, const ObjectFacts &Proven, const Facts &F) {
  if (isReadyByConversion(E, F.models()))
    return true;
  E = stripAdapters(E, F.models());
  if (!E)
    return false;
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E)) {
    // If awaiting a task returns the task, it is finished.
    const CXXRecordDecl *Result = classOf(E->getType());
    return (Result && Result == classOf(AwaitExpr->getOperand()->getType())) ||
           yieldsReady(AwaitExpr->getOperand(), F.models());
  }
  CallSite Site = CallSite::of(E);
  if (CallMatch Match = F.models().call(Site)) {
    if (Match.has(RoleInfo::MakesFinishedTask) ||
        Match->IsFinished == Finished::Always ||
        (Match->IsFinished == Finished::Often && !F.isStrict()))
      return true;
    if (Match->Is == Role::GetTask && Site.Object)
      if (Path Promise = keyOf(Site.Object, F.models()))
        return Proven.holds(Promise, Fact::Finished);
    // `when_all(...).get()` returns finished tasks as well.
    if (Match->Is == Role::Wait && Site.Object)
      if (CallMatch Inner = F.models().call(
              CallSite::of(stripAdapters(Site.Object, F.models()))))
        return Inner->YieldsReady;
  } else if (const Operation *Op = F.operationAt(E);
             Op && returnsReady(*Op, F)) {
    return true;
  }
  return Proven.holds(keyOf(E, F.models()), Fact::Finished);
}

/// The enumerator that \p E names; null for any other expression.
static const EnumConstantDecl *enumerator(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
}

/// Implements assume() for a condition that is \p Depth helper calls deep.
static void assume(const Expr *Condition, bool Holds, ObjectFacts &Proven,
                   const Body &B, const Facts &F, unsigned Depth) {
  if (!Condition)
    return;
  const Expr *E = stripImplicit(Condition);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = stripImplicit(Cast->getSubExpr());
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    return assume(Not->getSubExpr(), !Holds, Proven, B, F, Depth);
  if (const auto *Compare = dyn_cast<BinaryOperator>(E)) {
    if (Compare->getOpcode() == BO_LAnd || Compare->getOpcode() == BO_LOr) {
      // The graph has a separate edge for the left side; this one is taken
      // after the right side has been evaluated.
      if ((Compare->getOpcode() == BO_LAnd) == Holds)
        assume(Compare->getLHS(), Holds, Proven, B, F, Depth);
      assume(Compare->getRHS(), Holds, Proven, B, F, Depth);
      return;
    }
    if (!Compare->isEqualityOp())
      return;
    const Expr *Test = Compare->getLHS(), *Value = Compare->getRHS();
    if (!enumerator(Value))
      std::swap(Test, Value);
    const EnumConstantDecl *Enumerator = enumerator(Value);
    const Operation *Op = F.operationAt(stripImplicit(Test));
    if (!Enumerator || !Op || !Op->Match)
      return;
    // Equal to the value that confirms it, or unequal to the one that denies
    // it.
    bool IsPending = Enumerator->getName() == Op->Match->Pending;
    if (Op->Match->Pending.empty() && Enumerator->getName() != "ready")
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
      Proven.gain(keyOf(Task, F.models()), Fact::Finished);
  // A helper that only returns a test: its result proves facts about its
  // arguments, and about the object that it is called on.
  const Body *Helper = Op->Match ? nullptr : F.bodyOf(F.target(*Op));
  if (!Helper || Helper == &B || Helper->Returns.size() != 1 ||
      !isa<ReturnStmt>(Helper->Returns.front()) || Depth > 2)
    return;
  ObjectFacts HelperFacts;
  assume(cast<ReturnStmt>(Helper->Returns.front())->getRetValue(), Holds,
         HelperFacts, B, F, Depth + 1);
  for (unsigned I = 0;
       I < Op->Site.Args.size() && I < Helper->Function->getNumParams(); ++I)
    if (HelperFacts.holds(Path::variable(Helper->Function->getParamDecl(I)),
                          Fact::Finished))
      Proven.gain(keyOf(Op->Site.Args[I], F.models()), Fact::Finished);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Helper->Function);
      Method && Method->isInstance() && !Helper->Lambda) {
    Path Self = Path::self(Method->getParent());
    if (Path Object =
            Op->Site.Object ? keyOf(Op->Site.Object, F.models()) : Self)
      Proven.take(Object, Fact::Finished, HelperFacts, Self);
  }
}

void assume(const Expr *Condition, bool Holds, ObjectFacts &Proven,
            const Body &B, const Facts &F) {
  assume(Condition, Holds, Proven, B, F, 0);
}

} // namespace clang::tidy::async
