//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/LateUses.h"
#include "facts/Flow.h"
#include "facts/Suspensions.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// How many functions may pass on a parameter before a coroutine uses it.
static constexpr unsigned MaxPassedOn = 4;

Start startOf(QualType Result, const Facts &Unit) {
  if (const TaskInfo *Task = Unit.types().task(Result))
    return Task->StartsAs;
  if (Unit.types().isFireAndForget(Result))
    return Start::Eager;
  // Its first value is computed when it is pulled.
  return Unit.types().isGenerator(Result) ? Start::Lazy : Start::Unknown;
}

namespace {
/// Collects the suspensions of a coroutine, and the mentions of what its caller
/// owns. The code of lambdas in it does not count, but their captures do.
class CodeScan {
public:
  CodeScan(llvm::function_ref<bool(const ValueDecl *)> IsWanted,
           const Facts &Unit)
      : IsWanted(IsWanted), Unit(Unit) {}

  void scan(const Stmt *S);

  llvm::SmallVector<LateUse, 8> Uses;
  llvm::SmallVector<const Expr *, 8> Suspensions;

private:
  void scanAwait(const CoroutineSuspendExpr *E);

  llvm::function_ref<bool(const ValueDecl *)> IsWanted;
  const Facts &Unit;
};
} // namespace

void CodeScan::scanAwait(const CoroutineSuspendExpr *E) {
  scan(E->getOperand());
  if (maySuspendAt(E, Unit))
    Suspensions.push_back(E);
}

void CodeScan::scan(const Stmt *S) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  // Never evaluated.
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConstantExprClass:
    return;
  case Stmt::LambdaExprClass:
    for (const Expr *Init : cast<LambdaExpr>(S)->capture_inits())
      scan(Init);
    return;
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    return scanAwait(cast<CoroutineSuspendExpr>(S));
  case Stmt::DeclRefExprClass:
    if (const ValueDecl *D = cast<DeclRefExpr>(S)->getDecl(); IsWanted(D))
      Uses.push_back({cast<Expr>(S), D});
    return;
  case Stmt::CXXThisExprClass:
    if (IsWanted(nullptr))
      Uses.push_back({cast<Expr>(S), nullptr});
    return;
  default:
    for (const Stmt *Child : S->children())
      scan(Child);
  }
}

/// The first late use, in the coroutine \p B, of a declaration for which \p
/// IsWanted is true; it is asked about null for `this`.
static std::optional<LateUse>
firstLateUse(const Body &B, Start Started, const Facts &Unit,
             llvm::function_ref<bool(const ValueDecl *)> IsWanted) {
  const auto *Code = dyn_cast<CoroutineBodyStmt>(B.Code);
  if (!Code || B.isDependent() || Started == Start::Unknown)
    return std::nullopt;
  CodeScan Found(IsWanted, Unit);
  Found.scan(Code->getBody());
  const Flow &Order = Unit.flow(B);
  for (const LateUse &Use : Found.Uses)
    if (Started == Start::Lazy ||
        llvm::any_of(Found.Suspensions, [&](const Expr *Suspension) {
          return Order.mayPrecede(Suspension, Use.At);
        }))
      return Use;
  return std::nullopt;
}

/// True if \p Function has a copy of the object that it is called on.
static bool copiesObject(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->isExplicitObjectMemberFunction() &&
         !Method->getParamDecl(0)->getType()->isReferenceType();
}

std::optional<LateUse> lateUseOfCapture(const Body &B, Start Started,
                                        const Facts &Unit) {
  if (!B.Lambda || !B.IsCoroutine || copiesObject(B.Function))
    return std::nullopt;
  llvm::SmallPtrSet<const ValueDecl *, 4> Captured;
  bool CapturesThis = false;
  for (const LambdaCapture &Capture : B.Lambda->captures()) {
    CapturesThis |= Capture.capturesThis();
    if (Capture.capturesVariable())
      Captured.insert(
          cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl()));
  }
  return firstLateUse(B, Started, Unit, [&](const ValueDecl *D) {
    return D ? Captured.contains(cast<ValueDecl>(D->getCanonicalDecl()))
             : CapturesThis;
  });
}

std::optional<LateUse> lateUseOfThis(const Body &B, Start Started,
                                     const Facts &Unit) {
  if (B.Lambda || !B.IsCoroutine || copiesObject(B.Function))
    return std::nullopt;
  return firstLateUse(B, Started, Unit, [](const ValueDecl *D) { return !D; });
}

static std::optional<LateUse> lateUseOfParam(const Body &B, unsigned Index,
                                             Start Started, const Facts &Unit,
                                             unsigned Depth) {
  if (Index >= B.Function->getNumParams() || Depth == MaxPassedOn)
    return std::nullopt;
  const ParmVarDecl *Param = B.Function->getParamDecl(Index);
  if (B.IsCoroutine)
    return firstLateUse(B, Started, Unit,
                        [&](const ValueDecl *D) { return D == Param; });
  for (const Stmt *Return : B.Returns) {
    const auto *Value = dyn_cast<ReturnStmt>(Return);
    const Operation *Next = Value && Value->getRetValue()
                                ? Unit.operationAt(stripAdapters(
                                      Value->getRetValue(), Unit.models()))
                                : nullptr;
    const Body *Callee =
        Next && !Next->Match ? Unit.bodyOf(Unit.target(*Next)) : nullptr;
    if (!Callee)
      continue;
    for (auto [At, Arg] : llvm::enumerate(Next->Site.Args)) {
      const auto *Ref =
          dyn_cast_or_null<DeclRefExpr>(stripAdapters(Arg, Unit.models()));
      if (!Ref || Ref->getDecl() != Param ||
          At >= Callee->Function->getNumParams() ||
          !Callee->Function->getParamDecl(At)->getType()->isReferenceType())
        continue;
      if (auto Found = lateUseOfParam(*Callee, At, Started, Unit, Depth + 1))
        return Found;
    }
  }
  return std::nullopt;
}

std::optional<LateUse> lateUseOfParam(const Body &B, unsigned Index,
                                      Start Started, const Facts &Unit) {
  return lateUseOfParam(B, Index, Started, Unit, 0);
}

} // namespace clang::tidy::async
