//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Symbols.h"
#include "facts/Places.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/Support/Path.h"

namespace clang::tidy::async {

/// The name of \p Function in clang's index; empty if it has none.
static llvm::SmallString<128> usrOf(const FunctionDecl &Function) {
  llvm::SmallString<128> Name;
  if (index::generateUSRForDecl(Function.getCanonicalDecl(), Name))
    Name.clear();
  return Name;
}

SymbolId symbolOf(const FunctionDecl &Function) {
  if (!Function.isExternallyVisible() || Function.isDependentContext())
    return {};
  llvm::SmallString<128> Name = usrOf(Function);
  return Name.empty() ? SymbolId() : SymbolId::of(Name);
}

SymbolId Symbols::of(const FunctionDecl *Function) {
  if (!Function)
    return {};
  Function = Function->getCanonicalDecl();
  auto [Found, IsNew] = Cache.try_emplace(Function);
  if (!IsNew)
    return Found->second;
  const Body *B = Unit.bodyOf(Function);
  SymbolId Symbol = B && B->Lambda ? makeLambda(*B) : make(*Function);
  return Cache[Function] = Symbol;
}

SymbolId Symbols::of(const Body &B) { return of(B.Function); }

SymbolId Symbols::make(const FunctionDecl &Function) {
  if (SymbolId Symbol = symbolOf(Function))
    return Symbol;
  llvm::SmallString<128> Name = usrOf(Function);
  if (Name.empty() || Function.isDependentContext())
    return {};
  // A function with internal linkage is another function in each file that
  // defines it; one that is in a header is the same in all files.
  Name += "@";
  Name += place(Function.getLocation()).File;
  // An instance is an exception: its arguments may exist in this unit only.
  if (Function.isTemplateInstantiation()) {
    const SourceManager &SM = Unit.sources();
    Name += "@";
    Name += place(SM.getLocForStartOfFile(SM.getMainFileID())).File;
  }
  return SymbolId::of(Name);
}

SymbolId Symbols::makeLambda(const Body &B) {
  Span At = place(B.Code->getBeginLoc());
  std::string Name = (B.Parent ? of(*B.Parent).str() : "") + "@" + At.File +
                     "@" + std::to_string(At.Offset) + "@" +
                     std::to_string(At.InMacro);
  // The instances of a generic lambda differ by their parameters.
  Name += usrOf(*B.Function).str();
  return SymbolId::of(Name);
}

Span Symbols::place(SourceLocation Loc) {
  Span At = spanAt(Loc, Unit.sources());
  if (At)
    At.File = nameFromRoot(At.File);
  return At;
}

const std::string &Symbols::nameFromRoot(const std::string &File) {
  auto [Found, IsNew] = Files.try_emplace(File);
  if (IsNew) {
    llvm::SmallString<256> Path(File);
    Unit.sources().getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    llvm::StringRef Name = Path;
    if (!Root.empty() && Name.consume_front(Root) &&
        !llvm::StringRef(Root).ends_with("/") && !Name.consume_front("/"))
      Name = Path;
    Found->second = Name.str();
  }
  return Found->second;
}

} // namespace clang::tidy::async
