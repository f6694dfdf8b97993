//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "FileSelection.h"
#include "ReplaceFile.h"
#include "UnifiedDiff.h"
#include "Writers.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"

using llvm::StringRef;

namespace clang::tidy::async {

static constexpr llvm::StringLiteral Overlaps =
    "it overlaps another fix; run again to apply it";

/// Adds \p Edit to \p To; returns false if they conflict. Insertions at the
/// same place keep their order, as in clang-tidy.
static bool add(tooling::Replacements &To, const tooling::Replacement &Edit) {
  llvm::Error Conflict = To.add(Edit);
  if (!Conflict)
    return true;
  llvm::consumeError(std::move(Conflict));
  unsigned Begin = To.getShiftedCodePosition(Edit.getOffset());
  unsigned End = To.getShiftedCodePosition(Edit.getOffset() + Edit.getLength());
  if (End - Begin != Edit.getLength())
    return false;
  To = To.merge(tooling::Replacements(tooling::Replacement(
      Edit.getFilePath(), Begin, Edit.getLength(), Edit.getReplacementText())));
  return true;
}

using FilesAndEdits = std::map<std::string, tooling::Replacements>;

static FilesAndEdits editsOf(const OfferedFix &Offered) {
  FilesAndEdits Edits;
  for (const auto &Entry : *Offered.Edits)
    if (!Entry.second.empty())
      Edits[Entry.first().str()] = Entry.second;
  return Edits;
}

/// Identifies a finding across translation units.
using Subject = std::tuple<StringRef, StringRef, unsigned, StringRef>;
static Subject subjectOf(const ReportedFinding &Finding) {
  return {Finding.DiagnosticName, Finding.Message.FilePath,
          Finding.Message.FileOffset, Finding.Message.Message};
}

/// Reads a style as clang-format does. An error includes clang-format's
/// explanation.
static llvm::Expected<format::FormatStyle>
readStyle(StringRef Word, StringRef File, StringRef Text) {
  // clang-format passes no context to the handler.
  static std::string Detail;
  Detail.clear();
  auto Style = format::getStyle(
      Word, File, /*FallbackStyle=*/"none", Text, nullptr,
      /*AllowUnknownOptions=*/false,
      [](const llvm::SMDiagnostic &Problem, void *) {
        if (Detail.empty() && Problem.getKind() == llvm::SourceMgr::DK_Error)
          Detail = Problem.getMessage().str();
      });
  if (Style)
    return Style;
  std::string Message = llvm::toString(Style.takeError());
  return userError(Detail.empty() ? Message : Message + ": " + Detail);
}

llvm::Error testFormatStyle(StringRef Word) {
  // The style of a file is determined when it is fixed.
  if (Word == "file")
    return llvm::Error::success();
  auto Style = readStyle(Word, "a.cpp", "");
  if (Style)
    return llvm::Error::success();
  return userError("--format-style: " + llvm::toString(Style.takeError()) +
                   ": name one that clang-format knows, 'file' or 'none'");
}

Fixes::Fixes(llvm::ArrayRef<ReportedFinding> Findings,
             llvm::ArrayRef<ReportedFinding> Everything, FixChoice Choice,
             std::string Style, Sources &S)
    : Style(std::move(Style)), S(S) {
  std::map<Subject, std::vector<const ReportedFinding *>> BySubject;
  for (const ReportedFinding &Finding : Everything)
    BySubject[subjectOf(Finding)].push_back(&Finding);
  for (const ReportedFinding &Finding : Findings)
    add(Finding, Choice, BySubject[subjectOf(Finding)]);
  combine();
}

void Fixes::add(const ReportedFinding &Finding, FixChoice Choice,
                llvm::ArrayRef<const ReportedFinding *> Duplicates) {
  std::vector<OfferedFix> Offered = offeredFixes(Finding, S);
  bool HasOwn = !Finding.Message.Fix.empty();
  size_t Number = Choice == FixChoice::Any ? Offered.size() : size_t(HasOwn);
  if (Choice == FixChoice::SingleNote && !HasOwn && Offered.size() == 1)
    Number = 1;
  for (size_t I = 0; I < Number; ++I) {
    FilesAndEdits Edits = editsOf(Offered[I]);
    if (Edits.empty())
      continue;
    // Code that several translation units share needs a fix that suits all.
    if (llvm::any_of(Duplicates, [&](const ReportedFinding *Other) {
          std::vector<OfferedFix> OtherFixes = offeredFixes(*Other, S);
          return I >= OtherFixes.size() || editsOf(OtherFixes[I]) != Edits;
        })) {
      Refused.push_back({Finding.Message.FilePath,
                         "the files that include it need different edits", 1});
      continue;
    }
    All.push_back({std::move(Edits), Offered[I].Text, &Finding, true});
  }
}

std::vector<ReportedFinding>
Fixes::left(llvm::ArrayRef<ReportedFinding> Findings) const {
  llvm::DenseSet<const ReportedFinding *> Fixed;
  for (const Fix &Each : All)
    if (Each.IsAccepted)
      Fixed.insert(Each.Finding);
  std::vector<ReportedFinding> Left;
  for (const ReportedFinding &Finding : Findings)
    if (!Fixed.contains(&Finding))
      Left.push_back(Finding);
  return Left;
}

/// Adds the edits of \p Next to \p Combined, all or none.
bool Fixes::addTo(FilesAndEdits &Combined, const Fix &Next) const {
  FilesAndEdits Trial;
  for (const auto &[File, Edits] : Next.Edits) {
    tooling::Replacements &To = Trial[File] = Combined[File];
    for (const tooling::Replacement &Edit : Edits)
      if (!async::add(To, Edit))
        return false;
  }
  for (auto &[File, Edits] : Trial)
    Combined[File] = std::move(Edits);
  return true;
}

llvm::Expected<format::FormatStyle> Fixes::styleOf(const std::string &File,
                                                   StringRef Text) {
  if (auto Found = Styles.find(File); Found != Styles.end())
    return Found->second;
  auto Found = readStyle(Style, File, Text);
  if (!Found)
    return userError("the style to format it in cannot be read: " +
                     llvm::toString(Found.takeError()) +
                     " (--format-style=none formats nothing)");
  return Styles.emplace(File, *Found).first->second;
}

/// Returns \p Edits of \p File together with the edits that format them. An
/// error explains why the file cannot be edited.
llvm::Expected<tooling::Replacements>
Fixes::formatted(const std::string &File, const tooling::Replacements &Edits) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return userError("it cannot be read: " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  auto [Original, IsNew] = Originals.try_emplace(File, Text.str());
  if (!IsNew && Original->second != Text)
    return userError("it has changed in the meantime");
  auto Format = styleOf(File, Text);
  if (!Format)
    return Format.takeError();
  // Like clang-tidy, clean up after the edits (commas, empty lines) in any
  // style, and format only if there is one.
  auto Clean = format::cleanupAroundReplacements(Text, Edits, *Format);
  if (!Clean)
    return Clean.takeError();
  if (Format->DisableFormat)
    return Clean;
  return format::formatReplacements(Text, *Clean, *Format);
}

void Fixes::combine() {
  FilesAndEdits Combined;
  Texts.clear();
  Applied.clear();
  for (Fix &Next : All) {
    if (!Next.IsAccepted)
      continue;
    if (!addTo(Combined, Next)) {
      Next.IsAccepted = false;
      Refused.push_back({Next.Finding->Message.FilePath, Overlaps.str(), 1});
      continue;
    }
    Applied[Next.Finding->Message.FilePath].push_back(Next.Title);
  }
  for (const auto &[File, Edits] : Combined) {
    if (Edits.empty())
      continue;
    auto Formatted = formatted(File, Edits);
    if (!Formatted)
      return refuse(File, llvm::toString(Formatted.takeError()));
    auto New = tooling::applyAllReplacements(Originals[File], *Formatted);
    if (!New)
      return refuse(File, llvm::toString(New.takeError()));
    Texts[File] = std::move(*New);
    Diffs[File] = unifiedDiff(S.shownPath(File), Originals[File], *Formatted);
  }
}

void Fixes::choose(llvm::function_ref<bool(const Offer &)> IsWanted) {
  FilesAndEdits Combined;
  llvm::DenseSet<const ReportedFinding *> Fixed;
  // A fix that was refused because of an overlap may be wanted now.
  llvm::erase_if(Refused,
                 [](const Refusal &Each) { return Each.Why == Overlaps; });
  for (auto [I, Next] : llvm::enumerate(All)) {
    Next.IsAccepted = false;
    if (Fixed.contains(Next.Finding))
      continue;
    std::string Diff;
    for (const auto &[File, Edits] : Next.Edits) {
      auto Formatted = formatted(File, Edits);
      if (Formatted)
        Diff += unifiedDiff(S.shownPath(File), Originals[File], *Formatted);
      else
        llvm::consumeError(Formatted.takeError());
    }
    // The fix changes nothing, or its files cannot be edited and were refused.
    if (Diff.empty())
      continue;
    FilesAndEdits Trial = Combined;
    if (!addTo(Trial, Next)) {
      Refused.push_back({Next.Finding->Message.FilePath, Overlaps.str(), 1});
      continue;
    }
    if (!IsWanted(
            {*Next.Finding, Next.Title, std::move(Diff), I + 1, All.size()}))
      continue;
    Combined = std::move(Trial);
    Next.IsAccepted = true;
    Fixed.insert(Next.Finding);
  }
  combine();
}

std::string Fixes::diff() const {
  std::string All;
  for (const auto &[File, Text] : Texts)
    All += Diffs.find(File)->second;
  return All;
}

void Fixes::refuse(const std::string &Path, const std::string &Reason) {
  unsigned Number = 0;
  for (Fix &Next : All)
    if (Next.IsAccepted && Next.Edits.count(Path)) {
      Next.IsAccepted = false;
      ++Number;
    }
  if (Number)
    Refused.push_back({Path, Reason, Number});
  combine();
}

void Fixes::write() {
  for (bool Again = true; Again;) {
    Again = false;
    for (const auto &[File, Text] : Texts) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      std::string Reason;
      if (!Buffer || (*Buffer)->getBuffer() != Originals[File])
        Reason = "it has changed in the meantime";
      else if (std::error_code EC = llvm::sys::fs::access(
                   File, llvm::sys::fs::AccessMode::Write))
        Reason = "it cannot be written: " + EC.message();
      if (Reason.empty())
        continue;
      // Its edits in other files must not be written either.
      refuse(std::string(File), Reason);
      Again = true;
      break;
    }
  }
  for (const auto &[File, Text] : Texts)
    if (std::error_code EC = replaceFile(File, Text))
      // This ends the loop, which must not go on.
      return refuseFrom(std::string(File),
                        "it cannot be written: " + EC.message());
}

/// Drops all fixes that edit \p Failed or a file behind it, none of which is
/// written.
void Fixes::refuseFrom(const std::string &Failed, const std::string &Reason) {
  Texts.erase(Texts.find(Failed), Texts.end());
  Applied.clear();
  std::map<std::string, unsigned> Dropped;
  for (Fix &Next : All) {
    if (!Next.IsAccepted)
      continue;
    auto First = Next.Edits.lower_bound(Failed);
    Next.IsAccepted = First == Next.Edits.end();
    if (Next.IsAccepted)
      Applied[Next.Finding->Message.FilePath].push_back(Next.Title);
    else
      ++Dropped[First->first];
  }
  for (const auto &[File, Number] : Dropped)
    Refused.push_back({File,
                       File == Failed
                           ? Reason
                           : "it was not written, because " +
                                 S.shownPath(Failed) + " could not be",
                       Number});
}

} // namespace clang::tidy::async
