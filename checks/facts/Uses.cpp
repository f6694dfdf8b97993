//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Uses.h"
#include "facts/Annotations.h"

namespace clang::tidy::async {

/// True if \p Child stands in \p Parent as a statement of its own.
static bool isStatementOf(const Stmt *Parent, const Stmt *Child) {
  switch (Parent->getStmtClass()) {
  case Stmt::CompoundStmtClass:
  case Stmt::LabelStmtClass:
  case Stmt::DefaultStmtClass:
  case Stmt::AttributedStmtClass:
    return true;
  case Stmt::CaseStmtClass:
    return cast<CaseStmt>(Parent)->getSubStmt() == Child;
  case Stmt::IfStmtClass:
    return cast<IfStmt>(Parent)->getThen() == Child ||
           cast<IfStmt>(Parent)->getElse() == Child;
  case Stmt::ForStmtClass:
    return cast<ForStmt>(Parent)->getBody() == Child ||
           cast<ForStmt>(Parent)->getInit() == Child ||
           cast<ForStmt>(Parent)->getInc() == Child;
  case Stmt::WhileStmtClass:
    return cast<WhileStmt>(Parent)->getBody() == Child;
  case Stmt::DoStmtClass:
    return cast<DoStmt>(Parent)->getBody() == Child;
  case Stmt::CXXForRangeStmtClass:
    return cast<CXXForRangeStmt>(Parent)->getBody() == Child;
  default:
    return false;
  }
}

/// True if \p Child, the last statement of \p Parent, is the value of the GNU
/// statement expression \p Whole.
static bool isValueOf(const Stmt *Whole, const Stmt *Parent,
                      const Stmt *Child) {
  const auto *Value = dyn_cast_or_null<StmtExpr>(Whole);
  return Value && Value->getSubStmt() == Parent &&
         Value->getSubStmt()->body_back() == Child;
}

static bool isStdIgnore(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && hasQualifiedName(Ref->getDecl(), "std::ignore");
}

Use useOf(const Expr *E, llvm::ArrayRef<const Stmt *> Parents,
          const FieldDecl *Initialised, const Models &Known) {
  Use How;
  const Stmt *Child = E;
  for (size_t Depth = Parents.size(); Depth-- > 0;) {
    const Stmt *Parent = Parents[Depth];
    if (isValueOf(Depth ? Parents[Depth - 1] : nullptr, Parent, Child)) {
      Child = Parent;
      continue;
    }
    auto Found = [&](Use::Kind Kind) {
      How.Is = How.IsTested ? Use::Other : Kind;
      How.Statement = Child;
      How.IsKept = Kind == Use::Local || Kind == Use::Assigned ||
                   Kind == Use::Passed || Kind == Use::Returned;
      return How;
    };
    if (isStatementOf(Parent, Child)) {
      if (How.Is != Use::DiscardedByCast)
        How.Is = How.IsTested ? Use::Other : Use::Discarded;
      How.Statement = Child;
      return How;
    }
    if (How.Is == Use::DiscardedByCast &&
        !isa<ExprWithCleanups, ParenExpr>(Parent)) {
      // `(void)E` within something larger: as a left operand of a comma, or
      // returned from a void function.
      return How;
    }
    switch (Parent->getStmtClass()) {
    case Stmt::CoawaitExprClass:
    case Stmt::DependentCoawaitExprClass:
      How.Call = cast<Expr>(Parent);
      return Found(Use::Awaited);
    case Stmt::ReturnStmtClass:
    case Stmt::CoreturnStmtClass:
      Found(Use::Returned);
      How.Statement = Parent;
      return How;
    case Stmt::DeclStmtClass:
      for (const Decl *D : cast<DeclStmt>(Parent)->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (Var->getInit() == Child)
            How.Var = Var;
      Found(How.Var ? Use::Local : Use::Other);
      How.Statement = Parent;
      return How;
    case Stmt::CXXConstructExprClass: {
      const auto *Construct = cast<CXXConstructExpr>(Parent);
      // Copies, moves and conversions are the same value in other clothes.
      if (Construct->getNumArgs() >= 1 && Construct->getArg(0) == Child &&
          (Construct->getConstructor()->isCopyOrMoveConstructor() ||
           Construct->getConstructor()->isConvertingConstructor(false)) &&
          !Known.call(CallSite::of(Construct)) &&
          !isAnnotated(Construct->getConstructor(), "offloads"))
        break;
      [[fallthrough]];
    }
    case Stmt::CXXTemporaryObjectExprClass: {
      const auto *Construct = cast<CXXConstructExpr>(Parent);
      How.Call = Construct;
      for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
        if (Construct->getArg(I) == Child)
          How.Index = I;
      return Found(Use::Passed);
    }
    case Stmt::InitListExprClass: // `T X{y()}` makes X of what y() gives.
      if (!cast<InitListExpr>(Parent)->isSemanticForm() ||
          !cast<InitListExpr>(Parent)->isTransparent())
        return Found(Use::Other);
      break;
    case Stmt::BinaryOperatorClass: {
      const auto *Operator = cast<BinaryOperator>(Parent);
      if (Operator->getOpcode() == BO_Comma) {
        if (Operator->getLHS() == Child)
          return Found(Use::Discarded);
        break;
      }
      if (Operator->isAssignmentOp() && Operator->getRHS() == Child) {
        How.Target = Operator->getLHS();
        return Found(Use::Assigned);
      }
      if (!Operator->isEqualityOp() && !Operator->isLogicalOp())
        return Found(Use::Other);
      How.IsTested = true;
      break;
    }
    case Stmt::ConditionalOperatorClass:
      if (cast<ConditionalOperator>(Parent)->getCond() == Child)
        return Found(Use::Other);
      break;
    case Stmt::CStyleCastExprClass:
    case Stmt::CXXFunctionalCastExprClass:
    case Stmt::CXXStaticCastExprClass:
      if (cast<CastExpr>(Parent)->getCastKind() == CK_ToVoid) {
        How.Is = Use::DiscardedByCast;
        How.Statement = Parent;
      }
      break;
    case Stmt::MemberExprClass:
    case Stmt::CXXDependentScopeMemberExprClass:
    case Stmt::UnresolvedMemberExprClass:
      break; // The call around it tells.
    case Stmt::CXXMemberCallExprClass:
    case Stmt::CXXOperatorCallExprClass:
    case Stmt::UserDefinedLiteralClass:
    case Stmt::CallExprClass: {
      const auto *Call = cast<CallExpr>(Parent);
      How.Call = Call;
      if (Call->getCallee() == Child) {
        // `x.share()` is what x is, in another form.
        if (CallMatch Match = Known.call(CallSite::of(Call));
            Match && Match->Is == Role::Adapt &&
            Match->Task.K == Position::This && !How.IsTested) {
          if (Call->isPRValue())
            How.Through = Call;
          break;
        }
        return Found(Use::ObjectOf);
      }
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
        bool IsMember = isa_and_nonnull<CXXMethodDecl>(Call->getDirectCallee());
        if (Operator->getOperator() == OO_Equal &&
            Operator->getArg(1) == Child) {
          How.Target = Operator->getArg(0);
          Found(isStdIgnore(How.Target) ? Use::Ignored : Use::Assigned);
          if (How.Is == Use::Ignored)
            How.Statement = Parent;
          return How;
        }
        if (IsMember && Operator->getArg(0) == Child)
          return Found(Use::ObjectOf);
      }
      CallSite Site = CallSite::of(Call);
      for (unsigned I = 0; I < Site.Args.size(); ++I)
        if (Site.Args[I] == Child)
          How.Index = I;
      if (CallMatch Match = Known.call(Site);
          Match && Match->Is == Role::Adapt && Site.at(Match->Task) == Child) {
        // What it gives back is what it was given.
        if (Call->isPRValue())
          How.Through = Call;
        break;
      }
      return Found(Use::Passed);
    }
    case Stmt::UnaryOperatorClass:
      if (cast<UnaryOperator>(Parent)->getOpcode() != UO_LNot)
        return Found(Use::Other);
      How.IsTested = true;
      break;
    case Stmt::ImplicitCastExprClass:
    case Stmt::ExprWithCleanupsClass:
    case Stmt::MaterializeTemporaryExprClass:
    case Stmt::CXXBindTemporaryExprClass:
    case Stmt::ConstantExprClass:
    case Stmt::ParenExprClass:
    case Stmt::StmtExprClass:
    case Stmt::SubstNonTypeTemplateParmExprClass:
      break;
    default:
      return Found(Use::Other);
    }
    Child = Parent;
  }
  How.Statement = Child;
  if (Initialised && How.Is == Use::Other && !How.IsTested) {
    How.Is = Use::Assigned;
    How.Member = Initialised;
    How.IsKept = true;
  }
  return How;
}

} // namespace clang::tidy::async
