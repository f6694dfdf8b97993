//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/FactsBuilder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

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
      F.sources().isInSystemHeader(D->getLocation()))
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

bool FactsBuilder::isTestFunction(const FunctionDecl *Function) const {
  const SourceManager &SM = F.sources();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function)) {
    if (F.Known.isTest(Method->getParent()))
      return true;
    // A class that a test defines for itself.
    if (const auto *Outer = dyn_cast_or_null<FunctionDecl>(
            Method->getParent()->getParentFunctionOrMethod()))
      return isTestFunction(Outer);
  }
  // The object by which a framework drives it.
  if (llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Param) {
        const CXXRecordDecl *Class = classOf(Param->getType());
        return Class && F.Known.isTest(Class);
      }))
    return true;
  if (F.TestPaths && F.TestPaths->match(SM.getFilename(
                         SM.getFileLoc(Function->getLocation()))))
    return true;
  for (SourceLocation Loc = Function->getLocation(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc))
    if (F.Known.isTestMacro(
            Lexer::getImmediateMacroName(Loc, SM, F.Context.getLangOpts())))
      return true;
  return false;
}

void FactsBuilder::walkFunction(const FunctionDecl *Function) {
  Body *OuterBody = std::exchange(Current, nullptr);
  llvm::SmallVector<const Stmt *, 32> OuterStack;
  std::swap(OuterStack, Stack);
  Surroundings OuterAt = std::exchange(At, {});

  Body &B = addBody(Function, Function->getBody());
  Current = &B;
  B.IsTest = isTestFunction(Function);
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
    llvm::SmallVector<const Stmt *, 32> OuterStack;
    std::swap(OuterStack, Stack);
    Body &B = addBody(Call, Call->getBody());
    B.Lambda = E;
    if (How.Is != Use::Local && How.Is != Use::Assigned) {
      B.IsCaughtAround = OuterAt.InTry;
      B.CaughtAround = OuterAt.Caught;
    }
    B.IsTest = Current ? Current->IsTest : isTestFunction(Call);
    if (Current)
      Current->Children.push_back(&B);
    F.LambdaUses[&B] = How;
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

/// True if \p Handler is for all that can be expected to arrive.
static bool isForAll(const CXXCatchStmt *Handler) {
  const VarDecl *Exception = Handler->getExceptionDecl();
  const CXXRecordDecl *Class =
      Exception ? classOf(Exception->getType()) : nullptr;
  return !Exception || (Class && hasQualifiedName(Class, "std::exception"));
}

/// True if \p Handler does not throw what it caught again, nor anything else.
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

/// True if a handler around \p Throw takes it.
static bool isCaughtBy(const Surroundings &At, const CXXThrowExpr *Throw,
                       const Models &Known) {
  if (At.InTryForAnything)
    return true;
  const Expr *Thrown = Throw->getSubExpr();
  if (!Thrown)
    return At.InTry;
  // The handlers are for the standard exceptions, or for those of a library.
  const CXXRecordDecl *Class = classOf(Thrown->getType());
  if (At.Caught && Known.isException(Class, *At.Caught))
    return true;
  bool IsStandard = false;
  walkBases(Class, [&](const CXXRecordDecl *Base) {
    IsStandard |= hasQualifiedName(Base, "std::exception");
    return !IsStandard;
  });
  return At.InTry && IsStandard;
}

void FactsBuilder::walkTry(const CXXTryStmt *Try) {
  Surroundings Outer = At;
  At.InAnyTry = true;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    if (const CXXCatchStmt *Handler = Try->getHandler(I); swallows(Handler)) {
      const VarDecl *Exception = Handler->getExceptionDecl();
      At.InTry |= isForAll(Handler);
      At.InTryForAnything |= !Exception;
      if (const LibraryModel *Library =
              Exception ? F.models().caughtBy(classOf(Exception->getType()))
                        : nullptr)
        At.Caught = Library;
    }
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

void FactsBuilder::walkLoop(const Stmt *Loop,
                            llvm::ArrayRef<const Stmt *> Parts) {
  if (Current)
    Current->HasLoop = true;
  bool Outer = std::exchange(At.InLoop, true);
  for (const Stmt *Part : Parts)
    walkChild(Loop, Part);
  At.InLoop = Outer;
}

/// True if \p Condition is a flag that somebody else set: a parameter, a
/// member, a constant, or its opposite.
static bool isFlag(const Expr *Condition) {
  const Expr *E = Condition;
  while (E && isa<ParenExpr, ImplicitCastExpr>(E))
    E = isa<ParenExpr>(E) ? cast<ParenExpr>(E)->getSubExpr()
                          : cast<ImplicitCastExpr>(E)->getSubExpr();
  if (isa_and_nonnull<SubstNonTypeTemplateParmExpr>(E))
    return true;
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(E);
      Not && Not->getOpcode() == UO_LNot)
    E = Not->getSubExpr()->IgnoreParenImpCasts();
  if (!E || !E->getType()->isBooleanType())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return !Var || isa<ParmVarDecl>(Var) || Var->hasGlobalStorage();
  }
  return isa<MemberExpr>(E);
}

/// True if the last that \p Block does is to call what does not return.
static bool endsProcess(const Stmt *Block) {
  const auto *Compound = cast<CompoundStmt>(Block);
  const auto *Last =
      Compound->body_empty() ? nullptr : dyn_cast<Expr>(Compound->body_back());
  const auto *Call =
      Last ? dyn_cast<CallExpr>(Last->IgnoreImplicit()) : nullptr;
  return Call && Call->getDirectCallee() &&
         Call->getDirectCallee()->isNoReturn();
}

/// True if \p S is `if (Flag) return f();`: what follows is the other way to do
/// it. A return of a value at hand only ends the function early.
static bool leavesOtherWay(const Stmt *S) {
  const auto *If = dyn_cast_or_null<IfStmt>(S);
  if (!If || If->getElse() || !isFlag(If->getCond()))
    return false;
  const Stmt *Last = If->getThen();
  if (const auto *Block = dyn_cast<CompoundStmt>(Last))
    Last = Block->body_empty() ? nullptr : Block->body_back();
  const Expr *Value = nullptr;
  if (const auto *Return = dyn_cast_or_null<ReturnStmt>(Last))
    Value = Return->getRetValue();
  if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(Last))
    Value = Return->getOperand();
  Value = Value ? stripImplicit(Value) : nullptr;
  return isa_and_nonnull<CallExpr, CoawaitExpr, DependentCoawaitExpr>(Value);
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
    Surroundings Outer = At;
    At.EndsProcess |= endsProcess(S);
    for (const Stmt *Child : S->children()) {
      walkChild(S, Child);
      At.IsChosenByCaller |= leavesOtherWay(Child);
    }
    At.EndsProcess = Outer.EndsProcess;
    At.IsChosenByCaller = Outer.IsChosenByCaller;
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
        !Var || !F.types().containsTask(Var->getType()))
      walkChild(If, If->getCond());
    if (If->isConstexpr())
      if (auto Taken = If->getNondiscardedCase(F.Context))
        return walkChild(If, *Taken);
    bool Outer = std::exchange(At.IsChosenByCaller,
                               At.IsChosenByCaller || isFlag(If->getCond()));
    walkChild(If, If->getThen());
    walkChild(If, If->getElse());
    At.IsChosenByCaller = Outer;
    return;
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = cast<ConditionalOperator>(S);
    walkChild(Choice, Choice->getCond());
    bool Outer = std::exchange(
        At.IsChosenByCaller, At.IsChosenByCaller || isFlag(Choice->getCond()));
    walkChild(Choice, Choice->getTrueExpr());
    walkChild(Choice, Choice->getFalseExpr());
    At.IsChosenByCaller = Outer;
    return;
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
    const TypeModel *Model = F.models().type(
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
        !isCaughtBy(At, cast<CXXThrowExpr>(S), F.models()))
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

static bool isStdIgnore(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref && hasQualifiedName(Ref->getDecl(), "std::ignore");
}

Use FactsBuilder::classify(const Expr *E) const {
  Use How;
  const Stmt *Child = E;
  for (const Stmt *Parent : llvm::reverse(Stack)) {
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
          !F.Known.call(CallSite::of(Construct)) &&
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
        if (CallMatch Match = F.Known.call(CallSite::of(Call));
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
      if (CallMatch Match = F.Known.call(Site);
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
