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

TestCode::TestCode(const ASTContext &Context, const Models &Known,
                   StringRef Paths, StringRef Root)
    : Context(Context), Known(Known), Root(Root) {
  if (!Paths.empty())
    this->Paths.emplace(Paths);
}

bool TestCode::has(const FunctionDecl *Function) {
  // A class inside a test, or of one, belongs to it.
  if (isa<CXXMethodDecl>(Function))
    for (const DeclContext *Outer = Function->getDeclContext(); Outer;
         Outer = Outer->getParent()) {
      if (const auto *Class = dyn_cast<CXXRecordDecl>(Outer);
          Class && Known.isTest(Class))
        return true;
      if (const auto *Around = dyn_cast<FunctionDecl>(Outer))
        return has(Around);
    }
  // The object by which a framework drives it.
  if (llvm::any_of(Function->parameters(), [&](const ParmVarDecl *Param) {
        const CXXRecordDecl *Class = classOf(Param->getType());
        return Class && Known.isTest(Class);
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
  // Where a project lies says nothing about what is in it.
  StringRef Below = Path;
  if (!Root.empty() && Below.consume_front(Root.rtrim("/\\")) &&
      !Below.empty() && !llvm::sys::path::is_separator(Below.front()))
    Below = Path;
  return Memo->second = Paths->match(llvm::sys::path::convert_to_slash(Below));
}

/// True if \p Macro is called as macros are that define tests.
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
    if (Known.isTestMacro(Name) || isTestName(Name))
      return true;
  }
  return false;
}

} // namespace clang::tidy::async
