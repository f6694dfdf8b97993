//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Assertions.h"
#include "facts/CodeNotes.h"
#include "facts/Contexts.h"
#include "facts/DeclWalk.h"
#include "facts/TestCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

namespace {
/// Walks a translation unit once and records its bodies and operations.
class FactsBuilder : public DeclWalk, CodeNotes {
public:
  explicit FactsBuilder(FactsTables &F)
      : DeclWalk(F.Context), CodeNotes(F),
        Tests(F.Context, F.AllModels, F.Options.TestPaths, F.Options.TestRoot) {
  }

private:
  void walkFunction(const FunctionDecl *Function) override;
  void walkInit(const Expr *Init) override { walk(Init); }
  void noteMethod(const CXXMethodDecl *Method) override;
  void walkLambda(const LambdaExpr *E);
  void walkCode(Body &B);
  void walkTry(const CXXTryStmt *Try);
  void walkLoop(const Stmt *Loop, llvm::ArrayRef<const Stmt *> Parts);
  void walkRange(const CXXForRangeStmt *For);
  void walkChild(const Stmt *Parent, const Stmt *Child);
  void walkBranch(const Stmt *Choice, const Expr *Condition, bool IsTrue,
                  const Stmt *Child, bool IsOnlyBranch = false);
  Way *choose(const Expr *Condition, bool IsTrue, bool IsOnlyBranch);
  void walk(const Stmt *S);

  TestCode Tests;
};
} // namespace

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

void FactsBuilder::noteMethod(const CXXMethodDecl *Method) {
  for (const CXXMethodDecl *Overridden : Method->overridden_methods())
    F.Overriders[Overridden->getCanonicalDecl()].push_back(Method);
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
    // The uses of a captured lambda inside determine what is done with it.
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
      B.IsInTry = OuterAt.InTry;
      B.CaughtLibrary = OuterAt.Caught;
    }
    B.IsTest = Current ? Current->IsTest : Tests.has(Call);
    if (Current)
      Current->Children.push_back(&B);
    B.Usage = How;
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
  At = insideTry(Outer, Try, F.AllModels);
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

/// Records that the following code is on the branch where \p Condition is \p
/// IsTrue. Returns null if the condition is not a flag.
Way *FactsBuilder::choose(const Expr *Condition, bool IsTrue,
                          bool IsOnlyBranch) {
  std::optional<Way> Branch = branchOf(Condition);
  if (!Branch)
    return nullptr;
  Branch->IsTrue = Branch->IsTrue == IsTrue;
  Branch->IsOnlyBranch = IsOnlyBranch;
  Branch->Outer = At.Chosen;
  Way &Stored = F.Ways.emplace_back(*Branch);
  At.Chosen = &Stored;
  return &Stored;
}

void FactsBuilder::walkBranch(const Stmt *Choice, const Expr *Condition,
                              bool IsTrue, const Stmt *Child,
                              bool IsOnlyBranch) {
  const Way *Outer = At.Chosen;
  choose(Condition, IsTrue, IsOnlyBranch);
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

/// The implicit call that a range-based for makes in \p S; null if there is
/// none.
static const Expr *callOfRange(const Stmt *S) {
  const auto *Decls = dyn_cast_or_null<DeclStmt>(S);
  const auto *Var = Decls ? dyn_cast<VarDecl>(Decls->getSingleDecl()) : nullptr;
  const auto *E = Var ? Var->getInit() : dyn_cast_or_null<Expr>(S);
  // It has no location of its own in the source, so all of it looks implicit.
  return E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
}

void FactsBuilder::walkRange(const CXXForRangeStmt *For) {
  walkChild(For, For->getInit());
  size_t First = Current ? Current->Operations.size() : 0;
  walkChild(For, For->getRangeInit());
  auto Blocks = [](const Operation &Op) { return Op.is(Role::Block); };
  bool IsCovered =
      !Current ||
      llvm::any_of(llvm::drop_begin(Current->Operations, First), Blocks);
  // A range may block when it yields its first element, or the next one. One of
  // these calls represents the loop, unless the range initialiser itself
  // blocks.
  const Stmt *Begin = For->getBeginStmt(), *Next = For->getInc();
  for (const Stmt *Hidden : {Begin, Next}) {
    const Expr *Call = IsCovered ? nullptr : callOfRange(Hidden);
    CallMatch Match = Call ? F.AllModels.call(CallSite::of(Call)) : CallMatch();
    if (!Match || Match->Is != Role::Block)
      continue;
    Surroundings Outer = At;
    At.InLoop |= Hidden == Next;
    At.IsNoAwait = true; // An implicit call cannot be edited.
    Stack.push_back(Hidden == Begin ? Begin : For);
    noteCall(Call);
    Stack.pop_back();
    At = Outer;
    IsCovered = true;
  }
  walkLoop(For, {For->getBody()});
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
          Rest->IsRemainder = true;
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
    // Testing whether a new task is valid does not observe it.
    if (const VarDecl *Var = If->getConditionVariable();
        !Var || !F.Types.containsTask(Var->getType()))
      walkChild(If, If->getCond());
    if (If->isConstexpr())
      if (auto Taken = If->getNondiscardedCase(F.Context))
        return walkBranch(If, If->getCond(), *Taken == If->getThen(), *Taken,
                          /*IsOnlyBranch=*/true);
    walkBranch(If, If->getCond(), true, If->getThen());
    return walkBranch(If, If->getCond(), false, If->getElse());
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *Choice = cast<ConditionalOperator>(S);
    walkChild(Choice, Choice->getCond());
    walkBranch(Choice, Choice->getCond(), true, Choice->getTrueExpr());
    return walkBranch(Choice, Choice->getCond(), false, Choice->getFalseExpr());
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
  case Stmt::CXXForRangeStmtClass:
    return walkRange(cast<CXXForRangeStmt>(S));
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
    const TypeModel *Model = F.AllModels.type(
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
    // A rethrow in a handler is replaced: its exception came from elsewhere.
    if (const auto *Earlier =
            Current ? dyn_cast_or_null<CXXThrowExpr>(Current->Throws) : nullptr;
        Current && (!Current->Throws || (Earlier && !Earlier->getSubExpr())) &&
        !isCaughtBy(At, cast<CXXThrowExpr>(S), F.AllModels))
      Current->Throws = S;
    break;
  case Stmt::PseudoObjectExprClass:
    return walkChild(S, cast<PseudoObjectExpr>(S)->getSyntacticForm());
  case Stmt::DeclStmtClass:
    for (const Decl *D : cast<DeclStmt>(S)->decls()) {
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        // The first caller initialises a static, and cannot suspend while it
        // does.
        bool Outer =
            std::exchange(At.IsNoAwait, At.IsNoAwait || Var->isStaticLocal());
        // The compiler evaluates a constexpr initialiser; a lambda runs later.
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

Facts buildFacts(ASTContext &Context, const Models &AllModels,
                 FactsOptions Options) {
  FactsTables Tables(Context, AllModels, std::move(Options));
  FactsBuilder(Tables).walkUnit();
  Facts Unit(std::move(Tables));
  resolveContexts(Unit);
  return Unit;
}

void Facts::useIndex(const ProjectIndex *Index) {
  if (!Index && !Project)
    return;
  Project = Index;
  resolveContexts(*this);
}

} // namespace clang::tidy::async
