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

namespace {
/// Where a file is. If a path is made from several parts, the largest counts.
enum class Medium {
  Other,  ///< On a disk, perhaps.
  Itself, ///< Where the path is that is being traced: a recursive call.
  Memory,
};

/// Traces a path to where it comes from, through variables and visible calls.
class PathTrace {
public:
  explicit PathTrace(const Facts &F) : F(F) {}

  /// The medium of the file whose path is \p E, that was opened with a path in
  /// \p E, or that \p E makes.
  Medium mediumOf(const Expr *E);

private:
  Medium mediumOf(const VarDecl *Var);
  Medium mediumOf(const ParmVarDecl *Param);
  Medium mediumOfResult(const Body &Callee);
  Medium mediumOfAll(llvm::ArrayRef<const Expr *> Values);
  /// The medium of \p D, a variable or the result of a function, which \p Trace
  /// finds.
  Medium traced(const Decl *D, llvm::function_ref<Medium()> Trace);

  struct Answer {
    Medium Is;
    /// If it is Itself: the level of the outermost declaration that it refers
    /// to.
    unsigned Level;
  };

  const Facts &F;
  llvm::DenseMap<const Decl *, Answer> Answers;
  unsigned Depth = 0;    ///< The number of declarations that are being traced.
  unsigned Lowest = ~0u; ///< The outermost of them that was met again.
};
} // namespace

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

Medium PathTrace::mediumOf(const Expr *E) {
  E = stripImplicit(E);
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return mediumOfAll({Choice->getTrueExpr(), Choice->getFalseExpr()});
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getCharByteWidth() == 1 &&
                   F.models().isInMemory(Text->getString())
               ? Medium::Memory
               : Medium::Other;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    // A variable that is not local may change elsewhere.
    if (!Var || (!Var->hasLocalStorage() && !Var->getType().isConstQualified()))
      return Medium::Other;
    return mediumOf(Var);
  }
  CallSite Site = CallSite::of(E);
  if (!Site)
    return Medium::Other;
  if (F.models().hasTrait(Site, Trait::InMemory))
    return Medium::Memory;
  if (const Body *Callee = F.bodyOf(Site.Function))
    if (Medium Result = mediumOfResult(*Callee); Result != Medium::Other)
      return Result;
  // `Folder / Name`: the beginning of the path decides.
  if (isa<CXXOperatorCallExpr>(E)) {
    const Expr *Left = Site.Object          ? Site.Object
                       : !Site.Args.empty() ? Site.Args.front()
                                            : nullptr;
    return Left ? mediumOf(Left) : Medium::Other;
  }
  Medium Largest = Site.Object ? mediumOf(Site.Object) : Medium::Other;
  for (const Expr *Arg : Site.Args)
    Largest = std::max(Largest, mediumOf(Arg));
  return Largest;
}

Medium PathTrace::traced(const Decl *D, llvm::function_ref<Medium()> Trace) {
  unsigned Level = Depth;
  auto [Found, IsNew] = Answers.try_emplace(D, Answer{Medium::Itself, Level});
  if (!IsNew) {
    if (Found->second.Is == Medium::Itself)
      Lowest = std::min(Lowest, Found->second.Level);
    return Found->second.Is;
  }
  unsigned LowestBefore = std::exchange(Lowest, Level);
  ++Depth;
  Medium Result = Trace();
  --Depth;
  // Only recursive calls: the origin of the path is not visible.
  if (Result == Medium::Itself && Lowest == Level)
    Result = Medium::Other;
  Answers[D] = {Result, Lowest};
  Lowest = std::min(Lowest, LowestBefore);
  return Result;
}

Medium PathTrace::mediumOf(const VarDecl *Var) {
  return traced(Var, [&] {
    if (const auto *Param = dyn_cast<ParmVarDecl>(Var))
      return mediumOf(Param);
    const Expr *Init = Var->getAnyInitializer();
    return Init ? mediumOf(Init) : Medium::Other;
  });
}

Medium PathTrace::mediumOfResult(const Body &Callee) {
  if (Callee.IsCoroutine || Callee.Returns.empty())
    return Medium::Other;
  return traced(Callee.Function, [&] {
    llvm::SmallVector<const Expr *, 4> Values;
    for (const Stmt *S : Callee.Returns)
      Values.push_back(cast<ReturnStmt>(S)->getRetValue());
    return mediumOfAll(Values);
  });
}

/// In memory if one of \p Values is such a path, and each of the others is one,
/// too, or is empty.
Medium PathTrace::mediumOfAll(llvm::ArrayRef<const Expr *> Values) {
  std::optional<Medium> Result;
  for (const Expr *Value : Values) {
    if (!Value)
      return Medium::Other;
    if (isEmptyText(Value))
      continue;
    Medium Next = mediumOf(Value);
    if (Next == Medium::Other)
      return Medium::Other;
    Result = std::max(Result.value_or(Next), Next);
  }
  return Result.value_or(Medium::Other);
}

/// In memory if at least one call is visible, apart from recursive ones, and
/// all visible calls pass such a path.
Medium PathTrace::mediumOf(const ParmVarDecl *Param) {
  const auto *Function = dyn_cast<FunctionDecl>(Param->getDeclContext());
  if (!Function || F.isAddressTaken(Function) || F.callsOf(Function).empty())
    return Medium::Other;
  Medium Result = Medium::Itself;
  for (const Operation *Call : F.callsOf(Function)) {
    unsigned Index = Param->getFunctionScopeIndex();
    Medium Passed = Index < Call->Site.Args.size()
                        ? mediumOf(Call->Site.Args[Index])
                        : Medium::Other;
    if (Passed == Medium::Other)
      return Medium::Other;
    Result = std::max(Result, Passed);
  }
  return Result;
}

bool ImmediateCalls::isInMemory(const Expr *E) {
  auto [Memo, IsNew] = InMemory.try_emplace(E);
  if (IsNew)
    Memo->second = PathTrace(F).mediumOf(E) == Medium::Memory;
  return Memo->second;
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
// Calls that find data, or room
//===----------------------------------------------------------------------===//

/// True if, on every path to \p Op or around it, the code asked the object that
/// \p Op uses how much data it has, or waited until it had some; for a write,
/// the same for room.
bool ImmediateCalls::isReady(const Operation &Op) {
  // The proof needs a control flow graph, and most code has nothing to prove.
  Trait Needed = factNeededBy(Op, F.models()) == Fact::Writable
                     ? Trait::Writable
                     : Trait::Readable;
  auto TestsReadiness = [&](const Operation &Other) {
    return F.models().hasTrait(Other.Site, Needed);
  };
  for (const Body *B = Op.In; B; B = B->Parent)
    if ((B->PassedTo && TestsReadiness(*B->PassedTo)) ||
        llvm::any_of(B->Operations, TestsReadiness))
      return Proven.of(*Op.In).isReady(Op);
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

//===----------------------------------------------------------------------===//
// Calls of the program's own code
//===----------------------------------------------------------------------===//

/// True if \p Op calls a visible override of the function that its model
/// describes: a file or stream of the program's own, perhaps in memory.
static bool isOwnOverride(const Operation &Op, const Facts &F) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  return Method && F.bodyOf(Method) &&
         llvm::any_of(Method->overridden_methods(),
                      [&](const CXXMethodDecl *Overridden) {
                        CallSite Site = Op.Site;
                        Site.Callee = Site.Function = Overridden;
                        Site.ObjectClass = Overridden->getParent();
                        return F.models().call(Site).Entry == Op.Match.Entry;
                      });
}

bool ImmediateCalls::isImmediate(const Operation &Op) {
  switch (Op.Match->Blocks) {
  case Blocking::Io:
  case Blocking::File:
    return usesFileInMemory(Op) || isUnblocked(Op) || isReady(Op) ||
           isOwnOverride(Op, F);
  case Blocking::Event:
    return Op.Site.Object && isAdmittedBySemaphore(Op);
  default:
    return false;
  }
}

} // namespace clang::tidy::async
