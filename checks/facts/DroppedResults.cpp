//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/DroppedResults.h"
#include "facts/Outcomes.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Callables whose result is ignored
//===----------------------------------------------------------------------===//

/// The signature of \p T, a type that holds any callable of it; null if \p T is
/// another type.
static const FunctionProtoType *signatureOf(QualType T, const Facts &Unit) {
  const TypeModel *Model = Unit.models().type(T.getNonReferenceType());
  const auto *Special =
      Model && Model->Kind == TypeKind::Function
          ? dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T))
          : nullptr;
  if (!Special || Special->getTemplateArgs().size() == 0 ||
      Special->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return Special->getTemplateArgs()[0].getAsType()->getAs<FunctionProtoType>();
}

/// True if an object of type \p T ignores what the callable in it returns.
static bool dropsResult(QualType T, const Facts &Unit) {
  const FunctionProtoType *Signature =
      T.isNull() ? nullptr : signatureOf(T, Unit);
  return Signature && Signature->getReturnType()->isVoidType();
}

/// The callable in \p E: without conversions, adapters, and calls that bind
/// arguments to it.
static const Expr *innerCallable(const Expr *E, const Facts &Unit) {
  while (E) {
    E = stripAdapters(E, Unit.models());
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(E);
    if (Construct && Construct->getNumArgs() >= 1 &&
        signatureOf(Construct->getType(), Unit)) {
      E = Construct->getArg(0);
      continue;
    }
    const Operation *Binder = E ? Unit.operationAt(E) : nullptr;
    if (!Binder || !Binder->is(Role::Bind))
      return E;
    // A binder that keeps the closure may take the task as well.
    if (Binder->Match->Closure != ClosureLife::Unknown)
      return nullptr;
    E = Binder->Site.at(Binder->Match->Callable);
  }
  return nullptr;
}

/// The function that a call of \p Callable runs; null if it is unknown.
static const FunctionDecl *functionOf(const Expr *Callable, const Facts &Unit) {
  if (const Body *Code = Unit.bodyOfCallable(Callable))
    return Code->Function;
  const auto *Address = dyn_cast<UnaryOperator>(Callable);
  if (Address && Address->getOpcode() == UO_AddrOf)
    Callable = stripImplicit(Address->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(Callable);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

/// The callable \p E, if it returns a task; none otherwise.
static std::optional<IgnoredResult> returningTask(const Expr *E,
                                                  const Facts &Unit) {
  IgnoredResult Found;
  Found.Callable = innerCallable(E, Unit);
  Found.Function = Found.Callable ? functionOf(Found.Callable, Unit) : nullptr;
  // A reference to a task refers to one that other code has.
  if (!Found.Function || !classOf(Found.Function->getReturnType()) ||
      Found.Function->getReturnType()->isReferenceType())
    return std::nullopt;
  Found.Code = Unit.bodyOf(Found.Function);
  Found.Task = Unit.types().task(Found.Function->getReturnType());
  return Found.Task && (!Found.Code || !Found.Code->isDependent())
             ? std::optional(Found)
             : std::nullopt;
}

/// The type of the parameter of \p Op for argument \p Index; null if it is
/// unknown.
static QualType parameterOf(const Operation &Op, unsigned Index) {
  // Argument 0 of an operator may be its object.
  const FunctionDecl *Function =
      isa<CXXOperatorCallExpr>(Op.expr()) ? nullptr : Op.Site.Function;
  return Function && Index < Function->getNumParams()
             ? Function->getParamDecl(Index)->getType()
             : QualType();
}

/// True if \p Op calls its argument \p Arg, a callable, and ignores the result.
static bool dropsResult(const Operation &Op, const Expr *Arg,
                        const Facts &Unit) {
  if (!Op.Match)
    return false;
  auto IsAt = [&](Position P) {
    return P.K == Position::All || (P && Op.Site.at(P) == Arg);
  };
  // Only a completion handler is a callable in place of a token.
  if (Op.Match->Token && IsAt(Op.Match->Token))
    return true;
  return Op.Match->Callable && IsAt(Op.Match->Callable) &&
         Unit.models().hasTrait(Op.Site, Trait::DropsResult);
}

llvm::SmallVector<IgnoredResult, 1> ignoredResultsIn(const Body &B,
                                                     const Facts &Unit) {
  llvm::SmallVector<IgnoredResult, 1> Found;
  if (B.isDependent())
    return Found;
  for (const Operation &Op : B.Operations)
    for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
      QualType Param = parameterOf(Op, Index);
      bool IsHeld = dropsResult(Param, Unit);
      if (!IsHeld && !dropsResult(Op, Arg, Unit))
        continue;
      if (std::optional<IgnoredResult> Each = returningTask(Arg, Unit)) {
        Each->To = &Op;
        if (IsHeld)
          Each->Holder = Param.getNonReferenceType();
        Found.push_back(*Each);
      }
    }
  // Lambdas that are stored.
  for (const Body *Child : B.Children) {
    QualType Holder;
    if (Child->Usage.Is == Use::Local)
      Holder = Child->Usage.Var->getType();
    else if (Child->Usage.Is == Use::Assigned)
      Holder = Child->Usage.Member   ? Child->Usage.Member->getType()
               : Child->Usage.Target ? Child->Usage.Target->getType()
                                     : QualType();
    else if (Child->Usage.Is == Use::Returned)
      Holder = B.Function->getReturnType();
    if (!Child->Lambda || !dropsResult(Holder, Unit))
      continue;
    std::optional<IgnoredResult> Each = returningTask(Child->Lambda, Unit);
    if (!Each || llvm::any_of(Found, [&](const IgnoredResult &Other) {
          return Other.Callable == Each->Callable;
        }))
      continue;
    Each->Holder = Holder.getNonReferenceType();
    Found.push_back(*Each);
  }
  return Found;
}

//===----------------------------------------------------------------------===//
// Tasks in tasks
//===----------------------------------------------------------------------===//

/// The task that is the value of a task of type \p T; null if its value is
/// something else.
static const TaskInfo *valueTaskOf(QualType T, const Facts &Unit) {
  const auto *Outer =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (!Outer || !Unit.types().task(T) || Outer->getTemplateArgs().size() == 0 ||
      Outer->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  QualType Value = Outer->getTemplateArgs()[0].getAsType();
  return Value->isReferenceType() || Value->isPointerType()
             ? nullptr
             : Unit.types().task(Value);
}

/// True if all code that names \p Outer, which holds a task, waits for it, and
/// none takes its value.
static bool isOnlyWaitedFor(const VarDecl *Outer, const Facts &Unit) {
  bool IsWaitedFor = false;
  for (const Mention &M : Unit.mentions(Outer)) {
    const Operation *Op =
        M.Usage.Is == Use::ObjectOf ? Unit.operationAt(M.Usage.Call) : nullptr;
    if (!Op || !Op->Match.has(RoleInfo::LooksAtTask) ||
        classOf(Op->expr()->getType()))
      return false;
    IsWaitedFor |= Op->Match.has(RoleInfo::WaitsForTask);
  }
  return IsWaitedFor;
}

llvm::SmallVector<NestedTask, 1> nestedTasksIn(const Body &B,
                                               const Facts &Unit) {
  llvm::SmallVector<NestedTask, 1> Found;
  if (B.isDependent())
    return Found;
  for (const Await &A : B.Awaits) {
    const TaskInfo *Inner =
        valueTaskOf(stripImplicit(A.Operand)->getType(), Unit);
    if (!Inner || classOf(A.E->getType()) != Inner->Class || A.At.InAssertion)
      continue;
    if (A.Result.isDiscarded()) {
      Found.push_back({A.E, Inner, nullptr, /*IsTaken=*/true});
    } else if (A.Result.Is == Use::Local && A.Result.Var->hasLocalStorage() &&
               !A.Result.Var->getType()->isReferenceType() &&
               isNeverObserved(A.Result.Var, Inner->Dropped, Unit)) {
      Found.push_back({A.E, Inner, A.Result.Var, /*IsTaken=*/true});
    }
  }
  for (const Operation &Op : B.Operations) {
    const VarDecl *Var =
        Op.Task && Op.Result.Is == Use::Local ? Op.Result.Var : nullptr;
    const TaskInfo *Inner = Var && Var->hasLocalStorage() && !Op.At.InAssertion
                                ? valueTaskOf(Var->getType(), Unit)
                                : nullptr;
    if (Inner && isOnlyWaitedFor(Var, Unit))
      Found.push_back({Op.expr(), Inner, Var, /*IsTaken=*/false});
  }
  return Found;
}

} // namespace clang::tidy::async
