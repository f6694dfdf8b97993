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

const Operation *onlyIoWithSibling(const Body &B, const Models &Known) {
  const Operation *First = nullptr;
  if (B.HasLoop || !B.Awaits.empty() || !B.Children.empty())
    return nullptr;
  for (const Operation &Op : B.Operations) {
    if (Op.is(Role::Block) && Op.Match->Sibling &&
        Op.Match->Blocks == Blocking::Io) {
      First = First ? First : &Op;
      continue;
    }
    if (Op.is(Role::Adapt) || Op.is(Role::Query) ||
        isa<CXXConstructExpr>(Op.expr()) ||
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
                         unsigned Depth) {
  return Depth < 4 && !B.Awaits.empty() && !otherWork(B, Unit) &&
         llvm::all_of(
             B.Awaits,
             [&](const Await &A) {
               const Operation *Maker =
                   Unit.operationAt(stripAdapters(A.Operand, Unit.models()));
               if (!Maker || Maker->is(Role::Async))
                 return Maker != nullptr;
               const Body *Inner = coroutineOf(*Maker, Unit);
               return Inner && onlyAwaitsIo(*Inner, Unit, Does, Depth + 1);
             });
}

bool onlyAwaitsIo(const Body &B, const Facts &Unit, Effects &Does) {
  return onlyAwaitsIo(B, Unit, Does, 0);
}

} // namespace clang::tidy::async
