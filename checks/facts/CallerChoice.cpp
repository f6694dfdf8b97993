//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/CallerChoice.h"
#include "facts/Chains.h"
#include "facts/Objects.h"
#include "facts/ReadyProof.h"
#include "clang/Basic/CharInfo.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// Calls \p Visit with each word of \p Name, in lower case: `m_useAsyncIO`
/// consists of m, use, async and io.
static void forEachWord(llvm::StringRef Name,
                        llvm::function_ref<void(llvm::StringRef)> Visit) {
  while (!Name.empty()) {
    size_t End = 0;
    while (End < Name.size() && isUppercase(Name[End]))
      ++End;
    // In `IOLoop`, the last capital belongs to the second word.
    if (End > 1 && End < Name.size() && isLowercase(Name[End]))
      --End;
    else
      while (End < Name.size() && Name[End] != '_' && !isUppercase(Name[End]))
        ++End;
    if (End != 0)
      Visit(Name.take_front(End).lower());
    Name = Name.drop_front(End).ltrim('_');
  }
}

/// True if \p Word describes whether a thread waits.
static bool isAboutWaiting(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {
      "async",  "asynchronous", "asynchronously", "await",       "block",
      "blocks", "blocking",     "nonblock",       "nonblocking", "nowait",
      "sync",   "synchronous",  "synchronously",  "wait",        "waits"};
  return llvm::is_contained(Words, Word);
}

/// True if \p Word describes only the manner in which a function works.
static bool isAboutManner(llvm::StringRef Word) {
  static constexpr llvm::StringLiteral Words[] = {
      "co", "coro", "fut", "future", "later", "now", "task"};
  return isAboutWaiting(Word) || llvm::is_contained(Words, Word);
}

static bool isNamedAfterWaiting(const NamedDecl *D) {
  bool Found = false;
  if (D && D->getIdentifier())
    forEachWord(D->getName(),
                [&](llvm::StringRef Word) { Found |= isAboutWaiting(Word); });
  return Found;
}

/// The words of the name of \p D that do not describe the manner in which the
/// function works; empty if there are none.
static std::string stemOf(const NamedDecl *D) {
  std::string Stem;
  if (D && D->getIdentifier())
    forEachWord(D->getName(), [&](llvm::StringRef Word) {
      if (!isAboutManner(Word))
        Stem += Word.str() + ' ';
    });
  return Stem;
}

/// True if the flag of \p W is named after the choice whether to wait.
static bool isNamedAfterWaiting(const Way &W) {
  if (isNamedAfterWaiting(W.Flag) || isNamedAfterWaiting(W.Value))
    return true;
  const auto *Type = W.Value ? W.Value->getType()->getAs<EnumType>() : nullptr;
  return Type && isNamedAfterWaiting(Type->getDecl());
}

//===----------------------------------------------------------------------===//
// Two ways to do the same thing
//===----------------------------------------------------------------------===//

/// True if \p A and \p B are functions with the same purpose, judging by their
/// names and classes.
static bool haveSamePurpose(const NamedDecl *A, const NamedDecl *B) {
  if (!A || !B)
    return false;
  if (A->getCanonicalDecl() == B->getCanonicalDecl())
    return true;
  if (std::string Stem = stemOf(A); Stem.empty() || Stem != stemOf(B))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(A);
  const auto *Other = dyn_cast<CXXMethodDecl>(B);
  if (!Method || !Other)
    return true;
  const CXXRecordDecl *Class = Method->getParent()->getCanonicalDecl();
  const CXXRecordDecl *OtherClass = Other->getParent()->getCanonicalDecl();
  return Class == OtherClass ||
         (Class->hasDefinition() && Class->isDerivedFrom(OtherClass)) ||
         (OtherClass->hasDefinition() && OtherClass->isDerivedFrom(Class));
}

/// True if the model of \p Op names \p Callee as its asynchronous form.
static bool isAsyncFormOf(const NamedDecl *Callee, const Operation &Op) {
  if (!Op.Match || !Callee || !Callee->getIdentifier())
    return false;
  auto [Before, After] =
      llvm::StringRef(Op.Match->Sibling.Text).split(Callee->getName());
  return After.data() && !After.empty() &&
         !isAsciiIdentifierContinue(After.front()) &&
         (Before.empty() || !isAsciiIdentifierContinue(Before.back()));
}

/// True if \p Other passes a callable to other threads, and that callable calls
/// the callee of \p Op.
static bool offloads(const Operation &Other, const Operation &Op,
                     const Facts &Unit) {
  if (!Other.is(Role::Offload) && !Other.is(Role::Post))
    return false;
  const Expr *Callable = Other.Site.at(Other.Match->Callable);
  const Body *Code = Callable ? Unit.bodyOfCallable(Callable) : nullptr;
  return Code && (haveSamePurpose(Op.callee(), Code->Function) ||
                  llvm::any_of(Code->Operations, [&](const Operation &Inner) {
                    return haveSamePurpose(Op.callee(), Inner.callee());
                  }));
}

/// True if the task that \p Other makes has the same purpose as \p Op, which
/// waits for the task that \p Maker made, or blocks by itself if \p Maker is
/// null.
static bool hasSamePurpose(const Operation &Other, const Operation &Op,
                           const Operation *Maker, const Facts &Unit) {
  const Operation &Work = Maker ? *Maker : Op;
  return haveSamePurpose(Work.callee(), Other.callee()) ||
         isAsyncFormOf(Other.callee(), Work) || offloads(Other, Work, Unit);
}

//===----------------------------------------------------------------------===//
// The other branch
//===----------------------------------------------------------------------===//

/// True if \p At is in the opposite branch of \p W.
static bool isInOppositeBranch(const Surroundings &At, const Way &W) {
  for (const Way *Each = At.Chosen; Each; Each = Each->Outer)
    if (Each->Flag == W.Flag && Each->Value == W.Value)
      return Each->IsTrue != W.IsTrue;
  return false;
}

bool areChosenApart(const Surroundings &A, const Surroundings &B) {
  for (const Way *Each = A.Chosen; Each; Each = Each->Outer)
    if (isa<ParmVarDecl>(Each->Flag) && isInOppositeBranch(B, *Each))
      return true;
  return false;
}

/// True if the thread waits for the task that \p Maker makes.
static bool isWaitedFor(const Operation &Maker, const Facts &Unit) {
  return llvm::any_of(Maker.In->Operations, [&](const Operation &Wait) {
    const Expr *Task =
        Wait.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Wait) : nullptr;
    return Task && makerOf(Task, Unit) == &Maker;
  });
}

/// True if \p Maker makes a task whose work is not finished at that point.
static bool startsWork(const Operation &Maker, const Facts &Unit) {
  return Maker.Task && !Maker.Match.has(RoleInfo::MakesFinishedTask) &&
         !Maker.is(Role::Adapt) && !isa<CXXConstructExpr>(Maker.expr()) &&
         !Maker.Result.isDiscarded() && !isWaitedFor(Maker, Unit);
}

namespace {
/// A blocking operation, for the comparison with the other branch.
struct BlockingOperation {
  const Operation &Op;
  const Expr *Task;       ///< The task that Op waits for, or null.
  const Operation *Maker; ///< Of the task; null if unknown.
};
} // namespace

/// The operation that created \p Task; null if unknown. A call that returns a
/// reference, such as to an element of a container, creates nothing.
static const Operation *creatorOf(const Expr *Task, const Facts &Unit) {
  const Operation *Maker = makerOf(Task, Unit);
  return Maker && !Maker->expr()->isGLValue() ? Maker : nullptr;
}

/// True if \p A and \p B are the same task: the same object or, in a container,
/// an element that is accessed in the same way.
static bool isSameTask(const Expr *A, const Expr *B, const Facts &Unit) {
  const Models &AllModels = Unit.models();
  if (pathOf(A, AllModels, Parts::None) == pathOf(B, AllModels, Parts::None))
    return true;
  llvm::FoldingSetNodeID IdOfA, IdOfB;
  A->Profile(IdOfA, Unit.context(), /*Canonical=*/true);
  B->Profile(IdOfB, Unit.context(), /*Canonical=*/true);
  return pathOf(A, AllModels) == pathOf(B, AllModels) && IdOfA == IdOfB;
}

/// True if the opposite branch of \p W in \p B does the same asynchronously.
static bool hasAsyncAlternative(const BlockingOperation &BlockingOp,
                                const Way &W, const Body &B,
                                const Facts &Unit) {
  bool IsNamed = isNamedAfterWaiting(W);
  // Only the name is left of the other branch.
  if (IsNamed && W.IsOnlyBranch)
    return true;
  for (const Await &A : B.Awaits) {
    if (!isInOppositeBranch(A.At, W))
      continue;
    const Expr *Operand = stripAdapters(A.Operand, Unit.models());
    const Operation *Maker = creatorOf(Operand, Unit);
    if (IsNamed ||
        (BlockingOp.Task && isSameTask(BlockingOp.Task, Operand, Unit)) ||
        (Maker &&
         hasSamePurpose(*Maker, BlockingOp.Op, BlockingOp.Maker, Unit)))
      return true;
  }
  return llvm::any_of(B.Operations, [&](const Operation &Maker) {
    return isInOppositeBranch(Maker.At, W) && startsWork(Maker, Unit) &&
           (IsNamed ||
            hasSamePurpose(Maker, BlockingOp.Op, BlockingOp.Maker, Unit));
  });
}

/// True if \p Maker is in one of the two branches that \p W belongs to.
static bool isInChoice(const Operation &Maker, const Way &W) {
  for (const Way *Each = Maker.At.Chosen; Each; Each = Each->Outer)
    if (Each->Flag == W.Flag && Each->Value == W.Value)
      return true;
  return false;
}

bool isChosenByCaller(const Operation &Op, const Facts &Unit) {
  const Expr *Task =
      Op.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Op) : nullptr;
  Task = Task ? stripAdapters(Task, Unit.models()) : nullptr;
  BlockingOperation BlockingOp{Op, Task,
                               Task ? creatorOf(Task, Unit) : nullptr};
  const Way *Innermost = Op.At.Chosen;
  // A lambda that is called at once is in the branches that enclose it.
  for (const Body *B = Op.In; B; B = B->IsInline ? B->Parent : nullptr) {
    for (const Way *W = Innermost; W; W = W->Outer) {
      if (hasAsyncAlternative(BlockingOp, *W, *B, Unit))
        return true;
      // Returning early, without any task, is not an alternative to waiting.
      bool IsAboutWait = !W->IsRemainder || isNamedAfterWaiting(*W);
      if (Task && IsAboutWait && B->Context == ContextKind::Plain &&
          !(BlockingOp.Maker && isInChoice(*BlockingOp.Maker, *W)))
        return true;
    }
    Innermost = B->Chosen;
  }
  return false;
}

} // namespace clang::tidy::async
