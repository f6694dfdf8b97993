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

/// The variable or member that \p E is, points to, or was captured from; null
/// if it is an element, of which there may be others. Code elsewhere may reach
/// the same object in another way: the member stands for it.
static const ValueDecl *variableOf(const Expr *E, const Models &Known) {
  auto IsElement = [](const Path &P) {
    return llvm::any_of(P.steps(), [](const Path::Step &S) {
      return S.Kind == Path::Step::Element;
    });
  };
  Path P = pathOf(E, Known), Source = sourceOf(P, Known);
  if (IsElement(P))
    return nullptr;
  return (IsElement(Source) ? P : Source).named();
}

/// True if \p Part names a local variable that \p Code names, too.
static bool sharesLocal(const Stmt *Part, const Stmt *Code) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Part))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->isLocalVarDecl() && names(Code, Var))
      return true;
  return Part && llvm::any_of(Part->children(), [&](const Stmt *Child) {
           return sharesLocal(Child, Code);
         });
}

/// True if \p Code goes on in a loop, after \p Start, until something is so
/// that \p Handler changes: `while (Left > 0) Context.poll();`.
static bool loopsUntilTold(const Stmt *Code, const Stmt *Handler,
                           SourceLocation Start, const SourceManager &Sources) {
  const Expr *Until = nullptr;
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Code))
    Until = While->getCond();
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(Code))
    Until = Do->getCond();
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Code))
    Until = For->getCond();
  if (Until && Sources.isBeforeInTranslationUnit(Start, Code->getBeginLoc()) &&
      sharesLocal(Until, Handler))
    return true;
  return Code && llvm::any_of(Code->children(), [&](const Stmt *Child) {
           return loopsUntilTold(Child, Handler, Start, Sources);
         });
}

/// True if \p Told is how a promise or an event is told, which \p From waits
/// for, or has the future of.
static bool isAwaitedEvent(const Operation &Told, const Body &From,
                           const Facts &Unit) {
  const Decl *Event = variableOf(Told.Site.Object, Unit.models());
  auto Joins = [&](const Operation &Op) {
    bool MayJoin =
        Told.is(Role::SetValue) || Told.is(Role::Failed)
            ? Op.is(Role::GetTask)
            : Op.is(Role::Block) && Op.Match->Blocks == Blocking::Event;
    return MayJoin && variableOf(Op.Site.Object, Unit.models()) == Event;
  };
  // A timer that is cancelled, a channel that is sent to.
  auto IsAwaited = [&](const Await &A) {
    const Operation *Op = makerOf(A.Operand, Unit);
    return variableOf(A.Operand, Unit.models()) == Event ||
           (Op && variableOf(Op->Site.Object, Unit.models()) == Event);
  };
  return Event && (llvm::any_of(From.Operations, Joins) ||
                   llvm::any_of(From.Awaits, IsAwaited));
}

/// True if \p Told tells, at the end of its work, a member that other code in
/// sight waits for: an owner that stops what it started, say. What is told in a
/// loop reports one step.
static bool isAwaitedByOwner(const Operation &Told, const Facts &Unit) {
  if (Told.At.InLoop || Told.Match ||
      !isa_and_nonnull<FieldDecl>(variableOf(Told.Site.Object, Unit.models())))
    return false;
  return llvm::any_of(Unit.bodies(), [&](const Body &Other) {
    return &Other != Told.In && isAwaitedEvent(Told, Other, Unit);
  });
}

/// True if \p Told, the last step of other work, calls a callable that its body
/// was given: a completion handler, by which whoever started the work learns of
/// its end. A callable that is called first is the work itself.
static bool callsBack(const Operation &Told, const Facts &Unit) {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(Told.expr());
  if (!Call || Call->getOperator() != OO_Call || Told.At.InLoop || Told.Match ||
      !Told.Site.Object || Unit.bodyOfCallable(Told.Site.Object))
    return false;
  const ValueDecl *Handler = variableOf(Told.Site.Object, Unit.models());
  if (!Handler || Handler->getDeclContext() == Told.In->Function)
    return false;
  return llvm::any_of(Told.In->Operations, [&](const Operation &Other) {
    return Unit.sources().isBeforeInTranslationUnit(Other.expr()->getBeginLoc(),
                                                    Told.expr()->getBeginLoc());
  });
}

/// True if \p Told finishes a promise that the lambda \p B owns alone: if it
/// fails before that, the promise is destroyed, and whoever has its task learns
/// of it.
static bool finishesOwnPromise(const Operation &Told, const Body &B,
                               const Facts &Unit) {
  if (!B.Lambda || !(Told.is(Role::SetValue) || Told.is(Role::Failed)) ||
      !Told.Site.Object)
    return false;
  const VarDecl *Promise = pathOf(Told.Site.Object, Unit.models()).variable();
  // A promise that can be copied may have other owners.
  if (!Promise || isCopyable(Told.Site.Object->getType(), Unit))
    return false;
  return llvm::any_of(B.Lambda->captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == Promise &&
           Capture.getCaptureKind() == LCK_ByCopy &&
           !Promise->getType()->isReferenceType();
  });
}

/// True if \p B, or what it hands on, tells the code \p From that it is done,
/// by something that this code waits for, or has the future of. If it is told
/// \p ToOwner, other code may wait as well.
static bool tells(const Body &B, const Body &From, bool ToOwner,
                  const Facts &Unit) {
  return llvm::any_of(B.Operations,
                      [&](const Operation &Op) {
                        return isAwaitedEvent(Op, From, Unit) ||
                               finishesOwnPromise(Op, B, Unit) ||
                               (ToOwner && (isAwaitedByOwner(Op, Unit) ||
                                            callsBack(Op, Unit)));
                      }) ||
         llvm::any_of(B.Children, [&](const Body *Child) {
           return tells(*Child, From, ToOwner, Unit);
         });
}

bool isJoinedByEvent(const Operation &Op, const Facts &Unit) {
  // What an awaiter starts ends by resuming the coroutine that awaits it.
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.In->named());
      Method && Method->getIdentifier() && Method->getName() == "await_suspend")
    return true;
  // Of a thread nothing but its end is missed; a task has an error.
  bool IsThread = Op.is(Role::Detach) && !Op.Task;
  for (const Link &Each : Unit.chains().of(Op)) {
    if (!Each.Op)
      break;
    for (const Expr *Arg : Each.Op->Site.Args)
      if (const Body *B = Unit.bodyOfCallable(Arg);
          B && (tells(*B, *Op.In, IsThread, Unit) ||
                loopsUntilTold(Op.In->Code, B->Code, Op.expr()->getEndLoc(),
                               Unit.sources())))
        return true;
  }
  return false;
}

bool isJoinedOtherwise(const Operation &Detach, const Facts &Unit) {
  const Decl *Thread =
      variableOf(Detach.Site.at(Detach.Match->Task), Unit.models());
  return Thread &&
         llvm::any_of(Detach.In->Operations, [&](const Operation &Op) {
           return Op.is(Role::Block) && Op.Match->Blocks == Blocking::Thread &&
                  variableOf(Op.Site.Object, Unit.models()) == Thread;
         });
}

} // namespace clang::tidy::async
