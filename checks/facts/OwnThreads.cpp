//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OwnThreads.h"

namespace clang::tidy::async {

/// True if \p E comes from the caller: a parameter, or a member that was set.
static bool isGivenByCaller(const Expr *E) {
  llvm::SmallVector<const Stmt *, 8> Todo = {E};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S)
      continue;
    if (isa<CXXThisExpr>(S))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (isa<ParmVarDecl>(Ref->getDecl()))
        return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

/// True if \p Op offloads what the caller gave it to run: then the library is
/// an executor itself.
static bool runsForCaller(const Operation &Op, const Facts &Unit) {
  const Expr *Callable = Op.Site.at(Op.Match->Callable);
  if (!Callable)
    return false;
  auto IsOfCaller = [](const Stmt *S) {
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(S))
      return isa<FieldDecl>(Member->getMemberDecl()) &&
             isCallable(Member->getType());
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    return Ref && isa<ParmVarDecl>(Ref->getDecl()) &&
           isCallable(Ref->getType());
  };
  llvm::SmallVector<const Stmt *, 8> Todo = {Callable};
  if (const Body *Body = Unit.bodyOfCallable(Callable))
    Todo.push_back(Body->Code);
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S)
      continue;
    if (IsOfCaller(S))
      return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

/// True if what \p Op starts is for the caller of its body: it is returned or
/// awaited, at once or by way of a variable.
static bool isForCaller(const Operation &First, const Facts &Unit) {
  // The last link of a chain decides.
  const Operation *Last = &First;
  while (Last->Result.Is == Use::ObjectOf || Last->Result.Is == Use::Passed) {
    const Operation *Next = Unit.operationAt(Last->Result.Call);
    if (!Next)
      break;
    // An object that it is kept in hands it on.
    bool Keeps = Last->Result.Is == Use::Passed && !Next->Match &&
                 isa_and_nonnull<CXXConstructorDecl>(Next->Site.Function);
    if (!Keeps && (!Next->is(Role::Continue) ||
                   (Last->Result.Is == Use::Passed &&
                    !(Next->Match->Task.K == Position::Index &&
                      Next->Match->Task.N == Last->Result.Index))))
      break;
    Last = Next;
  }
  const Operation &Op = *Last;
  if (Op.Result.Is == Use::Returned || Op.Result.Is == Use::Awaited)
    return true;
  return Op.Result.Is == Use::Local && Op.Task && Op.Result.Var &&
         llvm::any_of(Unit.mentions(Op.Result.Var), [](const Mention &M) {
           return M.How.Is == Use::Returned || M.How.Is == Use::Awaited;
         });
}

/// True if \p Op goes to threads that its function did not get from its caller.
static bool usesOwnThreads(const Operation &Op, const Facts &Unit) {
  if (!Op.Match.has(RoleInfo::ChoosesExecutor))
    return false;
  const Expr *Executor = Op.Site.at(Op.Match->Executor);
  if (!Executor && Op.is(Role::Hop))
    Executor = Op.Site.Object; // `Pool.schedule()`
  if (!Executor)
    return Op.Match->Global && !Op.is(Role::Async);
  if (isGivenByCaller(Executor))
    return false;
  const Expr *Root = Unit.executorRoot(Executor);
  CallMatch Accessor = Unit.models().call(CallSite::of(Root));
  if (Accessor && Accessor->Is == Role::Executor)
    return Accessor->Global;
  const auto *Ref = dyn_cast<DeclRefExpr>(Root);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasGlobalStorage() &&
         Unit.models().type(pointedTo(Var->getType()));
}

llvm::SmallVector<const Operation *, 2> ownThreadsOf(const Body &B,
                                                     const Facts &Unit) {
  llvm::SmallVector<const Operation *, 2> Found;
  for (const Operation &Op : B.Operations)
    if (usesOwnThreads(Op, Unit) && isForCaller(Op, Unit) &&
        !runsForCaller(Op, Unit))
      Found.push_back(&Op);
  return Found;
}

} // namespace clang::tidy::async
