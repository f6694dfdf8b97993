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
/// The relevant contents of a loop body.
struct LoopContents {
  bool Suspends = false;
  bool HasArithmetic = false;
  bool HasInnerLoop = false; ///< One whose bounds are not constant either.
};
} // namespace

/// True if the number of iterations of \p Loop may depend on data. An endless
/// loop usually ends on an event, and macros often contain loops that run once.
static bool hasOpenBounds(const Stmt *Loop, const ASTContext &Context) {
  if (Loop->getBeginLoc().isMacroID())
    return false;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop)) {
    const Expr *RangeInit = Range->getRangeInit();
    if (!RangeInit)
      return false;
    QualType T = RangeInit->getType().getNonReferenceType();
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
  const auto *Comparison =
      dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (!Comparison || !Comparison->isComparisonOp())
    return true;
  const Expr *Left = Comparison->getLHS(), *Right = Comparison->getRHS();
  if (!Left->isEvaluatable(Context) && !Right->isEvaluatable(Context))
    return true;
  // The start may be a parameter as well as the end: `while (N > 1)`.
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

/// Adds the contents of \p S, inside \p Depth nested loops, to \p Found.
static void scanLoop(const Stmt *S, unsigned Depth, const ASTContext &Context,
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
      scanLoop(Child, Child == Inner ? Depth + 1 : Depth, Context, Found);
    return;
  }
  for (const Stmt *Child : S->children())
    scanLoop(Child, Depth, Context, Found);
}

std::vector<const Stmt *> longLoops(const Body &B) {
  std::vector<const Stmt *> Loops;
  if (llvm::any_of(B.Operations,
                   [](const Operation &Op) { return Op.is(Role::Hop); }))
    return Loops;
  const ASTContext &Context = B.Function->getASTContext();
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  llvm::SmallVector<const Stmt *, 16> Worklist = {
      Coroutine ? Coroutine->getBody() : B.Code};
  while (!Worklist.empty()) {
    const Stmt *S = Worklist.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const Stmt *Code = bodyOfLoop(S); Code && hasOpenBounds(S, Context)) {
      LoopContents Found;
      scanLoop(Code, 1, Context, Found);
      if (Found.HasInnerLoop && Found.HasArithmetic && !Found.Suspends) {
        Loops.push_back(S);
        continue;
      }
    }
    llvm::append_range(Worklist, S->children());
  }
  return Loops;
}

} // namespace clang::tidy::async
