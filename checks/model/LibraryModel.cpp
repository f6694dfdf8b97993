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

/// Describes the name in \p Entry that ends in \p Of, or else the first one,
/// with \p Said.
template <typename T>
static std::string describeEntry(const T &Entry, StringRef Of,
                                 const llvm::Twine &Said) {
  StringRef Name = Entry.Names.front();
  for (StringRef Each : Entry.Names)
    if (Each == Of || Each.ends_with(("::" + Of).str())) {
      Name = Each;
      break;
    }
  std::string Text =
      ("in the model of " + Entry.Library->Name + ", '" + Name + "' " + Said +
       ": " + Entry.Library->File + ":" + llvm::Twine(Entry.Line))
          .str();
  return Entry.Source.empty() ? Text : Text + ", from " + Entry.Source;
}

std::string describe(const CallModel &Entry, StringRef Of) {
  std::string Said;
  if (Entry.Is != Role::None)
    Said = ("has the role '" + infoOf(Entry.Is).Word + "'").str();
  for (Trait T : Entry.Traits)
    Said += (Said.empty() ? "has the trait '" : " and the trait '") +
            wordFor(T).str() + "'";
  return describeEntry(Entry, Of, Said);
}

std::string describe(const TypeModel &Entry, StringRef Of) {
  std::string Said = ("has the kind '" + wordFor(Entry.Kind) + "'").str();
  if (Entry.Dropped != Drop::Unknown)
    Said += (" and the drop effect '" + wordFor(Entry.Dropped) + "'").str();
  return describeEntry(Entry, Of, Said);
}

} // namespace clang::tidy::async
