//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OffloadInLibraryCheck.h"
#include "fix/Fixes.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Driver/Types.h"
#include "llvm/Support/Path.h"

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

/// True if \p File is there to be included, though it may be linted, or opened
/// in an editor, by itself.
static bool isHeader(StringRef File) {
  StringRef Extension = llvm::sys::path::extension(File);
  return Extension.consume_front(".") &&
         driver::types::onlyPrecompileType(
             driver::types::lookupTypeForExtension(Extension));
}

bool OffloadInLibraryCheck::isLibraryCode(const FunctionDecl *D,
                                          const SourceManager &SM) const {
  if (!D->isExternallyVisible() || D->isMain())
    return false;
  for (const Decl *Part = D; Part && !isa<TranslationUnitDecl>(Part);
       Part = cast<Decl>(Part->getDeclContext()))
    if (Part->getAccess() == AS_private || Part->getAccess() == AS_protected)
      return false;
  // Declared where others include it from.
  return llvm::any_of(D->redecls(), [&](const FunctionDecl *Redecl) {
    SourceLocation Loc = SM.getFileLoc(Redecl->getLocation());
    StringRef File = SM.getFilename(Loc);
    return (!SM.isInMainFile(Loc) || isHeader(File)) && Paths->match(File);
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
  auto IsOfCaller = [](const Stmt *S) {
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(S))
      return isa<FieldDecl>(Member->getMemberDecl()) &&
             isCallable(Member->getType());
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
    if (IsOfCaller(S))
      return true;
    llvm::append_range(Todo, S->children());
  }
  return false;
}

/// True if what \p Op starts is for the caller of its body: it is returned or
/// awaited, at once or by way of a variable.
static bool isForCaller(const Operation &First, const Facts &Unit) {
  // The last link of a chain decides.
  const Operation *Last = &First;
  while (Last->Result.Is == Use::ObjectOf || Last->Result.Is == Use::Passed) {
    const Operation *Next = Unit.operationAt(Last->Result.Call);
    if (!Next)
      break;
    // An object that it is kept in hands it on.
    bool Keeps = Last->Result.Is == Use::Passed && !Next->Match &&
                 isa_and_nonnull<CXXConstructorDecl>(Next->Site.Function);
    if (!Keeps && (!Next->is(Role::Continue) ||
                   (Last->Result.Is == Use::Passed &&
                    !(Next->Match->Task.K == Position::Index &&
                      Next->Match->Task.N == Last->Result.Index))))
      break;
    Last = Next;
  }
  const Operation &Op = *Last;
  if (Op.Result.Is == Use::Returned || Op.Result.Is == Use::Awaited)
    return true;
  return Op.Result.Is == Use::Local && Op.Task && Op.Result.Var &&
         llvm::any_of(Unit.mentions(Op.Result.Var), [](const Mention &M) {
           return M.How.Is == Use::Returned || M.How.Is == Use::Awaited;
         });
}

/// True if \p Op goes to threads that its function did not get from its caller.
static bool usesOwnThreads(const Operation &Op, const Facts &Unit) {
  switch (Op.Match ? Op.Match->Is : Role::Query) {
  case Role::Offload:
  case Role::Post:
  case Role::Spawn:
  case Role::Hop:
  case Role::Adapt:
  case Role::Async:
    break;
  default:
    return false;
  }
  const Expr *Executor = Op.Site.at(Op.Match->Executor);
  if (!Executor && Op.is(Role::Hop))
    Executor = Op.Site.Object; // `Pool.schedule()`
  if (!Executor)
    return Op.Match->Global && !Op.is(Role::Async);
  if (isGivenByCaller(Executor))
    return false;
  const Expr *Root = Unit.executorRoot(Executor);
  CallMatch Accessor = Unit.models().call(CallSite::of(Root));
  if (Accessor && Accessor->Is == Role::Executor)
    return Accessor->Global;
  const auto *Ref = dyn_cast<DeclRefExpr>(Root);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasGlobalStorage() &&
         Unit.models().type(pointedTo(Var->getType()));
}

void OffloadInLibraryCheck::checkBody(const Body &B, const Facts &Unit) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function))
    if (const TypeModel *Model = Unit.models().type(Method->getParent());
        Model && Model->Kind == TypeKind::Executor)
      return;
  llvm::SmallVector<const Operation *, 2> Offloads;
  for (const Operation &Op : B.Operations)
    if (usesOwnThreads(Op, Unit) && isForCaller(Op, Unit) &&
        !runsForCaller(Op, Unit))
      Offloads.push_back(&Op);
  if (Offloads.empty())
    return;
  // The function decides once, however often it acts on it.
  const Operation &First = *Offloads.front();
  Draft &New = report(
      B, First.expr(),
      nameOf(B.Function) +
          " decides about threads for its callers: it hands its work to " +
          nameOf(First.callee()));
  New.advise(fix::executorParameter(B, Offloads, Unit));
  for (const Operation *Other : llvm::ArrayRef(Offloads).drop_front()) {
    New.claim(Other->expr());
    New.note(Other->expr()->getExprLoc(), "and here");
  }
  const Expr *Argument = First.Site.at(First.Match->Callable);
  const Body *Callable = Argument ? Unit.bodyOfCallable(Argument) : nullptr;
  if (Callable && First.Result.Is == Use::Returned && B.Returns.size() == 1)
    if (auto Value = fix::valueOfOffload(First, *Callable, Unit))
      if (New.offerAt(B.Function->getLocation(),
                      fix::makeSynchronous(B, {*Value}, true, Unit)))
        return;
  New.note(B.Function->getLocation(),
           "make it synchronous, or take the executor from the caller",
           NoteKind::Advice);
}

} // namespace clang::tidy::async
