//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OnlyWaits.h"
#include "facts/OtherWork.h"

namespace clang::tidy::async {

std::optional<SoleWait> soleWait(const Body &B, const Facts &Unit,
                                 Effects &UnitEffects) {
  const auto *Block =
      dyn_cast<CompoundStmt>(isa<CoroutineBodyStmt>(B.Code)
                                 ? cast<CoroutineBodyStmt>(B.Code)->getBody()
                                 : B.Code);
  if (!Block || otherWork(B, Unit))
    return std::nullopt;
  SoleWait Found;
  unsigned Waits = 0;
  for (const Operation &Op : B.Operations) {
    if (Op.is(Role::TimedWait))
      return std::nullopt; // The timeout is more than a wait.
    if (UnitEffects.isBlockingWait(Op)) {
      Found = {&Op, waitedTask(Op), Op.expr()};
      ++Waits;
    }
  }
  for (const Await &A : B.Awaits) {
    Found = {nullptr, A.Operand, A.E};
    ++Waits;
  }
  // A callable may also return the task to a library that unwraps it.
  if (Waits == 0 && !B.IsCoroutine && B.Returns.size() == 1)
    for (const Operation &Op : B.Operations)
      if (Op.Task && Op.Result.Is == Use::Returned && !Op.Result.Adapter) {
        Found = {nullptr, Op.expr(), Op.expr()};
        ++Waits;
      }
  if (Waits == 1 && Found.Task)
    return Found;
  return std::nullopt;
}

/// True if \p Op blocks and has an asynchronous form.
static bool hasAsyncForm(const Operation &Op) {
  if (!Op.is(Role::Block))
    return false;
  Blocking Kind = Op.Match->Blocks;
  return Kind == Blocking::Sleep
             ? Op.Match->Sibling || Op.Match->Duration
             : Op.Match->Sibling && (isIo(Kind) || Kind == Blocking::Process);
}

const Operation *soleBlockingOperation(const Body &B, const Models &AllModels) {
  const Operation *First = nullptr;
  if (B.HasLoop || !B.Awaits.empty() || !B.Children.empty())
    return nullptr;
  for (const Operation &Op : B.Operations) {
    if (hasAsyncForm(Op)) {
      First = First ? First : &Op;
      continue;
    }
    if (Op.is(Role::Adapt) || Op.is(Role::Query) ||
        isa<CXXConstructExpr, UserDefinedLiteral>(Op.expr()) ||
        (!Op.Match && AllModels.hasTrait(Op.Site, Trait::NoFail)))
      continue;
    return nullptr;
  }
  return First;
}

const Body *coroutineOf(const Operation &Maker, const Facts &Unit) {
  const Expr *Callable =
      Maker.is(Role::Inline) ? Maker.Site.at(Maker.Match->Callable) : nullptr;
  const Body *Callee = Callable ? Unit.bodyOfCallable(Callable)
                                : Unit.bodyOf(Maker.Site.Function);
  return Callee && Callee->IsCoroutine ? Callee : nullptr;
}

static bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &UnitEffects,
                         const Operation *Hop, unsigned Depth) {
  if (Depth == 4 || otherWork(B, Unit))
    return false;
  bool AwaitsIo = false;
  for (const Await &A : B.Awaits) {
    const Operation *Maker =
        Unit.operationAt(stripAdapters(A.Operand, Unit.models()));
    if (Hop && Maker == Hop)
      continue;
    const Body *Inner = Maker ? coroutineOf(*Maker, Unit) : nullptr;
    AwaitsIo = Maker && (Maker->is(Role::Async) ||
                         (Inner && onlyAwaitsIo(*Inner, Unit, UnitEffects,
                                                nullptr, Depth + 1)));
    if (!AwaitsIo)
      return false;
  }
  return AwaitsIo;
}

bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &UnitEffects,
                  const Operation *Hop) {
  return onlyAwaitsIo(B, Unit, UnitEffects, Hop, 0);
}

const Stmt *firstStatement(const Body &B, const Operation &Hop) {
  const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(B.Code);
  const auto *Block =
      Coroutine ? dyn_cast<CompoundStmt>(Coroutine->getBody()) : nullptr;
  if (!Block || Block->body_empty() || B.Awaits.empty())
    return nullptr;
  const auto *First = dyn_cast<Expr>(Block->body_front());
  const Await &A = B.Awaits.front();
  return First && stripImplicit(First) == A.E &&
                 stripImplicit(A.Operand) == Hop.expr()
             ? First
             : nullptr;
}

} // namespace clang::tidy::async
