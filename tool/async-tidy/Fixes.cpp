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

/// True if \p Edit is compatible with those in \p To. If both insert at the
/// same place, the first one comes first, as in clang-tidy.
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

/// Reads a style as clang-format does, and says what is wrong with it.
static llvm::Expected<format::FormatStyle>
readStyle(StringRef Word, StringRef File, StringRef Text) {
  // The handler gets no context.
  static std::string Why;
  Why.clear();
  auto Style = format::getStyle(
      Word, File, /*FallbackStyle=*/"none", Text, nullptr,
      /*AllowUnknownOptions=*/false,
      [](const llvm::SMDiagnostic &Problem, void *) {
        if (Why.empty() && Problem.getKind() == llvm::SourceMgr::DK_Error)
          Why = Problem.getMessage().str();
      });
  if (Style)
    return Style;
  std::string What = llvm::toString(Style.takeError());
  return userError(Why.empty() ? What : What + ": " + Why);
}

llvm::Error testFormatStyle(StringRef Word) {
  // That of files is found when they are fixed.
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
                llvm::ArrayRef<const ReportedFinding *> Same) {
  std::vector<OfferedFix> Offered = offeredFixes(Finding, S);
  bool HasOwn = !Finding.Message.Fix.empty();
  size_t Number = Choice == FixChoice::Any ? Offered.size() : size_t(HasOwn);
  if (Choice == FixChoice::SingleNote && !HasOwn && Offered.size() == 1)
    Number = 1;
  for (size_t I = 0; I < Number; ++I) {
    FilesAndEdits Edits = editsOf(Offered[I]);
    if (Edits.empty())
      continue;
    // Code that means different things in two places must suit both.
    if (llvm::any_of(Same, [&](const ReportedFinding *Other) {
          std::vector<OfferedFix> There = offeredFixes(*Other, S);
          return I >= There.size() || editsOf(There[I]) != Edits;
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
    if (Each.IsTaken)
      Fixed.insert(Each.Finding);
  std::vector<ReportedFinding> Left;
  for (const ReportedFinding &Finding : Findings)
    if (!Fixed.contains(&Finding))
      Left.push_back(Finding);
  return Left;
}

/// Adds the edits of \p Next to \p Together, all or none.
bool Fixes::addTo(FilesAndEdits &Together, const Fix &Next) const {
  FilesAndEdits Trial;
  for (const auto &[File, Edits] : Next.Edits) {
    tooling::Replacements &To = Trial[File] = Together[File];
    for (const tooling::Replacement &Edit : Edits)
      if (!async::add(To, Edit))
        return false;
  }
  for (auto &[File, Edits] : Trial)
    Together[File] = std::move(Edits);
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

/// \p Edits of \p File, and what it takes to format them; an error says why it
/// cannot be edited.
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
  // clang-tidy cleans up after its edits (commas, empty lines) in this way
  // whatever the style, and formats nothing if there is none.
  auto Clean = format::cleanupAroundReplacements(Text, Edits, *Format);
  if (!Clean)
    return Clean.takeError();
  if (Format->DisableFormat)
    return Clean;
  return format::formatReplacements(Text, *Clean, *Format);
}

void Fixes::combine() {
  FilesAndEdits Together;
  Texts.clear();
  Applied.clear();
  for (Fix &Next : All) {
    if (!Next.IsTaken)
      continue;
    if (!addTo(Together, Next)) {
      Next.IsTaken = false;
      Refused.push_back({Next.Finding->Message.FilePath, Overlaps.str(), 1});
      continue;
    }
    Applied[Next.Finding->Message.FilePath].push_back(Next.Title);
  }
  for (const auto &[File, Edits] : Together) {
    if (Edits.empty())
      continue;
    auto Pretty = formatted(File, Edits);
    if (!Pretty)
      return refuse(File, llvm::toString(Pretty.takeError()));
    auto New = tooling::applyAllReplacements(Originals[File], *Pretty);
    if (!New)
      return refuse(File, llvm::toString(New.takeError()));
    Texts[File] = std::move(*New);
    Diffs[File] = unifiedDiff(S.shownPath(File), Originals[File], *Pretty);
  }
}

void Fixes::choose(llvm::function_ref<bool(const Offer &)> IsWanted) {
  FilesAndEdits Together;
  llvm::DenseSet<const ReportedFinding *> Fixed;
  // What another fix stands in the way of may be wanted now.
  llvm::erase_if(Refused,
                 [](const Refusal &Each) { return Each.Why == Overlaps; });
  for (auto [I, Next] : llvm::enumerate(All)) {
    Next.IsTaken = false;
    if (Fixed.contains(Next.Finding))
      continue;
    std::string Diff;
    for (const auto &[File, Edits] : Next.Edits) {
      auto Pretty = formatted(File, Edits);
      if (Pretty)
        Diff += unifiedDiff(S.shownPath(File), Originals[File], *Pretty);
      else
        llvm::consumeError(Pretty.takeError());
    }
    // What cannot be edited was refused, or changes nothing.
    if (Diff.empty())
      continue;
    FilesAndEdits Trial = Together;
    if (!addTo(Trial, Next)) {
      Refused.push_back({Next.Finding->Message.FilePath, Overlaps.str(), 1});
      continue;
    }
    if (!IsWanted(
            {*Next.Finding, Next.Title, std::move(Diff), I + 1, All.size()}))
      continue;
    Together = std::move(Trial);
    Next.IsTaken = true;
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

void Fixes::refuse(const std::string &Path, const std::string &Why) {
  unsigned Number = 0;
  for (Fix &Next : All)
    if (Next.IsTaken && Next.Edits.count(Path)) {
      Next.IsTaken = false;
      ++Number;
    }
  if (Number)
    Refused.push_back({Path, Why, Number});
  combine();
}

void Fixes::write() {
  for (bool Again = true; Again;) {
    Again = false;
    for (const auto &[File, Text] : Texts) {
      auto Buffer = llvm::MemoryBuffer::getFile(File);
      std::string Why;
      if (!Buffer || (*Buffer)->getBuffer() != Originals[File])
        Why = "it has changed in the meantime";
      else if (std::error_code EC = llvm::sys::fs::access(
                   File, llvm::sys::fs::AccessMode::Write))
        Why = "it cannot be written: " + EC.message();
      if (Why.empty())
        continue;
      // Its edits in other files must not be written either.
      refuse(std::string(File), Why);
      Again = true;
      break;
    }
  }
  for (auto It = Texts.begin(); It != Texts.end();) {
    const auto &[File, Text] = *It;
    std::error_code EC = replaceFile(File, Text);
    if (!EC) {
      ++It;
      continue;
    }
    Refused.push_back({File, "it cannot be written: " + EC.message(),
                       unsigned(Applied[File].size())});
    Applied.erase(File);
    for (Fix &Next : All)
      Next.IsTaken &= !Next.Edits.count(File);
    It = Texts.erase(It);
  }
}

} // namespace clang::tidy::async
