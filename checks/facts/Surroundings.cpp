//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Surroundings.h"

namespace clang::tidy::async {

/// True if \p Handler is for all that can be expected to arrive.
static bool isForAll(const CXXCatchStmt *Handler) {
  const VarDecl *Exception = Handler->getExceptionDecl();
  const CXXRecordDecl *Class =
      Exception ? classOf(Exception->getType()) : nullptr;
  return !Exception || (Class && hasQualifiedName(Class, "std::exception"));
}

/// True if \p Handler does not throw what it caught again, nor anything else.
static bool swallows(const CXXCatchStmt *Handler) {
  llvm::SmallVector<const Stmt *, 8> Todo = {Handler->getHandlerBlock()};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (isa<CXXThrowExpr>(S))
      return false;
    if (const auto *E = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = E->getDirectCallee())
        if (hasQualifiedName(Callee, "std::rethrow_exception"))
          return false;
    llvm::append_range(Todo, S->children());
  }
  return true;
}

bool isCaughtBy(const Surroundings &At, const CXXThrowExpr *Throw,
                const Models &Known) {
  if (At.InTryForAnything)
    return true;
  const Expr *Thrown = Throw->getSubExpr();
  if (!Thrown)
    return At.InTry;
  // The handlers are for the standard exceptions, or for those of a library.
  const CXXRecordDecl *Class = classOf(Thrown->getType());
  if (At.Caught && Known.isException(Class, *At.Caught))
    return true;
  bool IsStandard = false;
  walkBases(Class, [&](const CXXRecordDecl *Base) {
    IsStandard |= hasQualifiedName(Base, "std::exception");
    return !IsStandard;
  });
  return At.InTry && IsStandard;
}

Surroundings insideTry(const Surroundings &Outer, const CXXTryStmt *Try,
                       const Models &Known) {
  Surroundings At = Outer;
  At.InAnyTry = true;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    if (const CXXCatchStmt *Handler = Try->getHandler(I); swallows(Handler)) {
      const VarDecl *Exception = Handler->getExceptionDecl();
      At.InTry |= isForAll(Handler);
      At.InTryForAnything |= !Exception;
      if (const LibraryModel *Library =
              Exception ? Known.caughtBy(classOf(Exception->getType()))
                        : nullptr)
        At.Caught = Library;
    }
  return At;
}

bool isFlag(const Expr *Condition) {
  const Expr *E = Condition;
  while (E && isa<ParenExpr, ImplicitCastExpr>(E))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr()
                          : cast<ImplicitCastExpr>(E)->getSubExpr();
  if (isa_and_nonnull<SubstNonTypeTemplateParmExpr>(E))
    return true;
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    E = Not->getSubExpr()->IgnoreParenImpCasts();
  if (!E || !E->getType()->isBooleanType())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !Var || isa<ParmVarDecl>(Var) || Var->hasGlobalStorage();
  }
  return isa<MemberExpr>(E);
}

bool endsProcess(const CompoundStmt *Block) {
  const auto *Last =
      Block->body_empty() ? nullptr : dyn_cast<Expr>(Block->body_back());
  const auto *Call =
      Last ? dyn_cast<CallExpr>(Last->IgnoreImplicit()) : nullptr;
  return Call && Call->getDirectCallee() &&
         Call->getDirectCallee()->isNoReturn();
}

bool leavesOtherWay(const Stmt *S) {
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  if (!If || If->getElse() || !isFlag(If->getCond()))
    return false;
  const Stmt *Last = If->getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(Last))
    Last = Block->body_empty() ? nullptr : Block->body_back();
  const Expr *Value = nullptr;
  if (const auto *Return = dyn_cast_or_null<ReturnStmt>(Last))
    Value = Return->getRetValue();
  if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(Last))
    Value = Return->getOperand();
  Value = Value ? stripImplicit(Value) : nullptr;
  return isa_and_nonnull<CallExpr, CoawaitExpr, DependentCoawaitExpr>(Value);
}

} // namespace clang::tidy::async
