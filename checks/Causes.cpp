//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Causes.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using llvm::StringRef;

namespace clang::tidy::async {

/// "1 more coroutine", "2 more coroutines".
static std::string more(size_t Number, StringRef Noun) {
  return std::to_string(Number) + " more " + Noun.str() +
         (Number == 1 ? "" : "s");
}

/// Completes \p To, which already has its places.
static void describe(CauseGroup &To, llvm::ArrayRef<CausedFinding> Found) {
  const Cause &Lead = *Found[To.Places.front()].Behind;
  std::set<Span> Functions = {Lead.In};
  StringRef Kind;
  for (size_t Place : llvm::drop_begin(To.Places)) {
    const Cause &Next = *Found[Place].Behind;
    if (!Functions.insert(Next.In).second)
      continue;
    bool IsSame = Kind.empty() || Kind == Next.Kind;
    Kind = IsSame ? StringRef(Next.Kind) : "place";
  }
  To.Functions = Functions.size();
  To.Text = Lead.Steps[To.Step].Callee + Lead.Says;
  if (To.Functions > 1)
    To.Text += ", and in " + more(To.Functions - 1, Kind);
  else
    To.Text += ", through " + std::to_string(To.Places.size()) + " calls";
}

std::vector<CauseGroup> groupByCause(llvm::ArrayRef<CausedFinding> Found) {
  std::vector<CauseGroup> Groups;
  std::map<std::pair<StringRef, Span>, size_t> ByRoot;
  for (auto [Index, Next] : llvm::enumerate(Found)) {
    if (!Next.Behind)
      continue;
    auto [Group, IsNew] =
        ByRoot.try_emplace({Next.Check, Next.Behind->root()}, Groups.size());
    if (IsNew)
      Groups.emplace_back();
    Groups[Group->second].Places.push_back(Index);
  }
  for (CauseGroup &Each : Groups) {
    // The function that contains the operation leads those that call it.
    auto Rank = [&](size_t Place) {
      const Cause &Origin = *Found[Place].Behind;
      return std::pair(Origin.nearestOwn(), Origin.Steps.size() > 1);
    };
    auto Lead =
        std::min_element(Each.Places.begin(), Each.Places.end(),
                         [&](size_t A, size_t B) { return Rank(A) < Rank(B); });
    Each.Step = Rank(*Lead).first;
    std::rotate(Each.Places.begin(), Lead, std::next(Lead));
    describe(Each, Found);
  }
  return Groups;
}

std::string placeNote(const Cause &Origin) {
  return Origin.Steps.size() == 1
             ? Origin.Function + " calls it here"
             : "it is reached from " + Origin.Function + " through " +
                   Origin.Steps.back().Callee;
}

std::string morePlacesNote(size_t Number) {
  return "and from " + more(Number, "place");
}

/// Adds the edits of \p New to \p To; false if they have another title, or
/// overlap.
static bool extend(Fix &To, const Fix &New) {
  if (New.Title != To.Title)
    return false;
  std::vector<Edit> Added;
  for (const Edit &Next : New.Edits) {
    // Two fixes may need the same edit, such as an include.
    if (llvm::is_contained(To.Edits, Next))
      continue;
    if (llvm::any_of(To.Edits,
                     [&](const Edit &Old) { return Old.At.overlaps(Next.At); }))
      return false;
    Added.push_back(Next);
  }
  llvm::append_range(To.Edits, Added);
  return true;
}

static Finding merge(const CauseGroup &Group,
                     llvm::MutableArrayRef<Finding> Found) {
  Finding &Lead = Found[Group.Places.front()];
  Finding All;
  All.Check = Lead.Check;
  All.Text = Group.Text;
  const Span &ReportedAt = Lead.Behind->Steps[Group.Step].At;
  bool IsAtLead = Group.Step + 1 == Lead.Behind->Steps.size();
  All.At = IsAtLead ? Lead.At : ReportedAt;
  if (IsAtLead)
    All.Highlight = Lead.Highlight;

  std::vector<Note> Models;
  size_t Shown = 0;
  for (size_t Place : Group.Places) {
    Finding &Next = Found[Place];
    bool IsLead = Place == Group.Places.front();
    bool IsInFix = false;
    if (!Next.Offered.empty()) {
      if (All.Offered.empty()) {
        All.Offered = std::move(Next.Offered);
        All.Advice = Next.Advice;
        All.AdvisesFix = Next.AdvisesFix;
        IsInFix = true;
      } else {
        IsInFix = extend(All.Offered, Next.Offered);
      }
    }
    const Span &At = Next.Behind->Steps.back().At;
    bool HasNote = !IsLead || !IsAtLead;
    bool IsShown = Shown < MaxPlacesShown;
    if (HasNote && IsShown) {
      All.Notes.push_back({At, placeNote(*Next.Behind), NoteKind::Place, {}});
      if (!IsInFix)
        All.Notes.back().Offered = std::move(Next.Offered);
    }
    Shown += HasNote && IsShown;
    for (Note &N : Next.Notes) {
      if (N.Kind == NoteKind::Model) {
        if (llvm::none_of(Models,
                          [&](const Note &Old) { return Old.Text == N.Text; }))
          Models.push_back(std::move(N));
        continue;
      }
      // Skip steps that the finding or the previous note already mentions.
      bool IsMentioned =
          N.Kind == NoteKind::Step && (N.At == ReportedAt || N.At == At);
      if (!IsMentioned && (IsLead || (IsShown && !N.Offered.empty())))
        All.Notes.push_back(std::move(N));
    }
  }
  if (All.Advice.empty() && !All.AdvisesFix)
    All.Advice = Lead.Advice;
  size_t Places = Group.Places.size() - IsAtLead;
  if (Places > Shown)
    All.Notes.push_back(
        {All.At, morePlacesNote(Places - Shown), NoteKind::Context, {}});
  llvm::append_range(All.Notes, Models);
  return All;
}

std::vector<Finding>
mergeByCause(std::vector<Finding> Found,
             llvm::function_ref<bool(const Finding &)> IsShown) {
  std::vector<CausedFinding> Caused;
  for (const Finding &Each : Found)
    Caused.push_back(
        {Each.Check, Each.Behind && IsShown(Each) ? &*Each.Behind : nullptr});
  std::vector<Finding> Merged;
  std::vector<bool> IsMerged(Found.size());
  for (const CauseGroup &Group : groupByCause(Caused)) {
    if (Group.Places.size() == 1)
      continue;
    for (size_t Place : Group.Places)
      IsMerged[Place] = true;
    Merged.push_back(merge(Group, Found));
  }
  for (auto [Index, Each] : llvm::enumerate(Found))
    if (!IsMerged[Index])
      Merged.push_back(std::move(Each));
  llvm::stable_sort(
      Merged, [](const Finding &A, const Finding &B) { return A.At < B.At; });
  return Merged;
}

} // namespace clang::tidy::async
