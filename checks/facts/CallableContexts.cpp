//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callables.h"
#include "facts/Chains.h"

namespace clang::tidy::async {

ContextKind contextAt(Place P) {
  switch (P) {
  case Place::Pool:
    return ContextKind::Offloaded;
  case Place::Thread:
    return ContextKind::MayBlock;
  case Place::Fiber:
    return ContextKind::Fiber;
  case Place::Loop:
  case Place::LocalLoop:
    return ContextKind::Continuation;
  case Place::Unknown:
  case Place::Here:
    return ContextKind::Unknown;
  }
  llvm_unreachable("covered switch");
}

Callables::Callables(const Facts &F, ContextOf Context)
    : F(F), Context(std::move(Context)) {
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations)
      if (Op.Match && F.models().hasTrait(Op.Site, Trait::Threads))
        Threaded.insert(Op.Match->Library);
}

ContextKind Callables::contextOf(const Operation &Op, unsigned Index) const {
  auto IsAt = [&](Position P) {
    return (P.K == Position::Index && P.N == Index) ||
           (P.K == Position::Last && Index + 1 == Op.Site.Args.size()) ||
           P.K == Position::All;
  };
  if (IsAt(Op.Match->Token))
    return ContextKind::Continuation;
  if (!IsAt(Op.Match->Callable) && Op.Match->Callable)
    return ContextKind::Unknown;
  Place Target = F.placeOf(Op);
  if (isLoop(Target) && Threaded.contains(Op.Match->Library))
    return ContextKind::Unknown;
  if (Op.is(Role::Continue) && Target == Place::Unknown)
    if (std::optional<Place> InChain = placeInChain(Op, F))
      return contextAt(*InChain);
  if (Op.Match.has(RoleInfo::RunsCallableLater))
    return Target == Place::Pool || Target == Place::Thread ||
                   Target == Place::Fiber
               ? contextAt(Target)
               : ContextKind::Continuation;
  bool RunsHere = Op.Match.has(RoleInfo::RunsCallableHere);
  if (Op.Match.has(RoleInfo::RunsCallableElsewhere)) {
    if (Target == Place::Unknown && Op.is(Role::Offload))
      return ContextKind::Offloaded;
    if (Target != Place::Here)
      return contextAt(Target);
    RunsHere = true;
  }
  switch (Op.Match->Is) {
  case Role::MayBlock:
    return Target == Place::Fiber ? ContextKind::Fiber : ContextKind::MayBlock;
  case Role::Spawn:
    // The callable is the coroutine itself; its pool may exist for blocking
    // calls.
    return Target == Place::Pool ? ContextKind::Offloaded
                                 : ContextKind::Unknown;
  case Role::Async:
    // The waiting thread runs it.
    return Target == Place::Here ? ContextKind::Unknown
                                 : ContextKind::Continuation;
  default:
    return RunsHere ? ContextKind::Plain : ContextKind::Unknown;
  }
}

} // namespace clang::tidy::async
