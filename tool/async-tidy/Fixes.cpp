//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fixes.h"
#include "ReplaceFile.h"
#include "clang/Format/Format.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace clang::tidy::async {

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

static FilesAndEdits editsOf(const ReportedFinding &Finding) {
  FilesAndEdits Edits;
  for (const auto &Entry : Finding.Message.Fix)
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

Fixes::Fixes(llvm::ArrayRef<ReportedFinding> Findings,
             llvm::ArrayRef<ReportedFinding> Everything) {
  std::map<Subject, std::vector<const ReportedFinding *>> BySubject;
  for (const ReportedFinding &Finding : Everything)
    BySubject[subjectOf(Finding)].push_back(&Finding);
  for (const ReportedFinding &Finding : Findings) {
    FilesAndEdits Edits = editsOf(Finding);
    if (Edits.empty())
      continue;
    // Code that means different things in two places must suit both.
    const auto &Same = BySubject[subjectOf(Finding)];
    if (llvm::any_of(Same, [&](const ReportedFinding *Other) {
          return editsOf(*Other) != Edits;
        })) {
      Refused.push_back({Finding.Message.FilePath,
                         "the files that include it need different edits", 1});
      continue;
    }
    All.push_back({std::move(Edits), &Finding, true});
  }
  combine();
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

void Fixes::combine() {
  FilesAndEdits Together;
  Texts.clear();
  Applied.clear();
  for (Fix &Next : All) {
    if (!Next.IsTaken)
      continue;
    FilesAndEdits Trial;
    bool Fits = true;
    for (const auto &[File, Edits] : Next.Edits) {
      tooling::Replacements &To = Trial[File] = Together[File];
      for (const tooling::Replacement &Edit : Edits)
        Fits = Fits && add(To, Edit);
    }
    if (!Fits) {
      Next.IsTaken = false;
      Refused.push_back({Next.Finding->Message.FilePath,
                         "it overlaps another fix; run again to apply it", 1});
      continue;
    }
    for (auto &[File, Edits] : Trial)
      Together[File] = std::move(Edits);
    ++Applied[Next.Finding->Message.FilePath];
  }
  for (const auto &[File, Edits] : Together) {
    if (Edits.empty())
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      return refuse(File, "it cannot be read: " + Buffer.getError().message());
    StringRef Text = (*Buffer)->getBuffer();
    auto [Original, IsNew] = Originals.try_emplace(File, Text.str());
    if (!IsNew && Original->second != Text)
      return refuse(File, "it has changed in the meantime");
    // clang-tidy cleans up after its edits (commas, empty lines) in this way
    // whatever the style, and formats nothing if there is none.
    auto Clean =
        format::cleanupAroundReplacements(Text, Edits, format::getNoStyle());
    if (!Clean)
      return refuse(File, llvm::toString(Clean.takeError()));
    auto New = tooling::applyAllReplacements(Text, *Clean);
    if (!New)
      return refuse(File, llvm::toString(New.takeError()));
    Texts[File] = std::move(*New);
  }
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
    Refused.push_back(
        {File, "it cannot be written: " + EC.message(), Applied[File]});
    Applied.erase(File);
    for (Fix &Next : All)
      Next.IsTaken &= !Next.Edits.count(File);
    It = Texts.erase(It);
  }
}

} // namespace clang::tidy::async
