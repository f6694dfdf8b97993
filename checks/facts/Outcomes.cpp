//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Outcomes.h"
#include "facts/Chains.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::async {

Drop dropOf(const Operation &Op) {
  if (Op.Match && Op.Match->Dropped != Drop::Unknown)
    return Op.Match->Dropped;
  if (Op.Match && Op.Match->StartsAs == Start::Lazy)
    return Drop::NeverRuns;
  return Op.Task->Dropped;
}

/// How many functions deep it is followed what becomes of a task.
static constexpr unsigned MaxDepth = 4;

/// How many links of a chain are looked at.
static constexpr unsigned MaxLinks = 64;

bool Outcomes::isSafe(const Body &B, unsigned Depth) {
  if (!Does.cannotFail(B))
    return false;
  return B.IsCoroutine || !Unit.types().task(B.Function->getReturnType()) ||
         returnsSafe(B, Depth);
}

bool Outcomes::returnsSafe(const Body &B, unsigned Depth) {
  return Depth < MaxDepth && !B.Returns.empty() &&
         llvm::all_of(
             B.Returns,
             [&](const Stmt *S) {
               const auto *Return = dyn_cast<ReturnStmt>(S);
               const Operation *Made =
                   Return ? makerOf(Return->getRetValue(), Unit) : nullptr;
               return Made && losesNothing(*Made, Depth + 1);
             });
}

/// True if \p Callable keeps a scope open that waits for its end.
static bool holdsScope(const Body &Callable, const Facts &Unit) {
  if (!Callable.Lambda)
    return false;
  return llvm::any_of(
      Callable.Lambda->captures(), [&](const LambdaCapture &Capture) {
        if (!Capture.capturesVariable())
          return false;
        const TypeModel *Model =
            Unit.models().type(Capture.getCapturedVar()->getType());
        return Model && Model->Kind == TypeKind::Scope;
      });
}

/// True if all that \p Callable does with the outcome that it is given is to
/// throw its error again.
static bool onlyThrowsAgain(const Body &Callable, const Facts &Unit) {
  if (Callable.Function->getNumParams() == 0)
    return false;
  llvm::ArrayRef<Mention> Uses =
      Unit.mentions(Callable.Function->getParamDecl(0));
  return !Uses.empty() && llvm::all_of(Uses, [&](const Mention &M) {
    const Operation *Op = M.How.Call ? Unit.operationAt(M.How.Call) : nullptr;
    return Op && M.In == &Callable && !Op->At.InTry &&
           (!Op->At.InAnyTry || Unit.isStrict()) &&
           (M.How.Is == Use::ObjectOf || M.How.Is == Use::Passed) &&
           (Op->is(Role::Wait) ||
            Unit.models().hasTrait(Op->Site, Trait::Throws));
  });
}

/// True if \p Callable takes the outcome that it is given in a place that
/// catches everything, wherever it takes it.
static bool catchesOutcome(const Body &Callable, const Facts &Unit) {
  bool Takes = false;
  for (const Mention &M : Unit.mentions(Callable.Function->getParamDecl(0))) {
    const Operation *Op = M.How.Call ? Unit.operationAt(M.How.Call) : nullptr;
    if (!Op ||
        !(Op->is(Role::Wait) || Unit.models().hasTrait(Op->Site, Trait::Throws)))
      continue;
    if (M.In != &Callable || !Op->At.InTry)
      return false;
    Takes = true;
  }
  return Takes;
}

/// The first parameter of \p Callable, which is not in sight: a std::function,
/// say.
static QualType firstParameterOf(const Expr *Callable) {
  QualType T = Callable->IgnoreImplicit()->getType().getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const auto *Function = T->getAs<FunctionProtoType>())
    return Function->getNumParams() ? Function->getParamType(0) : QualType();
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->hasDefinition())
    return {};
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getOverloadedOperator() == OO_Call)
      return Method->getNumParams() ? Method->getParamDecl(0)->getType()
                                    : QualType();
  return {};
}

/// True if \p Arg, of \p Op, is an end of a range that nothing was put into.
static bool isOfEmptyRange(const Expr *Arg, const Operation &Op,
                           const Facts &Unit) {
  const auto *End = dyn_cast<CXXMemberCallExpr>(Arg->IgnoreImplicit());
  const auto *Ref =
      End ? dyn_cast<DeclRefExpr>(
                End->getImplicitObjectArgument()->IgnoreParenImpCasts())
          : nullptr;
  const auto *Range = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Init = Range && Range->hasLocalStorage() && Range->getInit()
                         ? dyn_cast<CXXConstructExpr>(
                               Range->getInit()->IgnoreUnlessSpelledInSource())
                         : nullptr;
  if (!Init || Init->getNumArgs() != 0)
    return false;
  return llvm::all_of(Unit.mentions(Range), [&](const Mention &M) {
    const auto *Call = M.How.Is == Use::ObjectOf
                           ? dyn_cast<CXXMemberCallExpr>(M.How.Call)
                           : nullptr;
    if (!Call || Call->getNumArgs() != 0)
      return false;
    return Call->getMethodDecl()->isConst() ||
           llvm::any_of(Op.Site.Args, [&](const Expr *Other) {
             return Other->IgnoreImplicit() == Call;
           });
  });
}

/// True if \p Op, or what it adapts, starts something that does not fail in
/// practice, such as a timer.
static bool startsChain(const Operation &Op, const Facts &Unit) {
  const Operation *Link = &Op;
  for (unsigned Depth = 0; Link && Link->is(Role::Adapt) && Depth < 8; ++Depth)
    Link = makerOf(Link->Site.at(Link->Match->Task), Unit);
  return Link && Unit.models().hasTrait(Link->Site, Trait::NoFail);
}

bool Outcomes::losesNothing(const Operation &Op, unsigned Depth) {
  // A variable may be made from itself, wrong as that is.
  if (Links == MaxLinks)
    return true;
  llvm::SaveAndRestore Link(Links, Links + 1);
  const Body *Callee = Unit.bodyOf(Op.Site.Function);
  // What a function throws before it returns a task reaches its caller.
  if (Callee && !Op.Match)
    return Depth < MaxDepth &&
           (Callee->IsCoroutine ? isSafe(*Callee, Depth + 1)
                                : returnsSafe(*Callee, Depth + 1));
  if (!Op.Match)
    return false;
  switch (Op.Match->Error) {
  case Errors::Handled:
    if (!Op.is(Role::Continue))
      return true;
    break;
  case Errors::Terminates:
    return true;
  case Errors::Partly:
  case Errors::Ends:
    return !Unit.isStrict();
  default:
    break;
  }
  const Expr *Argument = Op.Site.at(Op.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  const Operation *Before = nullptr;
  if (Op.is(Role::Continue) || Op.is(Role::Adapt) || Op.is(Role::Spawn))
    Before =
        makerOf(Op.Match->Task.K == Position::Index ? Op.Site.at(Op.Match->Task)
                                                    : Op.Site.Object,
                Unit);
  switch (Op.Match->Is) {
  case Role::Ready:
    return !Op.Match->Callable || (Callable && isSafe(*Callable, Depth));
  case Role::Observe:
    return true;
  case Role::Combine:
    return !Op.Site.Args.empty() &&
           llvm::all_of(Op.Site.Args, [&](const Expr *Arg) {
             return isOfEmptyRange(Arg, Op, Unit);
           });
  case Role::Adapt:
    return Before && losesNothing(*Before, Depth);
  case Role::Continue: {
    if (Callable && holdsScope(*Callable, Unit) && !Unit.isStrict())
      return true;
    bool IsHandled = Op.Match->Error == Errors::Handled &&
                     !(Callable && onlyThrowsAgain(*Callable, Unit));
    // A callable that is given the task itself has the error in hand.
    bool TakesTask =
        Callable && Callable->Function->getNumParams() > 0 &&
        Unit.types().task(Callable->Function->getParamDecl(0)->getType());
    if (TakesTask && Op.Match->Error != Errors::Handled)
      return (!Unit.isStrict() && catchesOutcome(*Callable, Unit)) ||
             isSafe(*Callable, Depth);
    // So has one that is not in sight; what it does with it is not known.
    if (QualType First =
            Argument && !Callable ? firstParameterOf(Argument) : QualType();
        !First.isNull() && Unit.types().task(First.getNonReferenceType()))
      return !Unit.isStrict();
    // A loop comes after nothing: it fails where its body does.
    if (!IsHandled && !Op.Match->Task && !Op.Site.Object)
      return Callable && isSafe(*Callable, Depth);
    // Where nothing can fail, all that matters comes after it.
    if (!IsHandled && Before && startsChain(*Before, Unit))
      return Callable && isSafe(*Callable, Depth);
    if (!IsHandled && (!Before || !losesNothing(*Before, Depth)))
      return false;
    // After the last handler a new task, or a throw in sight, starts anew.
    return !Callable ||
           (!Callable->Throws &&
            !Unit.types().task(Callable->Function->getReturnType())) ||
           isSafe(*Callable, Depth);
  }
  case Role::Spawn:
    if (!Argument)
      return Before && losesNothing(*Before, Depth);
    [[fallthrough]];
  case Role::Offload:
  case Role::Post:
  case Role::MayBlock:
  case Role::Inline:
    return Callable && isSafe(*Callable, Depth);
  default:
    return false;
  }
}

bool isPassedToSink(const Operation &Op, const Facts &Unit) {
  if (Op.Result.Is != Use::Passed && Op.Result.Is != Use::Assigned)
    return false;
  const Operation *Sink =
      Op.Result.Call ? Unit.operationAt(Op.Result.Call) : nullptr;
  if (!Sink || Sink->Match || !Sink->Site.Function)
    return false;
  const Body *B = Unit.bodyOf(Sink->Site.Function);
  unsigned Index = Op.Result.Is == Use::Passed ? Op.Result.Index : 0;
  if (!B || B->isDependent() || Index >= B->Function->getNumParams())
    return false;
  const ParmVarDecl *Param = B->Function->getParamDecl(Index);
  return Unit.types().task(Param->getType()) &&
         !Param->getType()->isLValueReferenceType() &&
         llvm::all_of(Unit.mentions(Param),
                      [](const Mention &M) { return M.How.isDiscarded(); });
}

/// True if \p S, in the pattern of a template, names what is declared at
/// \p Where below an `if constexpr`.
static bool isNamedInChoice(const Stmt *S, SourceLocation Where,
                            bool InChoice = false) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return InChoice && Ref->getDecl()->getLocation() == Where;
  if (const auto *If = dyn_cast<IfStmt>(S))
    InChoice |= If->isConstexpr();
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return isNamedInChoice(Child, Where, InChoice);
  });
}

bool isNeverLookedAt(const ValueDecl *Holder, const Facts &Unit) {
  // What one instance does not look at, another one may.
  if (const auto *Function = dyn_cast<FunctionDecl>(Holder->getDeclContext()))
    if (const FunctionDecl *Pattern =
            Function->getTemplateInstantiationPattern();
        Pattern && isNamedInChoice(Pattern->getBody(), Holder->getLocation()))
      return false;
  return llvm::all_of(Unit.mentions(Holder), [&](const Mention &M) {
    if (M.How.isDiscarded())
      return true;
    if (M.How.Is != Use::ObjectOf)
      return false;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(M.How.Call);
    const Operation *Call = Unit.operationAt(M.How.Call);
    return (Operator && Operator->getOperator() == OO_Equal) ||
           (Call && Call->is(Role::Query) &&
            Call->Match->Error != Errors::Handled);
  });
}

/// True if \p Part names \p D, a variable or a member.
static bool names(const Stmt *Part, const ValueDecl *D) {
  if (const auto *Ref = dyn_cast_or_null<MemberExpr>(Part);
      Ref && Ref->getMemberDecl() == D)
    return true;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Part);
      Ref && Ref->getDecl() == D)
    return true;
  return Part && llvm::any_of(Part->children(), [&](const Stmt *Child) {
           return names(Child, D);
         });
}

/// True if no function of \p Class, or of a class in it, has its body
/// elsewhere, and no member is made from \p Member without a constructor that
/// says so.
static bool isAllInSight(const CXXRecordDecl *Class, const FieldDecl *Member,
                         const Facts &Unit) {
  if (Class->hasFriends())
    return false;
  for (const Decl *D : Class->decls()) {
    if (isa<FunctionTemplateDecl, ClassTemplateDecl>(D))
      return false;
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D);
        Inner && Inner->isThisDeclarationADefinition() &&
        !Inner->isImplicit() && !isAllInSight(Inner, Member, Unit))
      return false;
    if (const auto *Field = dyn_cast<FieldDecl>(D);
        Field && Field->hasInClassInitializer() &&
        names(Field->getInClassInitializer(), Member))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (Method && Method->isUserProvided() && !Method->isDeleted() &&
        !Method->isPureVirtual() && !Unit.bodyOf(Method))
      return false;
  }
  return true;
}

bool isNamedOnlyInSight(const FieldDecl *Member, const Facts &Unit) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member->getParent());
  return Class && Member->getAccess() == AS_private &&
         !Class->isDependentContext() &&
         !Class->getTemplateInstantiationPattern() &&
         isAllInSight(Class, Member, Unit);
}

bool isWrapped(const Operation &Op, const Facts &Unit) {
  const Operation *Wrapper =
      Op.Result.Through ? Unit.operationAt(Op.Result.Through) : nullptr;
  return Wrapper && Wrapper->Task;
}

} // namespace clang::tidy::async
