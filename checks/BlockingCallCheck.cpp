//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BlockingCallCheck.h"
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

/// Both ways are there, and the caller says which: a shared code path.
static bool isOneOfBoth(const Operation &Op) {
  return Op.At.IsChosenByCaller &&
         llvm::any_of(Op.In->Awaits,
                      [](const Await &A) { return A.At.IsChosenByCaller; });
}

/// Adds the edits of \p Other to \p To; false if they do something else, or
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

void BlockingCallCheck::checkBody(const Body &B, const Facts &Unit,
                                  Effects &Does) {
  std::vector<Group> Groups;
  for (const Witness &Path : Does.blocking(B)) {
    const Operation &First = *Path.First;
    // Lambdas speak for themselves, and a wait for a task or an event is
    // another check's.
    if (First.In != &B || First.At.EndsProcess || isOneOfBoth(First) ||
        (Path.isDirect() && Does.isBlockingWait(First)) ||
        B.suspendsIn(Path.Behind))
      continue;
    llvm::SmallVector<const ValueDecl *, 4> Resources = resourcesOf(First);
    auto Same = llvm::find_if(Groups, [&](const Group &G) {
      if (llvm::any_of(Resources, [&](const ValueDecl *D) {
            return llvm::is_contained(G.Resources, D);
          }))
        return true;
      const Witness &Other = *G.Paths.front();
      // Instances of a template are one function.
      return !Path.isDirect() && !Other.isDirect() &&
             Path.Beyond.front().In == Other.Beyond.front().In;
    });
    Group &To = Same == Groups.end() ? Groups.emplace_back() : *Same;
    To.Paths.push_back(&Path);
    To.Resources.append(Resources);
  }

  for (const Group &G : Groups) {
    const Witness &Path = *G.Paths.front();
    const Operation &First = *Path.First;
    Draft &New =
        report(B, First.expr(),
               nameOf(First.callee()) + " blocks " + threadOf(B, true));
    New.follow(Path);
    Fix Cure = fix::insteadOfBlocking(Path, Unit);
    if (Cure.empty() && Path.isDirect())
      New.noteSibling(First);
    bool CureAll = true;
    for (const Witness *Other : llvm::drop_begin(G.Paths)) {
      const Operation &Op = *Other->First;
      New.claim(Op.expr());
      New.note(Op.expr()->getExprLoc(),
               nameOf(Op.callee()) + " blocks on the same, here");
      CureAll = CureAll && extend(Cure, fix::insteadOfBlocking(*Other, Unit));
    }
    New.advise(std::move(Cure));
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
    for (const Witness &Path : Does.blockingOnThread(B))
      report(B, Path.First->expr(),
             nameOf(B.Function) + " is annotated as 'nonblocking', but " +
                 nameOf(Path.First->callee()) + " blocks")
          .follow(Path);
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
