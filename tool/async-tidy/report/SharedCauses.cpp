//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SharedCauses.h"
#include "Causes.h"
#include "Report.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace clang::tidy::async {

static std::vector<CauseGroup>
groupsOf(llvm::ArrayRef<ReportedFinding> Places) {
  std::vector<CausedFinding> Caused;
  for (const ReportedFinding &Each : Places)
    Caused.push_back(
        {Each.DiagnosticName, Each.Behind ? &*Each.Behind : nullptr});
  return groupByCause(Caused);
}

void markConventions(llvm::MutableArrayRef<ReportedFinding> Places) {
  for (const CauseGroup &Group : groupsOf(Places)) {
    unsigned Threshold = Places[Group.Places.front()].Behind->Convention;
    for (size_t Place : Group.Places)
      Places[Place].IsConvention = Threshold && Group.Functions >= Threshold;
  }
}

size_t countByCause(llvm::ArrayRef<ReportedFinding> Places) {
  return groupsOf(Places).size() +
         llvm::count_if(
             Places, [](const ReportedFinding &Each) { return !Each.Behind; });
}

using Edits = llvm::StringMap<tooling::Replacements>;

/// Adds \p New to \p To; returns false and adds nothing if they overlap.
static bool extend(Edits &To, const Edits &New) {
  Edits Both = To;
  for (const auto &[File, Added] : New)
    for (const tooling::Replacement &Next : Added) {
      // Two fixes may need the same edit, such as an include.
      if (llvm::is_contained(Both[File], Next))
        continue;
      if (llvm::Error Overlap = Both[File].add(Next)) {
        llvm::consumeError(std::move(Overlap));
        return false;
      }
    }
  To = std::move(Both);
  return true;
}

static tooling::DiagnosticMessage messageAt(const Span &At, StringRef Text) {
  tooling::DiagnosticMessage New(Text);
  New.FilePath = At.File;
  New.FileOffset = At.Offset;
  return New;
}

static bool isAt(const tooling::DiagnosticMessage &Message, const Span &At) {
  return Message.FilePath == At.File && Message.FileOffset == At.Offset;
}

namespace {
/// Merges the findings of a group, as mergeByCause() of the checks does, but
/// with all places.
class Merger {
public:
  Merger(const CauseGroup &Group, llvm::MutableArrayRef<ReportedFinding> Places)
      : Group(Group), Places(Places), Lead(Places[Group.Places.front()]),
        ReportedAt(Lead.Behind->Steps[Group.Step].At),
        IsReportedAtLead(Group.Step + 1 == Lead.Behind->Steps.size()) {}

  ReportedFinding merge() {
    All.DiagnosticName = Lead.DiagnosticName;
    All.DiagLevel = Lead.DiagLevel;
    All.BuildDirectory = Lead.BuildDirectory;
    All.IsConvention = Lead.IsConvention;
    All.Functions = Group.Functions;
    All.Behind = Lead.Behind;
    All.Advice = Lead.Advice;
    Edits Combined;
    for (size_t Place : Group.Places)
      addPlace(Places[Place], Combined);
    for (auto &[Note, Kind] : Models)
      addNote(std::move(Note), Kind);
    All.Message = messageAt(
        ReportedAt, Group.Text + (All.Advice.empty() ? "" : "; ") + All.Advice);
    if (IsReportedAtLead) {
      All.Message.FileOffset = Lead.Message.FileOffset;
      All.Message.Ranges = Lead.Message.Ranges;
    }
    All.Message.Fix = std::move(Combined);
    return std::move(All);
  }

private:
  void addNote(tooling::DiagnosticMessage Note, NoteKind Kind) {
    All.Notes.push_back(std::move(Note));
    All.NoteKinds.push_back(Kind);
  }

  void addPlace(ReportedFinding &Next, Edits &Combined) {
    bool IsLead = &Next == &Lead;
    if (!IsLead)
      All.OtherOrigins.push_back(*Next.Behind);
    const Span &At = Next.Behind->Steps.back().At;
    bool IsInFix = false;
    if (!Next.Message.Fix.empty()) {
      if (Combined.empty()) {
        All.FixTitle = Next.FixTitle;
        All.Advice = Next.Advice;
      }
      IsInFix =
          Next.FixTitle == All.FixTitle && extend(Combined, Next.Message.Fix);
    }
    if (!IsLead || !IsReportedAtLead) {
      addNote(messageAt(At, placeNote(*Next.Behind)), NoteKind::Place);
      if (!IsInFix)
        All.Notes.back().Fix = std::move(Next.Message.Fix);
    }
    for (size_t I = 0; I < Next.Notes.size(); ++I) {
      tooling::DiagnosticMessage &Note = Next.Notes[I];
      NoteKind Kind = Next.kindOfNote(I);
      if (Kind == NoteKind::Model) {
        if (llvm::none_of(Models, [&](const auto &Old) {
              return Old.first.Message == Note.Message;
            }))
          Models.emplace_back(std::move(Note), Kind);
        continue;
      }
      bool IsRedundant =
          Kind == NoteKind::Step && (isAt(Note, ReportedAt) || isAt(Note, At));
      if (!IsRedundant && (IsLead || !Note.Fix.empty()))
        addNote(std::move(Note), Kind);
    }
  }

  const CauseGroup &Group;
  llvm::MutableArrayRef<ReportedFinding> Places;
  ReportedFinding &Lead;
  const Span ReportedAt;
  const bool IsReportedAtLead;
  ReportedFinding All;
  std::vector<std::pair<tooling::DiagnosticMessage, NoteKind>> Models;
};
} // namespace

std::vector<ReportedFinding> mergeByCause(std::vector<ReportedFinding> Places,
                                          const Sources &S) {
  std::vector<ReportedFinding> Merged;
  std::vector<bool> IsMerged(Places.size());
  for (const CauseGroup &Group : groupsOf(Places)) {
    if (Group.Places.size() == 1)
      continue;
    for (size_t Place : Group.Places)
      IsMerged[Place] = true;
    Merged.push_back(Merger(Group, Places).merge());
  }
  for (auto [Index, Each] : llvm::enumerate(Places))
    if (!IsMerged[Index])
      Merged.push_back(std::move(Each));
  putInOrder(Merged, S);
  return Merged;
}

std::vector<tooling::DiagnosticMessage>
notesToShow(const ReportedFinding &Finding) {
  std::vector<tooling::DiagnosticMessage> Shown;
  size_t Places = 0;
  auto AddRest = [&] {
    if (Places > MaxPlacesShown) {
      Shown.push_back(
          messageAt({Finding.Message.FilePath, Finding.Message.FileOffset},
                    morePlacesNote(Places - MaxPlacesShown)));
      Places = 0;
    }
  };
  for (size_t I = 0; I < Finding.Notes.size(); ++I) {
    NoteKind Kind = Finding.kindOfNote(I);
    Places += Kind == NoteKind::Place;
    // Notes about models come last.
    if (Kind == NoteKind::Model)
      AddRest();
    if (Places <= MaxPlacesShown)
      Shown.push_back(Finding.Notes[I]);
  }
  AddRest();
  return Shown;
}

} // namespace clang::tidy::async
