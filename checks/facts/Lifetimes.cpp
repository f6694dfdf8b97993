//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Lifetimes.h"
#include "facts/Flow.h"
#include "facts/LateUses.h"
#include "facts/Outcomes.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

/// How many variables and calls a task may pass through.
static constexpr unsigned MaxDepth = 6;

//===----------------------------------------------------------------------===//
// Owners
//===----------------------------------------------------------------------===//

const VarDecl *localOwnerOf(const Expr *E, const Body &B, const Facts &Unit) {
  Path P = pathOf(E, Unit.models(), Parts::None);
  const VarDecl *Var = P.variable();
  if (!Var || !Var->hasLocalStorage() || Var->getType()->isReferenceType())
    return nullptr;
  const auto *Owner = dyn_cast<FunctionDecl>(Var->getDeclContext());
  if (!Owner || Owner->getCanonicalDecl() != B.Function->getCanonicalDecl())
    return nullptr;
  bool IsPart = llvm::all_of(P.steps(), [](const Path::Step &S) {
    return S.Kind == Path::Step::Field || S.Kind == Path::Step::Address;
  });
  return IsPart ? Var : nullptr;
}

static bool hasCopyConstructor(const CXXRecordDecl *Class) {
  return Class->hasDefinition() &&
         (Class->needsImplicitCopyConstructor()
              ? !Class->defaultedCopyConstructorIsDeleted()
              : llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *D) {
                  return D->isCopyConstructor() && !D->isDeleted();
                }));
}

bool isOwnedHandle(const Expr *E, const Body &B, const Facts &Unit) {
  const Expr *Root = Unit.executorRoot(E);
  QualType T = Root ? Root->getType().getNonReferenceType() : QualType();
  // A copy of a handle ends nothing.
  return Root && classOf(T) && pointedTo(T) == T &&
         !hasCopyConstructor(classOf(T)) && localOwnerOf(Root, B, Unit);
}

bool isStateless(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  return Class && Class->hasDefinition() && Class->isEmpty();
}

//===----------------------------------------------------------------------===//
// The end of the work
//===----------------------------------------------------------------------===//

namespace {
/// Follows a task from the call that returns it.
class TaskTracer {
public:
  explicit TaskTracer(const Facts &Unit) : Unit(Unit) {}

  WorkSpan trace(const Operation &Op, unsigned Depth) const {
    return trace(Op.Result, Op, Depth);
  }

private:
  WorkSpan trace(const Use &How, const Operation &Op, unsigned Depth) const;
  WorkSpan traceDrop(const Operation &Op) const;
  WorkSpan traceVariable(const VarDecl *Var, const Operation &Op,
                         unsigned Depth) const;
  WorkSpan traceCall(const Use &How, const Operation &Op, unsigned Depth) const;
  WorkSpan traceLaunch(const Operation &Launch, unsigned Depth) const;
  bool isInContainer(const Use &How, const Operation &To) const;
  bool isLazy(const Operation &Op) const {
    return startOf(Op.expr()->getType(), Unit) == Start::Lazy;
  }

  const Facts &Unit;
};
} // namespace

WorkSpan TaskTracer::traceDrop(const Operation &Op) const {
  if (Op.is(Role::Spawn) || Op.is(Role::Detach))
    return {WorkEnd::Escapes, true, &Op};
  if (!Op.Task)
    return Unit.types().isFireAndForget(Op.expr()->getType())
               ? WorkSpan{WorkEnd::Escapes}
               : WorkSpan();
  // A lazy one never runs.
  Drop Dropped = dropOf(Op);
  bool Continues = Op.Task->StartsAs == Start::Eager &&
                   (Dropped == Drop::LosesError ||
                    Dropped == Drop::Terminates || Dropped == Drop::Harmless);
  return Continues ? WorkSpan{WorkEnd::Escapes} : WorkSpan();
}

WorkSpan TaskTracer::traceVariable(const VarDecl *Var, const Operation &Op,
                                   unsigned Depth) const {
  QualType T = Var->getType().getNonReferenceType();
  const TypeModel *Model = Unit.models().type(T);
  bool IsThread = Model && Model->Kind == TypeKind::Thread;
  if (!Var->hasLocalStorage() ||
      !(IsThread || Unit.types().task(T) || Unit.types().isGenerator(T)))
    return {};
  WorkSpan Found{WorkEnd::Later, isLazy(Op)};
  bool IsUsed = false;
  for (const Mention &M : Unit.mentions(Var)) {
    IsUsed |= !M.Usage.isDiscarded();
    if (M.In != Op.In)
      continue;
    WorkSpan Next = trace(M.Usage, Op, Depth + 1);
    if (Next.End != WorkEnd::Escapes || M.Usage.isDiscarded())
      continue;
    Found.End = WorkEnd::Escapes;
    Found.Launch = Next.Launch;
  }
  // A lazy task that nothing starts never runs.
  return IsUsed || !Found.StartsLater ? Found : WorkSpan();
}

/// True if \p To puts the task with the use \p How into a container of tasks.
bool TaskTracer::isInContainer(const Use &How, const Operation &To) const {
  const CXXRecordDecl *Class = To.Site.ObjectClass;
  if (How.Is != Use::Passed || To.Match || !To.Site.Object || !Class ||
      !Unit.sources().isInSystemHeader(Class->getLocation()))
    return false;
  QualType T = To.Site.Object->getType().getNonReferenceType();
  return !Unit.types().task(T) && Unit.types().containsTask(T);
}

/// The span of the task that \p Launch starts or detaches.
WorkSpan TaskTracer::traceLaunch(const Operation &Launch,
                                 unsigned Depth) const {
  WorkSpan Found = Launch.expr()->getType()->isVoidType()
                       ? WorkSpan{WorkEnd::Escapes}
                       : trace(Launch, Depth + 1);
  Found.Launch = &Launch;
  // Without an executor, it may start at once.
  Found.StartsLater |= bool(Launch.Match->Executor);
  // An executor or a scope of this function ends the work.
  for (Position Owner : {Launch.Match->Executor, Position{Position::This}})
    if (const Expr *E = Launch.Site.at(Owner);
        E && Found.End == WorkEnd::Escapes &&
        Launch.Site.at(Launch.Match->Task) != E &&
        isOwnedHandle(E, *Launch.In, Unit))
      Found.End = WorkEnd::Later;
  return Found;
}

WorkSpan TaskTracer::traceCall(const Use &How, const Operation &Op,
                               unsigned Depth) const {
  const Operation *To = How.Call ? Unit.operationAt(How.Call) : nullptr;
  if (!To)
    return {};
  if (!To->Match) {
    if (!isInContainer(How, *To))
      return {};
    bool IsLocal = localOwnerOf(To->Site.Object, *Op.In, Unit);
    return {IsLocal ? WorkEnd::Later : WorkEnd::Escapes, isLazy(Op)};
  }
  Position Task = To->Match->Task;
  bool IsTask = How.Is == Use::ObjectOf
                    ? Task.K == Position::This || !Task
                    : Task.K == Position::All ||
                          (Task.K == Position::Index && Task.N == How.Index);
  if (!IsTask)
    return {};
  switch (To->Match->Is) {
  case Role::Wait:
    return {WorkEnd::FullExpression};
  case Role::Spawn:
  case Role::Detach:
    return traceLaunch(*To, Depth);
  case Role::Combine:
  case Role::Adapt:
  case Role::Continue:
  case Role::Hop:
    return trace(*To, Depth + 1);
  default:
    return {};
  }
}

WorkSpan TaskTracer::trace(const Use &How, const Operation &Op,
                           unsigned Depth) const {
  if (Depth > MaxDepth || Op.In->isDependent())
    return {};
  if (How.isDiscarded())
    return traceDrop(Op);
  switch (How.Is) {
  case Use::Awaited:
    return {WorkEnd::FullExpression};
  case Use::Returned:
    return Op.In->IsCoroutine ? WorkSpan()
                              : WorkSpan{WorkEnd::Escapes, isLazy(Op)};
  case Use::Local:
    return traceVariable(How.Var, Op, Depth);
  case Use::Assigned: {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
        How.Target ? How.Target->IgnoreParenImpCasts() : nullptr);
    if (const auto *Var =
            dyn_cast_or_null<VarDecl>(Ref ? Ref->getDecl() : nullptr))
      return traceVariable(Var, Op, Depth);
    bool IsMember =
        How.Member ||
        isa_and_nonnull<MemberExpr>(
            How.Target ? How.Target->IgnoreParenImpCasts() : nullptr);
    return IsMember ? WorkSpan{WorkEnd::Escapes, isLazy(Op)} : WorkSpan();
  }
  case Use::Passed:
  case Use::ObjectOf:
    return traceCall(How, Op, Depth);
  default:
    return {};
  }
}

WorkSpan workSpanOf(const Operation &Op, const Facts &Unit) {
  if (Op.expr()->getType()->isVoidType())
    return {WorkEnd::Escapes, true, &Op};
  return TaskTracer(Unit).trace(Op, 0);
}

//===----------------------------------------------------------------------===//
// Waiting
//===----------------------------------------------------------------------===//

namespace {
/// Judges whether code waits for anything; unknown code may.
class WaitSearch {
public:
  explicit WaitSearch(const Facts &Unit) : Unit(Unit) {}

  bool mayWait(const Operation &Op, unsigned Depth) const;
  bool mayWait(const Body &B, unsigned Depth) const;
  bool mayWaitWhenDestroyed(QualType T, unsigned Depth) const;

private:
  const Facts &Unit;
};
} // namespace

bool WaitSearch::mayWait(const Body &B, unsigned Depth) const {
  return Depth == MaxDepth || B.isDependent() || !B.Awaits.empty() ||
         llvm::any_of(B.Operations, [&](const Operation &Op) {
           return mayWait(Op, Depth + 1);
         });
}

bool WaitSearch::mayWait(const Operation &Op, unsigned Depth) const {
  if (Op.Match)
    switch (Op.Match->Is) {
    case Role::Executor:
    case Role::Ready:
    case Role::Failed:
    case Role::SetValue:
    case Role::GetTask:
    case Role::Query:
    case Role::Adapt:
    case Role::Bind:
    case Role::Post:
    case Role::Offload:
    case Role::Async:
    case Role::Continue:
    case Role::Combine:
    case Role::Spawn:
    case Role::Detach:
    case Role::None:
      return false;
    default:
      return true;
    }
  const FunctionDecl *Function = Op.Site.Function;
  if (!Function)
    return true;
  if (const Body *Callee = Unit.bodyOf(Unit.target(Op)))
    return !Callee->IsCoroutine && mayWait(*Callee, Depth);
  return !Unit.sources().isInSystemHeader(Function->getLocation()) &&
         !Function->isImplicit() && !Function->isDefaulted();
}

/// True if destroying a \p T may wait or run code of the user's own.
bool WaitSearch::mayWaitWhenDestroyed(QualType T, unsigned Depth) const {
  if (T->isReferenceType() || T->isPointerType())
    return false;
  const CXXRecordDecl *Class =
      Unit.context().getBaseElementType(T)->getAsCXXRecordDecl();
  if (!Class || !(Class = Class->getDefinition()) ||
      Class->hasTrivialDestructor())
    return false;
  if (Depth == MaxDepth)
    return true;
  if (const TypeModel *Model = Unit.models().type(Class);
      Model &&
      (Model->Dropped == Drop::Blocks ||
       ((Model->Kind == TypeKind::Thread || Model->Kind == TypeKind::Scope ||
         Model->Kind == TypeKind::Executor) &&
        Model->Dropped != Drop::Terminates && !hasCopyConstructor(Class))))
    return true;
  // A guard runs the lambda that it holds; a container destroys its elements.
  if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type)
        if (const CXXRecordDecl *Held = classOf(Arg.getAsType());
            Held && (Held->isLambda() ||
                     mayWaitWhenDestroyed(Arg.getAsType(), Depth + 1)))
          return true;
  if (Unit.sources().isInSystemHeader(Class->getLocation()))
    return false;
  const CXXDestructorDecl *Destructor = Class->getDestructor();
  if (Destructor && Destructor->isUserProvided()) {
    const Body *B = Unit.bodyOf(Destructor);
    if (!B || mayWait(*B, Depth + 1))
      return true;
  }
  return llvm::any_of(Class->bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        return mayWaitWhenDestroyed(Base.getType(), Depth + 1);
                      }) ||
         llvm::any_of(Class->fields(), [&](const FieldDecl *Field) {
           return mayWaitWhenDestroyed(Field->getType(), Depth + 1);
         });
}

/// True if \p S has a loop after \p Start that may spin until other code ends
/// it; a loop over elements or numbers does not wait.
static bool hasSpinLoop(const Stmt *S, SourceLocation Start,
                        const SourceManager &Sources) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const auto *For = dyn_cast<ForStmt>(S);
  if ((isa<WhileStmt, DoStmt>(S) || (For && !For->getInc())) &&
      Sources.isBeforeInTranslationUnit(Start, S->getBeginLoc()))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return hasSpinLoop(Child, Start, Sources);
  });
}

bool mayBeWaitedFor(const Operation &Launch, const Facts &Unit) {
  const Body &B = *Launch.In;
  const Flow &Order = Unit.flow(B);
  if (!Order.graph())
    return true;
  if (hasSpinLoop(B.Code, Launch.expr()->getEndLoc(), Unit.sources()))
    return true;
  WaitSearch Search(Unit);
  for (const Await &A : B.Awaits)
    if (Order.mayPrecede(Launch.expr(), A.E))
      return true;
  for (const Operation &Op : B.Operations)
    if (&Op != &Launch && Order.mayPrecede(Launch.expr(), Op.expr()) &&
        Search.mayWait(Op, 0))
      return true;
  return llvm::any_of(B.Function->decls(), [&](const Decl *D) {
    const auto *Var = dyn_cast<VarDecl>(D);
    return Var && !Var->isStaticLocal() &&
           Search.mayWaitWhenDestroyed(Var->getType(), 0);
  });
}

} // namespace clang::tidy::async
