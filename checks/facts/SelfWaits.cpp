//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/SelfWaits.h"
#include "facts/Chains.h"
#include "facts/Waits.h"

namespace clang::tidy::async {

/// True if \p B tests on which thread or executor it runs.
static bool testsThread(const Body &B, const Facts &F) {
  return llvm::any_of(B.Operations, [&](const Operation &Op) {
    return F.models().hasTrait(Op.Site, Trait::WorkerTest);
  });
}

//===----------------------------------------------------------------------===//
// Waits on an executor
//===----------------------------------------------------------------------===//

/// The operation that passes the task that \p Wait waits for, or a part of its
/// chain, to \p On; null if there is none.
static const Operation *givenTo(const ExecutorId &On, const Operation &Wait,
                                const Facts &F) {
  const Expr *Task = waitedTask(Wait);
  if (!Task)
    return nullptr;
  Executors Known(F);
  for (const Link &Each : F.chains().of(Task)) {
    const Operation *Op = Each.Op;
    if (!Op || !Op->Match || !Op->Match->Executor ||
        !(Op->is(Role::Offload) || Op->is(Role::Post) || Op->is(Role::Spawn) ||
          Op->is(Role::Continue)))
      continue;
    if (Known.of(*Op).isSame(On))
      return Op;
  }
  return nullptr;
}

llvm::SmallVector<SelfWait, 2> selfWaitsIn(const Body &B, const Facts &F,
                                           Effects &UnitEffects) {
  llvm::SmallVector<SelfWait, 2> Found;
  const Body &Top = outermost(B);
  const Operation *Runs = Top.PassedTo;
  if (!Runs || !Runs->Match || B.isDependent())
    return Found;
  Executors Known(F);
  ExecutorId On = Known.of(*Runs);
  // The current executor of the code that passes it on may be another one.
  if (On.K != ExecutorId::Object || On.MayChange)
    return Found;
  for (const Body *Each = &B; Each; Each = Each->Parent)
    if (testsThread(*Each, F))
      return Found;
  for (const Operation &Op : B.Operations) {
    bool IsForTask = Op.is(Role::Wait);
    // A loop that runs until it has no work left has this code left.
    bool IsForOther =
        Op.is(Role::Block) && (Op.Match->Blocks == Blocking::Thread ||
                               Op.Match->Blocks == Blocking::Loop);
    if ((!IsForTask && !IsForOther) || Op.Site.at(Op.Match->Timeout) ||
        B.suspendsIn(Op) || runsWorkWhileWaiting(Op) ||
        F.models().hasTrait(Op.Site, Trait::Helps) ||
        !UnitEffects.isBlockingWait(Op) || UnitEffects.isOffloadedByHop(Op))
      continue;
    const Operation *Given = IsForTask ? givenTo(On, Op, F) : nullptr;
    // It passes on a callable and waits for it.
    bool IsForCallable = IsForOther && Op.Match->Executor && Op.Match->Callable;
    if (IsForCallable && Known.of(Op).isSame(On))
      Given = &Op;
    bool IsOwn = IsForOther && !IsForCallable && Op.Site.Object &&
                 Known.identify(Op.Site.Object, B).isSame(On);
    if (Given || IsOwn)
      Found.push_back({&Op, On, Runs, Given});
  }
  return Found;
}

//===----------------------------------------------------------------------===//
// Destructors that join their own thread
//===----------------------------------------------------------------------===//

/// The member of `this` at \p P; null if it is something else.
static const FieldDecl *memberOfThis(const Path &P) {
  Path Plain = P.withoutPointers();
  return Plain.kind() == Path::This && Plain.steps().size() == 1
             ? Plain.steps().front().Member
             : nullptr;
}

static const FieldDecl *memberOfThis(const Expr *E, const Facts &F) {
  return E ? memberOfThis(pathOf(E, F.models(), Parts::None)) : nullptr;
}

/// True if \p Lambda holds a smart pointer that keeps an object of \p Class
/// alive.
static bool keeps(const LambdaExpr *Lambda, const CXXRecordDecl *Class) {
  return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Capture) {
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    if (!Var || Capture.getCaptureKind() == LCK_ByRef ||
        Var->getType()->isPointerType() || Var->getType()->isReferenceType())
      return false;
    QualType Kept = pointedTo(Var->getType());
    return Kept != Var->getType() && classOf(Kept) &&
           declaresSameEntity(classOf(Kept), Class);
  });
}

/// True if the thread \p Thread, a member of \p Class, runs the loop \p Loop,
/// another one.
static bool runsLoop(const FieldDecl *Thread, const FieldDecl *Loop,
                     const CXXRecordDecl *Class, const Facts &F) {
  auto IsStartOf = [&](const Operation &Op) {
    if (!Op.is(Role::Offload) || Op.Result.Is != Use::Assigned)
      return false;
    const FieldDecl *Target =
        Op.Result.Member ? Op.Result.Member : memberOfThis(Op.Result.Target, F);
    return Target == Thread;
  };
  for (const Body &B : F.bodies()) {
    const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
    if (B.Lambda || !Method || !declaresSameEntity(Method->getParent(), Class))
      continue;
    for (const Operation &Op : B.Operations) {
      const Expr *Callable =
          IsStartOf(Op) ? Op.Site.at(Op.Match->Callable) : nullptr;
      const Body *Code = Callable ? F.bodyOfCallable(Callable) : nullptr;
      if (Code && llvm::any_of(Code->Operations, [&](const Operation &Run) {
            return Run.is(Role::Block) && Run.Match->Blocks == Blocking::Loop &&
                   memberOfThis(Run.Site.Object, F) == Loop;
          }))
        return true;
    }
  }
  return false;
}

/// The operation that passes code that owns an object of \p Class to a loop
/// that \p Thread runs; null if there is none.
static const Operation *keeperOn(const FieldDecl *Thread,
                                 const CXXRecordDecl *Class, const Facts &F) {
  Executors Known(F);
  for (const Body &B : F.bodies()) {
    const Operation *To = B.Lambda ? B.PassedTo : nullptr;
    if (!To || !To->Match || !keeps(B.Lambda, Class))
      continue;
    ExecutorId On = Known.of(*To);
    const FieldDecl *Loop =
        On.K == ExecutorId::Object ? memberOfThis(On.Is) : nullptr;
    if (Loop && (Loop == Thread || runsLoop(Thread, Loop, Class, F)))
      return To;
  }
  return nullptr;
}

llvm::SmallVector<SelfJoin, 1> selfJoinsIn(const Body &B, const Facts &F) {
  llvm::SmallVector<SelfJoin, 1> Found;
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(B.Function);
  if (!Destructor || B.isDependent() || testsThread(B, F))
    return Found;
  for (const Operation &Op : B.Operations) {
    const FieldDecl *Joined =
        Op.is(Role::Block) && Op.Match->Blocks == Blocking::Thread
            ? memberOfThis(Op.Site.Object, F)
            : nullptr;
    if (!Joined)
      continue;
    if (const Operation *Keeper = keeperOn(Joined, Destructor->getParent(), F))
      Found.push_back({&B, &Op, Joined, Keeper});
  }
  return Found;
}

} // namespace clang::tidy::async
