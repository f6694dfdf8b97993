//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
#include "facts/CallerChoice.h"
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
/// Calls that belong together: they use one file, connection or the like, or
/// call the same function, which blocks.
struct Group {
  llvm::SmallVector<const Witness *, 2> Paths;
  llvm::SmallVector<const ValueDecl *, 4> Resources;
};
} // namespace

/// What \p Op uses that other calls may use, too: what it is called on, what it
/// opens, the handle that it is given first or last, or makes for its caller.
static llvm::SmallVector<const ValueDecl *, 4>
resourcesOf(const Operation &Op) {
  llvm::SmallVector<const ValueDecl *, 4> Found;
  if (!Op.is(Role::Block) || Op.Match->Blocks != Blocking::Io)
    return Found;
  auto Add = [&](const ValueDecl *D) {
    if (D && !llvm::is_contained(Found, D))
      Found.push_back(D);
  };
  if (Op.Result.Is == Use::Local)
    Add(Op.Result.Var);
  if (Op.Result.Is == Use::Assigned)
    Add(variableOf(Op.Result.Target));
  if (Op.Site.Object)
    Add(variableOf(Op.Site.Object));
  if (!Op.Site.Args.empty()) {
    Add(variableOf(Op.Site.Args.front()));
    if (Op.Site.Args.back()->getType()->isPointerType())
      Add(variableOf(Op.Site.Args.back()));
  }
  // `open(Path, &Handle)`
  for (const Expr *Arg : Op.Site.Args)
    if (const auto *Address = dyn_cast<UnaryOperator>(stripImplicit(Arg));
        Address && Address->getOpcode() == UO_AddrOf &&
        Address->getSubExpr()->getType()->isPointerType())
      Add(variableOf(Address->getSubExpr()));
  return Found;
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
  std::vector<Group> Groups;
  for (const Witness &Path : Does.blocking(B)) {
    const Operation &First = *Path.front();
    // Lambdas speak for themselves, and a wait for a task or an event is
    // another check's.
    if (First.In != &B || First.At.EndsProcess ||
        isChosenByCaller(First, Unit) ||
        (Path.size() == 1 && Does.isBlockingWait(First)) ||
        B.suspendsIn(*Path.back()))
      continue;
    llvm::SmallVector<const ValueDecl *, 4> Resources = resourcesOf(First);
    auto Same = llvm::find_if(Groups, [&](const Group &G) {
      if (llvm::any_of(Resources, [&](const ValueDecl *D) {
            return llvm::is_contained(G.Resources, D);
          }))
        return true;
      const Witness &Other = *G.Paths.front();
      // Instances of a template are one function.
      return Path.size() > 1 && Other.size() > 1 &&
             Path[1]->In->Code->getBeginLoc() ==
                 Other[1]->In->Code->getBeginLoc();
    });
    Group &To = Same == Groups.end() ? Groups.emplace_back() : *Same;
    To.Paths.push_back(&Path);
    To.Resources.append(Resources);
  }

  for (const Group &G : Groups) {
    const Witness &Path = *G.Paths.front();
    const Operation &First = *Path.front();
    Finding &New =
        report(B, First.expr(),
               nameOf(First.callee()) + " blocks " + threadOf(B, true));
    addWitness(New, Path);
    Remedy Cure = remedyFor(Path, Unit);
    if (Cure.Edits.empty() && Path.size() == 1)
      addSibling(New, First, Unit);
    bool CureAll = !Cure.Edits.empty();
    for (const Witness *Other : llvm::drop_begin(G.Paths)) {
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
