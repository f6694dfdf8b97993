//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RemovedKeys.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using llvm::StringRef;

namespace clang::tidy::async {

// Without effect since LLVM 10, removed in LLVM 18.
static constexpr StringRef Removed[] = {"AnalyzeTemporaryDtors"};

/// Calls \p Do for the name, the beginning and the end of each entry of the
/// mapping in \p Text that has a plain value. Does nothing if \p Text is not
/// valid.
static void forEachEntry(
    StringRef Text,
    llvm::function_ref<void(StringRef Name, size_t Begin, size_t End)> Do) {
  llvm::SourceMgr SM;
  // clang-tidy reports the errors.
  SM.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
  llvm::yaml::Stream Stream(Text, SM, /*ShowColors=*/false);
  auto First = Stream.begin();
  if (First == Stream.end())
    return;
  auto *Map = llvm::dyn_cast_or_null<llvm::yaml::MappingNode>(First->getRoot());
  if (!Map)
    return;
  for (llvm::yaml::KeyValueNode &Entry : *Map) {
    const auto *Key =
        llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(Entry.getKey());
    if (!Key)
      return;
    // Both have been read; continuing would skip them.
    StringRef Name = Key->getRawValue();
    size_t Begin = Key->getSourceRange().Start.getPointer() - Text.data();
    if (const auto *Value =
            llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(Entry.getValue()))
      Do(Name, Begin, Value->getSourceRange().End.getPointer() - Text.data());
  }
}

std::string withoutRemovedKeys(llvm::MemoryBufferRef File,
                               std::vector<RemovedKey> &Found) {
  StringRef Text = File.getBuffer();
  std::string Kept = Text.str();
  if (llvm::none_of(Removed, [&](StringRef Key) { return Text.contains(Key); }))
    return Kept;
  forEachEntry(Text, [&](StringRef Name, size_t Begin, size_t End) {
    if (!llvm::is_contained(Removed, Name))
      return;
    // In `{A: 1, B: 2}`, the comma goes as well.
    size_t Next = Text.find_first_not_of(" \t\r\n", End);
    if (Next != StringRef::npos && Text[Next] == ',')
      End = Next + 1;
    for (size_t I = Begin; I < End; ++I)
      if (!llvm::isSpace(Kept[I]))
        Kept[I] = ' ';
    Found.push_back({Name.str(), unsigned(Begin)});
  });
  return Kept;
}

} // namespace clang::tidy::async
