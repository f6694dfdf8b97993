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

/// Calls \p See with each word of \p Name, in lower case: `m_useAsyncIO` is
/// made of m, use, async and io.
static void forEachWord(llvm::StringRef Name,
                        llvm::function_ref<void(llvm::StringRef)> See) {
  while (!Name.empty()) {
    size_t End = 0;
    while (End < Name.size() && isUppercase(Name[End]))
      ++End;
    // Of `IOLoop`, the last capital belongs to the second word.
    if (End > 1 && End < Name.size() && isLowercase(Name[End]))
      --End;
    else
      while (End < Name.size() && Name[End] != '_' && !isUppercase(Name[End]))
        ++End;
    if (End != 0)
      See(Name.take_front(End).lower());
    Name = Name.drop_front(End).ltrim('_');
  }
}

/// True if \p Word says whether the thread waits.
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

/// What a function called \p D does, however it does it; empty if its name does
/// not tell.
static std::string stemOf(const NamedDecl *D) {
  std::string Stem;
  if (D && D->getIdentifier())
    forEachWord(D->getName(), [&](llvm::StringRef Word) {
      if (!isAboutManner(Word))
        Stem += Word.str() + ' ';
    });
  return Stem;
}

/// True if the flag of \p W is named after what it decides.
static bool isNamedAfterWaiting(const Way &W) {
  if (isNamedAfterWaiting(W.Flag) || isNamedAfterWaiting(W.Value))
    return true;
  const auto *Type = W.Value ? W.Value->getType()->getAs<EnumType>() : nullptr;
  return Type && isNamedAfterWaiting(Type->getDecl());
}

//===----------------------------------------------------------------------===//
// The same in two ways
//===----------------------------------------------------------------------===//

/// True if \p A and \p B are functions for the same thing, as far as their
/// names and classes tell.
static bool areForTheSame(const NamedDecl *A, const NamedDecl *B) {
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
static bool isSiblingOf(const NamedDecl *Callee, const Operation &Op) {
  if (!Op.Match || !Callee || !Callee->getIdentifier())
    return false;
  auto [Before, After] =
      llvm::StringRef(Op.Match->Sibling.Text).split(Callee->getName());
  return After.data() && !After.empty() &&
         !isAsciiIdentifierContinue(After.front()) &&
         (Before.empty() || !isAsciiIdentifierContinue(Before.back()));
}

/// True if \p Other hands a callable to other threads that calls what \p Op
/// calls.
static bool offloads(const Operation &Other, const Operation &Op,
                     const Facts &Unit) {
  if (!Other.is(Role::Offload) && !Other.is(Role::Post))
    return false;
  const Expr *Callable = Other.Site.at(Other.Match->Callable);
  const Body *Code = Callable ? Unit.bodyOfCallable(Callable) : nullptr;
  return Code && (areForTheSame(Op.callee(), Code->Function) ||
                  llvm::any_of(Code->Operations, [&](const Operation &Inner) {
                    return areForTheSame(Op.callee(), Inner.callee());
                  }));
}

/// True if the task that \p Other makes is for the same thing as \p Op, a wait
/// for a task that \p Maker made, or a call that blocks by itself.
static bool doesTheSame(const Operation &Other, const Operation &Op,
                        const Operation *Maker, const Facts &Unit) {
  const Operation &Does = Maker ? *Maker : Op;
  return areForTheSame(Does.callee(), Other.callee()) ||
         isSiblingOf(Other.callee(), Does) || offloads(Other, Does, Unit);
}

//===----------------------------------------------------------------------===//
// The other way
//===----------------------------------------------------------------------===//

/// True if \p At is on the other way of the choice that \p W is a way of.
static bool isOnOtherWay(const Surroundings &At, const Way &W) {
  for (const Way *Each = At.Chosen; Each; Each = Each->Outer)
    if (Each->Flag == W.Flag && Each->Value == W.Value)
      return Each->IsTrue != W.IsTrue;
  return false;
}

bool areChosenApart(const Surroundings &A, const Surroundings &B) {
  for (const Way *Each = A.Chosen; Each; Each = Each->Outer)
    if (isa<ParmVarDecl>(Each->Flag) && isOnOtherWay(B, *Each))
      return true;
  return false;
}

/// True if the thread waits for the task that \p Made makes.
static bool isWaitedFor(const Operation &Made, const Facts &Unit) {
  return llvm::any_of(Made.In->Operations, [&](const Operation &Wait) {
    const Expr *Task =
        Wait.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Wait) : nullptr;
    return Task && makerOf(Task, Unit) == &Made;
  });
}

/// True if \p Made makes a task of work that is not finished by then.
static bool startsWork(const Operation &Made, const Facts &Unit) {
  return Made.Task && !Made.Match.has(RoleInfo::MakesFinishedTask) &&
         !Made.is(Role::Adapt) && !isa<CXXConstructExpr>(Made.expr()) &&
         !Made.Result.isDiscarded() && !isWaitedFor(Made, Unit);
}

namespace {
/// What blocks, as it is compared with the other way.
struct Question {
  const Operation &Op;
  const Expr *Task;       ///< That Op waits for; null if it is no task.
  const Operation *Maker; ///< Of the task, as far as that is known.
};
} // namespace

/// The operation that made \p Task; null if that is not known. What gives a
/// reference, an element of a container say, made nothing.
static const Operation *madeBy(const Expr *Task, const Facts &Unit) {
  const Operation *Maker = makerOf(Task, Unit);
  return Maker && !Maker->expr()->isGLValue() ? Maker : nullptr;
}

/// True if \p A and \p B are one task: the same object or, in a container, what
/// is found there in the same way.
static bool isSameTask(const Expr *A, const Expr *B, const Facts &Unit) {
  const Models &Known = Unit.models();
  if (pathOf(A, Known, Parts::None) == pathOf(B, Known, Parts::None))
    return true;
  llvm::FoldingSetNodeID IdOfA, IdOfB;
  A->Profile(IdOfA, Unit.context(), /*Canonical=*/true);
  B->Profile(IdOfB, Unit.context(), /*Canonical=*/true);
  return pathOf(A, Known) == pathOf(B, Known) && IdOfA == IdOfB;
}

/// True if the way in \p B that \p W is not does the same asynchronously.
static bool hasOtherWay(const Question &Q, const Way &W, const Body &B,
                        const Facts &Unit) {
  bool IsNamed = isNamedAfterWaiting(W);
  // The name is all that is left of it.
  if (IsNamed && W.IsOnlyWay)
    return true;
  for (const Await &A : B.Awaits) {
    if (!isOnOtherWay(A.At, W))
      continue;
    const Expr *Operand = stripAdapters(A.Operand, Unit.models());
    const Operation *Made = madeBy(Operand, Unit);
    if (IsNamed || (Q.Task && isSameTask(Q.Task, Operand, Unit)) ||
        (Made && doesTheSame(*Made, Q.Op, Q.Maker, Unit)))
      return true;
  }
  return llvm::any_of(B.Operations, [&](const Operation &Made) {
    return isOnOtherWay(Made.At, W) && startsWork(Made, Unit) &&
           (IsNamed || doesTheSame(Made, Q.Op, Q.Maker, Unit));
  });
}

/// True if \p Maker stands on \p W as well.
static bool isOn(const Operation &Maker, const Way &W) {
  for (const Way *Each = Maker.At.Chosen; Each; Each = Each->Outer)
    if (Each->Flag == W.Flag && Each->Value == W.Value)
      return true;
  return false;
}

bool isChosenByCaller(const Operation &Op, const Facts &Unit) {
  const Expr *Task =
      Op.Match.has(RoleInfo::WaitsForTask) ? waitedTask(Op) : nullptr;
  Task = Task ? stripAdapters(Task, Unit.models()) : nullptr;
  Question Q{Op, Task, Task ? madeBy(Task, Unit) : nullptr};
  const Way *Innermost = Op.At.Chosen;
  // A lambda that is called at once is on the ways that it stands on.
  for (const Body *B = Op.In; B; B = B->IsInline ? B->Parent : nullptr) {
    for (const Way *W = Innermost; W; W = W->Outer) {
      if (hasOtherWay(Q, *W, *B, Unit))
        return true;
      // To end early, without a task at all, is not to go on with it.
      bool IsAboutWait = !W->IsRest || isNamedAfterWaiting(*W);
      if (Task && IsAboutWait && B->Context == ContextKind::Plain &&
          !(Q.Maker && isOn(*Q.Maker, *W)))
        return true;
    }
    Innermost = B->Chosen;
  }
  return false;
}

} // namespace clang::tidy::async
