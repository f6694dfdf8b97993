//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/AtOnce.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Files in memory
//===----------------------------------------------------------------------===//

/// True if \p E is the path of a file that a model says is there at once, what
/// is made of such a path, or what was opened by one.
bool AtOnce::isInMemory(const Expr *E) {
  E = stripImplicit(E);
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getCharByteWidth() == 1 &&
           F.models().isInMemory(Text->getString());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    // What is not local may be changed elsewhere.
    if (!Var || (!Var->hasLocalStorage() && !Var->getType().isConstQualified()))
      return false;
    // Recursion adds nothing.
    if (auto [Known, IsNew] = InMemory.try_emplace(Var, true); !IsNew)
      return Known->second;
    const auto *Param = dyn_cast<ParmVarDecl>(Var);
    bool Is = Param ? isInMemory(Param)
                    : Var->getAnyInitializer() &&
                          isInMemory(Var->getAnyInitializer());
    return InMemory[Var] = Is;
  }
  CallSite Site = CallSite::of(E);
  if (!Site)
    return false;
  // `Folder / Name`: how it begins decides.
  if (isa<CXXOperatorCallExpr>(E)) {
    const Expr *Left = Site.Object          ? Site.Object
                       : !Site.Args.empty() ? Site.Args.front()
                                            : nullptr;
    return Left && isInMemory(Left);
  }
  return (Site.Object && isInMemory(Site.Object)) ||
         llvm::any_of(Site.Args,
                      [&](const Expr *Arg) { return isInMemory(Arg); });
}

/// True if all calls in sight, of which there is one, give such a path.
bool AtOnce::isInMemory(const ParmVarDecl *Param) {
  const auto *Function = dyn_cast<FunctionDecl>(Param->getDeclContext());
  if (!Function || F.isAddressTaken(Function))
    return false;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  unsigned Index = Param->getFunctionScopeIndex();
  return !Calls.empty() && llvm::all_of(Calls, [&](const Operation *Call) {
    return Index < Call->Site.Args.size() && isInMemory(Call->Site.Args[Index]);
  });
}

bool AtOnce::isAboutFileInMemory(const Operation &Op) {
  auto FileAt = [&](const Expr *E) {
    return pathOf(E, F.models()).withoutPointers();
  };
  auto IsOrWasOpened = [&](const Expr *E) {
    if (isInMemory(E))
      return true;
    // `Stream.open("/proc/uptime")`.
    Path Stream = FileAt(E);
    return Stream &&
           llvm::any_of(Op.In->Operations, [&](const Operation &Other) {
             return Other.is(Role::Block) && !Other.Site.Args.empty() &&
                    Other.Site.Function != Op.Site.Function &&
                    FileAt(Other.Site.Object) == Stream &&
                    isInMemory(Other.Site.Args.front());
           });
  };
  return (Op.Site.Object && IsOrWasOpened(Op.Site.Object)) ||
         llvm::any_of(Op.Site.Args, IsOrWasOpened);
}

//===----------------------------------------------------------------------===//
// What gives up
//===----------------------------------------------------------------------===//

bool AtOnce::isUnblocked(const CXXRecordDecl *Class) {
  if (!Unblocked) {
    Unblocked.emplace();
    for (const Body &B : F.bodies())
      for (const Operation &Op : B.Operations)
        if (F.models().hasTrait(Op.Site, Trait::Unblock)) {
          const CXXRecordDecl *What = Op.Site.ObjectClass;
          if (!What && !Op.Site.Args.empty())
            What = classOf(pointedTo(Op.Site.Args.front()->getType()));
          if (What)
            Unblocked->insert(What->getCanonicalDecl());
        }
  }
  bool Found = false;
  if (!Unblocked->empty())
    walkBases(Class, [&](const CXXRecordDecl *Base) {
      Found |= Unblocked->contains(Base->getCanonicalDecl());
      return !Found;
    });
  return Found;
}

/// Objects are passed on from one to another, so that one of its kind speaks
/// for all.
bool AtOnce::isUnblocked(const Operation &Op) {
  return isUnblocked(Op.Site.ObjectClass) ||
         llvm::any_of(Op.Site.Args, [&](const Expr *Arg) {
           return isUnblocked(classOf(pointedTo(Arg->getType())));
         });
}

//===----------------------------------------------------------------------===//
// What has something to give
//===----------------------------------------------------------------------===//

/// True if what \p Op uses was asked on every way there, or around it, how much
/// it has to give, or waited for until it had something.
bool AtOnce::isReady(const Operation &Op) {
  // The proof costs a graph of the control flow: nothing to prove in most code.
  auto Asks = [&](const Operation &Other) {
    return F.models().hasTrait(Other.Site, Trait::Readiness);
  };
  for (const Body *B = Op.In; B; B = B->Parent)
    if ((B->HandedTo && Asks(*B->HandedTo)) ||
        llvm::any_of(B->Operations, Asks))
      return Proven.of(*Op.In).isReadyToGive(Op);
  return false;
}

/// True if a semaphore that counts what is in the queue that \p Op takes from
/// was waited for on every way there.
bool AtOnce::isLetThrough(const Operation &Op) {
  auto LetsThrough = [&](const Expr *E) {
    const TypeModel *Model =
        E ? F.models().type(pointedTo(E->getType())) : nullptr;
    return Model && Model->Kind == TypeKind::Semaphore;
  };
  bool Waits = llvm::any_of(Op.In->Awaits, [&](const Await &A) {
    const Operation *Awaited =
        F.operationAt(stripAdapters(A.Operand, F.models()));
    return Awaited && (LetsThrough(Awaited->Site.Object) ||
                       llvm::any_of(Awaited->Site.Args, LetsThrough));
  });
  return Waits && Proven.of(*Op.In).isLetThrough(Op);
}

bool AtOnce::isAtOnce(const Operation &Op) {
  switch (Op.Match->Blocks) {
  case Blocking::Io:
  case Blocking::File:
    return isAboutFileInMemory(Op) || isUnblocked(Op) || isReady(Op);
  case Blocking::Event:
    return Op.Site.Object && isLetThrough(Op);
  default:
    return false;
  }
}

} // namespace clang::tidy::async
