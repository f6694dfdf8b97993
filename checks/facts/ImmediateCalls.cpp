//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ImmediateCalls.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Files in memory
//===----------------------------------------------------------------------===//

/// True if \p E is an empty text.
static bool isEmptyText(const Expr *E) {
  E = stripImplicit(E);
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getLength() == 0;
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  return Construct && (Construct->getNumArgs() == 0 ||
                       isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
                       isEmptyText(Construct->getArg(0)));
}

/// True if one of \p Values is such a path, and all others are, too, or name no
/// file.
bool ImmediateCalls::areInMemory(llvm::ArrayRef<const Expr *> Values) {
  bool IsAny = false;
  for (const Expr *Value : Values) {
    if (!Value)
      return false;
    if (isInMemory(Value))
      IsAny = true;
    else if (!isEmptyText(Value))
      return false;
  }
  return IsAny;
}

/// True if \p Callee returns such a path.
bool ImmediateCalls::returnsInMemory(const Body &Callee) {
  if (Callee.IsCoroutine)
    return false;
  // A recursive call adds nothing.
  if (auto [Memo, IsNew] = InMemory.try_emplace(Callee.Function, true); !IsNew)
    return Memo->second;
  llvm::SmallVector<const Expr *, 4> Values;
  for (const Stmt *S : Callee.Returns)
    Values.push_back(cast<ReturnStmt>(S)->getRetValue());
  bool Result = areInMemory(Values);
  return InMemory[Callee.Function] = Result;
}

/// True if \p E is the path of a file that a model describes as held in memory,
/// is made from such a path, or was opened with one.
bool ImmediateCalls::isInMemory(const Expr *E) {
  E = stripImplicit(E);
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return areInMemory({Choice->getTrueExpr(), Choice->getFalseExpr()});
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getCharByteWidth() == 1 &&
           F.models().isInMemory(Text->getString());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    // A variable that is not local may change elsewhere.
    if (!Var || (!Var->hasLocalStorage() && !Var->getType().isConstQualified()))
      return false;
    // A recursive use adds nothing.
    if (auto [Memo, IsNew] = InMemory.try_emplace(Var, true); !IsNew)
      return Memo->second;
    const auto *Param = dyn_cast<ParmVarDecl>(Var);
    bool Result = Param ? isInMemory(Param)
                        : Var->getAnyInitializer() &&
                              isInMemory(Var->getAnyInitializer());
    return InMemory[Var] = Result;
  }
  CallSite Site = CallSite::of(E);
  if (!Site)
    return false;
  if (const Body *Callee = F.bodyOf(Site.Function))
    if (returnsInMemory(*Callee))
      return true;
  // `Folder / Name`: the beginning of the path decides.
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

/// True if at least one call is visible, and all visible calls pass such a
/// path.
bool ImmediateCalls::isInMemory(const ParmVarDecl *Param) {
  const auto *Function = dyn_cast<FunctionDecl>(Param->getDeclContext());
  if (!Function || F.isAddressTaken(Function))
    return false;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  unsigned Index = Param->getFunctionScopeIndex();
  return !Calls.empty() && llvm::all_of(Calls, [&](const Operation *Call) {
    return Index < Call->Site.Args.size() && isInMemory(Call->Site.Args[Index]);
  });
}

bool ImmediateCalls::usesFileInMemory(const Operation &Op) {
  auto FileAt = [&](const Expr *E) {
    return pathOf(E, F.models()).withoutPointers();
  };
  auto DenotesFileInMemory = [&](const Expr *E) {
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
  return (Op.Site.Object && DenotesFileInMemory(Op.Site.Object)) ||
         llvm::any_of(Op.Site.Args, DenotesFileInMemory);
}

//===----------------------------------------------------------------------===//
// Calls that give up
//===----------------------------------------------------------------------===//

bool ImmediateCalls::isUnblocked(const CXXRecordDecl *Class) {
  if (!Unblocked) {
    Unblocked.emplace();
    for (const Body &B : F.bodies())
      for (const Operation &Op : B.Operations)
        if (F.models().hasTrait(Op.Site, Trait::Unblock)) {
          const CXXRecordDecl *Target = Op.Site.ObjectClass;
          if (!Target && !Op.Site.Args.empty())
            Target = classOf(pointedTo(Op.Site.Args.front()->getType()));
          if (Target)
            Unblocked->insert(Target->getCanonicalDecl());
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

/// Objects are passed from one to another, so one object counts for all of its
/// class.
bool ImmediateCalls::isUnblocked(const Operation &Op) {
  return isUnblocked(Op.Site.ObjectClass) ||
         llvm::any_of(Op.Site.Args, [&](const Expr *Arg) {
           return isUnblocked(classOf(pointedTo(Arg->getType())));
         });
}

//===----------------------------------------------------------------------===//
// Calls that find data
//===----------------------------------------------------------------------===//

/// True if, on every path to \p Op or around it, the code asked the object that
/// \p Op uses how much data it has, or waited until it had some.
bool ImmediateCalls::isReady(const Operation &Op) {
  // The proof needs a control flow graph, and most code has nothing to prove.
  auto TestsReadiness = [&](const Operation &Other) {
    return F.models().hasTrait(Other.Site, Trait::Readiness);
  };
  for (const Body *B = Op.In; B; B = B->Parent)
    if ((B->PassedTo && TestsReadiness(*B->PassedTo)) ||
        llvm::any_of(B->Operations, TestsReadiness))
      return Proven.of(*Op.In).hasData(Op);
  return false;
}

/// True if every path to \p Op waits for a semaphore that counts the elements
/// of the queue that \p Op takes from.
bool ImmediateCalls::isAdmittedBySemaphore(const Operation &Op) {
  auto IsSemaphore = [&](const Expr *E) {
    const TypeModel *Model =
        E ? F.models().type(pointedTo(E->getType())) : nullptr;
    return Model && Model->Kind == TypeKind::Semaphore;
  };
  bool Waits = llvm::any_of(Op.In->Awaits, [&](const Await &A) {
    const Operation *Awaited =
        F.operationAt(stripAdapters(A.Operand, F.models()));
    return Awaited && (IsSemaphore(Awaited->Site.Object) ||
                       llvm::any_of(Awaited->Site.Args, IsSemaphore));
  });
  return Waits && Proven.of(*Op.In).isSemaphoreAcquired(Op);
}

bool ImmediateCalls::isImmediate(const Operation &Op) {
  switch (Op.Match->Blocks) {
  case Blocking::Io:
  case Blocking::File:
    return usesFileInMemory(Op) || isUnblocked(Op) || isReady(Op);
  case Blocking::Event:
    return Op.Site.Object && isAdmittedBySemaphore(Op);
  default:
    return false;
  }
}

} // namespace clang::tidy::async
