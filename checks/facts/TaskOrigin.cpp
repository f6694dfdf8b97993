//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/TaskOrigin.h"
#include "facts/Chains.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

const VarDecl *rootVariable(const Expr *E, const Facts &F) {
  Path P = sourceOf(pathOf(E, F.models(), Parts::Values), F.models());
  const VarDecl *Var = P.variable();
  bool IsMember = llvm::any_of(P.steps(), [](const Path::Step &S) {
    return S.Kind == Path::Step::Field;
  });
  // A reference, and a variable of a range-based for, stand for another object.
  return Var && !IsMember && Var->isLocalVarDecl() && !Var->isImplicit() &&
                 !Var->isCXXForRangeDecl() && !Var->getType()->isReferenceType()
             ? Var
             : nullptr;
}

namespace {
/// Collects the origins of tasks that are waited for together.
class OriginFinder {
public:
  OriginFinder(const Body &B, const Facts &F) : B(B), F(F) {}

  void add(const Expr *E) {
    if (E && runsOwnCallableElsewhere(E))
      return note(Origin::Local);
    E = E ? stripAdapters(E, F.models()) : nullptr;
    if (!E || ++Steps > 64)
      return note(Origin::Unknown);
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
      add(Choice->getTrueExpr());
      return add(Choice->getFalseExpr());
    }
    // A call that returns a reference returns a part of some object.
    const Operation *Op = E->isGLValue() ? nullptr : F.operationAt(E);
    if (!Op || !F.types().awaitable(E->getType())) {
      if (Op && Op->Task)
        return addCall(*Op);
      const VarDecl *Var = rootVariable(E, F);
      return Var ? addVariable(Var) : note(Origin::Unknown);
    }
    addCall(*Op);
  }

  Origin result() const { return Found.value_or(Origin::Unknown); }

private:
  void note(Origin O) {
    // The result of a call can be awaited, whatever the other tasks are.
    if (!Found || O == Origin::Called ||
        (O == Origin::Unknown && *Found == Origin::Local))
      Found = O;
  }

  /// True if \p E is the task of a lambda of this function, moved to an
  /// executor: like a callable that is passed there.
  bool runsOwnCallableElsewhere(const Expr *E) const {
    bool IsMoved = false;
    for (const Link &Each : F.chains().of(E)) {
      if (Each.IsAdapter) {
        IsMoved |= Each.Op && Each.Op->Match->Moved == Moves::Work &&
                   Each.Op->Site.at(Each.Op->Match->Executor);
        continue;
      }
      const Expr *Callable = Each.is(Role::Inline)
                                 ? Each.Op->Site.at(Each.Op->Match->Callable)
                                 : nullptr;
      const Body *Called = Callable ? F.bodyOfCallable(Callable) : nullptr;
      return IsMoved && Called && Called->Lambda;
    }
    return false;
  }

  /// True if \p Op calls a parameter of the function.
  static bool callsParameter(const Operation &Op) {
    const Expr *Called = nullptr;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Op.expr()))
      Called = Operator->getOperator() == OO_Call ? Op.Site.Object : nullptr;
    else if (const auto *Call = dyn_cast<CallExpr>(Op.expr()))
      Called = Call->getCallee();
    Called = Called ? stripImplicit(Called) : nullptr;
    while (const auto *Deref = dyn_cast_or_null<UnaryOperator>(Called))
      Called = stripImplicit(Deref->getSubExpr());
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Called);
    return Ref && isa<ParmVarDecl>(Ref->getDecl());
  }

  void addCall(const Operation &Op) {
    // A task that a parameter makes is as unknown as a parameter.
    if (callsParameter(Op))
      return note(Origin::Unknown);
    if (!Op.Match)
      return note(Origin::Called);
    if (Op.Match.has(RoleInfo::MakesTask))
      return note(Origin::Local);
    if (Op.Match.has(RoleInfo::FollowsTask)) {
      if (const Expr *Task = Op.Site.at(Op.Match->Task))
        return add(Task);
      return note(Origin::Unknown);
    }
    switch (Op.Match->Is) {
    case Role::GetTask: {
      const VarDecl *Promise =
          Op.Site.Object ? rootVariable(Op.Site.Object, F) : nullptr;
      return note(Promise ? Origin::Local : Origin::Unknown);
    }
    case Role::Hop: // `schedule(pool)`, perhaps with the work to run there.
      if (const Expr *Task = Op.Site.at(Op.Match->Task))
        return add(Task);
      return note(Origin::Local);
    case Role::Combine:
      if (Op.Site.Args.empty())
        return note(Origin::Unknown);
      for (const Expr *Arg : Op.Site.Args)
        add(Arg);
      return;
    default:
      return note(Origin::Called);
    }
  }

  void addVariable(const VarDecl *Var) {
    if (!Seen.insert(Var).second)
      return;
    size_t Before = Sources;
    if (Var->getInit())
      addTasksIn(Var->getInit());
    addAssigned(B, Var);
    if (Sources == Before)
      note(Origin::Unknown);
  }

  void addSource(const Expr *E) {
    ++Sources;
    add(E);
  }

  /// Adds the tasks in an initializer.
  void addTasksIn(const Expr *Init) {
    if (F.types().task(Init->getType()) ||
        F.types().awaitable(Init->getType())) {
      const auto *Construct = dyn_cast<CXXConstructExpr>(stripImplicit(Init));
      if (!Construct || Construct->getNumArgs() != 0)
        addSource(Init);
      return;
    }
    llvm::SmallVector<const Stmt *, 8> Todo = {Init};
    while (!Todo.empty()) {
      const Stmt *S = Todo.pop_back_val();
      if (!S || isa<LambdaExpr>(S))
        continue;
      if (const auto *E = dyn_cast<Expr>(S))
        if (const Operation *Op = F.operationAt(E); Op && Op->Task) {
          addSource(E);
          continue;
        }
      llvm::append_range(Todo, S->children());
    }
  }

  /// Adds the tasks that \p In assigns to \p Var or puts into it.
  void addAssigned(const Body &In, const VarDecl *Var) {
    for (const Operation &Op : In.Operations) {
      if (Op.Task && Op.Result.Is == Use::Assigned &&
          rootVariable(Op.Result.Target, F) == Var) {
        addSource(Op.expr());
        continue;
      }
      // A wait or a continuation takes a task out.
      if (Op.Match || !Op.Site.Object || rootVariable(Op.Site.Object, F) != Var)
        continue;
      for (const Expr *Arg : Op.Site.Args)
        if (F.types().task(Arg->getType()))
          addSource(Arg);
    }
    for (const Body *Child : In.Children)
      if (Child->IsInline)
        addAssigned(*Child, Var);
  }

  const Body &B;
  const Facts &F;
  std::optional<Origin> Found;
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
  size_t Sources = 0;
  unsigned Steps = 0;
};
} // namespace

Origin originOf(const Expr *Task, const Body &B, const Facts &F) {
  OriginFinder Finder(B, F);
  Finder.add(Task);
  return Finder.result();
}

} // namespace clang::tidy::async
