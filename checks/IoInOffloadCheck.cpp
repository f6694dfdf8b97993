//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IoInOffloadCheck.h"
#include "facts/Callables.h"
#include "facts/OnlyWaits.h"
#include "fix/Fixes.h"

namespace clang::tidy::async {

void IoInOffloadCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    for (const Operation &Op : B.Operations) {
      Place Target = Unit.placeOf(Op);
      // Another check reports waits in an event loop.
      bool IsOffload = Op.is(Role::Offload) || Op.is(Role::Post) ||
                       (Op.is(Role::Spawn) && Target == Place::Pool);
      bool MayOffload =
          Op.Match ? IsOffload && !isLoop(Target) && Target != Place::Fiber
                   : Op.Task != nullptr;
      if (const Expr *Argument =
              MayOffload ? offloadedArgument(Op, Unit) : nullptr)
        checkOffload(Op, *Argument, Unit, UnitEffects);
      bool IsMove = Op.is(Role::Adapt) || Op.is(Role::Spawn) ||
                    (Op.is(Role::Hop) && Op.Match->Moved != Moves::Rest);
      if (IsMove && Target == Place::Pool)
        checkMovedCoroutine(Op, Unit, UnitEffects);
      if (Op.is(Role::Hop) && Target == Place::Pool)
        checkHop(Op, Unit, UnitEffects);
    }
  }
}

// The advice, even without a fix.
static constexpr llvm::StringLiteral AwaitDirectly = "await it directly";

void IoInOffloadCheck::checkMovedCoroutine(const Operation &Offload,
                                           const Facts &Unit,
                                           Effects &UnitEffects) {
  const Expr *Task = Offload.Site.at(Offload.Match->Task);
  const Operation *Maker =
      Task ? Unit.operationAt(stripAdapters(Task, Unit.models())) : nullptr;
  const Body *Moved = Maker ? coroutineOf(*Maker, Unit) : nullptr;
  const Body &B = *Offload.In;
  if (!Moved || Offload.Result.Is != Use::Awaited ||
      !onlyAwaitsIo(*Moved, Unit, UnitEffects) ||
      Unit.types().awaitFormIn(stripImplicit(Task)->getType(), B.Promise) ==
          AwaitForm::None)
    return;
  Draft &New = report(B, Offload.expr(),
                      nameOf(Offload) + " moves " + nameOf(Moved->Function) +
                          " to a thread pool, where all it does is wait");
  New.Advice = AwaitDirectly;
  New.offer(fix::awaitMoved(Offload, Task, Unit));
}

void IoInOffloadCheck::checkHop(const Operation &Hop, const Facts &Unit,
                                Effects &UnitEffects) {
  const Body &B = *Hop.In;
  const Stmt *Statement = firstStatement(B, Hop);
  if (!Statement || Hop.Match->Task ||
      !onlyAwaitsIo(B, Unit, UnitEffects, &Hop))
    return;
  Draft &New = report(B, Hop.expr(),
                      nameOf(Hop) + " moves " + coroutineName(B) +
                          " to a thread pool, where all it does is wait");
  New.offer(fix::removeHop(Hop, Statement, Unit));
}

void IoInOffloadCheck::checkOffload(const Operation &Offload,
                                    const Expr &Argument, const Facts &Unit,
                                    Effects &UnitEffects) {
  const Body *Callable = Unit.bodyOfCallable(&Argument);
  const Body &B = *Offload.In;
  if (!Callable || !Offload.Task)
    return;
  // The task inside can replace the result only if that is awaited, or passed
  // on as the same kind of task.
  bool IsAwaited = Offload.Result.Is == Use::Awaited;
  if (!IsAwaited && Offload.Result.Is != Use::Returned)
    return;

  if (std::optional<SoleWait> Wait = soleWait(*Callable, Unit, UnitEffects)) {
    const Expr *Task = stripAdapters(Wait->Task, Unit.models());
    QualType T = stripImplicit(Wait->Task)->getType();
    const TaskInfo *Info = Unit.types().task(T);
    // If everything runs in fibers, a fiber waits rather than a thread.
    if (!Info || (Wait->Op && Wait->Op->Match &&
                  Wait->Op->Match->Library->IsForFibersOnly))
      return;
    // The returned value must not be a task inside another one.
    if (Wait->Value == Wait->Task &&
        T.getCanonicalType() != Offload.expr()->getType().getCanonicalType())
      return;
    bool CanReplace =
        IsAwaited && B.Promise
            ? Unit.types().isAwaitableIn(T, B.Promise) ||
                  (Wait->Op && fix::isAwaitedByModel(*Wait->Op, B, Unit))
            : !B.IsCoroutine &&
                  classOf(B.Function->getReturnType()) == classOf(T);
    if (!CanReplace)
      return;
    // A coroutine that is moved to a pool as a whole may be there for its
    // computations between awaits; only visible I/O shows that it is not.
    const Operation *Maker = Unit.operationAt(Task);
    if (!Wait->Op) {
      if (Offload.Match && Unit.placeOf(Offload) == Place::Unknown)
        return; // It may need a particular thread.
      const Body *Inner = Maker ? coroutineOf(*Maker, Unit) : nullptr;
      bool IsIo = Maker && (Maker->is(Role::Async) ||
                            (Inner && onlyAwaitsIo(*Inner, Unit, UnitEffects)));
      if (!IsIo)
        return;
    }
    std::string Text =
        nameOf(Offload) + " ties up a thread waiting for " +
        (Maker && Maker->callee() ? nameOf(*Maker) : std::string("a task")) +
        ", which is already asynchronous";
    Draft &New = report(B, Offload.expr(), std::move(Text));
    New.Advice = AwaitDirectly;
    if (Wait->Op) {
      New.claim(Wait->Op->expr());
      New.note(Wait->Op->expr()->getExprLoc(),
               "the thread waits here, in " + nameOf(*Wait->Op),
               NoteKind::Step);
    }
    if (Callable->Lambda)
      New.offer(fix::unwrapOffload(Offload, *Callable, Wait->Task, Wait->Value,
                                   Unit));
    return;
  }

  if (!IsAwaited || !B.Promise)
    return;
  if (Callable->IsCoroutine && onlyAwaitsIo(*Callable, Unit, UnitEffects)) {
    report(B, Offload.expr(),
           nameOf(Offload) + " moves a coroutine to a thread pool, where all "
                             "it does is wait")
        .Advice = AwaitDirectly;
    return;
  }
  if (const Operation *Block = soleBlockingOperation(*Callable, Unit.models()))
    reportBlocking(Offload, *Callable, *Block, Unit);
}

void IoInOffloadCheck::reportBlocking(const Operation &Offload,
                                      const Body &Callable,
                                      const Operation &Block,
                                      const Facts &Unit) {
  const Body &B = *Offload.In;
  const TaskInfo *Own = Unit.types().task(B.Function->getReturnType());
  bool IsOwn = Block.Match->Sibling && Own && Own->Model &&
               Own->Model->Library == Block.Match->Library;
  if (!IsOwn && fix::asyncReplacement(Block, B, Unit).empty())
    return;
  bool IsSleep = Block.Match->Blocks == Blocking::Sleep;
  Draft &New = report(
      B, Offload.expr(),
      nameOf(Offload) +
          (IsSleep ? " ties up a thread to sleep, where a timer could be "
                     "awaited"
                   : " ties up a thread for I/O that could be awaited"));
  New.claim(Block.expr());
  Fix Unwrapped = fix::unwrapBlocking(Offload, Callable, Block, Unit);
  if (Unwrapped.empty())
    New.noteSibling(Block);
  New.advise(std::move(Unwrapped));
}

} // namespace clang::tidy::async
