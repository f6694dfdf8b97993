//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Findings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <set>

using llvm::StringRef;

namespace clang::tidy::async {

/// The position of a check in Checks.def: the lower, the more specific.
static int rankOf(StringRef Check) {
  int Rank = 0, Found = -1;
#define ASYNC_CHECK(CLASS, NAME, SEVERITY, FIX, SINCE, SUMMARY)                \
  if (Check == NAME)                                                           \
    Found = Rank;                                                              \
  ++Rank;
#include "Checks.def"
  assert(Found >= 0 && "a finding of an unknown check");
  return Found;
}

size_t Cause::nearestOwn() const {
  auto Own =
      llvm::find_if(Steps, [](const CauseStep &Step) { return Step.IsOwn; });
  return Own == Steps.end() ? Steps.size() - 1 : Own - Steps.begin();
}

/// Merges the finding \p Next of another instance into \p First.
static void merge(Finding &First, Finding &&Next) {
  if (First.Offered.Edits != Next.Offered.Edits)
    First.Offered = {};
  auto IsModel = [](const Note &N) { return N.Kind == NoteKind::Model; };
  std::vector<Note> Models;
  for (std::vector<Note> *Notes : {&First.Notes, &Next.Notes}) {
    for (Note &N : *Notes)
      if (IsModel(N) && llvm::none_of(Models, [&](const Note &Other) {
            return Other.Text == N.Text;
          }))
        Models.push_back(N);
    llvm::erase_if(*Notes, IsModel);
  }
  First.Notes.resize(std::min(First.Notes.size(), Next.Notes.size()));
  for (auto [Ours, Theirs] : llvm::zip(First.Notes, Next.Notes))
    if (Ours.Offered.Edits != Theirs.Offered.Edits)
      Ours.Offered = {};
  llvm::append_range(First.Notes, Models);
  llvm::append_range(First.Claims, Next.Claims);
  llvm::append_range(First.AlsoFixes, Next.AlsoFixes);
}

std::vector<Finding> arbitrate(std::vector<Finding> Found) {
  // The user is not responsible for the expansion of a system macro.
  llvm::erase_if(Found,
                 [](const Finding &Next) { return Next.IsInSystemMacro; });

  std::vector<Finding> Merged;
  std::vector<unsigned> InstancesSeen;
  std::map<std::pair<std::string, Span>, size_t> ByPlace;
  for (Finding &Next : Found) {
    auto [Place, IsNew] =
        ByPlace.try_emplace({Next.Check, Next.At}, Merged.size());
    if (IsNew) {
      Merged.push_back(std::move(Next));
      InstancesSeen.push_back(1);
      continue;
    }
    ++InstancesSeen[Place->second];
    merge(Merged[Place->second], std::move(Next));
  }
  for (auto [Each, Times] : llvm::zip_equal(Merged, InstancesSeen))
    if (Times < Each.Instances) {
      Each.Offered = {};
      for (Note &N : Each.Notes)
        N.Offered = {};
    }

  llvm::stable_sort(Merged, [](const Finding &A, const Finding &B) {
    return rankOf(A.Check) < rankOf(B.Check);
  });
  // A check may report its own claims again.
  std::map<Span, int> Claimed;
  llvm::erase_if(Merged, [&](const Finding &Next) {
    int Rank = rankOf(Next.Check);
    bool IsClaimed = llvm::any_of(Next.Claims, [&](const Span &Claim) {
      auto Claimant = Claimed.find(Claim);
      return Claimant != Claimed.end() && Claimant->second != Rank;
    });
    if (!IsClaimed)
      for (const Span &Claim : Next.Claims)
        Claimed.try_emplace(Claim, Rank);
    return IsClaimed;
  });
  std::set<Span> AlsoFixed;
  for (const Finding &Next : Merged)
    if (!Next.Offered.empty())
      AlsoFixed.insert(Next.AlsoFixes.begin(), Next.AlsoFixes.end());
  llvm::erase_if(Merged, [&](const Finding &Next) {
    return llvm::any_of(Next.Claims, [&](const Span &Claim) {
      return AlsoFixed.count(Claim) != 0;
    });
  });
  // A finding on an operation is redundant if it is the cause of another one,
  // unless it has edits.
  std::set<Span> Explained;
  for (const Finding &Next : Merged)
    if (Next.Behind && Next.Behind->Steps.size() > 1)
      Explained.insert(Next.Behind->root());
  llvm::erase_if(Merged, [&](const Finding &Next) {
    return !Next.Behind && Next.Offered.empty() &&
           llvm::any_of(Next.Claims, [&](const Span &Claim) {
             return Explained.count(Claim) != 0;
           });
  });
  llvm::stable_sort(
      Merged, [](const Finding &A, const Finding &B) { return A.At < B.At; });
  return Merged;
}

} // namespace clang::tidy::async
