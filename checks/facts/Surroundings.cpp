//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Surroundings.h"

namespace clang::tidy::async {

bool catchesAll(const CXXCatchStmt *Handler) {
  const VarDecl *Exception = Handler->getExceptionDecl();
  const CXXRecordDecl *Class =
      Exception ? classOf(Exception->getType()) : nullptr;
  return !Exception || (Class && hasQualifiedName(Class, "std::exception"));
}

/// True if \p Handler neither rethrows the exception nor throws another one.
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
                const Models &AllModels) {
  if (At.InCatchAll)
    return true;
  const Expr *Thrown = Throw->getSubExpr();
  if (!Thrown)
    return At.InTry;
  // The handlers catch the standard exceptions, or those of a library.
  const CXXRecordDecl *Class = classOf(Thrown->getType());
  if (At.Caught && AllModels.isException(Class, *At.Caught))
    return true;
  bool IsStandard = false;
  walkBases(Class, [&](const CXXRecordDecl *Base) {
    IsStandard |= hasQualifiedName(Base, "std::exception");
    return !IsStandard;
  });
  return At.InTry && IsStandard;
}

Surroundings insideTry(const Surroundings &Outer, const CXXTryStmt *Try,
                       const Models &AllModels) {
  Surroundings Inner = Outer;
  Inner.InTryBlock = true;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    if (const CXXCatchStmt *Handler = Try->getHandler(I); swallows(Handler)) {
      const VarDecl *Exception = Handler->getExceptionDecl();
      Inner.InTry |= catchesAll(Handler);
      Inner.InCatchAll |= !Exception;
      if (const LibraryModel *Library =
              Exception ? AllModels.caughtBy(classOf(Exception->getType()))
                        : nullptr)
        Inner.Caught = Library;
    }
  return Inner;
}

/// The declaration of the flag that \p E names; null if it is not a flag that
/// other code sets.
static const ValueDecl *flagIn(const Expr *E) {
  if (const auto *Constant = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return Constant->getParameter();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (!Ref)
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  return !Var || isa<ParmVarDecl>(Var) || Var->hasGlobalStorage()
             ? Ref->getDecl()
             : nullptr;
}

/// \p E without parentheses and conversions. A constant that stands for a
/// template parameter is kept, so that the parameter can be found.
static const Expr *stripConversions(const Expr *E) {
  while (true) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Constant = dyn_cast<ConstantExpr>(E))
      E = Constant->getSubExpr();
    else
      return E;
  }
}

std::optional<Way> branchOf(const Expr *Condition) {
  if (!Condition)
    return std::nullopt;
  Way Found;
  const Expr *E = stripConversions(Condition);
  while (const auto *Not = dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() != UO_LNot)
      return std::nullopt;
    Found.IsTrue = !Found.IsTrue;
    E = stripConversions(Not->getSubExpr());
  }
  if (const auto *Compared = dyn_cast<BinaryOperator>(E);
      Compared && Compared->isEqualityOp()) {
    auto ConstantIn = [](const Expr *Side) {
      const auto *Ref = dyn_cast<DeclRefExpr>(stripConversions(Side));
      return Ref ? dyn_cast<EnumConstantDecl>(Ref->getDecl()) : nullptr;
    };
    const Expr *Flag = Compared->getLHS(), *Value = Compared->getRHS();
    if (ConstantIn(Flag))
      std::swap(Flag, Value);
    Found.Value = ConstantIn(Value);
    if (!Found.Value)
      return std::nullopt;
    Found.IsTrue = Found.IsTrue == (Compared->getOpcode() == BO_EQ);
    E = stripConversions(Flag);
  } else if (!E->getType()->isBooleanType() &&
             !isa<SubstNonTypeTemplateParmExpr>(E)) {
    return std::nullopt;
  }
  Found.Flag = flagIn(E);
  return Found.Flag ? std::optional(Found) : std::nullopt;
}

bool endsInThrow(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  const auto *E = dyn_cast_or_null<Expr>(S);
  return E && isa<CXXThrowExpr>(E->IgnoreImplicit());
}

bool leavesBlock(const Stmt *S) {
  if (endsInThrow(S))
    return true;
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt>(S);
}

} // namespace clang::tidy::async
