//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Suspensions.h"
#include "facts/ReadyTests.h"

namespace clang::tidy::async {

/// Adds the awaits and yields in \p S, but not those of lambdas.
static void addSuspensions(const Stmt *S,
                           llvm::SmallVectorImpl<const Expr *> &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *E = dyn_cast<CoroutineSuspendExpr>(S)) {
    // The other children are the calls that the compiler makes.
    addSuspensions(E->getOperand(), Found);
    Found.push_back(E);
    return;
  }
  for (const Stmt *Child : S->children())
    addSuspensions(Child, Found);
}

static llvm::SmallVector<const Expr *, 4> suspensionsIn(const Body &B) {
  llvm::SmallVector<const Expr *, 4> Found;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
    addSuspensions(Coroutine->getBody(), Found);
  return Found;
}

/// True if \p Function does nothing but return true.
static bool returnsTrue(const FunctionDecl *Function,
                        const ASTContext &Context) {
  const auto *Code =
      Function ? dyn_cast_or_null<CompoundStmt>(Function->getBody()) : nullptr;
  const auto *Return = Code && Code->size() == 1
                           ? dyn_cast<ReturnStmt>(Code->body_front())
                           : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  bool Result = false;
  return Value && !Value->isValueDependent() &&
         Value->EvaluateAsBooleanCondition(Result, Context) && Result;
}

bool maySuspendAt(const CoroutineSuspendExpr *E, const Facts &F) {
  const Expr *Ready = E->getReadyExpr();
  const auto *Call =
      Ready ? dyn_cast<CallExpr>(Ready->IgnoreImplicit()) : nullptr;
  if (Call && returnsTrue(Call->getDirectCallee(), F.context()))
    return false;
  if (!isa<CoawaitExpr>(E))
    return true;
  const Expr *Awaited = E->getOperand();
  if (provesReady(Awaited, {}, F))
    return false;
  const Operation *Maker = F.operationAt(stripAdapters(Awaited, F.models()));
  const Body *Callee =
      Maker && !Maker->Match ? F.bodyOf(F.target(*Maker)) : nullptr;
  return !Callee || !Callee->IsCoroutine || !suspensionsIn(*Callee).empty();
}

llvm::SmallVector<const Expr *, 4> suspensionsOf(const Body &B, const Facts &F,
                                                 Effects &UnitEffects) {
  llvm::SmallVector<const Expr *, 4> Found;
  if (B.isDependent())
    return Found;
  if (B.IsCoroutine) {
    Found = suspensionsIn(B);
    llvm::erase_if(Found, [&](const Expr *E) {
      return !maySuspendAt(cast<CoroutineSuspendExpr>(E), F);
    });
  } else if (B.Context == ContextKind::Fiber) {
    for (const Operation &Op : B.Operations)
      if (B.suspendsIn(Op) && UnitEffects.isBlockingWait(Op))
        Found.push_back(Op.expr());
  }
  return Found;
}

} // namespace clang::tidy::async
