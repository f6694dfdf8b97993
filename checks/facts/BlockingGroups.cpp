//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/BlockingGroups.h"
#include "facts/CallerChoice.h"

namespace clang::tidy::async {

namespace {
/// Calls that belong together: they use one file, connection or the like, or
/// call the same function, which blocks.
struct Group {
  llvm::SmallVector<const Witness *, 2> Paths;
  llvm::SmallVector<Path, 4> Resources;
};
} // namespace

/// What \p Op uses that other calls may use, too: what it is called on, what it
/// opens, the handle that it is given first or last, or makes for its caller.
static llvm::SmallVector<Path, 4> resourcesOf(const Operation &Op,
                                              const Models &Known) {
  llvm::SmallVector<Path, 4> Found;
  if (!Op.is(Role::Block) || !isIo(Op.Match->Blocks))
    return Found;
  auto Add = [&](const Expr *E) {
    // What `this` is called on is no handle.
    Path P = pathOf(E, Known, Parts::None).withoutPointers();
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

std::vector<BlockingGroup> blockingGroups(const Body &B, const Facts &Unit,
                                          Effects &Does) {
  std::vector<Group> Groups;
  // What runs in no fiber calls helpers in none.
  bool InFiber = B.Context == ContextKind::Fiber;
  for (const Witness &Each :
       InFiber ? Does.blocking(B) : Does.blockingOnThread(B)) {
    const Operation &First = *Each.First;
    // Lambdas speak for themselves, and a wait for a task or an event is
    // another check's.
    if (First.In != &B || isChosenByCaller(First, Unit) ||
        (Each.isDirect() && Does.isBlockingWait(First)) ||
        B.suspendsIn(Each.Behind) || B.isUsedTo(Each.Behind))
      continue;
    llvm::SmallVector<Path, 4> Resources = resourcesOf(First, Unit.models());
    auto Same = llvm::find_if(Groups, [&](const Group &G) {
      if (llvm::any_of(Resources, [&](const Path &P) {
            return llvm::is_contained(G.Resources, P);
          }))
        return true;
      const Witness &Other = *G.Paths.front();
      // Instances of a template are one function.
      return !Each.isDirect() && !Other.isDirect() &&
             Each.Beyond.front().In == Other.Beyond.front().In;
    });
    Group &To = Same == Groups.end() ? Groups.emplace_back() : *Same;
    To.Paths.push_back(&Each);
    To.Resources.append(Resources);
  }
  std::vector<BlockingGroup> Found;
  for (Group &G : Groups)
    Found.push_back(std::move(G.Paths));
  return Found;
}

} // namespace clang::tidy::async
