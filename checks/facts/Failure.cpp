//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Failure.h"

namespace clang::tidy::async {

Failure Failure::at(const Stmt *At, bool IsCertain) {
  Way Single;
  Single.At = At;
  Single.IsCertain = IsCertain;
  return Failure(std::move(Single));
}

Failure::Kind Failure::kind() const {
  if (Ways.empty())
    return Never;
  if (llvm::any_of(Ways, [](const Way &Each) {
        return Each.IsCertain && Each.Of.empty();
      }))
    return Certainly;
  return llvm::all_of(Ways, [](const Way &Each) { return Each.IsCertain; })
             ? OfLibraries
             : Perhaps;
}

bool Failure::join(const Failure &Other) {
  bool IsNew = false;
  for (const Way &Each : Other.Ways) {
    auto *Found =
        llvm::find_if(Ways, [&](const Way &Own) { return Own.isSame(Each); });
    if (Found == Ways.end()) {
      Ways.push_back(Each);
      IsNew = true;
    } else if (Found->IsAssertion && !Each.IsAssertion) {
      *Found = Each; // The better witness.
    }
  }
  return IsNew;
}

const Failure::Way *Failure::witness() const {
  // max_element() returns the first of equals.
  return std::max_element(
      Ways.begin(), Ways.end(), [](const Way &A, const Way &B) {
        auto Rank = [](const Way &Each) {
          return (Each.In ? 4 : 0) + (Each.IsReported ? 0 : 2) +
                 (Each.IsAssertion ? 0 : 1);
        };
        return Rank(A) < Rank(B);
      });
}

Failure Failure::without(const LibraryModel &Library) const {
  Failure Remaining = *this;
  llvm::erase_if(Remaining.Ways, [&](const Way &Each) {
    return llvm::is_contained(Each.Of, &Library);
  });
  for (Way &Each : Remaining.Ways)
    if (Each.Call.Callee && !llvm::is_contained(Each.Call.Except, &Library))
      Each.Call.Except.push_back(&Library);
  return Remaining;
}

Failure Failure::certain() const {
  Failure Remaining = *this;
  llvm::erase_if(Remaining.Ways,
                 [](const Way &Each) { return !Each.IsCertain; });
  for (Way &Each : Remaining.Ways)
    Each.Call.OnlyCertain |= Each.Call.Callee != nullptr;
  return Remaining;
}

Failure Failure::ofKnownCallees() const {
  Failure Remaining = *this;
  llvm::erase_if(Remaining.Ways,
                 [](const Way &Each) { return !Each.Call.Callee; });
  for (Way &Each : Remaining.Ways)
    Each.Call.IfUnknown = UnknownError::Never;
  return Remaining;
}

Failure Failure::from(const Stmt *At, const Body &In) const {
  Failure Moved = *this;
  for (Way &Each : Moved.Ways) {
    Each.At = At;
    Each.In = &In;
  }
  return Moved;
}

Failure Failure::reported() const {
  Failure Marked;
  for (Way Each : Ways) {
    Each.IsReported = true;
    Marked.join(Failure(std::move(Each)));
  }
  return Marked;
}

Failure Failure::asserted() const {
  Failure Marked = *this;
  for (Way &Each : Marked.Ways)
    Each.IsAssertion = true;
  return Marked;
}

Failure
Failure::caughtFor(llvm::ArrayRef<const LibraryModel *> Libraries) const {
  Failure Marked;
  for (Way Each : Ways) {
    for (const LibraryModel *Library : Libraries)
      if (!llvm::is_contained(Each.Of, Library))
        Each.Of.push_back(Library);
    Marked.join(Failure(std::move(Each)));
  }
  return Marked;
}

} // namespace clang::tidy::async
