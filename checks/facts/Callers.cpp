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

/// True if \p Function keeps its thread waiting for something that no task
/// represents. Only functions that have a thread of their own, or one that may
/// wait, do so.
bool Callers::waitsWithoutTask(const FunctionDecl *Function) {
  const Body *B = F.bodyOf(Function);
  return B && llvm::any_of(UnitEffects.blocking(*B), [](const Witness &Path) {
           if (!Path.RootMatch || Path.RootMatch->Is != Role::Block ||
               Path.RootMatch->Library->HasFibers)
             return false;
           switch (Path.RootMatch->Blocks) {
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

static std::optional<LinkedFunction> linked(const FunctionDecl &Function,
                                            const ProjectIndex *Project) {
  SymbolId Symbol = Project ? symbolOf(Function) : SymbolId();
  return Symbol ? Project->function(Symbol) : std::nullopt;
}

/// True if all callers of \p Function in other files may wait, according to the
/// index; nothing if it is not called there.
static std::optional<bool> mayAllWaitElsewhere(const FunctionDecl &Function,
                                               const ProjectIndex *Project) {
  std::optional<LinkedFunction> Linked = linked(Function, Project);
  if (!Linked || (!Linked->CalledFrom && !Linked->IsAddressTaken))
    return std::nullopt;
  // The callers of a plain caller are unknown, so it is not known to be one
  // that may wait.
  ContextSet Wrong = setOf(ContextKind::Plain) | setOf(ContextKind::Coroutine) |
                     setOf(ContextKind::Continuation);
  return (Linked->CalledFrom & Wrong) == 0;
}

bool Callers::mayAllWait(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  // A recursive call adds nothing.
  auto [Memo, IsNew] = MayWait.try_emplace(Function, true);
  if (!IsNew)
    return Memo->second;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  // Code that takes the address of a function may call it from anywhere.
  bool WaitsWithoutTask = waitsWithoutTask(Function);
  bool All = WaitsWithoutTask || !Calls.empty() || F.isAddressTaken(Function) ||
             // A use outside of all bodies is an initialiser, which runs at
             // start-up.
             (!Function->isExternallyVisible() && Function->isUsed());
  if (auto Elsewhere = mayAllWaitElsewhere(*Function, UnitEffects.project()))
    All = WaitsWithoutTask || *Elsewhere;
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
      All &= UnitEffects.isOffloadedByHop(*Call);
      continue;
    case ContextKind::Plain:
      All &= WaitsWithoutTask || Caller.IsTest ||
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
         !UnitEffects.isOffloadedByHop(Call);
}

const Operation *Callers::callInCoroutine(const FunctionDecl *Function) {
  for (const Operation *Call : F.callsOf(Function))
    if (isInCoroutine(*Call))
      return Call;
  return nullptr;
}

const Operation *Callers::callInCoroutine(const FunctionDecl *Function,
                                          const Operation &Wait) {
  for (const Operation *Call : F.callsOf(Function))
    if (isInCoroutine(*Call) && UnitEffects.isBlockingWait(Wait, *Call))
      return Call;
  return nullptr;
}

std::optional<Callers::CallElsewhere>
Callers::callElsewhere(const FunctionDecl *Function) {
  std::optional<LinkedFunction> Linked =
      linked(*Function, UnitEffects.project());
  if (!Linked || !Linked->SuspendingCall)
    return std::nullopt;
  return CallElsewhere{Linked->SuspendingCall, Linked->IsCallInCoroutine};
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
