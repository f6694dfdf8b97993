//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Uses.h"
#include "facts/Annotations.h"

namespace clang::tidy::async {

/// True if \p Child is a statement of its own in \p Parent.
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
          const FieldDecl *Initialised, const Models &M) {
  Use Result;
  const Stmt *Child = E;
  for (size_t Depth = Parents.size(); Depth-- > 0;) {
    const Stmt *Parent = Parents[Depth];
    if (isValueOf(Depth ? Parents[Depth - 1] : nullptr, Parent, Child)) {
      Child = Parent;
      continue;
    }
    auto Classify = [&](Use::Kind Kind) {
      Result.Is = Result.IsTested ? Use::Other : Kind;
      Result.Statement = Child;
      Result.IsKept = Kind == Use::Local || Kind == Use::Assigned ||
                      Kind == Use::Passed || Kind == Use::Returned;
      return Result;
    };
    if (isStatementOf(Parent, Child)) {
      if (Result.Is != Use::DiscardedByCast)
        Result.Is = Result.IsTested ? Use::Other : Use::Discarded;
      Result.Statement = Child;
      return Result;
    }
    if (Result.Is == Use::DiscardedByCast &&
        !isa<ExprWithCleanups, ParenExpr>(Parent)) {
      // `(void)E` within something larger: as the left operand of a comma,
      // or returned from a void function.
      return Result;
    }
    switch (Parent->getStmtClass()) {
    case Stmt::CoawaitExprClass:
    case Stmt::DependentCoawaitExprClass:
      Result.Call = cast<Expr>(Parent);
      return Classify(Use::Awaited);
    case Stmt::ReturnStmtClass:
    case Stmt::CoreturnStmtClass:
      Classify(Use::Returned);
      Result.Statement = Parent;
      return Result;
    case Stmt::DeclStmtClass:
      for (const Decl *D : cast<DeclStmt>(Parent)->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (Var->getInit() == Child)
            Result.Var = Var;
      Classify(Result.Var ? Use::Local : Use::Other);
      Result.Statement = Parent;
      return Result;
    case Stmt::CXXConstructExprClass: {
      const auto *Construct = cast<CXXConstructExpr>(Parent);
      // Copies, moves and conversions preserve the value.
      if (Construct->getNumArgs() >= 1 && Construct->getArg(0) == Child &&
          (Construct->getConstructor()->isCopyOrMoveConstructor() ||
           Construct->getConstructor()->isConvertingConstructor(false)) &&
          !M.call(CallSite::of(Construct)) &&
          !isAnnotated(Construct->getConstructor(), "offloads"))
        break;
      [[fallthrough]];
    }
    case Stmt::CXXTemporaryObjectExprClass: {
      const auto *Construct = cast<CXXConstructExpr>(Parent);
      Result.Call = Construct;
      for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
        if (Construct->getArg(I) == Child)
          Result.Index = I;
      return Classify(Use::Passed);
    }
    case Stmt::InitListExprClass: // `T X{y()}`: X has the value of y().
      if (!cast<InitListExpr>(Parent)->isSemanticForm() ||
          !cast<InitListExpr>(Parent)->isTransparent())
        return Classify(Use::Other);
      break;
    case Stmt::BinaryOperatorClass: {
      const auto *Operator = cast<BinaryOperator>(Parent);
      if (Operator->getOpcode() == BO_Comma) {
        if (Operator->getLHS() == Child)
          return Classify(Use::Discarded);
        break;
      }
      if (Operator->isAssignmentOp() && Operator->getRHS() == Child) {
        Result.Target = Operator->getLHS();
        return Classify(Use::Assigned);
      }
      if (!Operator->isEqualityOp() && !Operator->isLogicalOp())
        return Classify(Use::Other);
      Result.IsTested = true;
      break;
    }
    case Stmt::ConditionalOperatorClass:
      if (cast<ConditionalOperator>(Parent)->getCond() == Child)
        return Classify(Use::Other);
      break;
    case Stmt::CStyleCastExprClass:
    case Stmt::CXXFunctionalCastExprClass:
    case Stmt::CXXStaticCastExprClass:
      if (cast<CastExpr>(Parent)->getCastKind() == CK_ToVoid) {
        Result.Is = Use::DiscardedByCast;
        Result.Statement = Parent;
      }
      break;
    case Stmt::MemberExprClass:
    case Stmt::CXXDependentScopeMemberExprClass:
    case Stmt::UnresolvedMemberExprClass:
      break; // The enclosing call determines the use.
    case Stmt::CXXMemberCallExprClass:
    case Stmt::CXXOperatorCallExprClass:
    case Stmt::UserDefinedLiteralClass:
    case Stmt::CallExprClass: {
      const auto *Call = cast<CallExpr>(Parent);
      Result.Call = Call;
      if (Call->getCallee() == Child) {
        // `x.share()` is the task x in another form.
        if (CallMatch Match = M.call(CallSite::of(Call));
            Match && Match->Is == Role::Adapt &&
            Match->Task.K == Position::This && !Result.IsTested) {
          if (Call->isPRValue())
            Result.Adapter = Call;
          break;
        }
        return Classify(Use::ObjectOf);
      }
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
        bool IsMember = isa_and_nonnull<CXXMethodDecl>(Call->getDirectCallee());
        if (Operator->getOperator() == OO_Equal &&
            Operator->getArg(1) == Child) {
          Result.Target = Operator->getArg(0);
          Classify(isStdIgnore(Result.Target) ? Use::Ignored : Use::Assigned);
          if (Result.Is == Use::Ignored)
            Result.Statement = Parent;
          return Result;
        }
        if (IsMember && Operator->getArg(0) == Child)
          return Classify(Use::ObjectOf);
      }
      CallSite Site = CallSite::of(Call);
      for (unsigned I = 0; I < Site.Args.size(); ++I)
        if (Site.Args[I] == Child)
          Result.Index = I;
      if (CallMatch Match = M.call(Site);
          Match && Match->Is == Role::Adapt && Site.at(Match->Task) == Child) {
        // An adapter returns the task that it is passed.
        if (Call->isPRValue())
          Result.Adapter = Call;
        break;
      }
      return Classify(Use::Passed);
    }
    case Stmt::UnaryOperatorClass:
      if (cast<UnaryOperator>(Parent)->getOpcode() != UO_LNot)
        return Classify(Use::Other);
      Result.IsTested = true;
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
      return Classify(Use::Other);
    }
    Child = Parent;
  }
  Result.Statement = Child;
  if (Initialised && Result.Is == Use::Other && !Result.IsTested) {
    Result.Is = Use::Assigned;
    Result.Member = Initialised;
    Result.IsKept = true;
  }
  return Result;
}

} // namespace clang::tidy::async
