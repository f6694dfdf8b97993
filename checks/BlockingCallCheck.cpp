//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "facts/BlockingGroups.h"
#include "facts/Places.h"
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

void BlockingCallCheck::checkFacts(const Facts &Unit, Effects &UnitEffects) {
  for (const Body &B : Unit.bodies()) {
    checkAnnotations(B, Unit, UnitEffects);
    if (B.Context == ContextKind::Coroutine ||
        B.Context == ContextKind::Continuation ||
        B.Context == ContextKind::Fiber)
      checkBody(B, Unit, UnitEffects);
  }
}

/// Adds the edits of \p Other to \p To; false if they have another title, or
/// overlap.
static bool extend(Fix &To, const Fix &Other) {
  if (To.empty() || Other.empty() || To.Title != Other.Title ||
      llvm::any_of(To.Edits, [&](const Edit &X) {
        return llvm::any_of(Other.Edits,
                            [&](const Edit &Y) { return X.At.overlaps(Y.At); });
      }))
    return false;
  llvm::append_range(To.Edits, Other.Edits);
  return true;
}

/// Offers to offload all statements that use the object of the calls in \p G,
/// if these statements contain all of the calls.
static void offerStatements(Draft &New, const BlockingGroup &G,
                            const Facts &Unit) {
  const Operation &First = *G.front()->First;
  Fix All = fix::offloadStatements(First, Unit);
  bool CoversAll = llvm::all_of(G, [&](const Witness *Each) {
    Span At = spanAt(Each->First->expr()->getExprLoc(), Unit.sources());
    return llvm::any_of(All.Edits,
                        [&](const Edit &Each) { return Each.At.overlaps(At); });
  });
  if (CoversAll)
    New.offerAt(First.expr()->getExprLoc(), std::move(All));
}

void BlockingCallCheck::checkBody(const Body &B, const Facts &Unit,
                                  Effects &UnitEffects) {
  for (const BlockingGroup &G : blockingGroups(B, Unit, UnitEffects)) {
    const Witness &Path = *G.front();
    const Operation &First = *Path.First;
    const NamedDecl *Enclosing = functionOf(B).Is->Function;
    Draft &New = report(B, First.expr(),
                        nameOf(First.callee(), Enclosing) + " blocks " +
                            threadOf(B, true, First.callee()));
    New.follow(Path);
    New.shareCause(Path, " blocks " + functionOf(B).thread());
    Fix CallFix = fix::replaceBlockingCall(Path, Unit);
    if (CallFix.empty() && Path.isDirect())
      New.noteSibling(First);
    bool FixesAll = true;
    for (const Witness *Other : llvm::drop_begin(G)) {
      const Operation &Op = *Other->First;
      New.claim(Op.expr());
      New.note(Op.expr()->getExprLoc(),
               nameOf(Op.callee()) + " also blocks here");
      FixesAll =
          FixesAll && extend(CallFix, fix::replaceBlockingCall(*Other, Unit));
    }
    if (CallFix.empty())
      offerStatements(New, G, Unit);
    New.advise(std::move(CallFix));
  }

  if (Locks)
    for (const Operation &Op : B.Operations)
      if (Op.is(Role::Block) && Op.Match->Blocks == Blocking::Lock &&
          !UnitEffects.isOffloadedByHop(Op) && !B.suspendsIn(Op))
        report(B, Op.expr(),
               nameOf(Op.callee()) + " may block " + threadOf(B, true) +
                   ", until the lock is free");
}

void BlockingCallCheck::checkAnnotations(const Body &B, const Facts &Unit,
                                         Effects &UnitEffects) {
  if (isAnnotated(B.Function, "nonblocking"))
    for (const Witness &Path : UnitEffects.blockingOnThread(B)) {
      // Each wrong annotation is a separate mistake: there is no cause to
      // share.
      const NamedDecl *Callee = Path.First->callee();
      report(B, Path.First->expr(),
             nameOf(B.Function, Callee) +
                 " is annotated as 'nonblocking', but " +
                 nameOf(Callee, B.Function) + " blocks")
          .follow(Path);
    }
  if (isAnnotated(B.Function, "offloads"))
    for (const Operation &Op : B.Operations)
      if (const ValueDecl *Work =
              Op.Site.Object && isa<CXXOperatorCallExpr>(Op.expr())
                  ? pathOf(Op.Site.Object, Unit.models(), Parts::None)
                        .withoutPointers()
                        .named()
                  : nullptr;
          Work && isa<ParmVarDecl>(Work))
        report(B, Op.expr(),
               nameOf(B.Function) + " is annotated as 'offloads', but calls " +
                   nameOf(Work) + " on its caller's thread");
}

} // namespace clang::tidy::async
