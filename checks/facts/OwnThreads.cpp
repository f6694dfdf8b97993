//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OwnThreads.h"

namespace clang::tidy::async {

/// True if \p E comes from the caller: from a parameter or a member.
static bool comesFromCaller(const Expr *E) {
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

/// True if \p Op offloads a callable that the caller provided: then the library
/// is an executor itself.
static bool runsForCaller(const Operation &Op, const Facts &Unit) {
  const Expr *Callable = Op.Site.at(Op.Match->Callable);
  if (!Callable)
    return false;
  auto IsFromCaller = [](const Stmt *S) {
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
    if (IsFromCaller(S))
      return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

/// True if \p First starts work for the caller of its body: the task is
/// returned or awaited, directly or through a variable.
static bool isForCaller(const Operation &First, const Facts &Unit) {
  // The last link of a chain decides.
  const Operation *Last = &First;
  while (Last->Result.Is == Use::ObjectOf || Last->Result.Is == Use::Passed) {
    const Operation *Next = Unit.operationAt(Last->Result.Call);
    if (!Next)
      break;
    // An object that keeps the task passes it on.
    bool IsKept = Last->Result.Is == Use::Passed && !Next->Match &&
                  isa_and_nonnull<CXXConstructorDecl>(Next->Site.Function);
    if (!IsKept && (!Next->is(Role::Continue) ||
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
           return M.Usage.Is == Use::Returned || M.Usage.Is == Use::Awaited;
         });
}

/// True if \p Op runs on threads that the caller of its function did not
/// provide.
static bool usesOwnThreads(const Operation &Op, const Facts &Unit) {
  if (!Op.Match.has(RoleInfo::ChoosesExecutor))
    return false;
  const Expr *Executor = Op.Site.at(Op.Match->Executor);
  if (!Executor && Op.is(Role::Hop))
    Executor = Op.Site.Object; // `Pool.schedule()`
  if (!Executor)
    return Op.Match->Global && !Op.is(Role::Async);
  if (comesFromCaller(Executor))
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
