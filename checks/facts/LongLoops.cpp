//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/LongLoops.h"
#include "clang/AST/ASTContext.h"

namespace clang::tidy::async {

namespace {
/// What the code of a loop has in it.
struct LoopContents {
  bool Suspends = false;
  bool HasArithmetic = false;
  bool HasInnerLoop = false; ///< Whose bounds are not constants, either.
};
} // namespace

/// True if nothing says that \p Loop runs a fixed number of times. An endless
/// loop is left when something comes to pass, and macros are often made of
/// loops that run once.
static bool hasOpenBounds(const Stmt *Loop, const ASTContext &Context) {
  if (Loop->getBeginLoc().isMacroID())
    return false;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop)) {
    const Expr *Over = Range->getRangeInit();
    if (!Over)
      return false;
    QualType T = Over->getType().getNonReferenceType();
    const CXXRecordDecl *Class = classOf(T);
    return !Context.getAsConstantArrayType(T) &&
           !(Class && hasQualifiedName(Class, "std::array"));
  }
  const Expr *Condition = nullptr;
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    Condition = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(Loop))
    Condition = While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(Loop))
    Condition = Do->getCond();
  if (!Condition || Condition->isValueDependent() ||
      Condition->isEvaluatable(Context))
    return false;
  const auto *Compared =
      dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!Compared || !Compared->isComparisonOp())
    return true;
  const Expr *Left = Compared->getLHS(), *Right = Compared->getRHS();
  if (!Left->isEvaluatable(Context) && !Right->isEvaluatable(Context))
    return true;
  // Where it starts is as open as where it ends: `while (N > 1)`.
  auto IsParameter = [](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && isa<ParmVarDecl>(Ref->getDecl());
  };
  return IsParameter(Left) || IsParameter(Right);
}

static const Stmt *bodyOfLoop(const Stmt *S) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return Do->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return Range->getBody();
  return nullptr;
}

/// Adds to \p Found what is in \p S, where \p Depth loops are around it.
static void lookInto(const Stmt *S, unsigned Depth, const ASTContext &Context,
                     LoopContents &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  Found.Suspends |= isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S);
  if (const auto *Operator = dyn_cast<BinaryOperator>(S))
    Found.HasArithmetic |=
        Depth > 1 && Operator->getType()->isArithmeticType() &&
        (Operator->isMultiplicativeOp() || Operator->isAdditiveOp() ||
         Operator->isShiftOp() || Operator->isBitwiseOp() ||
         Operator->isCompoundAssignmentOp());
  if (const Stmt *Inner = bodyOfLoop(S)) {
    Found.HasInnerLoop |= hasOpenBounds(S, Context);
    for (const Stmt *Child : S->children())
      lookInto(Child, Child == Inner ? Depth + 1 : Depth, Context, Found);
    return;
  }
  for (const Stmt *Child : S->children())
    lookInto(Child, Depth, Context, Found);
}

std::vector<const Stmt *> longLoops(const Body &B) {
  std::vector<const Stmt *> All;
  if (llvm::any_of(B.Operations,
                   [](const Operation &Op) { return Op.is(Role::Hop); }))
    return All;
  const ASTContext &Context = B.Function->getASTContext();
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 16> Todo = {Coroutine ? Coroutine->getBody()
                                                        : B.Code};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const Stmt *Code = bodyOfLoop(S); Code && hasOpenBounds(S, Context)) {
      LoopContents Found;
      lookInto(Code, 1, Context, Found);
      if (Found.HasInnerLoop && Found.HasArithmetic && !Found.Suspends) {
        All.push_back(S);
        continue;
      }
    }
    llvm::append_range(Todo, S->children());
  }
  return All;
}

} // namespace clang::tidy::async
