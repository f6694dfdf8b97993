//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Findings.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"
#include <map>

namespace clang::tidy::async {

/// The place of a check in Checks.def: the lower, the more specific.
static int rankOf(StringRef Check) {
  int Rank = 0, Found = -1;
#define ASYNC_CHECK(CLASS, NAME, SEVERITY, FIX, SINCE, SUMMARY)                \
  if (Check == NAME)                                                           \
    Found = Rank;                                                              \
  ++Rank;
#include "Checks.def"
  assert(Found >= 0 && "a finding of no check");
  return Found;
}

static bool isSame(const Fix &A, const Fix &B) {
  return llvm::equal(A, B, [](const FixItHint &X, const FixItHint &Y) {
    return X.RemoveRange.getAsRange() == Y.RemoveRange.getAsRange() &&
           X.CodeToInsert == Y.CodeToInsert;
  });
}

std::vector<Finding> arbitrate(std::vector<Finding> Found, const Facts &F) {
  // How often each piece of code was looked at: once for each instance.
  llvm::DenseMap<SourceLocation, unsigned> Instances;
  for (const Body &B : F.bodies())
    ++Instances[B.Code->getBeginLoc()];

  // What a macro of a system header does is not the user's doing.
  llvm::erase_if(Found, [&](const Finding &Next) {
    return llvm::any_of(Next.Claims, [&](const Expr *E) {
      return F.sources().isInSystemHeader(
          F.sources().getSpellingLoc(E->getExprLoc()));
    });
  });

  std::vector<Finding> Merged;
  std::vector<unsigned> Seen;
  std::map<std::pair<std::string, SourceLocation>, size_t> ByPlace;
  for (Finding &Next : Found) {
    auto [Place, IsNew] =
        ByPlace.try_emplace({Next.Check, Next.At}, Merged.size());
    if (IsNew) {
      Merged.push_back(std::move(Next));
      Seen.push_back(1);
      continue;
    }
    Finding &First = Merged[Place->second];
    ++Seen[Place->second];
    if (!isSame(First.Edits, Next.Edits))
      First.Edits.clear();
    First.Notes.resize(std::min(First.Notes.size(), Next.Notes.size()));
    for (size_t I = 0; I < First.Notes.size(); ++I)
      if (!isSame(First.Notes[I].Edits, Next.Notes[I].Edits))
        First.Notes[I].Edits.clear();
    First.Claims.append(Next.Claims);
    First.Mends.append(Next.Mends);
  }
  for (size_t I = 0; I < Merged.size(); ++I)
    if (Merged[I].In &&
        Seen[I] < Instances[Merged[I].In->Code->getBeginLoc()]) {
      Merged[I].Edits.clear();
      for (Note &N : Merged[I].Notes)
        N.Edits.clear();
    }

  llvm::stable_sort(Merged, [](const Finding &A, const Finding &B) {
    return rankOf(A.Check) < rankOf(B.Check);
  });
  // What a check claims it may speak of again.
  llvm::DenseMap<SourceLocation, int> Claimed;
  llvm::erase_if(Merged, [&](const Finding &Next) {
    int Rank = rankOf(Next.Check);
    bool Taken = llvm::any_of(Next.Claims, [&](const Expr *E) {
      auto By = Claimed.find(E->getExprLoc());
      return By != Claimed.end() && By->second != Rank;
    });
    if (!Taken)
      for (const Expr *E : Next.Claims)
        Claimed.try_emplace(E->getExprLoc(), Rank);
    return Taken;
  });
  llvm::DenseSet<SourceLocation> Mended;
  for (const Finding &Next : Merged)
    if (!Next.Edits.empty())
      for (const Expr *E : Next.Mends)
        Mended.insert(E->getExprLoc());
  llvm::erase_if(Merged, [&](const Finding &Next) {
    return llvm::any_of(Next.Claims, [&](const Expr *E) {
      return Mended.contains(E->getExprLoc());
    });
  });
  llvm::stable_sort(Merged, [&](const Finding &A, const Finding &B) {
    return F.sources().isBeforeInTranslationUnit(A.At, B.At);
  });
  return Merged;
}

void addModelNotes(Finding &To, const Facts &F) {
  llvm::SmallPtrSet<const void *, 4> Said;
  auto Add = [&](const auto &Entry, const Expr *At, const NamedDecl *Named) {
    if (Said.insert(&Entry).second)
      To.Notes.push_back(
          {At->getExprLoc(),
           describe(Entry, Named ? Named->getNameAsString() : std::string()),
           {}});
  };
  for (llvm::ArrayRef<const Expr *> List :
       {llvm::ArrayRef(To.Claims), llvm::ArrayRef(To.Behind)})
    for (const Expr *E : List) {
      const Operation *Op = F.operationAt(E);
      if (Op && Op->Match)
        Add(*Op->Match.Entry, E, Op->callee());
      if (Op && Op->Task && Op->Task->Model)
        Add(*Op->Task->Model, E, Op->Task->Class);
    }
}

} // namespace clang::tidy::async
