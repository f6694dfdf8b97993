//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OffloadInLibraryCheck.h"
#include "facts/OwnThreads.h"
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

void OffloadInLibraryCheck::checkFacts(const Facts &Unit,
                                       Effects &UnitEffects) {
  if (!Paths)
    return;
  for (const Body &B : Unit.bodies())
    if (!B.Lambda && isLibraryCode(B.Function, Unit.sources()))
      checkBody(B, Unit);
}

/// True if \p File is meant to be included, although it may be linted, or
/// opened in an editor, on its own.
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
  // A header declares it for other files.
  return llvm::any_of(D->redecls(), [&](const FunctionDecl *Redecl) {
    SourceLocation Loc = SM.getFileLoc(Redecl->getLocation());
    StringRef File = SM.getFilename(Loc);
    return (!SM.isInMainFile(Loc) || isHeader(File)) && Paths->match(File);
  });
}

void OffloadInLibraryCheck::checkBody(const Body &B, const Facts &Unit) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function))
    if (const TypeModel *Model = Unit.models().type(Method->getParent());
        Model && Model->Kind == TypeKind::Executor)
      return;
  llvm::SmallVector<const Operation *, 2> Offloads = ownThreadsOf(B, Unit);
  if (Offloads.empty())
    return;
  // The function chooses once, however often it uses the executor.
  const Operation &First = *Offloads.front();
  Draft &New = report(B, First.expr(),
                      nameOf(B.Function, First.callee()) +
                          " chooses an executor on behalf of its callers: it "
                          "hands its work to " +
                          nameOf(First.callee(), B.Function));
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
