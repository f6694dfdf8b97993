//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Finishes.h"

namespace clang::tidy::async {

llvm::SmallVector<Finish, 4> finishes(const Body &B, const Facts &Unit,
                                      Effects &Does) {
  llvm::SmallVector<Finish, 4> Found;
  auto ObjectOf = [&](const Expr *E) {
    return pathOf(E, Unit.models(), Parts::None).withoutPointers();
  };
  for (const Operation &Op : B.Operations) {
    if (!Op.is(Role::Ready) || !Op.Task ||
        (Op.Result.Is != Use::Returned && Op.Result.Is != Use::Local))
      continue;
    if (Op.Match->Callable) {
      // A callable that gives a task is only called, and may be asynchronous.
      const Expr *Argument = Op.Site.at(Op.Match->Callable);
      const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
      if (!Callable || Unit.types().task(Callable->Function->getReturnType()))
        continue;
    }
    Found.push_back({Op.expr(), Op.expr(), &Op, Op.Match->Callable});
  }
  for (const Stmt *S : B.Returns) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Expr *Value =
        Return && Return->getRetValue()
            ? stripAdapters(Return->getRetValue(), Unit.models())
            : nullptr;
    if (!Value)
      continue;
    const Operation *Taken = Unit.operationAt(Value);
    if (const auto *Var = dyn_cast_or_null<VarDecl>(ObjectOf(Value).named());
        Var && Var->hasLocalStorage() && Var->getInit())
      Taken = Unit.operationAt(stripAdapters(Var->getInit(), Unit.models()));
    if (!Taken || !Taken->is(Role::GetTask))
      continue;
    auto PromiseOf = [&](const Operation &Op) {
      return ObjectOf(Op.Site.at(Op.Match->Task));
    };
    Path Promise = PromiseOf(*Taken);
    for (const Operation &Set : B.Operations)
      if (Set.is(Role::SetValue) && PromiseOf(Set) == Promise &&
          Does.proofs(B).mayPrecede(Set.expr(), Value))
        Found.push_back({Value, Set.expr(), nullptr, Set.Match->Callable});
  }
  return Found;
}

bool hasYield(const Body &B) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 8> Todo = {Coroutine ? Coroutine->getBody()
                                                       : B.Code};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (isa_and_nonnull<CoyieldExpr>(S))
      return true;
    if (S && !isa<LambdaExpr>(S))
      llvm::append_range(Todo, S->children());
  }
  return false;
}

} // namespace clang::tidy::async
