//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ReadyTests.h"

namespace clang::tidy::async {

const Expr *waitedTask(const Operation &Op) {
  if (Op.Match->Task.K == Position::All)
    return Op.Site.Args.empty() ? nullptr : Op.Site.Args.front();
  if (const Expr *Task = Op.Site.at(Op.Match->Task))
    return Task;
  // A member that is called on a task waits for it.
  return Op.Match->Task ? nullptr : Op.Site.Object;
}

const Expr *outcomeOf(const Operation &Op) {
  if (Op.Site.Object || Op.Site.Args.empty())
    return Op.Site.Object;
  return Op.Site.Args.front(); // `std::get<1>(Outcome)`
}

Path keyOf(const Expr *E, const Models &Known) {
  Path Key = pathOf(E, Known);
  // What a function gives may be another object each time.
  return Key.kind() == Path::Accessor ? Path()
                                      : Key.withoutPointers().withoutElements();
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

bool provesReady(const Expr *E, const ObjectFacts &Known, const Facts &F) {
  if (isReadyByConversion(E, F.models()))
    return true;
  E = stripAdapters(E, F.models());
  if (!E)
    return false;
  if (const auto *AwaitExpr = dyn_cast<CoawaitExpr>(E)) {
    // A task that awaiting it gives back is finished.
    const CXXRecordDecl *Given = classOf(E->getType());
    return (Given && Given == classOf(AwaitExpr->getOperand()->getType())) ||
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
        return Known.holds(Promise, Fact::Finished);
    // `when_all(...).get()` gives finished tasks as well.
    if (Match->Is == Role::Wait && Site.Object)
      if (CallMatch Inner = F.models().call(
              CallSite::of(stripAdapters(Site.Object, F.models()))))
        return Inner->YieldsReady;
  }
  return Known.holds(keyOf(E, F.models()), Fact::Finished);
}

/// The enumerator that \p E names, if it is one.
static const EnumConstantDecl *enumerator(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
}

/// What assume() does for a condition that stands \p Depth helpers deep.
static void assume(const Expr *Condition, bool Holds, ObjectFacts &Known,
                   const Body &B, const Facts &F, unsigned Depth) {
  if (!Condition)
    return;
  const Expr *E = stripImplicit(Condition);
  while (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    E = stripImplicit(Cast->getSubExpr());
  if (const auto *Not = dyn_cast<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    return assume(Not->getSubExpr(), !Holds, Known, B, F, Depth);
  if (const auto *Compare = dyn_cast<BinaryOperator>(E)) {
    if (Compare->getOpcode() == BO_LAnd || Compare->getOpcode() == BO_LOr) {
      // The graph has an edge of its own for the left side; this one is taken
      // when the right side has been looked at.
      if ((Compare->getOpcode() == BO_LAnd) == Holds)
        assume(Compare->getLHS(), Holds, Known, B, F, Depth);
      assume(Compare->getRHS(), Holds, Known, B, F, Depth);
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
    // Equal to the value that confirms it, or unequal to the one that denies
    // it.
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
      Known.gain(keyOf(Task, F.models()), Fact::Finished);
  // A helper that only asks: what it reports of its parameters, and of the
  // object that it is called on.
  const Body *Helper = Op->Match ? nullptr : F.bodyOf(F.target(*Op));
  if (!Helper || Helper == &B || Helper->Returns.size() != 1 ||
      !isa<ReturnStmt>(Helper->Returns.front()) || Depth > 2)
    return;
  ObjectFacts Inside;
  assume(cast<ReturnStmt>(Helper->Returns.front())->getRetValue(), Holds,
         Inside, B, F, Depth + 1);
  for (unsigned I = 0;
       I < Op->Site.Args.size() && I < Helper->Function->getNumParams(); ++I)
    if (Inside.holds(Path::variable(Helper->Function->getParamDecl(I)),
                     Fact::Finished))
      Known.gain(keyOf(Op->Site.Args[I], F.models()), Fact::Finished);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Helper->Function);
      Method && Method->isInstance() && !Helper->Lambda) {
    Path Self = Path::self(Method->getParent());
    if (Path Object =
            Op->Site.Object ? keyOf(Op->Site.Object, F.models()) : Self)
      Known.take(Object, Fact::Finished, Inside, Self);
  }
}

void assume(const Expr *Condition, bool Holds, ObjectFacts &Known,
            const Body &B, const Facts &F) {
  assume(Condition, Holds, Known, B, F, 0);
}

} // namespace clang::tidy::async
