//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callers.h"

namespace clang::tidy::async {

bool Callers::mayAllWait(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  // Recursion adds nothing.
  auto [Known, IsNew] = MayWait.try_emplace(Function, true);
  if (!IsNew)
    return Known->second;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  // What was given its address calls it nobody knows where.
  bool All = !Calls.empty() || F.isAddressTaken(Function) ||
             // A use that no body has is an initialiser: that runs at start-up.
             (!Function->isExternallyVisible() && Function->isUsed());
  for (const Operation *Call : Calls) {
    const Body &Caller = outermost(*Call->In);
    switch (Caller.Context) {
    case ContextKind::MayBlock:
    case ContextKind::Fiber:
    case ContextKind::Offloaded:
    case ContextKind::Unknown:
      continue;
    case ContextKind::Coroutine:
    case ContextKind::Continuation:
      All &= Does.isOffloadedByHop(*Call);
      continue;
    case ContextKind::Plain:
      All &= Caller.IsTest ||
             isa<CXXConstructorDecl, CXXDestructorDecl>(Caller.Function) ||
             mayAllWait(Caller.Function);
      continue;
    }
  }
  return MayWait[Function] = All;
}

bool Callers::isInCoroutine(const Operation &Call) {
  ContextKind Context = outermost(*Call.In).Context;
  return (Context == ContextKind::Coroutine ||
          Context == ContextKind::Continuation) &&
         !Does.isOffloadedByHop(Call);
}

const Operation *Callers::inCoroutine(const FunctionDecl *Function) {
  for (const Operation *Call : F.callsOf(Function))
    if (isInCoroutine(*Call))
      return Call;
  return nullptr;
}

const Operation *Callers::inCoroutine(const FunctionDecl *Function,
                                      const Operation &Wait) {
  for (const Operation *Call : F.callsOf(Function))
    if (isInCoroutine(*Call) && Does.isBlockingWait(Wait, *Call))
      return Call;
  return nullptr;
}

bool Callers::areAllCoroutines(const FunctionDecl *Function) {
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  return !Calls.empty() && !Function->isExternallyVisible() &&
         !F.isAddressTaken(Function) &&
         llvm::all_of(Calls, [&](const Operation *Call) {
           return isInCoroutine(*Call);
         });
}

} // namespace clang::tidy::async
