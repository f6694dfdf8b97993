//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ObjectFacts.h"

namespace clang::tidy::async {

unsigned ObjectFacts::at(const Path &Of) const {
  unsigned Facts = 0;
  for (const auto &[Whole, Its] : Known)
    if (Whole.contains(Of))
      Facts |= Its;
  return Facts;
}

void ObjectFacts::lose(const Path &Of, unsigned Facts) {
  llvm::SmallVector<Path, 4> Empty;
  for (auto &[Other, Its] : Known)
    if (Of.contains(Other) || Other.contains(Of)) {
      Its &= ~Facts;
      if (!Its)
        Empty.push_back(Other);
    }
  for (const Path &Other : Empty)
    Known.erase(Other);
}

void ObjectFacts::assign(const Path &To, const Path &From) {
  unsigned Facts = at(From);
  forget(To);
  if (To && Facts)
    Known[To] = Facts;
}

bool ObjectFacts::meet(const ObjectFacts &Other) {
  llvm::DenseMap<Path, unsigned> Both;
  // Where one knows it of a whole and the other one of a part, the part has it.
  for (const auto &[Of, Its] : Known)
    if (unsigned Facts = Its & Other.at(Of))
      Both[Of] |= Facts;
  for (const auto &[Of, Its] : Other.Known)
    if (unsigned Facts = Its & at(Of))
      Both[Of] |= Facts;
  bool IsSame = Both.size() == Known.size() &&
                llvm::all_of(Known, [&](const auto &Entry) {
                  return Both.lookup(Entry.first) == Entry.second;
                });
  Known = std::move(Both);
  return !IsSame;
}

void ObjectFacts::add(const ObjectFacts &Other) {
  for (const auto &[Of, Its] : Other.Known)
    Known[Of] |= Its;
}

void ObjectFacts::take(const Path &To, Fact F, const ObjectFacts &Other,
                       const Path &From) {
  if (Other.holds(From, F))
    gain(To, F);
  for (const auto &[Part, Its] : Other.Known)
    if ((Its & static_cast<unsigned>(F)) && From.contains(Part))
      gain(Part.moved(From, To), F);
}

llvm::SmallVector<Path, 4> ObjectFacts::all(Fact F) const {
  llvm::SmallVector<Path, 4> Found;
  for (const auto &[Of, Its] : Known)
    if (Its & static_cast<unsigned>(F))
      Found.push_back(Of);
  return Found;
}

} // namespace clang::tidy::async
