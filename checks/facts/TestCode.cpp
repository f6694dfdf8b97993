//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "facts/TestCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

namespace clang::tidy::async {

TestCode::TestCode(const ASTContext &Context, const Models &AllModels,
                   StringRef Paths, StringRef Root)
    : Context(Context), AllModels(AllModels), Root(Root) {
  if (!Paths.empty())
    this->Paths.emplace(Paths);
}

bool TestCode::has(const FunctionDecl *Function) {
  // A member of a test's class, or of a class inside a test, belongs to it.
  if (isa<CXXMethodDecl>(Function))
    for (const DeclContext *Outer = Function->getDeclContext(); Outer;
         Outer = Outer->getParent()) {
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Outer);
          Class && AllModels.isTest(Class))
        return true;
      if (const auto *OuterFunction = dyn_cast<FunctionDecl>(Outer))
        return has(OuterFunction);
    }
  // A framework drives a test through an object that it passes in.
  if (llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Param) {
        const CXXRecordDecl *Class = classOf(Param->getType());
        return Class && AllModels.isTest(Class);
      }))
    return true;
  return isInTestFile(Function) || isDefinedByMacro(Function);
}

bool TestCode::isInTestFile(const FunctionDecl *Function) {
  if (!Paths)
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = SM.getFileLoc(Function->getLocation());
  auto [Memo, IsNew] = Files.try_emplace(SM.getFileID(Loc), false);
  if (!IsNew)
    return Memo->second;
  llvm::SmallString<256> Path(SM.getFilename(Loc));
  SM.getFileManager().makeAbsolutePath(Path);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  // The location of the project does not make its files tests.
  StringRef Below = Path;
  if (!Root.empty() && Below.consume_front(Root.rtrim("/\\")) &&
      !Below.empty() && !llvm::sys::path::is_separator(Below.front()))
    Below = Path;
  return Memo->second = Paths->match(llvm::sys::path::convert_to_slash(Below));
}

/// True if \p Macro has a customary name of macros that define tests.
static bool isTestName(StringRef Macro) {
  static const llvm::Regex Names(
      "(^|_)(UNIT_?)?TEST(_?CASE)?(_[A-Z]|_FIXTURE|_METHOD)?$");
  return Names.match(Macro);
}

bool TestCode::isDefinedByMacro(const FunctionDecl *Function) const {
  const SourceManager &SM = Context.getSourceManager();
  for (SourceLocation Loc = Function->getLocation(); Loc.isMacroID();
       Loc = SM.getImmediateMacroCallerLoc(Loc)) {
    StringRef Name =
        Lexer::getImmediateMacroName(Loc, SM, Context.getLangOpts());
    if (AllModels.isTestMacro(Name) || isTestName(Name))
      return true;
  }
  return false;
}

} // namespace clang::tidy::async
