//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/LibraryModel.h"
#include "model/Vocabulary.h"

using llvm::StringRef;

namespace clang::tidy::async {

/// Describes the name in \p Entry that ends in \p Name, or else the first one,
/// as \p Meaning.
template <typename T>
static std::string describeEntry(const T &Entry, StringRef Name,
                                 const llvm::Twine &Meaning) {
  StringRef EntryName = Entry.Names.front();
  for (StringRef Each : Entry.Names)
    if (Each == Name || Each.ends_with(("::" + Name).str())) {
      EntryName = Each;
      break;
    }
  std::string Text =
      ("in the model of " + Entry.Library->Name + ", '" + EntryName + "' " +
       Meaning + ": " + Entry.Library->File + ":" + llvm::Twine(Entry.Line))
          .str();
  return Entry.Source.empty() ? Text : Text + ", from " + Entry.Source;
}

std::string describe(const CallModel &Entry, StringRef Name) {
  std::string Meaning;
  if (Entry.Is != Role::None)
    Meaning = ("has the role '" + infoOf(Entry.Is).Word + "'").str();
  for (Trait T : Entry.Traits)
    Meaning += (Meaning.empty() ? "has the trait '" : " and the trait '") +
               wordFor(T).str() + "'";
  return describeEntry(Entry, Name, Meaning);
}

std::string describe(const TypeModel &Entry, StringRef Name) {
  std::string Meaning = ("has the kind '" + wordFor(Entry.Kind) + "'").str();
  if (Entry.Dropped != Drop::Unknown)
    Meaning += (" and the drop effect '" + wordFor(Entry.Dropped) + "'").str();
  return describeEntry(Entry, Name, Meaning);
}

} // namespace clang::tidy::async
