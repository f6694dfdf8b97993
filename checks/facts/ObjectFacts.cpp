//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ObjectFacts.h"

namespace clang::tidy::async {

unsigned ObjectFacts::at(const Path &Object) const {
  unsigned Facts = 0;
  for (const auto &[Whole, Bits] : Entries)
    if (Whole.contains(Object))
      Facts |= Bits;
  return Facts;
}

void ObjectFacts::lose(const Path &Object, unsigned Facts) {
  llvm::SmallVector<Path, 4> Empty;
  for (auto &[Other, Bits] : Entries)
    if (Object.contains(Other) || Other.contains(Object)) {
      Bits &= ~Facts;
      if (!Bits)
        Empty.push_back(Other);
    }
  for (const Path &Other : Empty)
    Entries.erase(Other);
}

void ObjectFacts::assign(const Path &To, const Path &From) {
  unsigned Facts = at(From);
  forget(To);
  if (To && Facts)
    Entries[To] = Facts;
}

bool ObjectFacts::meet(const ObjectFacts &Other) {
  llvm::DenseMap<Path, unsigned> Both;
  // A fact about a whole object on one path and its part on the other holds for
  // the part.
  for (const auto &[Object, Bits] : Entries)
    if (unsigned Facts = Bits & Other.at(Object))
      Both[Object] |= Facts;
  for (const auto &[Object, Bits] : Other.Entries)
    if (unsigned Facts = Bits & at(Object))
      Both[Object] |= Facts;
  bool IsUnchanged = Both.size() == Entries.size() &&
                     llvm::all_of(Entries, [&](const auto &Entry) {
                       return Both.lookup(Entry.first) == Entry.second;
                     });
  Entries = std::move(Both);
  return !IsUnchanged;
}

void ObjectFacts::add(const ObjectFacts &Other) {
  for (const auto &[Object, Bits] : Other.Entries)
    Entries[Object] |= Bits;
}

void ObjectFacts::take(const Path &To, Fact F, const ObjectFacts &Other,
                       const Path &From) {
  if (Other.holds(From, F))
    gain(To, F);
  for (const auto &[Part, Bits] : Other.Entries)
    if ((Bits & static_cast<unsigned>(F)) && From.contains(Part))
      gain(Part.moved(From, To), F);
}

llvm::SmallVector<Path, 4> ObjectFacts::all(Fact F) const {
  llvm::SmallVector<Path, 4> Found;
  for (const auto &[Object, Bits] : Entries)
    if (Bits & static_cast<unsigned>(F))
      Found.push_back(Object);
  return Found;
}

} // namespace clang::tidy::async
