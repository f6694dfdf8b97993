//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Promises.h"

namespace clang::tidy::async {

/// The number of functions that may pass on a promise.
static constexpr unsigned MaxPassedOn = 4;

/// True if \p Ref is captured by a lambda in \p B that mentions the variable
/// itself, not a variable of its own.
static bool isCaptured(const Expr *Ref, const Body &B) {
  return llvm::any_of(B.Children, [&](const Body *Child) {
    if (!Child->Lambda)
      return false;
    for (auto [Capture, Init] :
         llvm::zip(Child->Lambda->captures(), Child->Lambda->capture_inits()))
      if (Init && stripCasts(Init) == Ref)
        return !Child->Lambda->isInitCapture(&Capture);
    return false;
  });
}

static bool isOnlyFulfilled(const VarDecl *Var, const Facts &Unit,
                            unsigned Depth) {
  llvm::ArrayRef<Mention> Uses = Unit.mentions(Var);
  return !Uses.empty() && llvm::all_of(Uses, [&](const Mention &M) {
    if (!M.Usage.Call)
      return isCaptured(M.Ref, *M.In);
    const Operation *Op = Unit.operationAt(M.Usage.Call);
    if (!Op || (M.Usage.Is != Use::ObjectOf && M.Usage.Is != Use::Passed))
      return false;
    if (Op->Match) {
      const Expr *Task = Op->Site.at(Op->Match->Task);
      bool IsItself = Task && stripCasts(Task) == M.Ref;
      bool TakesError = llvm::any_of(Op->Site.Args, [&](const Expr *Arg) {
        const TypeModel *Model = Unit.models().type(Arg->getType());
        return Model && Model->Kind == TypeKind::Error;
      });
      return IsItself &&
             (Op->is(Role::GetTask) ||
              (Op->is(Role::SetValue) && !Op->Match->Callable && !TakesError));
    }
    const Body *Callee = Unit.bodyOf(Unit.target(*Op));
    return M.Usage.Is == Use::Passed && Callee && Depth < MaxPassedOn &&
           M.Usage.Index < Callee->Function->getNumParams() &&
           isOnlyFulfilled(Callee->Function->getParamDecl(M.Usage.Index), Unit,
                           Depth + 1);
  });
}

bool isOnlyFulfilled(const Expr *Promise, const Facts &Unit) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
      Promise ? stripAdapters(Promise, Unit.models()) : nullptr);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isLocalVarDecl() && !Var->isInitCapture() &&
         !Var->getType()->isReferenceType() && isOnlyFulfilled(Var, Unit, 0);
}

} // namespace clang::tidy::async
