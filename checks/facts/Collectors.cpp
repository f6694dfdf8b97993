//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Collectors.h"

namespace clang::tidy::async {

const Expr *awaitOfVariable(const Stmt *S) {
  const auto *Statement = dyn_cast<DeclStmt>(S);
  if (!Statement || !Statement->isSingleDecl())
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Statement->getSingleDecl());
  // An unused value is not the reason for the await.
  if (!Var || isa<DecompositionDecl>(Var) || Var->isStaticLocal() ||
      !Var->isReferenced() || !Var->getInit())
    return nullptr;
  return dyn_cast<CoawaitExpr>(stripImplicit(Var->getInit()));
}

/// True if \p Target is the same in each iteration of a loop over \p Element.
static bool isFixed(const Stmt *Target, const VarDecl *Element) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
    const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
    return (Binding ? Binding->getDecomposedDecl() : Ref->getDecl()) != Element;
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(Target);
      Operator && Operator->isIncrementDecrementOp())
    return false;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Target);
      Call ? Call->getOperator() != OO_Subscript &&
                 Call->getOperator() != OO_Star &&
                 Call->getOperator() != OO_Arrow
           : isa<CallExpr>(Target))
    return false;
  return llvm::all_of(Target->children(), [&](const Stmt *Child) {
    return Child && isFixed(Child, Element);
  });
}

static unsigned countMentions(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return 0;
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  unsigned Count = Ref && Ref->getDecl() == Var;
  for (const Stmt *Child : S->children())
    Count += countMentions(Child, Var);
  return Count;
}

const Expr *awaitOfCollector(const Stmt *S, const VarDecl *Element,
                             const Models &AllModels, const Expr *&Into) {
  const Expr *Await = nullptr;
  const VarDecl *Var = nullptr;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    if (Block->size() == 2 && (Await = awaitOfVariable(Block->body_front()))) {
      Var = cast<VarDecl>(cast<DeclStmt>(Block->body_front())->getSingleDecl());
      S = countMentions(Block->body_back(), Var) == 1 ? Block->body_back()
                                                      : nullptr;
    } else {
      S = Block->size() == 1 ? Block->body_front() : nullptr;
    }
  }
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return nullptr;
  E = stripImplicit(E);
  const Expr *Value = nullptr;
  bool IsPlain = false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    Into = Call->getImplicitObjectArgument();
    if (Call->getNumArgs() == 1)
      Value = Call->getArg(0);
  } else if (const auto *Assign = dyn_cast<BinaryOperator>(E);
             Assign && Assign->isAssignmentOp()) {
    Into = Assign->getLHS();
    Value = Assign->getRHS();
    IsPlain = Assign->getOpcode() == BO_Assign;
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
             Call && Call->isAssignmentOp()) {
    Into = Call->getArg(0);
    Value = Call->getArg(1);
    IsPlain = Call->getOperator() == OO_Equal;
  }
  // The last assignment wins, so the order matters.
  if (!Value || (IsPlain && isFixed(Into, Element)))
    return nullptr;
  if (!Await)
    return dyn_cast<CoawaitExpr>(stripImplicit(Value));
  const auto *Ref = dyn_cast<DeclRefExpr>(stripAdapters(Value, AllModels));
  return Ref && Ref->getDecl() == Var ? Await : nullptr;
}

} // namespace clang::tidy::async
