//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/CodeNotes.h"

namespace clang::tidy::async {

Body &CodeNotes::addBody(const FunctionDecl *Function, const Stmt *Code) {
  Body &B = F.Bodies.emplace_back();
  B.Id = F.Bodies.size() - 1;
  B.Function = Function;
  B.Code = Code;
  B.Parent = Current;
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Code)) {
    B.IsCoroutine = true;
    B.Promise = classOf(Coroutine->getPromiseDecl()->getType());
  } else if (Function->isDependentContext()) {
    // A pattern has no promise yet.
    B.IsCoroutine = isa_and_nonnull<CoroutineBodyStmt>(Code);
  }
  F.ByFunction[Function->getCanonicalDecl()] = &B;
  return B;
}

void CodeNotes::noteCall(const Expr *E) {
  if (!Current)
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    if (Construct->getConstructor()->isCopyOrMoveConstructor() ||
        (Construct->getNumArgs() == 0 && !isa<CXXTemporaryObjectExpr>(E) &&
         Construct->getConstructor()->isTrivial()))
      return;
  Operation &Op = Current->Operations.emplace_back();
  Op.Site = CallSite::of(E);
  Op.Match = F.AllModels.call(Op.Site);
  Op.In = Current;
  Op.At = At;
  Op.At.InAssertion |= Asserted.contain(E, Stack);
  if (isa<CallExpr>(E) || Op.is(Role::Ready) || Op.is(Role::Offload))
    Op.Task = F.Types.task(E->getType());
  Op.Result = classify(E);
  // A temporary that is dropped at once, and a result that is a task according
  // to its model but not its type.
  if (!Op.Task && isa<CXXTemporaryObjectExpr>(E) && Op.Result.isDiscarded())
    Op.Task = F.Types.task(E->getType());
  if (!Op.Task && isa<CallExpr>(E) && Op.Match &&
      Op.Match->Dropped != Drop::Unknown)
    Op.Task = F.Types.awaitable(E->getType(), Op.Match.Entry);
  F.ByExpr[E] = &Op;
  if (Op.Site.Function)
    F.Calls[Op.Site.Function->getCanonicalDecl()].push_back(&Op);
}

void CodeNotes::noteMention(const DeclRefExpr *Ref) {
  if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl())) {
    const Stmt *Child = Ref;
    for (const Stmt *Parent : llvm::reverse(Stack)) {
      if (const auto *Call = dyn_cast<CallExpr>(Parent))
        if (Call->getCallee() == Child)
          return;
      if (!isa<ImplicitCastExpr, ParenExpr>(Parent))
        break;
      Child = Parent;
    }
    F.AddressTaken.insert(Function->getCanonicalDecl());
    return;
  }
  const ValueDecl *D = Ref->getDecl();
  if (isa<FieldDecl>(D) && Current) // A pointer to a member.
    F.Mentions[D->getCanonicalDecl()].push_back({Ref, Use(), Current});
  if (const auto *Binding = dyn_cast<BindingDecl>(D))
    D = dyn_cast_or_null<ValueDecl>(Binding->getDecomposedDecl());
  const auto *Var = dyn_cast_or_null<VarDecl>(D);
  if (!Var || !Var->isLocalVarDeclOrParm() || !classOf(Var->getType()) ||
      !Current)
    return;
  F.Mentions[Var->getCanonicalDecl()].push_back({Ref, classify(Ref), Current});
}

void CodeNotes::noteMember(const MemberExpr *Ref) {
  const auto *Member = dyn_cast<FieldDecl>(Ref->getMemberDecl());
  if (Member && Current && F.Types.task(Member->getType()))
    F.Mentions[Member->getCanonicalDecl()].push_back(
        {Ref, classify(Ref), Current});
}

} // namespace clang::tidy::async
