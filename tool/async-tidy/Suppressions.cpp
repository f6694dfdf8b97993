//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Suppressions.h"
#include "Catalog.h"
#include "FilePaths.h"
#include "clang-tidy/GlobList.h"
#include "facts/Places.h"
#include "model/Closest.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// clang-tidy's own name for findings about NOLINT comments.
static constexpr llvm::StringLiteral Reporter = "clang-tidy-nolint";

/// Our checks that match \p Name, which may be a glob.
static std::vector<StringRef> matchingChecks(StringRef Name) {
  GlobList Glob(Name);
  std::vector<StringRef> Matching;
  for (const CheckInfo &Check : listedChecks())
    if (Glob.contains(Check.Name))
      Matching.push_back(Check.Name);
  return Matching;
}

/// The begin and the end of the line of \p Text that contains \p Offset.
static std::pair<size_t, size_t> lineAt(StringRef Text, size_t Offset) {
  return {Text.rfind('\n', Offset) + 1,
          std::min(Text.find('\n', Offset), Text.size())};
}

bool SuppressionReader::HandleComment(Preprocessor &PP, SourceRange Comment) {
  const SourceManager &SM = PP.getSourceManager();
  if (SM.isInSystemHeader(Comment.getBegin()))
    return false;
  auto [ID, CommentBegin] = SM.getDecomposedLoc(Comment.getBegin());
  StringRef Text = SM.getBufferData(ID);
  StringRef Commented =
      Text.slice(CommentBegin, SM.getFileOffset(Comment.getEnd()));
  std::string File;
  for (size_t At = 0; (At = Commented.find("NOLINT", At)) != StringRef::npos;) {
    StringRef Word = Commented.substr(At).take_while(
        [](char C) { return llvm::isAlnum(C); });
    size_t WordAt = CommentBegin + At;
    At += Word.size();
    StringRef Rest = Commented.substr(At);
    auto [Begin, End] = lineAt(Text, WordAt);
    if (Word == "NOLINTNEXTLINE")
      std::tie(Begin, End) = lineAt(Text, std::min(End + 1, Text.size()));
    else if (Word == "NOLINTBEGIN")
      End = Text.size();
    else if (Word != "NOLINT" && Word != "NOLINTEND")
      continue;
    if (File.empty())
      File = spanAt(Comment.getBegin(), SM).File;
    std::vector<Place> Places;
    if (Rest.consume_front("("))
      for (StringRef Name :
           llvm::split(Rest.take_until([](char C) { return C == ')'; }), ',')) {
        Name = Name.trim();
        if (!Name.starts_with("async-"))
          continue;
        Directive New;
        New.Name = Name.str();
        New.Begin = Begin;
        New.End = End;
        New.IsInMainFile = SM.isInMainFile(Comment.getBegin());
        New.IsEnd = Word == "NOLINTEND";
        Place NamePlace(File, Name.data() - Text.data());
        All[NamePlace] = New;
        Places.push_back(NamePlace);
      }
    std::vector<std::vector<Place>> &Blocks = Open[File];
    if (Word == "NOLINTBEGIN") {
      Blocks.push_back(std::move(Places));
    } else if (Word == "NOLINTEND" && !Blocks.empty()) {
      for (const Place &Each : Blocks.back())
        All[Each].End = WordAt;
      Blocks.pop_back();
    }
  }
  return false;
}

std::vector<Suppression> SuppressionReader::suppressions(
    const FindingLog &Log, llvm::ArrayRef<std::string> Enabled,
    StringRef Folder, llvm::function_ref<bool(StringRef)> Contains) const {
  std::vector<Suppression> Found;
  for (const auto &[NamePlace, Each] : All) {
    std::vector<StringRef> Matching = matchingChecks(Each.Name);
    std::string Path = absolutePath(NamePlace.first, Folder);
    if (Each.IsEnd || Matching.empty() || !Contains(Path))
      continue;
    auto Covers = [&](StringRef Check, const Span &At) {
      return At.File == NamePlace.first && At.Offset >= Each.Begin &&
             At.Offset <= Each.End && llvm::is_contained(Matching, Check);
    };
    Suppression &New = Found.emplace_back();
    New.File = std::move(Path);
    New.Offset = NamePlace.second;
    New.Name = Each.Name;
    New.IsInMainFile = Each.IsInMainFile;
    New.IsJudged = llvm::all_of(Matching, [&](StringRef Check) {
      return llvm::is_contained(Enabled, Check);
    });
    New.IsUsed =
        llvm::any_of(Log.findings(),
                     [&](const Finding &F) { return Covers(F.Check, F.At); }) ||
        llvm::any_of(Log.silenced(), [&](const FindingLog::Silenced &S) {
          return Covers(S.Check, S.At);
        });
  }
  return Found;
}

static ReportedFinding makeFinding(StringRef File, unsigned Offset,
                                   StringRef Name, std::string Text,
                                   ReportedFinding::Level Level) {
  ReportedFinding New(Reporter, Level, "");
  New.Message = tooling::DiagnosticMessage(Text);
  New.Message.FilePath = File.str();
  New.Message.FileOffset = Offset;
  tooling::FileByteRange &Range = New.Message.Ranges.emplace_back();
  Range.FilePath = File.str();
  Range.FileOffset = Offset;
  Range.Length = Name.size();
  return New;
}

std::vector<ReportedFinding> SuppressionReader::misspelt(
    StringRef Folder, llvm::function_ref<bool(StringRef)> Contains) const {
  std::vector<ReportedFinding> Found;
  std::vector<StringRef> Names;
  for (const CheckInfo &Check : listedChecks())
    Names.push_back(Check.Name);
  for (const auto &[NamePlace, Each] : All) {
    std::string Path = absolutePath(NamePlace.first, Folder);
    if (!matchingChecks(Each.Name).empty() || !Contains(Path))
      continue;
    std::optional<StringRef> Suggestion = closest(Each.Name, Names);
    Found.push_back(makeFinding(
        Path, NamePlace.second, Each.Name,
        "no check is called '" + Each.Name + "'" +
            (Suggestion ? "; did you mean '" + Suggestion->str() + "'?"
                        : ": see async-tidy list"),
        ReportedFinding::Remark));
  }
  return Found;
}

void UnusedSuppressions::add(llvm::ArrayRef<Suppression> OfUnit) {
  for (const Suppression &New : OfUnit) {
    auto [It, IsNew] = All.try_emplace({New.File, New.Offset}, New);
    if (IsNew)
      continue;
    It->second.IsUsed |= New.IsUsed;
    It->second.IsJudged &= New.IsJudged;
    It->second.IsInMainFile |= New.IsInMainFile;
  }
}

std::vector<ReportedFinding> UnusedSuppressions::findings(bool IsWhole) const {
  std::vector<ReportedFinding> Found;
  for (const auto &[NamePlace, Each] : All)
    if (Each.IsJudged && !Each.IsUsed && (IsWhole || Each.IsInMainFile))
      Found.push_back(
          makeFinding(Each.File, Each.Offset, Each.Name,
                      "'" + Each.Name + "' suppresses nothing here; remove it",
                      ReportedFinding::Warning));
  return Found;
}

} // namespace clang::tidy::async
