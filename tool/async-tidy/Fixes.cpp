//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "FilePaths.h"
#include "FileSelection.h"
#include "RecordingFileSystem.h"
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
static constexpr llvm::StringLiteral Disagree =
    "the files that include it need different edits";
static constexpr llvm::StringLiteral Changed =
    "changed in the meantime; run again";

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

const std::string &Fixes::nameOf(const std::string &File) const {
  auto Found = Names.find(File);
  return Found == Names.end() ? File : Found->second;
}

/// The edits of \p Fix; none if they conflict.
FilesAndEdits
Fixes::editsOf(const llvm::StringMap<tooling::Replacements> &Fix) {
  FilesAndEdits Edits;
  for (const auto &Entry : Fix) {
    const std::string &File = S.realPath(Entry.first());
    Names.try_emplace(File, Entry.first().str());
    for (const tooling::Replacement &Edit : Entry.second)
      if (!async::add(Edits[File], {File, Edit.getOffset(), Edit.getLength(),
                                    Edit.getReplacementText()}))
        return {};
  }
  return Edits;
}

/// Identifies a finding across translation units.
Fixes::Subject Fixes::subjectOf(const ReportedFinding &Finding) const {
  return {Finding.DiagnosticName, S.realPath(Finding.Message.FilePath),
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
             std::string Style, const FixableFiles &Files, Sources &S)
    : Style(std::move(Style)), Files(Files), S(S) {
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
    FilesAndEdits Edits = editsOf(*Offered[I].Edits);
    if (Edits.empty())
      continue;
    // Code that several translation units share needs a fix that suits all.
    if (llvm::any_of(Duplicates, [&](const ReportedFinding *Other) {
          std::vector<OfferedFix> OtherFixes = offeredFixes(*Other, S);
          return I >= OtherFixes.size() ||
                 editsOf(*OtherFixes[I].Edits) != Edits;
        })) {
      Refused.push_back({Finding.Message.FilePath, Disagree.str(), 1});
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
  auto Found = readStyle(Style, nameOf(File), Text);
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
  if (!Files.Root.empty() && !isBelow(File, Files.Root))
    return userError(
        (File == nameOf(File) ? "it is " : "it is a link to " + File + ", ") +
        "outside of the project");
  if (!llvm::sys::fs::is_regular_file(File))
    return userError(Changed);
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return userError("it cannot be read: " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  // The findings refer to the text that was analysed.
  if (Files.Analysed.lookup(File) != hashOf(Text))
    return userError(Changed);
  Originals.try_emplace(File, Text.str());
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
    Diffs[File] =
        unifiedDiff(S.shownPath(nameOf(File)), Originals[File], *Formatted);
  }
}

void Fixes::choose(llvm::function_ref<bool(const Offer &)> IsWanted) {
  FilesAndEdits Combined;
  llvm::DenseSet<const ReportedFinding *> Fixed;
  // A fix that was refused because of an overlap may be wanted now, and a file
  // may change at any time.
  llvm::erase_if(Refused,
                 [](const Refusal &Each) { return Each.Why != Disagree; });
  auto Refuse = [&](const std::string &File, std::string Why) {
    for (Refusal &Each : Refused)
      if (Each.File == nameOf(File) && Each.Why == Why) {
        ++Each.Fixes;
        return;
      }
    Refused.push_back({nameOf(File), std::move(Why), 1});
  };
  for (auto [I, Next] : llvm::enumerate(All)) {
    Next.IsAccepted = false;
    if (Fixed.contains(Next.Finding))
      continue;
    std::string Diff;
    bool IsRefused = false;
    for (const auto &[File, Edits] : Next.Edits) {
      auto Formatted = formatted(File, Edits);
      if (Formatted) {
        Diff +=
            unifiedDiff(S.shownPath(nameOf(File)), Originals[File], *Formatted);
        continue;
      }
      Refuse(File, llvm::toString(Formatted.takeError()));
      IsRefused = true;
      break;
    }
    if (IsRefused || Diff.empty())
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
    Refused.push_back({nameOf(Path), Reason, Number});
  combine();
}

static std::string reasonOf(const NotReplaced &File) {
  return File.Is == NotReplaced::Changed ? Changed.str() : File.Reason;
}

std::string Fixes::write(const std::string &Journal) {
  ReplaceFiles Writer(Journal);
  while (true) {
    std::vector<TextChange> Changes;
    for (const auto &[File, Text] : Texts)
      Changes.push_back({File, Originals[File], Text});
    std::optional<NotReplaced> Not = Writer.prepare(Changes);
    if (!Not)
      Not = Writer.findChanged();
    if (Not && Not->Is != NotReplaced::Failed) {
      // Its edits in other files must not be written either.
      refuse(Not->Path, reasonOf(*Not));
      continue;
    }
    std::map<std::string, std::string> NotWritten;
    // The first failure ends the replacement, which is in the order of Texts.
    auto EndAt = [&](const NotReplaced &Failure, auto First) {
      for (; First != Texts.end(); ++First)
        NotWritten[First->first] = First->first == Failure.Path
                                       ? Failure.Reason
                                       : "it was not written, because " +
                                             S.shownPath(nameOf(Failure.Path)) +
                                             " could not be";
    };
    if (Not)
      EndAt(*Not, Texts.begin());
    else
      for (const NotReplaced &Each : Writer.apply())
        if (Each.Is == NotReplaced::Failed)
          EndAt(Each, Texts.find(Each.Path));
        else
          NotWritten[Each.Path] = reasonOf(Each);
    drop(NotWritten);
    return Writer.journalProblem();
  }
}

/// Drops all fixes that edit one of \p NotWritten, which has reasons by path.
void Fixes::drop(const std::map<std::string, std::string> &NotWritten) {
  Applied.clear();
  std::map<std::string, unsigned> Dropped;
  for (Fix &Next : All) {
    if (!Next.IsAccepted)
      continue;
    auto Failed = llvm::find_if(Next.Edits, [&](const auto &Each) {
      return NotWritten.count(Each.first);
    });
    Next.IsAccepted = Failed == Next.Edits.end();
    if (Next.IsAccepted)
      Applied[Next.Finding->Message.FilePath].push_back(Next.Title);
    else
      ++Dropped[Failed->first];
  }
  for (const auto &[File, Reason] : NotWritten)
    Texts.erase(File);
  for (const auto &[File, Number] : Dropped)
    Refused.push_back({nameOf(File), NotWritten.find(File)->second, Number});
}

bool Fixes::haveMissedAChange() const {
  return llvm::any_of(Refused,
                      [](const Refusal &Each) { return Each.Why == Changed; });
}

} // namespace clang::tidy::async
