//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Assertions.h"
#include "facts/Contexts.h"
#include "facts/TestCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

namespace {
/// Walks a translation unit once and notes its bodies and operations. It keeps
/// its own stack of statements: asking the AST for parents would build a map of
/// the whole unit.
class FactsBuilder {
public:
  explicit FactsBuilder(FactsTables &F)
      : F(F),
        Tests(F.Context, F.Known, F.Options.TestPaths, F.Options.TestRoot),
        Asserted(F.Context, F.Known) {}
  void walkUnit();

private:
  void walkDecl(const Decl *D);
  void walkChildren(const DeclContext *DC);
  void walkFunction(const FunctionDecl *Function);
  void walkLambda(const LambdaExpr *E);
  void walkCode(Body &B);
  void walkTry(const CXXTryStmt *Try);
  void walkLoop(const Stmt *Loop, llvm::ArrayRef<const Stmt *> Parts);
  void walkChild(const Stmt *Parent, const Stmt *Child);
  void walkWay(const Stmt *Choice, const Expr *Condition, bool IsTrue,
               const Stmt *Child, bool IsOnlyWay = false);
  Way *choose(const Expr *Condition, bool IsTrue, bool IsOnlyWay);
  void walk(const Stmt *S);
  void noteCall(const Expr *E);
  void noteMention(const DeclRefExpr *Ref);
  void noteMember(const MemberExpr *Ref);

  /// What is done with \p E, whose parents are on the stack.
  Use classify(const Expr *E) const {
    return useOf(E, Stack, Initialised, F.Known);
  }
  Body &addBody(const FunctionDecl *Function, const Stmt *Code);
  bool isPatternWithInstances(const FunctionDecl *D) const;

  FactsTables &F;
  TestCode Tests;
  Assertions Asserted;
  Body *Current = nullptr;
  llvm::SmallVector<const Stmt *, 32> Stack;
  Surroundings At;
  const FieldDecl *Initialised = nullptr; ///< By a constructor, at this moment.
};
} // namespace

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

void FactsBuilder::walkUnit() {
  for (Decl *D : F.Context.getTraversalScope())
    walkDecl(D);
}

void FactsBuilder::walkChildren(const DeclContext *DC) {
  for (Decl *D : DC->decls())
    walkDecl(D);
}

/// True if \p Function has a body here that has been parsed: clang leaves that
/// of a template for later, or never, as Microsoft's compiler does.
static bool hasCode(const FunctionDecl *Function) {
  return Function->doesThisDeclarationHaveABody() &&
         !Function->isLateTemplateParsed();
}

void FactsBuilder::walkDecl(const Decl *D) {
  if (isa<TranslationUnitDecl>(D))
    return walkChildren(cast<DeclContext>(D));
  if (D->isImplicit() || D->isInvalidDecl() ||
      F.Context.getSourceManager().isInSystemHeader(D->getLocation()))
    return;
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D))
    return walkChildren(cast<DeclContext>(D));
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D);
      Method && Method->isCanonicalDecl())
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      F.Overriders[Overridden->getCanonicalDecl()].push_back(Method);
  if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
    if (hasCode(Function) && !isPatternWithInstances(Function))
      walkFunction(Function);
    return;
  }
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
    const FunctionDecl *Pattern = Template->getTemplatedDecl();
    if (!hasCode(Pattern))
      return;
    bool HasInstance = false;
    for (const FunctionDecl *Special :
         const_cast<FunctionTemplateDecl *>(Template)->specializations())
      if (isTemplateInstantiation(Special->getTemplateSpecializationKind()) &&
          hasCode(Special)) {
        walkFunction(Special);
        HasInstance = true;
      }
    if (!HasInstance && !isPatternWithInstances(Pattern))
      walkFunction(Pattern);
    return;
  }
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D)) {
    if (!Template->isThisDeclarationADefinition())
      return;
    bool HasInstance = false;
    for (const ClassTemplateSpecializationDecl *Special :
         const_cast<ClassTemplateDecl *>(Template)->specializations())
      if (isTemplateInstantiation(Special->getSpecializationKind()) &&
          Special->hasDefinition()) {
        walkChildren(Special);
        HasInstance = true;
      }
    if (!HasInstance)
      walkChildren(Template->getTemplatedDecl());
    return;
  }
  if (isa<ClassTemplatePartialSpecializationDecl>(D))
    return;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D)) {
    if (Class->isThisDeclarationADefinition() && !Class->isLambda())
      walkChildren(Class);
    return;
  }
  if (const auto *Var = dyn_cast<VarDecl>(D))
    if (const Expr *Init = Var->getInit(); Init && Var->isFileVarDecl())
      walk(Init);
}

bool FactsBuilder::isPatternWithInstances(const FunctionDecl *D) const {
  // A member of a class template, defined in it or outside: its instances are
  // members of the template's specializations.
  if (!D->isDependentContext())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (!Method)
    return false;
  ClassTemplateDecl *Template =
      Method->getParent()->getDescribedClassTemplate();
  return Template &&
         llvm::any_of(Template->specializations(),
                      [](const ClassTemplateSpecializationDecl *Special) {
                        return Special->hasDefinition();
                      });
}

Body &FactsBuilder::addBody(const FunctionDecl *Function, const Stmt *Code) {
  Body &B = F.Bodies.emplace_back();
  B.Id = F.Bodies.size() - 1;
  B.Function = Function;
  B.Code = Code;
  B.Parent = Current;
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Code)) {
    B.IsCoroutine = true;
    B.Promise = classOf(Coroutine->getPromiseDecl()->getType());
  } else if (Function->isDependentContext()) {
    // A pattern has no promise yet.
    B.IsCoroutine = isa_and_nonnull<CoroutineBodyStmt>(Code);
  }
  F.ByFunction[Function->getCanonicalDecl()] = &B;
  return B;
}

void FactsBuilder::walkFunction(const FunctionDecl *Function) {
  Body *OuterBody = std::exchange(Current, nullptr);
  llvm::SmallVector<const Stmt *, 32> OuterStack;
  std::swap(OuterStack, Stack);
  Surroundings OuterAt = std::exchange(At, {});

  Body &B = addBody(Function, Function->getBody());
  Current = &B;
  B.IsTest = Tests.has(Function);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function)) {
    At.IsNoAwait = true;
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten()) {
        Initialised = Init->getMember();
        walk(Init->getInit());
      }
    Initialised = nullptr;
  }
  walkCode(B);

  Current = OuterBody;
  std::swap(OuterStack, Stack);
  At = OuterAt;
}

void FactsBuilder::walkCode(Body &B) {
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code))
    walk(Coroutine->getBody());
  else
    walk(B.Code);
}

void FactsBuilder::walkLambda(const LambdaExpr *E) {
  for (auto [Capture, Init] : llvm::zip(E->captures(), E->capture_inits())) {
    // What is done with a captured lambda, its uses inside tell.
    const CXXRecordDecl *Class = Init ? classOf(Init->getType()) : nullptr;
    if (!Init || (Class && Class->isLambda() && !E->isInitCapture(&Capture)))
      continue;
    Stack.push_back(E);
    walk(Init);
    Stack.pop_back();
  }
  auto WalkCall = [&](const FunctionDecl *Call) {
    if (!Call || !Call->getBody())
      return;
    Use How = classify(E);
    Surroundings OuterAt = std::exchange(At, {});
    At.InAssertion = OuterAt.InAssertion || Asserted.contain(E, Stack);
    llvm::SmallVector<const Stmt *, 32> OuterStack;
    std::swap(OuterStack, Stack);
    Body &B = addBody(Call, Call->getBody());
    B.Lambda = E;
    if (How.Is != Use::Local && How.Is != Use::Assigned) {
      B.IsCaughtAround = OuterAt.InTry;
      B.CaughtAround = OuterAt.Caught;
    }
    B.IsTest = Current ? Current->IsTest : Tests.has(Call);
    if (Current)
      Current->Children.push_back(&B);
    B.How = How;
    B.Chosen = OuterAt.Chosen;
    F.ByLambdaClass[E->getLambdaClass()] = &B;
    Body *Outer = std::exchange(Current, &B);
    walkCode(B);
    Current = Outer;
    std::swap(OuterStack, Stack);
    At = OuterAt;
  };
  const FunctionTemplateDecl *Generic =
      E->getLambdaClass()->getDependentLambdaCallOperator();
  if (!Generic)
    return WalkCall(E->getCallOperator());
  bool HasInstance = false;
  for (const FunctionDecl *Special :
       const_cast<FunctionTemplateDecl *>(Generic)->specializations())
    if (Special->getBody()) {
      WalkCall(Special);
      HasInstance = true;
    }
  if (!HasInstance)
    WalkCall(Generic->getTemplatedDecl());
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void FactsBuilder::walkTry(const CXXTryStmt *Try) {
  Surroundings Outer = At;
  At = insideTry(Outer, Try, F.Known);
  walkChild(Try, Try->getTryBlock());
  At = Outer;
  At.InHandler = true;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    walkChild(Try, Try->getHandler(I)->getHandlerBlock());
  At = Outer;
}

void FactsBuilder::walkChild(const Stmt *Parent, const Stmt *Child) {
  if (!Child)
    return;
  Stack.push_back(Parent);
  walk(Child);
  Stack.pop_back();
}

/// Notes that the code that follows is on the way on which \p Condition is \p
/// IsTrue. Null if it is not a flag.
Way *FactsBuilder::choose(const Expr *Condition, bool IsTrue, bool IsOnlyWay) {
  std::optional<Way> Taken = wayOf(Condition);
  if (!Taken)
    return nullptr;
  Taken->IsTrue = Taken->IsTrue == IsTrue;
  Taken->IsOnlyWay = IsOnlyWay;
  Taken->Outer = At.Chosen;
  Way &Noted = F.Ways.emplace_back(*Taken);
  At.Chosen = &Noted;
  return &Noted;
}

void FactsBuilder::walkWay(const Stmt *Choice, const Expr *Condition,
                           bool IsTrue, const Stmt *Child, bool IsOnlyWay) {
  const Way *Outer = At.Chosen;
  choose(Condition, IsTrue, IsOnlyWay);
  walkChild(Choice, Child);
  At.Chosen = Outer;
}

void FactsBuilder::walkLoop(const Stmt *Loop,
                            llvm::ArrayRef<const Stmt *> Parts) {
  if (Current)
    Current->HasLoop = true;
  bool Outer = std::exchange(At.InLoop, true);
  for (const Stmt *Part : Parts)
    walkChild(Loop, Part);
  At.InLoop = Outer;
}

void FactsBuilder::walk(const Stmt *S) {
  if (!S)
    return;
  switch (S->getStmtClass()) {
  // Never evaluated, or not written by the user.
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::CXXTypeidExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::CXXDefaultArgExprClass:
  case Stmt::CXXDefaultInitExprClass:
  case Stmt::OpaqueValueExprClass:
  // Evaluated by the compiler.
  case Stmt::ConstantExprClass:
    return;
  case Stmt::LambdaExprClass:
    return walkLambda(cast<LambdaExpr>(S));
  case Stmt::CXXTryStmtClass:
    return walkTry(cast<CXXTryStmt>(S));
  case Stmt::CompoundStmtClass: {
    const Way *Outer = At.Chosen;
    for (const Stmt *Child : S->children()) {
      walkChild(S, Child);
      if (const auto *If = dyn_cast_or_null<IfStmt>(Child);
          If && !If->getElse() && leavesBlock(If->getThen()))
        if (Way *Rest =
                choose(If->getCond(), false,
                       If->isConstexpr() && If->getNondiscardedCase(F.Context)))
          Rest->IsRest = true;
    }
    At.Chosen = Outer;
    return;
  }
  case Stmt::IfStmtClass: {
    const auto *If = cast<IfStmt>(S);
    walkChild(If, If->getInit());
    if (If->isConsteval())
      return;
    walkChild(If, If->getConditionVariableDeclStmt());
    // That a new task is there at all is no look at it.
    if (const VarDecl *Var = If->getConditionVariable();
        !Var || !F.Types.containsTask(Var->getType()))
      walkChild(If, If->getCond());
    if (If->isConstexpr())
      if (auto Taken = If->getNondiscardedCase(F.Context))
        return walkWay(If, If->getCond(), *Taken == If->getThen(), *Taken,
                       /*IsOnlyWay=*/true);
    walkWay(If, If->getCond(), true, If->getThen());
    return walkWay(If, If->getCond(), false, If->getElse());
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = cast<ConditionalOperator>(S);
    walkChild(Choice, Choice->getCond());
    walkWay(Choice, Choice->getCond(), true, Choice->getTrueExpr());
    return walkWay(Choice, Choice->getCond(), false, Choice->getFalseExpr());
  }
  case Stmt::ForStmtClass: {
    const auto *For = cast<ForStmt>(S);
    walkChild(For, For->getInit());
    return walkLoop(For, {For->getConditionVariableDeclStmt(), For->getCond(),
                          For->getInc(), For->getBody()});
  }
  case Stmt::WhileStmtClass: {
    const auto *While = cast<WhileStmt>(S);
    return walkLoop(While, {While->getConditionVariableDeclStmt(),
                            While->getCond(), While->getBody()});
  }
  case Stmt::DoStmtClass:
    return walkLoop(S,
                    {cast<DoStmt>(S)->getBody(), cast<DoStmt>(S)->getCond()});
  case Stmt::CXXForRangeStmtClass: {
    const auto *For = cast<CXXForRangeStmt>(S);
    walkChild(For, For->getInit());
    walkChild(For, For->getRangeInit());
    return walkLoop(For, {For->getBody()});
  }
  case Stmt::CoawaitExprClass:
  case Stmt::DependentCoawaitExprClass: {
    const auto *E = cast<Expr>(S);
    const Expr *Operand = isa<CoawaitExpr>(E)
                              ? cast<CoawaitExpr>(E)->getOperand()
                              : cast<DependentCoawaitExpr>(E)->getOperand();
    walkChild(E, Operand);
    if (Current)
      Current->Awaits.push_back({E, Operand, At, classify(E)});
    return;
  }
  case Stmt::CoyieldExprClass: {
    const Expr *Operand = cast<CoyieldExpr>(S)->getOperand();
    // The operand is a call of the promise's yield_value().
    CallSite Call = CallSite::of(stripImplicit(Operand));
    const TypeModel *Model = F.Known.type(
        (Call.Args.empty() ? Operand : Call.Args.front())->getType());
    if (Current && !Current->Throws && Model &&
        Model->Kind == TypeKind::Exception)
      Current->Throws = S;
    return walkChild(S, Operand);
  }
  case Stmt::CoreturnStmtClass:
    if (Current && !cast<CoreturnStmt>(S)->isImplicit())
      Current->Returns.push_back(S);
    return walkChild(S, cast<CoreturnStmt>(S)->getOperand());
  case Stmt::ReturnStmtClass:
    if (Current)
      Current->Returns.push_back(S);
    break;
  case Stmt::CXXThrowExprClass:
    if (Current && !Current->Throws &&
        !isCaughtBy(At, cast<CXXThrowExpr>(S), F.Known))
      Current->Throws = S;
    break;
  case Stmt::PseudoObjectExprClass:
    return walkChild(S, cast<PseudoObjectExpr>(S)->getSyntacticForm());
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls()) {
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        // A static is made once, by whoever comes first: no place to suspend.
        bool Outer =
            std::exchange(At.IsNoAwait, At.IsNoAwait || Var->isStaticLocal());
        // What is constexpr is evaluated by the compiler; a lambda runs later.
        if (const Expr *Init = Var->getInit();
            Init &&
            (!Var->isConstexpr() || isa<LambdaExpr>(stripImplicit(Init))))
          walkChild(S, Init);
        At.IsNoAwait = Outer;
      } else if (isa<CXXRecordDecl>(D)) {
        walkDecl(D);
      }
    }
    return;
  case Stmt::DeclRefExprClass:
    return noteMention(cast<DeclRefExpr>(S));
  case Stmt::MemberExprClass:
    noteMember(cast<MemberExpr>(S));
    break;
  default:
    break;
  }
  if (isa<CallExpr, CXXConstructExpr>(S))
    noteCall(cast<Expr>(S));
  for (const Stmt *Child : S->children())
    walkChild(S, Child);
}

//===----------------------------------------------------------------------===//
// What is noted
//===----------------------------------------------------------------------===//

void FactsBuilder::noteCall(const Expr *E) {
  if (!Current)
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    if (Construct->getConstructor()->isCopyOrMoveConstructor() ||
        (Construct->getNumArgs() == 0 && !isa<CXXTemporaryObjectExpr>(E) &&
         Construct->getConstructor()->isTrivial()))
      return;
  Operation &Op = Current->Operations.emplace_back();
  Op.Site = CallSite::of(E);
  Op.Match = F.Known.call(Op.Site);
  Op.In = Current;
  Op.At = At;
  Op.At.InAssertion |= Asserted.contain(E, Stack);
  if (isa<CallExpr>(E) || Op.is(Role::Ready) || Op.is(Role::Offload))
    Op.Task = F.Types.task(E->getType());
  Op.Result = classify(E);
  // A temporary that is made only to be dropped, and what a model says of the
  // result where its type says nothing.
  if (!Op.Task && isa<CXXTemporaryObjectExpr>(E) && Op.Result.isDiscarded())
    Op.Task = F.Types.task(E->getType());
  if (!Op.Task && isa<CallExpr>(E) && Op.Match &&
      Op.Match->Dropped != Drop::Unknown)
    Op.Task = F.Types.awaitable(E->getType(), Op.Match.Entry);
  F.ByExpr[E] = &Op;
  if (Op.Site.Function)
    F.Calls[Op.Site.Function->getCanonicalDecl()].push_back(&Op);
}

void FactsBuilder::noteMention(const DeclRefExpr *Ref) {
  if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl())) {
    const Stmt *Child = Ref;
    for (const Stmt *Parent : llvm::reverse(Stack)) {
      if (const auto *Call = dyn_cast<CallExpr>(Parent))
        if (Call->getCallee() == Child)
          return;
      if (!isa<ImplicitCastExpr, ParenExpr>(Parent))
        break;
      Child = Parent;
    }
    F.AddressTaken.insert(Function->getCanonicalDecl());
    return;
  }
  const ValueDecl *D = Ref->getDecl();
  if (isa<FieldDecl>(D) && Current) // A pointer to a member.
    F.Mentions[D->getCanonicalDecl()].push_back({Ref, Use(), Current});
  if (const auto *Binding = dyn_cast<BindingDecl>(D))
    D = dyn_cast_or_null<ValueDecl>(Binding->getDecomposedDecl());
  const auto *Var = dyn_cast_or_null<VarDecl>(D);
  if (!Var || !Var->isLocalVarDeclOrParm() || !classOf(Var->getType()) ||
      !Current)
    return;
  F.Mentions[Var->getCanonicalDecl()].push_back({Ref, classify(Ref), Current});
}

void FactsBuilder::noteMember(const MemberExpr *Ref) {
  const auto *Member = dyn_cast<FieldDecl>(Ref->getMemberDecl());
  if (Member && Current && F.Types.task(Member->getType()))
    F.Mentions[Member->getCanonicalDecl()].push_back(
        {Ref, classify(Ref), Current});
}

Facts buildFacts(ASTContext &Context, const Models &Known,
                 FactsOptions Options) {
  FactsTables Tables(Context, Known, std::move(Options));
  FactsBuilder(Tables).walkUnit();
  Facts Unit(std::move(Tables));
  resolveContexts(Unit);
  return Unit;
}

} // namespace clang::tidy::async
