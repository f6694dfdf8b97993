//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Destructions.h"
#include "facts/Flow.h"
#include "facts/Outcomes.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

namespace clang::tidy::async {

/// The number of nested objects whose destructors are followed.
static constexpr unsigned MaxDepth = 3;

//===----------------------------------------------------------------------===//
// Destructors that wait
//===----------------------------------------------------------------------===//

/// The model of \p T, if it states that the destructor waits.
static const TypeModel *waitingModel(QualType T, const Facts &F) {
  const TypeModel *Model = F.models().type(T);
  return Model && Model->Dropped == Drop::Blocks ? Model : nullptr;
}

/// The wait in the visible destructor of \p Class, or of a part of it.
static std::optional<Witness> waitIn(const CXXRecordDecl *Class, const Facts &F,
                                     Effects &UnitEffects, unsigned Depth = 0) {
  Class = Class ? Class->getDefinition() : nullptr;
  const CXXDestructorDecl *Destructor =
      Class ? Class->getDestructor() : nullptr;
  if (!Destructor || Depth == MaxDepth)
    return std::nullopt;
  if (const Body *Code = F.bodyOf(Destructor))
    if (llvm::ArrayRef<Witness> Waits = UnitEffects.blockingOnThread(*Code);
        !Waits.empty())
      return Waits.front();
  for (const FieldDecl *Field : Class->fields())
    if (auto Found = waitIn(Field->getType()->getAsCXXRecordDecl(), F,
                            UnitEffects, Depth + 1))
      return Found;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// The history of an object before it is destroyed
//===----------------------------------------------------------------------===//

/// True if \p M only starts work with an object or reads its state: its
/// destructor has to wait as before.
static bool isNeutral(const Mention &M, const Facts &F, Effects &UnitEffects) {
  const Operation *Op = M.Usage.Call ? F.operationAt(M.Usage.Call) : nullptr;
  if (M.Usage.isDiscarded())
    return true;
  if (!Op)
    return false;
  if (Op->Match) {
    bool Starts = Op->is(Role::Offload) || Op->is(Role::Post) ||
                  Op->is(Role::Spawn) || Op->is(Role::MayBlock) ||
                  Op->is(Role::Executor);
    if (M.Usage.Is == Use::ObjectOf)
      return Starts || (Op->is(Role::Query) && !Op->Match->MeansReady);
    return M.Usage.Is == Use::Passed && Starts &&
           Op->Match->Executor.K == Position::Index &&
           Op->Match->Executor.N == M.Usage.Index;
  }
  // A visible function that does not wait.
  const Body *Callee = F.bodyOf(F.target(*Op));
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op->Site.Function);
  return M.Usage.Is == Use::ObjectOf && Method &&
         (Method->isConst() ||
          (Callee && !Callee->IsCoroutine &&
           UnitEffects.blockingOnThread(*Callee).empty() &&
           llvm::all_of(Callee->Operations, [](const Operation &Each) {
             return Each.Match && !Each.Match.has(RoleInfo::LooksAtTask);
           })));
}

/// True if \p Var is destroyed at the end of its scope while its work is
/// certainly not known to be finished: on every way from its declaration, only
/// neutral code mentions it.
static bool diesUnfinished(const VarDecl *Var, const Body &B, const Facts &F,
                           Effects &UnitEffects) {
  const CFG *Graph = F.flow(B).graph();
  if (!Graph)
    return false;
  llvm::SmallPtrSet<const Expr *, 8> Settling;
  for (const Mention &M : F.mentions(Var)) {
    if (isNeutral(M, F, UnitEffects))
      continue;
    if (M.In != &B) // In a lambda, which may run at any time.
      return false;
    Settling.insert(M.Ref);
  }
  enum State : char { Unreached, Running, Settled };
  std::vector<State> Entry(Graph->getNumBlockIDs(), Unreached);
  bool Dies = false;
  auto RunBlock = [&](const CFGBlock *Block) {
    State Now = Entry[Block->getBlockID()];
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>()) {
        const Stmt *S = Statement->getStmt();
        if (const auto *Decls = dyn_cast<DeclStmt>(S);
            Decls && llvm::is_contained(Decls->decls(), Var))
          Now = Running;
        else if (const auto *E = dyn_cast<Expr>(S); E && Settling.contains(E))
          Now = Settled;
      } else if (auto Destroyed = Element.getAs<CFGAutomaticObjDtor>();
                 Destroyed && Destroyed->getVarDecl() == Var) {
        Dies |= Now == Running;
      }
    return Now;
  };
  PostOrderCFGView Order(Graph);
  ForwardDataflowWorklist Worklist(*Graph, &Order);
  Entry[Graph->getEntry().getBlockID()] = Settled; // Not declared yet.
  Worklist.enqueueBlock(&Graph->getEntry());
  while (const CFGBlock *Block = Worklist.dequeue()) {
    State Out = RunBlock(Block);
    for (const CFGBlock *Next : Block->succs()) {
      if (!Next)
        continue;
      State &In = Entry[Next->getBlockID()];
      if (Out > In) {
        In = Out;
        Worklist.enqueueBlock(Next);
      }
    }
  }
  Dies = false;
  for (const CFGBlock *Block : *Graph)
    if (Entry[Block->getBlockID()] != Unreached)
      RunBlock(Block);
  return Dies;
}

/// True if something starts work with \p Var after its declaration.
static bool isGivenWork(const VarDecl *Var, const Facts &F,
                        Effects &UnitEffects) {
  return llvm::any_of(F.mentions(Var), [&](const Mention &M) {
    const Operation *Op = M.Usage.Call ? F.operationAt(M.Usage.Call) : nullptr;
    return Op && Op->Match && !Op->is(Role::Query) && !Op->is(Role::Executor) &&
           isNeutral(M, F, UnitEffects);
  });
}

//===----------------------------------------------------------------------===//
// Destructions
//===----------------------------------------------------------------------===//

/// Calls \p Do with each variable that \p S declares, not in a lambda.
static void forEachVariable(const Stmt *S,
                            llvm::function_ref<void(const VarDecl *)> Do) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Decls = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        Do(Var);
  for (const Stmt *Child : S->children())
    forEachVariable(Child, Do);
}

/// True if the library of \p Model waits in the fibers of \p B without blocking
/// their thread.
static bool suspendsIn(const Body &B, const TypeModel *Model) {
  return B.Context == ContextKind::Fiber && Model && Model->Library == B.Fibers;
}

llvm::SmallVector<Destruction, 2>
blockingDestructions(const Body &B, const Facts &F, Effects &UnitEffects) {
  llvm::SmallVector<Destruction, 2> Found;
  if (B.isDependent())
    return Found;
  auto Add = [&](Destruction New, const Expr *At) {
    if (!At || !UnitEffects.proofs(B).isOffloadedAt(At))
      Found.push_back(std::move(New));
  };
  auto Visit = [&](const VarDecl *Var) {
    const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
    const Expr *Made = Var->getInit() ? stripImplicit(Var->getInit()) : nullptr;
    if (!Class || !Var->hasLocalStorage() || !Made)
      return;
    const Operation *Maker = F.operationAt(Made);
    Destruction New{Destruction::EndOfScope, Var, Made, Maker};
    if (Maker && Maker->Task) {
      if (dropOf(*Maker) != Drop::Blocks || !holdsTaskOf(Var, *Maker, F))
        return;
    } else if (const TypeModel *Model = waitingModel(Var->getType(), F)) {
      bool HasWork =
          Maker && (Maker->is(Role::Offload) || Maker->is(Role::MayBlock));
      if (suspendsIn(B, Model) ||
          (!HasWork && !isGivenWork(Var, F, UnitEffects)))
        return;
    } else if (isa<CXXConstructExpr, InitListExpr>(Made)) {
      New.Path = waitIn(Class, F, UnitEffects);
      if (!New.Path || B.suspendsIn(New.Path->RootMatch))
        return;
    } else {
      return;
    }
    if (diesUnfinished(Var, B, F, UnitEffects))
      Add(std::move(New), Made);
  };
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  forEachVariable(Coroutine ? Coroutine->getBody() : B.Code, Visit);

  for (const Operation &Op : B.Operations)
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Op.expr());
        Made && Op.Result.isDiscarded() && Op.is(Role::Offload))
      if (const TypeModel *Model = waitingModel(Made->getType(), F);
          Model && !suspendsIn(B, Model))
        Add({Destruction::Temporary, nullptr, Made, &Op}, Made);
  return Found;
}

/// True if \p S, in the pattern of a template, mentions \p Member except to
/// assign to it.
static bool reads(const Stmt *S, const FieldDecl *Member) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<MemberExpr>(S))
    if (Ref->getMemberDecl() == Member)
      return true;
  auto [To, Value] = sidesOfAssignment(S);
  const auto *Target =
      dyn_cast_or_null<MemberExpr>(To ? To->IgnoreParenImpCasts() : nullptr);
  if (Target && Target->getMemberDecl() == Member)
    return reads(Value, Member) || reads(Target->getBase(), Member);
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return reads(Child, Member); });
}

/// True if the class template of \p Member only assigns to it.
static bool isOnlyAssignedInTemplate(const FieldDecl *Member) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member->getParent());
  const CXXRecordDecl *Pattern =
      Class ? Class->getTemplateInstantiationPattern() : nullptr;
  if (!Pattern || Member->getAccess() != AS_private || Pattern->hasFriends())
    return false;
  const FieldDecl *InPattern = nullptr;
  for (const FieldDecl *Each : Pattern->fields())
    if (Each->getDeclName() == Member->getDeclName())
      InPattern = Each;
  if (!InPattern)
    return false;
  for (const Decl *D : Pattern->decls()) {
    if (isa<FunctionTemplateDecl, ClassTemplateDecl>(D) ||
        (isa<CXXRecordDecl>(D) && !D->isImplicit()))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || Method->isImplicit() || Method->isDeleted() ||
        Method->isDefaulted())
      continue;
    const FunctionDecl *Definition = nullptr;
    if (!Method->hasBody(Definition) || isa<CXXConstructorDecl>(Method)
            ? !Definition
            : reads(Definition->getBody(), InPattern))
      return false;
  }
  return true;
}

/// True if \p S computes nothing.
static bool isTrivial(const Stmt *S) {
  return isa<ReturnStmt, DeclRefExpr, ImplicitCastExpr, IntegerLiteral,
             CXXBoolLiteralExpr, CXXNullPtrLiteralExpr>(S);
}

/// True if nothing runs between the declaration of \p Var and the end of its
/// scope, on every way.
static bool isDestroyedAtOnce(const VarDecl *Var, const Body &B,
                              const Facts &F) {
  const CFG *Graph = F.flow(B).graph();
  if (!Graph)
    return false;
  llvm::SmallVector<const CFGBlock *, 4> Todo;
  llvm::SmallPtrSet<const CFGBlock *, 4> Seen;
  bool IsDestroyed = false;
  // Returns false if anything runs in the block.
  auto Scan = [&](const CFGBlock &Block, bool IsDeclared) {
    for (const CFGElement &Element : Block) {
      auto Statement = Element.getAs<CFGStmt>();
      auto Destroyed = Element.getAs<CFGAutomaticObjDtor>();
      if (IsDeclared && Destroyed && Destroyed->getVarDecl() == Var)
        return IsDestroyed = true;
      if (!Statement)
        continue;
      const auto *Decls = dyn_cast<DeclStmt>(Statement->getStmt());
      if (Decls && llvm::is_contained(Decls->decls(), Var))
        IsDeclared = true;
      else if (IsDeclared && !isTrivial(Statement->getStmt()))
        return false;
    }
    if (IsDeclared)
      for (const CFGBlock *Next : Block.succs())
        if (Next && Seen.insert(Next).second)
          Todo.push_back(Next);
    return true;
  };
  for (const CFGBlock *Block : *Graph)
    if (!Scan(*Block, false))
      return false;
  while (!Todo.empty())
    if (!Scan(*Todo.pop_back_val(), true))
      return false;
  return IsDestroyed;
}

/// True if code only assigns to \p Member, which is visible wherever it is
/// named.
static bool isOnlyAssigned(const FieldDecl *Member, const Facts &F) {
  return llvm::all_of(F.mentions(Member), [](const Mention &M) {
    const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(M.Usage.Call);
    return M.Usage.Is == Use::ObjectOf && Call &&
           Call->getOperator() == OO_Equal;
  });
}

std::optional<Destruction> unusedBlockingTask(const Operation &Maker,
                                              const Facts &F) {
  if (!Maker.Task || dropOf(Maker) != Drop::Blocks || Maker.In->isDependent() ||
      Maker.Result.isDiscarded())
    return std::nullopt;
  if (Maker.Result.Is == Use::Local) {
    const VarDecl *Var = Maker.Result.Var;
    // The rest of the scope runs at the same time.
    if (!Var || !Var->hasLocalStorage() || !F.mentions(Var).empty() ||
        Var->hasAttr<UnusedAttr>() || !holdsTaskOf(Var, Maker, F) ||
        !isDestroyedAtOnce(Var, *Maker.In, F))
      return std::nullopt;
    return Destruction{Destruction::EndOfScope, Var, Maker.expr(), &Maker};
  }
  const auto *Ref = dyn_cast_or_null<MemberExpr>(
      Maker.Result.Is == Use::Assigned && Maker.Result.Target
          ? Maker.Result.Target->IgnoreParenImpCasts()
          : nullptr);
  const auto *Member =
      Ref ? dyn_cast<FieldDecl>(Ref->getMemberDecl()) : nullptr;
  if (!Member || !F.types().task(Member->getType()) ||
      !(isOnlyAssignedInTemplate(Member) ||
        (isNamedOnlyInVisibleCode(Member, F) && isOnlyAssigned(Member, F))))
    return std::nullopt;
  return Destruction{Destruction::Assignment, Member, Maker.expr(), &Maker};
}

} // namespace clang::tidy::async
