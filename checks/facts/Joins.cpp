//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Joins.h"
#include "facts/Chains.h"
#include "facts/ValueTypes.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

/// The variable or member that \p E denotes, points to, or was captured from;
/// null if it is an element, because there may be others. A member identifies
/// its object, because other code may reach the object by another path.
static const ValueDecl *variableOf(const Expr *E, const Models &AllModels) {
  auto IsElement = [](const Path &P) {
    return llvm::any_of(P.steps(), [](const Path::Step &S) {
      return S.Kind == Path::Step::Element;
    });
  };
  Path P = pathOf(E, AllModels), Source = sourceOf(P, AllModels);
  if (IsElement(P))
    return nullptr;
  return (IsElement(Source) ? P : Source).named();
}

/// True if \p Part names a local variable that \p Code also names.
static bool sharesLocal(const Stmt *Part, const Stmt *Code) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Part))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && names(Code, Var))
      return true;
  return Part && llvm::any_of(Part->children(), [&](const Stmt *Child) {
           return sharesLocal(Child, Code);
         });
}

/// True if \p Code has a loop after \p Start that runs until \p Handler changes
/// its condition: `while (Left > 0) Context.poll();`.
static bool loopsUntilChanged(const Stmt *Code, const Stmt *Handler,
                              SourceLocation Start,
                              const SourceManager &Sources) {
  const Expr *Condition = nullptr;
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Code))
    Condition = While->getCond();
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(Code))
    Condition = Do->getCond();
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Code))
    Condition = For->getCond();
  if (Condition &&
      Sources.isBeforeInTranslationUnit(Start, Code->getBeginLoc()) &&
      sharesLocal(Condition, Handler))
    return true;
  return Code && llvm::any_of(Code->children(), [&](const Stmt *Child) {
           return loopsUntilChanged(Child, Handler, Start, Sources);
         });
}

/// True if \p Signal signals a promise or an event, and \p Waiter waits for it
/// or has its future.
static bool isAwaitedEvent(const Operation &Signal, const Body &Waiter,
                           const Facts &Unit) {
  const Decl *Event = variableOf(Signal.Site.Object, Unit.models());
  auto IsJoin = [&](const Operation &Op) {
    bool MayJoin =
        Signal.is(Role::SetValue) || Signal.is(Role::Failed)
            ? Op.is(Role::GetTask)
            : Op.is(Role::Block) && Op.Match->Blocks == Blocking::Event;
    return MayJoin && variableOf(Op.Site.Object, Unit.models()) == Event;
  };
  // For example, a timer that is cancelled or a channel that receives a value.
  auto IsAwaited = [&](const Await &A) {
    const Operation *Op = makerOf(A.Operand, Unit);
    return variableOf(A.Operand, Unit.models()) == Event ||
           (Op && variableOf(Op->Site.Object, Unit.models()) == Event);
  };
  return Event && (llvm::any_of(Waiter.Operations, IsJoin) ||
                   llvm::any_of(Waiter.Awaits, IsAwaited));
}

/// True if \p Signal signals, at the end of the work, a member that other
/// visible code waits for: for example, an owner that stops what it started. A
/// signal in a loop reports a single step.
static bool isAwaitedByOwner(const Operation &Signal, const Facts &Unit) {
  if (Signal.At.InLoop || Signal.Match ||
      !isa_and_nonnull<FieldDecl>(
          variableOf(Signal.Site.Object, Unit.models())))
    return false;
  return llvm::any_of(Unit.bodies(), [&](const Body &Other) {
    return &Other != Signal.In && isAwaitedEvent(Signal, Other, Unit);
  });
}

/// True if \p Signal, after other work, calls a callable that was passed to its
/// body: a completion handler, which informs the starter of the work about its
/// end. A callable that is called first is the work itself.
static bool callsBack(const Operation &Signal, const Facts &Unit) {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(Signal.expr());
  if (!Call || Call->getOperator() != OO_Call || Signal.At.InLoop ||
      Signal.Match || !Signal.Site.Object ||
      Unit.bodyOfCallable(Signal.Site.Object))
    return false;
  const ValueDecl *Handler = variableOf(Signal.Site.Object, Unit.models());
  if (!Handler || Handler->getDeclContext() == Signal.In->Function)
    return false;
  return llvm::any_of(Signal.In->Operations, [&](const Operation &Other) {
    return Unit.sources().isBeforeInTranslationUnit(
        Other.expr()->getBeginLoc(), Signal.expr()->getBeginLoc());
  });
}

/// True if \p Signal finishes a promise that the lambda \p B owns alone: if the
/// lambda fails first, the promise is destroyed, and its task reports that.
static bool finishesOwnPromise(const Operation &Signal, const Body &B,
                               const Facts &Unit) {
  if (!B.Lambda || !(Signal.is(Role::SetValue) || Signal.is(Role::Failed)) ||
      !Signal.Site.Object)
    return false;
  const VarDecl *Promise = pathOf(Signal.Site.Object, Unit.models()).variable();
  // A promise that can be copied may have other owners.
  if (!Promise || isCopyable(Signal.Site.Object->getType(), Unit))
    return false;
  return llvm::any_of(B.Lambda->captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == Promise &&
           Capture.getCaptureKind() == LCK_ByCopy &&
           !Promise->getType()->isReferenceType();
  });
}

/// The operation with which \p B, or a lambda in it, signals its completion to
/// \p Waiter, which waits for the signal or has its future, or through a
/// promise of its own. If \p MaySignalOthers, other code may wait instead. Null
/// if there is none.
static const Operation *signalOf(const Body &B, const Body &Waiter,
                                 bool MaySignalOthers, const Facts &Unit) {
  for (const Operation &Op : B.Operations)
    if (isAwaitedEvent(Op, Waiter, Unit) || finishesOwnPromise(Op, B, Unit) ||
        (MaySignalOthers &&
         (isAwaitedByOwner(Op, Unit) || callsBack(Op, Unit))))
      return &Op;
  for (const Body *Child : B.Children)
    if (const Operation *Found =
            signalOf(*Child, Waiter, MaySignalOthers, Unit))
      return Found;
  return nullptr;
}

namespace {
/// How the code around an operation learns that its work has ended.
struct Join {
  const Body *Code = nullptr;        ///< The work, which signals its end.
  const Operation *Signal = nullptr; ///< Null if a loop tests for the end.
};
} // namespace

static std::optional<Join> joinOf(const Operation &Op, const Facts &Unit) {
  // Work started by an awaiter ends by resuming the awaiting coroutine.
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.In->named());
      Method && Method->getIdentifier() && Method->getName() == "await_suspend")
    return Join();
  // A detached thread only loses its end; a task also loses its error.
  bool IsThread = Op.is(Role::Detach) && !Op.Task;
  for (const Link &Each : Unit.chains().of(Op)) {
    if (!Each.Op)
      break;
    for (const Expr *Arg : Each.Op->Site.Args)
      if (const Body *B = Unit.bodyOfCallable(Arg)) {
        if (const Operation *Signal = signalOf(*B, *Op.In, IsThread, Unit))
          return Join{B, Signal};
        if (loopsUntilChanged(Op.In->Code, B->Code, Op.expr()->getEndLoc(),
                              Unit.sources()))
          return Join{B};
      }
  }
  return std::nullopt;
}

bool isJoinedByEvent(const Operation &Op, const Facts &Unit) {
  return joinOf(Op, Unit).has_value();
}

bool isObservedByEvent(const Operation &Op, bool EndsProcess, const Facts &Unit,
                       FailureAnalysis &Judge) {
  std::optional<Join> Found = joinOf(Op, Unit);
  if (!Found || !Found->Signal || !EndsProcess ||
      finishesOwnPromise(*Found->Signal, *Found->Signal->In, Unit))
    return Found.has_value();
  SourceLocation End = Found->Signal->expr()->getBeginLoc();
  Failure Error = Judge.likely(Judge.escaping(*Found->Code));
  return llvm::none_of(Error.ways(), [&](const Failure::Way &Each) {
    return Each.In == Found->Code && !Each.IsReported && Each.At &&
           Unit.sources().isBeforeInTranslationUnit(Each.At->getBeginLoc(),
                                                    End);
  });
}

bool isJoinedElsewhere(const Operation &Detach, const Facts &Unit) {
  const Decl *Thread =
      variableOf(Detach.Site.at(Detach.Match->Task), Unit.models());
  return Thread &&
         llvm::any_of(Detach.In->Operations, [&](const Operation &Op) {
           return Op.is(Role::Block) && Op.Match->Blocks == Blocking::Thread &&
                  variableOf(Op.Site.Object, Unit.models()) == Thread;
         });
}

} // namespace clang::tidy::async
