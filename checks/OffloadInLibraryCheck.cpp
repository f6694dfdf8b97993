//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OffloadInLibraryCheck.h"
#include "fix/Fixes.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

static constexpr llvm::StringLiteral LibraryPathsKey = "LibraryPaths";

OffloadInLibraryCheck::OffloadInLibraryCheck(StringRef Name,
                                             ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      LibraryPaths(Options.get(LibraryPathsKey, "(^|[/\\\\])include[/\\\\]")) {
  std::string Problem;
  Paths.emplace(LibraryPaths);
  if (!Paths->isValid(Problem)) {
    Context->configurationDiag("%0: '%1' is not a regular expression: %2",
                               DiagnosticIDs::Error)
        << (Name + "." + LibraryPathsKey).str() << LibraryPaths << Problem;
    Paths.reset();
  }
}

void OffloadInLibraryCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, LibraryPathsKey, LibraryPaths);
}

void OffloadInLibraryCheck::checkFacts(const Facts &Unit, Effects &Does) {
  if (!Paths)
    return;
  for (const Body &B : Unit.bodies())
    if (!B.IsTest && !B.Lambda && isLibraryCode(B.Function, Unit.sources()))
      checkBody(B, Unit);
}

bool OffloadInLibraryCheck::isLibraryCode(const FunctionDecl *D,
                                          const SourceManager &SM) const {
  if (!D->isExternallyVisible() || D->isMain() ||
      D->getAccess() == AS_private || D->getAccess() == AS_protected)
    return false;
  // Declared where others include it from.
  return llvm::any_of(D->redecls(), [&](const FunctionDecl *Redecl) {
    SourceLocation Loc = SM.getFileLoc(Redecl->getLocation());
    return !SM.isInMainFile(Loc) && Paths->match(SM.getFilename(Loc));
  });
}

/// True if \p E comes from the caller: a parameter, or a member that was set.
static bool isGivenByCaller(const Expr *E) {
  llvm::SmallVector<const Stmt *, 8> Todo = {E};
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S)
      continue;
    if (isa<CXXThisExpr>(S))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (isa<ParmVarDecl>(Ref->getDecl()))
        return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

/// True if \p Op offloads what the caller gave it to run: then the library is
/// an executor itself.
static bool runsForCaller(const Operation &Op, const Facts &Unit) {
  const Expr *Callable = Op.Site.at(Op.Match->Callable);
  if (!Callable)
    return false;
  auto IsCallableParam = [](const Stmt *S) {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    return Ref && isa<ParmVarDecl>(Ref->getDecl()) &&
           isCallable(Ref->getType());
  };
  llvm::SmallVector<const Stmt *, 8> Todo = {Callable};
  if (const Body *Body = Unit.bodyOfCallable(Callable))
    Todo.push_back(Body->Code);
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S)
      continue;
    if (IsCallableParam(S))
      return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

void OffloadInLibraryCheck::checkBody(const Body &B, const Facts &Unit) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function))
    if (const TypeModel *Model = Unit.models().type(Method->getParent());
        Model && Model->Kind == TypeKind::Executor)
      return;
  for (const Operation &Op : B.Operations) {
    if ((!Op.is(Role::Offload) && !Op.is(Role::Post)) ||
        (Op.Result.Is != Use::Returned && Op.Result.Is != Use::Awaited))
      continue;
    const Expr *Executor = Op.Site.at(Op.Match->Executor);
    if (Executor) {
      const Expr *Bare = stripAdapters(Executor, Unit.models());
      CallMatch Accessor = Unit.models().call(CallSite::of(Bare));
      const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      bool IsOwn =
          (Accessor && Accessor->Is == Role::Executor && Accessor->Global) ||
          (Var && Var->hasGlobalStorage());
      if (!IsOwn || isGivenByCaller(Executor))
        continue;
    } else if (!Op.Match->Global) {
      continue;
    }
    if (runsForCaller(Op, Unit))
      continue;
    Finding &New =
        report(B, Op.expr(),
               nameOf(B.Function) +
                   " decides about threads for its callers: it hands its work "
                   "to " +
                   nameOf(Op.callee()));
    New.Edits = fix::executorParameter(B, Op, Unit);
    const Expr *Argument = Op.Site.at(Op.Match->Callable);
    const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
    Note Other{B.Function->getLocation(),
               "make it synchronous, or take the executor from the caller",
               {}};
    if (Callable && Op.Result.Is == Use::Returned && B.Returns.size() == 1)
      if (auto Value = fix::valueOfOffload(Op, *Callable, Unit)) {
        Other.Edits = fix::makeSynchronous(B, {*Value}, true, Unit);
        if (!Other.Edits.empty())
          Other.Text = "make " + nameOf(B.Function) +
                       " synchronous, and let its callers decide";
      }
    New.Notes.push_back(std::move(Other));
  }
}

} // namespace clang::tidy::async
