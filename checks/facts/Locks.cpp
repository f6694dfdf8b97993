//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Locks.h"

namespace clang::tidy::async {

/// True if \p Class is a lock guard: the model of a constructor locks.
static bool isGuard(const CXXRecordDecl *Class, const Facts &F) {
  return llvm::any_of(
      F.models().constructorsOf(Class, Role::Block),
      [](const CallModel *Call) { return Call->Blocks == Blocking::Lock; });
}

static bool hasAwait(const Stmt *S) {
  return S && (isa<CoawaitExpr>(S) || llvm::any_of(S->children(), hasAwait));
}

namespace {
/// Walks a body up to one place and tracks the locks that are held.
class LockSearch {
public:
  LockSearch(const Stmt *Place, const Facts &F) : Place(Place), F(F) {}
  /// True if the place is in \p S.
  bool visit(const Stmt *S);
  bool holds() const { return !Held.empty(); }

private:
  void note(const Stmt *S);

  const Stmt *Place;
  const Facts &F;
  std::vector<const VarDecl *> Declared; ///< In the open scopes.
  std::vector<Path> Held;                ///< Unknown for a lock without a name.
};
} // namespace

bool LockSearch::visit(const Stmt *S) {
  if (!S)
    return false;
  if (S == Place)
    return true;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return visit(Coroutine->getBody());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(),
                        [&](const Expr *E) { return visit(E); });
  size_t Outer = Declared.size();
  for (const Stmt *Child : S->children())
    if (visit(Child))
      return true;
  note(S);
  if (isa<Expr, DeclStmt>(S))
    return false;
  // The variables declared here are destroyed, which releases their locks.
  for (; Declared.size() > Outer; Declared.pop_back())
    llvm::erase(Held, Path::variable(Declared.back()));
  return false;
}

void LockSearch::note(const Stmt *S) {
  if (const auto *Statement = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Statement->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        Declared.push_back(Var);
        // An awaited guard locks coroutines, not threads.
        if (const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
            Class && isGuard(Class, F) && !hasAwait(Var->getInit()))
          Held.push_back(Path::variable(Var));
      }
    return;
  }
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getDeclName().isIdentifier())
    return;
  CallSite Site = CallSite::of(Call);
  llvm::SmallVector<Path, 4> Objects;
  auto Add = [&](const Expr *E) {
    Objects.push_back(pathOf(E, F.models(), Parts::None).withoutPointers());
  };
  if (Site.Object)
    Add(Site.Object);
  else
    llvm::for_each(Site.Args, Add);
  // A single global lock: its functions name no object.
  bool IsShared = Objects.empty();
  if (IsShared)
    Objects.emplace_back();
  // The names come from the standard requirements for lockable types.
  StringRef Name = Callee->getName();
  const Operation *Op = F.operationAt(Call);
  if (Name.contains("unlock"))
    llvm::erase_if(Held, [&](const Path &P) {
      return IsShared ? !P : llvm::is_contained(Objects, P);
    });
  else if ((Op && Op->is(Role::Block) && Op->Match->Blocks == Blocking::Lock &&
            !classOf(Call->getType())) ||
           (Name.starts_with("try_lock") && Site.Object))
    llvm::append_range(Held, Objects);
}

bool holdsLock(const Body &B, const Stmt *Place, const Facts &F) {
  LockSearch Search(Place, F);
  return Search.visit(B.Code) && Search.holds();
}

} // namespace clang::tidy::async
