//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Places.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::async {

static std::string nameOfFile(FileID File, const SourceManager &SM) {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  return Entry ? Entry->getName().str() : std::string();
}

Span spanAt(SourceLocation Loc, const SourceManager &SM) {
  if (Loc.isInvalid())
    return {};
  SourceLocation At = SM.getFileLoc(Loc), Spelled = SM.getSpellingLoc(Loc);
  auto [File, Offset] = SM.getDecomposedLoc(At);
  Span Result{nameOfFile(File, SM), Offset};
  if (Spelled != At)
    Result.InMacro = SM.getFileOffset(Spelled) + 1;
  return Result;
}

Span spanOf(CharSourceRange Range, const SourceManager &SM,
            const LangOptions &LangOpts) {
  SourceLocation Begin = Range.getBegin(), End = Range.getEnd();
  if (Begin.isInvalid() || End.isInvalid() || Begin.isMacroID() ||
      End.isMacroID())
    return {};
  if (Range.isTokenRange())
    End = Lexer::getLocForEndOfToken(End, 0, SM, LangOpts);
  auto [File, Offset] = SM.getDecomposedLoc(Begin);
  auto [EndFile, EndOffset] = SM.getDecomposedLoc(End);
  if (File != EndFile || EndOffset < Offset)
    return {};
  return {nameOfFile(File, SM), Offset, EndOffset - Offset};
}

SourceLocation locationOf(const Span &At, const SourceManager &SM) {
  OptionalFileEntryRef Entry =
      At ? SM.getFileManager().getOptionalFileRef(At.File) : std::nullopt;
  FileID File = Entry ? SM.translateFile(*Entry) : FileID();
  // A file that was read only to be shown is not part of the unit: nothing
  // includes it.
  if (File.isInvalid() ||
      (File != SM.getMainFileID() && SM.getIncludeLoc(File).isInvalid()))
    return {};
  return SM.getLocForStartOfFile(File).getLocWithOffset(At.Offset);
}

SourceLocation locationToShow(const Span &At, SourceManager &SM) {
  if (SourceLocation Loc = locationOf(At, SM); Loc.isValid())
    return Loc;
  OptionalFileEntryRef Entry =
      At ? SM.getFileManager().getOptionalFileRef(At.File) : std::nullopt;
  FileID File = Entry ? SM.getOrCreateFileID(*Entry, SrcMgr::C_User) : FileID();
  // The file may have become shorter since.
  if (File.isInvalid() || At.Offset > SM.getFileIDSize(File))
    return {};
  return SM.getLocForStartOfFile(File).getLocWithOffset(At.Offset);
}

} // namespace clang::tidy::async
