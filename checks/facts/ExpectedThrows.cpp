//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/ExpectedThrows.h"

namespace clang::tidy::async {

/// The number of functions through which a callable is followed.
static constexpr unsigned MaxDepth = 4;

/// True if \p E is \p Param, possibly forwarded or moved.
static bool isParam(const Expr *E, const ParmVarDecl *Param) {
  E = stripImplicit(E);
  if (const auto *Call = dyn_cast<CallExpr>(E);
      Call && Call->isCallToStdMove() && Call->getNumArgs() == 1)
    E = stripImplicit(Call->getArg(0));
  else if (Call && Call->getDirectCallee() && Call->getNumArgs() == 1 &&
           hasQualifiedName(Call->getDirectCallee(), "std::forward"))
    E = stripImplicit(Call->getArg(0));
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && Ref->getDecl() == Param;
}

static bool isTrue(const Expr *E) {
  const auto *Literal =
      dyn_cast_or_null<CXXBoolLiteralExpr>(E ? E->IgnoreParenImpCasts() : E);
  return Literal && Literal->getValue();
}

/// True if \p S returns true, or sets a variable to true.
static bool yieldsTrue(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return isTrue(Return->getRetValue());
  if (const auto *Assign = dyn_cast<BinaryOperator>(S);
      Assign && Assign->getOpcode() == BO_Assign)
    return isTrue(Assign->getRHS());
  return llvm::any_of(S->children(), yieldsTrue);
}

/// The innermost `try` in \p S whose block contains \p E; null if there is
/// none.
static const CXXTryStmt *tryAround(const Stmt *S, const Expr *E) {
  llvm::SmallVector<std::pair<const Stmt *, const CXXTryStmt *>, 16> Todo = {
      {S, nullptr}};
  while (!Todo.empty()) {
    auto [Next, Around] = Todo.pop_back_val();
    if (Next == E)
      return Around;
    if (!Next || isa<LambdaExpr>(Next))
      continue;
    const auto *Try = dyn_cast<CXXTryStmt>(Next);
    for (const Stmt *Child : Next->children())
      Todo.push_back(
          {Child, Try && Child == Try->getTryBlock() ? Try : Around});
  }
  return nullptr;
}

/// True if the caller that passes a callable as \p Param of \p B expects it to
/// throw.
static bool expectsThrow(const Body &B, const ParmVarDecl *Param,
                         const Facts &Unit, Effects &UnitEffects,
                         unsigned Depth) {
  bool IsCalled = false;
  for (const Operation &Op : B.Operations) {
    if (isa<CXXOperatorCallExpr>(Op.expr()) && Op.Site.Object &&
        isParam(Op.Site.Object, Param)) {
      const CXXTryStmt *Try = tryAround(B.Code, Op.expr());
      if (!Try)
        return false;
      bool IsRecorded = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        IsRecorded |= yieldsTrue(Try->getHandler(I)->getHandlerBlock());
      if (!IsRecorded && !UnitEffects.endings().failsAfter(Op))
        return false;
      IsCalled = true;
      continue;
    }
    for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
      const Body *Next =
          Depth < MaxDepth && isParam(Arg, Param) && Unit.target(Op)
              ? Unit.bodyOf(Unit.target(Op))
              : nullptr;
      if (!Next || Index >= Next->Function->getNumParams())
        continue;
      if (!expectsThrow(*Next, Next->Function->getParamDecl(Index), Unit,
                        UnitEffects, Depth + 1))
        return false;
      IsCalled = true;
    }
  }
  return IsCalled;
}

bool isExpectedToThrow(const Body &B, const Facts &Unit, Effects &UnitEffects) {
  if (!B.Lambda || B.Usage.Is != Use::Passed)
    return false;
  const Operation *Call = Unit.operationAt(B.Usage.Call);
  const Body *Target =
      Call && !Call->Match ? Unit.bodyOf(Unit.target(*Call)) : nullptr;
  return Target && B.Usage.Index < Target->Function->getNumParams() &&
         expectsThrow(*Target, Target->Function->getParamDecl(B.Usage.Index),
                      Unit, UnitEffects, 0);
}

} // namespace clang::tidy::async
