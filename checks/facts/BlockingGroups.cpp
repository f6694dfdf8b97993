//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/BlockingGroups.h"
#include "facts/CallerChoice.h"
#include "facts/LoneCoroutines.h"

namespace clang::tidy::async {

namespace {
/// Calls that belong together, and the resources that they use.
struct Group {
  llvm::SmallVector<const Witness *, 2> Paths;
  llvm::SmallVector<Path, 4> Resources;
};
} // namespace

/// The resources of \p Op that other calls may share: the object that it is
/// called on, the handle that it opens, takes as its first or last argument, or
/// makes for its caller.
static llvm::SmallVector<Path, 4> resourcesOf(const Operation &Op,
                                              const Models &AllModels) {
  llvm::SmallVector<Path, 4> Found;
  if (!Op.is(Role::Block) || !isIo(Op.Match->Blocks))
    return Found;
  auto Add = [&](const Expr *E) {
    // `this` itself is not a handle.
    Path P = pathOf(E, AllModels, Parts::None).withoutPointers();
    if (P.named() && !llvm::is_contained(Found, P))
      Found.push_back(P);
  };
  if (Op.Result.Is == Use::Local)
    Found.push_back(Path::variable(Op.Result.Var));
  if (Op.Result.Is == Use::Assigned)
    Add(Op.Result.Target);
  if (Op.Site.Object)
    Add(Op.Site.Object);
  if (!Op.Site.Args.empty()) {
    Add(Op.Site.Args.front());
    if (Op.Site.Args.back()->getType()->isPointerType())
      Add(Op.Site.Args.back());
  }
  // `open(Path, &Handle)`
  for (const Expr *Arg : Op.Site.Args)
    if (const auto *Address = dyn_cast<UnaryOperator>(stripImplicit(Arg));
        Address && Address->getOpcode() == UO_AddrOf &&
        Address->getSubExpr()->getType()->isPointerType())
      Add(Address);
  return Found;
}

/// True if the coroutine \p B awaits something between \p From and \p To, in
/// the order of the source.
static bool awaitsBetween(const Body &B, const Operation &From,
                          const Operation &To, const SourceManager &SM) {
  return llvm::any_of(B.Awaits, [&](const Await &A) {
    SourceLocation At = A.E->getExprLoc();
    return SM.isBeforeInTranslationUnit(From.expr()->getExprLoc(), At) &&
           SM.isBeforeInTranslationUnit(At, To.expr()->getExprLoc());
  });
}

/// True if \p A and \p B both work on files themselves: together they are one
/// pause of the thread, unless the coroutine suspends in between.
static bool areFilesInTurn(const Witness &A, const Witness &B,
                           const Facts &Unit) {
  auto IsFile = [](const Witness &W) {
    return W.isDirect() && W.RootMatch && W.RootMatch->Blocks == Blocking::File;
  };
  return IsFile(A) && IsFile(B) && A.First->In == B.First->In &&
         !awaitsBetween(*A.First->In, *A.First, *B.First, Unit.sources());
}

std::vector<BlockingGroup> blockingGroups(const Body &B, const Facts &Unit,
                                          Effects &UnitEffects) {
  std::vector<Group> Groups;
  if (isAloneOnThread(outermost(B), Unit))
    return {};
  // A body that does not run in a fiber does not call its helpers in one.
  bool InFiber = B.Context == ContextKind::Fiber;
  for (const Witness &Each :
       InFiber ? UnitEffects.blocking(B) : UnitEffects.blockingOnThread(B)) {
    const Operation &First = *Each.First;
    // Lambdas are bodies of their own, and another check reports waits for
    // tasks and events.
    if (First.In != &B || isChosenByCaller(First, Unit) ||
        (Each.isDirect() && UnitEffects.isBlockingWait(First)) ||
        B.suspendsIn(Each.RootMatch) || B.toleratesBlocking(Each.RootMatch))
      continue;
    llvm::SmallVector<Path, 4> Resources = resourcesOf(First, Unit.models());
    auto Existing = llvm::find_if(Groups, [&](const Group &G) {
      if (llvm::any_of(Resources, [&](const Path &P) {
            return llvm::is_contained(G.Resources, P);
          }))
        return true;
      if (areFilesInTurn(*G.Paths.back(), Each, Unit))
        return true;
      const Witness &Other = *G.Paths.front();
      // Instances of a template are one function.
      return !Each.isDirect() && !Other.isDirect() &&
             Each.LaterSteps.front().In == Other.LaterSteps.front().In;
    });
    Group &Target =
        Existing == Groups.end() ? Groups.emplace_back() : *Existing;
    Target.Paths.push_back(&Each);
    Target.Resources.append(Resources);
  }
  std::vector<BlockingGroup> Found;
  for (Group &G : Groups)
    Found.push_back(std::move(G.Paths));
  return Found;
}

} // namespace clang::tidy::async
