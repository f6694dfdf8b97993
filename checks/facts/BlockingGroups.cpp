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

std::vector<BlockingGroup> blockingGroups(const Body &B, const Facts &Unit,
                                          Effects &Does) {
  std::vector<Group> Groups;
  for (const Witness &Path : Does.blocking(B)) {
    const Operation &First = *Path.First;
    // Lambdas speak for themselves, and a wait for a task or an event is
    // another check's.
    if (First.In != &B || First.At.EndsProcess ||
        isChosenByCaller(First, Unit) ||
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
  std::vector<BlockingGroup> Found;
  for (Group &G : Groups)
    Found.push_back(std::move(G.Paths));
  return Found;
}

} // namespace clang::tidy::async
