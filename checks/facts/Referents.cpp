//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Referents.h"
#include "facts/Lifetimes.h"
#include "facts/ValueTypes.h"

namespace clang::tidy::async {

/// \p E without conversions that keep the object, and, with \p ThroughViews,
/// without the creation of views of it.
static const Expr *stripConversions(const Expr *E, bool ThroughViews) {
  while (true) {
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
             ThroughViews && Call &&
             isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      E = Call->getImplicitObjectArgument();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
             ThroughViews && Construct && Construct->getNumArgs() == 1 &&
             isView(Construct->getConstructor()->getParent()))
      E = Construct->getArg(0);
    else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E);
             ThroughViews && Cast)
      E = Cast->getSubExpr();
    else
      return E;
  }
}

/// The temporary that \p E denotes; null if it is another object, or lives
/// longer than the full expression.
static const MaterializeTemporaryExpr *temporaryAt(const Expr *E) {
  const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E);
  return Made && Made->getStorageDuration() == SD_FullExpression &&
                 !isStateless(Made->getType())
             ? Made
             : nullptr;
}

/// True if views of a \p T refer to data that it owns.
static bool ownsData(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
         !isView(Class);
}

/// The object that \p Arg lets a parameter of type \p T refer to; nothing if
/// that is neither a temporary nor a local variable.
static std::optional<Referent> referentOf(const Expr *Arg, QualType T,
                                          const Operation &Call,
                                          const Facts &Unit) {
  const CXXRecordDecl *Class = T->isReferenceType() ? nullptr : classOf(T);
  bool IsView = Class && isView(Class);
  if (!T->isReferenceType() && !T->isPointerType() && !IsView)
    return std::nullopt;
  const Expr *Object = stripConversions(Arg, IsView);
  Referent Found{Arg};
  if (!T->isPointerType())
    if (const MaterializeTemporaryExpr *Made = temporaryAt(Object))
      return IsView && !ownsData(Made->getType()) ? std::nullopt
                                                  : std::optional(Found);
  if (T->isPointerType()) {
    const auto *Address = dyn_cast<UnaryOperator>(Object);
    if (!Address || Address->getOpcode() != UO_AddrOf)
      return std::nullopt;
    Object = Address->getSubExpr();
  }
  Found.Owner = localOwnerOf(Object, *Call.In, Unit);
  if (!Found.Owner || isStateless(Found.Owner->getType()) ||
      (IsView && !ownsData(Object->getType())))
    return std::nullopt;
  return Found;
}

llvm::SmallVector<Referent, 2> referentsOf(const Operation &Call, Start Started,
                                           const Facts &Unit) {
  llvm::SmallVector<Referent, 2> Found;
  const FunctionDecl *Target = Unit.target(Call);
  if (!Target)
    return Found;
  const Body *Callee = Unit.bodyOf(Target);
  if (Callee && Callee->isDependent())
    return Found;
  // Without a body, assume that a coroutine uses its parameters. An ordinary
  // function may not refer to them, and an eager task may come from one.
  bool IsGuess = !Callee;
  if (IsGuess && (Started != Start::Lazy ||
                  !Unit.types().promise(Target->getReturnType()) ||
                  Unit.sources().isInSystemHeader(Target->getLocation())))
    return Found;
  const FunctionDecl *Function = Callee ? Callee->Function : Target;
  for (auto [Index, Arg] : llvm::enumerate(Call.Site.Args)) {
    if (Index >= Function->getNumParams() || isa<CXXDefaultArgExpr>(Arg))
      break;
    const ParmVarDecl *Param = Function->getParamDecl(Index);
    std::optional<Referent> New = referentOf(Arg, Param->getType(), Call, Unit);
    if (!New)
      continue;
    New->Param = Param;
    New->Index = Index;
    if (Callee)
      New->Use = lateUseOfParam(*Callee, Index, Started, Unit);
    if (New->Use || (IsGuess && !New->Owner))
      Found.push_back(*New);
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Callee || !Method || Method->isStatic() || Callee->Lambda ||
      Method->isExplicitObjectMemberFunction() || !Call.Site.Object ||
      Call.Site.Object->getType()->isPointerType())
    return Found;
  Referent Object{Call.Site.Object};
  const Expr *E = stripConversions(Call.Site.Object, false);
  if (!temporaryAt(E)) {
    Object.Owner = localOwnerOf(E, *Call.In, Unit);
    if (!Object.Owner || isStateless(Object.Owner->getType()))
      return Found;
  }
  Object.Use = lateUseOfThis(*Callee, Started, Unit);
  if (Object.Use)
    Found.push_back(Object);
  return Found;
}

} // namespace clang::tidy::async
