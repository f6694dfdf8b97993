//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callers.h"
#include "facts/Symbols.h"
#include "index/ProjectIndex.h"

namespace clang::tidy::async {

/// True if \p Function keeps its thread waiting for what no task stands for, as
/// only a thread of its own does, or one that may wait.
bool Callers::waitsAnyway(const FunctionDecl *Function) {
  const Body *B = F.bodyOf(Function);
  return B && llvm::any_of(Does.blocking(*B), [](const Witness &Path) {
           if (!Path.Behind || Path.Behind->Is != Role::Block ||
               Path.Behind->Library->HasFibers)
             return false;
           switch (Path.Behind->Blocks) {
           case Blocking::Event:
           case Blocking::Thread:
             return true;
           case Blocking::Sleep:
             return Path.First->At.InLoop;
           default:
             return false;
           }
         });
}

/// What other files tell of those who call \p Function: whether all of them may
/// wait. None if nobody there calls it.
static std::optional<bool> mayAllWaitElsewhere(const FunctionDecl &Function,
                                               const ProjectIndex *Project) {
  SymbolId Symbol = Project ? symbolOf(Function) : SymbolId();
  std::optional<LinkedFunction> Known =
      Symbol ? Project->function(Symbol) : std::nullopt;
  if (!Known || (!Known->CalledFrom && !Known->IsAddressTaken))
    return std::nullopt;
  // Callers that are plain have no callers themselves: theirs are not known.
  ContextSet Wrong = setOf(ContextKind::Plain) | setOf(ContextKind::Coroutine) |
                     setOf(ContextKind::Continuation);
  return (Known->CalledFrom & Wrong) == 0;
}

bool Callers::mayAllWait(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  // Recursion adds nothing.
  auto [Known, IsNew] = MayWait.try_emplace(Function, true);
  if (!IsNew)
    return Known->second;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  // What was given its address calls it nobody knows where.
  bool WaitsAnyway = waitsAnyway(Function);
  bool All = WaitsAnyway || !Calls.empty() || F.isAddressTaken(Function) ||
             // A use that no body has is an initialiser: that runs at start-up.
             (!Function->isExternallyVisible() && Function->isUsed());
  if (auto Elsewhere = mayAllWaitElsewhere(*Function, Does.project()))
    All = WaitsAnyway || *Elsewhere;
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
      All &= WaitsAnyway || Caller.IsTest ||
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
