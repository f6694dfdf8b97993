//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/ExpectedThrows.h"

namespace clang::tidy::async {

/// How many functions a callable is followed through.
static constexpr unsigned MaxDepth = 4;

/// True if \p E is \p Param, forwarded or moved perhaps.
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

/// True if \p S returns true, or makes a variable true.
static bool saysYes(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return isTrue(Return->getRetValue());
  if (const auto *Assign = dyn_cast<BinaryOperator>(S);
      Assign && Assign->getOpcode() == BO_Assign)
    return isTrue(Assign->getRHS());
  return llvm::any_of(S->children(), saysYes);
}

/// The innermost `try` in \p S whose block has \p E; null for none.
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

/// True if whoever gives \p Param to \p B wants it to throw.
static bool wantsThrow(const Body &B, const ParmVarDecl *Param,
                       const Facts &Unit, Effects &Does, unsigned Depth) {
  bool IsCalled = false;
  for (const Operation &Op : B.Operations) {
    if (isa<CXXOperatorCallExpr>(Op.expr()) && Op.Site.Object &&
        isParam(Op.Site.Object, Param)) {
      const CXXTryStmt *Try = tryAround(B.Code, Op.expr());
      if (!Try)
        return false;
      bool IsNoted = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        IsNoted |= saysYes(Try->getHandler(I)->getHandlerBlock());
      if (!IsNoted && !Does.endings().failsAfter(Op))
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
      if (!wantsThrow(*Next, Next->Function->getParamDecl(Index), Unit, Does,
                      Depth + 1))
        return false;
      IsCalled = true;
    }
  }
  return IsCalled;
}

bool isExpectedToThrow(const Body &B, const Facts &Unit, Effects &Does) {
  if (!B.Lambda || B.How.Is != Use::Passed)
    return false;
  const Operation *To = Unit.operationAt(B.How.Call);
  const Body *Target =
      To && !To->Match ? Unit.bodyOf(Unit.target(*To)) : nullptr;
  return Target && B.How.Index < Target->Function->getNumParams() &&
         wantsThrow(*Target, Target->Function->getParamDecl(B.How.Index), Unit,
                    Does, 0);
}

} // namespace clang::tidy::async
