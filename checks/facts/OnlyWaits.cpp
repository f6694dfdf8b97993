//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/OnlyWaits.h"
#include "facts/OtherWork.h"

namespace clang::tidy::async {

std::optional<Waiting> onlyWait(const Body &B, const Facts &Unit,
                                Effects &Does) {
  const auto *Block =
      dyn_cast<CompoundStmt>(isa<CoroutineBodyStmt>(B.Code)
                                 ? cast<CoroutineBodyStmt>(B.Code)->getBody()
                                 : B.Code);
  if (!Block || otherWork(B, Unit))
    return std::nullopt;
  Waiting Found;
  unsigned Waits = 0;
  for (const Operation &Op : B.Operations) {
    if (Op.is(Role::TimedWait))
      return std::nullopt; // Who gives up after a time does more than wait.
    if (Does.isBlockingWait(Op)) {
      Found = {&Op, waitedTask(Op), Op.expr()};
      ++Waits;
    }
  }
  for (const Await &A : B.Awaits) {
    Found = {nullptr, A.Operand, A.E};
    ++Waits;
  }
  // It may also just give the task to a library that will take it apart.
  if (Waits == 0 && !B.IsCoroutine && B.Returns.size() == 1)
    for (const Operation &Op : B.Operations)
      if (Op.Task && Op.Result.Is == Use::Returned && !Op.Result.Through) {
        Found = {nullptr, Op.expr(), Op.expr()};
        ++Waits;
      }
  if (Waits == 1 && Found.Task)
    return Found;
  return std::nullopt;
}

/// True if \p Op blocks on what could be awaited.
static bool hasAsyncForm(const Operation &Op) {
  if (!Op.is(Role::Block))
    return false;
  Blocking What = Op.Match->Blocks;
  return What == Blocking::Sleep
             ? Op.Match->Sibling || Op.Match->Duration
             : Op.Match->Sibling && (isIo(What) || What == Blocking::Process);
}

const Operation *onlyBlocks(const Body &B, const Models &Known) {
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
        (!Op.Match && Known.hasTrait(Op.Site, Trait::NoFail)))
      continue;
    return nullptr;
  }
  return First;
}

const Body *coroutineOf(const Operation &Maker, const Facts &Unit) {
  const Expr *Callable =
      Maker.is(Role::Inline) ? Maker.Site.at(Maker.Match->Callable) : nullptr;
  const Body *Made = Callable ? Unit.bodyOfCallable(Callable)
                              : Unit.bodyOf(Maker.Site.Function);
  return Made && Made->IsCoroutine ? Made : nullptr;
}

static bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &Does,
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
    AwaitsIo =
        Maker &&
        (Maker->is(Role::Async) ||
         (Inner && onlyAwaitsIo(*Inner, Unit, Does, nullptr, Depth + 1)));
    if (!AwaitsIo)
      return false;
  }
  return AwaitsIo;
}

bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &Does,
                  const Operation *Hop) {
  return onlyAwaitsIo(B, Unit, Does, Hop, 0);
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
