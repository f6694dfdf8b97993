//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/UnitSummary.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Order
//===----------------------------------------------------------------------===//

// The keys of the elements: two elements with the same key are merged.

static auto keyOf(const DirectEffect &E) {
  return std::tie(E.At, E.Callee, E.Signature, E.Entry);
}

static auto keyOf(const CallSummary &C) {
  return std::tie(C.At, C.Callee, C.Name, C.Signature, C.IsVirtual);
}

static auto keyOf(const ErrorWay &W) {
  return std::tie(W.Of, W.Parameter, W.IsReported);
}

static auto keyOf(const ErrorPath &P) {
  return std::tie(P.Callee, P.Exit, P.IsVirtual, P.IsReported, P.OnlyCertain,
                  P.Of, P.Except, P.IfUnknown);
}

static auto keyOf(const ValueUse &U) { return std::tie(U.Of, U.Fate, U.At); }

static auto keyOf(const ValueSummary &V) { return std::tie(V.Number); }

static auto keyOf(const FunctionSummary &F) { return std::tie(F.Symbol); }

static auto keyOf(const MethodSummary &M) { return std::tie(M.Symbol); }

bool ErrorPath::isSame(const ErrorPath &Other) const {
  return keyOf(*this) == keyOf(Other);
}

/// Sorts \p List by its keys, and merges elements with the same key: \p Join
/// adds the later one to the first.
template <typename T, typename JoinFn>
static void sortAndJoin(std::vector<T> &List, JoinFn Join) {
  llvm::stable_sort(List,
                    [](const T &A, const T &B) { return keyOf(A) < keyOf(B); });
  size_t Kept = 0;
  for (size_t I = 0; I < List.size(); ++I) {
    if (Kept && keyOf(List[Kept - 1]) == keyOf(List[I])) {
      Join(List[Kept - 1], List[I]);
      continue;
    }
    if (Kept != I)
      List[Kept] = std::move(List[I]);
    ++Kept;
  }
  List.erase(List.begin() + Kept, List.end());
}

template <typename T> static void sortUnique(std::vector<T> &List) {
  llvm::sort(List);
  List.erase(std::unique(List.begin(), List.end()), List.end());
}

/// Keeps the lower of two places, so that the result does not depend on the
/// order of the units; any place is better than none.
static void takeFirst(Span &To, const Span &Other) {
  if (Other && (!To || Other < To))
    To = Other;
}

//===----------------------------------------------------------------------===//
// One body
//===----------------------------------------------------------------------===//

static void normalize(ErrorSummary &Errors) {
  for (ErrorWay &Each : Errors.Ways)
    sortUnique(Each.Of);
  for (ErrorPath &Each : Errors.Paths) {
    sortUnique(Each.Of);
    sortUnique(Each.Except);
  }
  // The result is certain if either element is.
  auto Join = [](auto &To, const auto &Other) {
    To.IsCertain |= Other.IsCertain;
    takeFirst(To.At, Other.At);
  };
  sortAndJoin(Errors.Ways, Join);
  sortAndJoin(Errors.Paths, Join);
}

static void normalize(FunctionSummary &F) {
  sortAndJoin(F.Effects, [](DirectEffect &To, const DirectEffect &Other) {
    To.Kinds |= Other.Kinds;
  });
  sortAndJoin(F.Calls, [](CallSummary &To, const CallSummary &Other) {
    To.IsAfterHop |= Other.IsAfterHop;
    To.IsMoot |= Other.IsMoot;
  });
  normalize(F.Thrown);
  normalize(F.InTask);
  // Repeated entries contain the same use, or other uses of the same value.
  sortAndJoin(F.Values, [](ValueSummary &To, const ValueSummary &Other) {
    llvm::append_range(To.Uses, Other.Uses);
  });
  for (ValueSummary &Each : F.Values)
    sortAndJoin(Each.Uses, [](ValueUse &, const ValueUse &) {});
}

//===----------------------------------------------------------------------===//
// Different bodies of one function
//===----------------------------------------------------------------------===//

/// Keeps the elements of \p To that are also in \p Other, and merges each pair
/// with \p Meet.
template <typename T, typename MeetFn>
static void intersect(std::vector<T> &To, const std::vector<T> &Other,
                      MeetFn Meet) {
  std::vector<T> Both;
  auto A = To.begin();
  auto B = Other.begin();
  while (A != To.end() && B != Other.end()) {
    if (keyOf(*A) < keyOf(*B)) {
      ++A;
    } else if (keyOf(*B) < keyOf(*A)) {
      ++B;
    } else {
      Meet(*A, *B++);
      Both.push_back(std::move(*A++));
    }
  }
  To = std::move(Both);
}

/// Adds the elements of \p Other to \p To; an element of only one of them is
/// not certain.
template <typename T>
static void uniteUncertain(std::vector<T> &To, const std::vector<T> &Other) {
  std::vector<T> All;
  auto A = To.begin();
  auto B = Other.begin();
  while (A != To.end() || B != Other.end()) {
    bool TakeA = A != To.end() && (B == Other.end() || keyOf(*A) <= keyOf(*B));
    bool TakeB = B != Other.end() && (A == To.end() || keyOf(*B) <= keyOf(*A));
    T &Next = All.emplace_back(TakeA ? std::move(*A) : *B);
    if (TakeA && TakeB) {
      Next.IsCertain &= B->IsCertain;
      takeFirst(Next.At, B->At);
    } else {
      Next.IsCertain = false;
    }
    A += TakeA;
    B += TakeB;
  }
  To = std::move(All);
}

static void meet(ErrorSummary &To, const ErrorSummary &Other) {
  uniteUncertain(To.Ways, Other.Ways);
  uniteUncertain(To.Paths, Other.Paths);
}

static void meet(FunctionSummary &To, const FunctionSummary &Other) {
  if (To == Other)
    return;
  To.Name = std::min(To.Name, Other.Name);
  takeFirst(To.Site, Other.Site);
  takeFirst(To.Code, Other.Code);
  To.Text = std::min(To.Text, Other.Text);
  if (To.Context != Other.Context)
    To.Context = ContextKind::Unknown;
  To.IsCoroutine |= Other.IsCoroutine;
  intersect(To.Effects, Other.Effects,
            [](DirectEffect &A, const DirectEffect &B) { A.Kinds &= B.Kinds; });
  llvm::erase_if(To.Effects, [](const DirectEffect &E) { return !E.Kinds; });
  intersect(To.Calls, Other.Calls, [](CallSummary &A, const CallSummary &B) {
    A.IsAfterHop |= B.IsAfterHop;
    A.IsMoot |= B.IsMoot;
  });
  meet(To.Thrown, Other.Thrown);
  meet(To.InTask, Other.InTask);
  // Different fates make the fate unknown: see ValueSummary.
  intersect(To.Values, Other.Values,
            [](ValueSummary &A, const ValueSummary &B) {
              llvm::append_range(A.Uses, B.Uses);
              sortAndJoin(A.Uses, [](ValueUse &, const ValueUse &) {});
            });
  if (To.PassedTo != Other.PassedTo)
    To.PassedTo = {};
}

static void meet(MethodSummary &To, const MethodSummary &Other) {
  To.IsPure &= Other.IsPure;
  llvm::append_range(To.Overriders, Other.Overriders);
  sortUnique(To.Overriders);
}

//===----------------------------------------------------------------------===//
// Units
//===----------------------------------------------------------------------===//

void UnitSummary::normalize() {
  sortUnique(MadeWith);
  sortUnique(AddressTaken);
  for (FunctionSummary &Each : Functions)
    async::normalize(Each);
  for (MethodSummary &Each : Methods)
    sortUnique(Each.Overriders);
  sortAndJoin(Functions, [](FunctionSummary &To, const FunctionSummary &Other) {
    meet(To, Other);
  });
  sortAndJoin(Methods, [](MethodSummary &To, const MethodSummary &Other) {
    meet(To, Other);
  });
}

/// Appends \p From to \p To.
template <typename T>
static void moveAll(std::vector<T> &To, std::vector<T> &&From) {
  To.insert(To.end(), std::make_move_iterator(From.begin()),
            std::make_move_iterator(From.end()));
  From = {};
}

UnitSummary merge(std::vector<UnitSummary> All) {
  UnitSummary Union;
  for (UnitSummary &Each : All) {
    moveAll(Union.MadeWith, std::move(Each.MadeWith));
    moveAll(Union.Functions, std::move(Each.Functions));
    moveAll(Union.Methods, std::move(Each.Methods));
    moveAll(Union.AddressTaken, std::move(Each.AddressTaken));
  }
  Union.normalize();
  return Union;
}

} // namespace clang::tidy::async
