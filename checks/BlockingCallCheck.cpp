//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "facts/BlockingGroups.h"
#include "fix/Fixes.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

static constexpr llvm::StringLiteral LocksKey = "Locks";

BlockingCallCheck::BlockingCallCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context), Locks(Options.get(LocksKey, false)) {}

void BlockingCallCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, LocksKey, Locks);
}

void BlockingCallCheck::checkFacts(const Facts &Unit, Effects &Does) {
  for (const Body &B : Unit.bodies()) {
    checkAnnotations(B, Unit, Does);
    if (B.Context == ContextKind::Coroutine ||
        B.Context == ContextKind::Continuation ||
        B.Context == ContextKind::Fiber)
      checkBody(B, Unit, Does);
  }
}

namespace {
/// What to do instead of a call.
struct Remedy {
  Fix Edits;
  StringRef Advice;
};
} // namespace

static Remedy remedyFor(const Witness &Path, const Facts &Unit) {
  const Operation &First = *Path.front();
  if (Path.size() == 1) {
    if (Fix Edits = fix::siblingInstead(First, Unit); !Edits.empty())
      return {std::move(Edits), "await its asynchronous form"};
    if (Fix Edits = fix::sleepInstead(First, Unit); !Edits.empty())
      return {std::move(Edits), First.In->Context == ContextKind::Fiber
                                    ? "let the fiber sleep instead"
                                    : "await a timer instead"};
    // A thread that only sleeps is a thread wasted, too.
    if (First.Match && First.Match->Blocks == Blocking::Sleep)
      return {};
  }
  return {fix::offloadCall(First, Unit),
          "hand it to threads that may block, and await that"};
}

static bool overlaps(const Fix &A, const Fix &B, const SourceManager &SM) {
  auto IsApart = [&](const FixItHint &X, const FixItHint &Y) {
    return SM.isBeforeInTranslationUnit(X.RemoveRange.getEnd(),
                                        Y.RemoveRange.getBegin()) ||
           SM.isBeforeInTranslationUnit(Y.RemoveRange.getEnd(),
                                        X.RemoveRange.getBegin());
  };
  return llvm::any_of(A, [&](const FixItHint &X) {
    return llvm::any_of(B, [&](const FixItHint &Y) { return !IsApart(X, Y); });
  });
}

void BlockingCallCheck::checkBody(const Body &B, const Facts &Unit,
                                  Effects &Does) {
  for (const BlockingGroup &G : blockingGroups(B, Unit, Does)) {
    const Witness &Path = *G.front();
    const Operation &First = *Path.front();
    Finding &New =
        report(B, First.expr(),
               nameOf(First.callee()) + " blocks " + threadOf(B, true));
    addWitness(New, Path);
    Remedy Cure = remedyFor(Path, Unit);
    if (Cure.Edits.empty() && Path.size() == 1)
      addSibling(New, First, Unit);
    bool CureAll = !Cure.Edits.empty();
    for (const Witness *Other : llvm::drop_begin(G)) {
      const Operation &Op = *Other->front();
      New.Claims.push_back(Op.expr());
      New.Notes.push_back({Op.expr()->getExprLoc(),
                           nameOf(Op.callee()) + " blocks on the same, here",
                           {}});
      Remedy Also = remedyFor(*Other, Unit);
      CureAll &= !Also.Edits.empty() && Also.Advice == Cure.Advice &&
                 !overlaps(Cure.Edits, Also.Edits, Unit.sources());
      if (CureAll)
        llvm::append_range(Cure.Edits, Also.Edits);
    }
    New.Edits = std::move(Cure.Edits);
    New.Advice = Cure.Advice;
  }

  if (Locks && !B.IsTest)
    for (const Operation &Op : B.Operations)
      if (Op.is(Role::Block) && Op.Match->Blocks == Blocking::Lock &&
          !Does.isOffloadedByHop(Op) && !B.suspendsIn(Op))
        report(B, Op.expr(),
               nameOf(Op.callee()) + " may block " + threadOf(B, true) +
                   " until the lock is free");
}

void BlockingCallCheck::checkAnnotations(const Body &B, const Facts &Unit,
                                         Effects &Does) {
  if (isAnnotated(B.Function, "nonblocking"))
    for (const Witness &Path : Does.blockingOnThread(B)) {
      Finding &New =
          report(B, Path.front()->expr(),
                 nameOf(B.Function) + " is annotated as 'nonblocking', but " +
                     nameOf(Path.front()->callee()) + " blocks");
      addWitness(New, Path);
    }
  if (isAnnotated(B.Function, "offloads"))
    for (const Operation &Op : B.Operations)
      if (const ValueDecl *Work =
              Op.Site.Object && isa<CXXOperatorCallExpr>(Op.expr())
                  ? variableOf(Op.Site.Object)
                  : nullptr;
          Work && isa<ParmVarDecl>(Work))
        report(B, Op.expr(),
               nameOf(B.Function) + " is annotated as 'offloads', but calls " +
                   nameOf(Work) + " on the thread of its caller");
}

} // namespace clang::tidy::async
