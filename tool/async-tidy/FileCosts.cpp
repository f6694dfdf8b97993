//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FileCosts.h"
#include "FilePaths.h"
#include "FileSelection.h"
#include "model/InputFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <cmath>

using llvm::StringRef;

namespace clang::tidy::async {

/// More would overflow the sums of large projects.
static constexpr uint64_t MaxMilliseconds = uint64_t(1) << 40;

StringRef FileCosts::nameOf(StringRef File) const {
  if (isBelow(File, Root) && File.consume_front(Root))
    return File.ltrim('/');
  return File;
}

llvm::Error FileCosts::read(const std::string &Path) {
  auto File =
      readInput(Path, *llvm::vfs::getRealFileSystem(), MaxGeneratedBytes);
  if (!File)
    return userError("cannot read " + Path + ": " +
                     llvm::toString(File.takeError()));
  unsigned Number = 0;
  for (StringRef Rest = (*File)->getBuffer(); !Rest.empty();) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    ++Number;
    if (Line.empty() || Line.starts_with("#"))
      continue;
    auto [Cost, Name] = Line.split(' ');
    uint64_t Value = 0;
    if (Cost.getAsInteger(10, Value) || Value > MaxMilliseconds || Name.empty())
      return userError(Path + ":" + llvm::Twine(Number) +
                       ":1: error: expected milliseconds, a space and the "
                       "path of a file, as async-tidy --write-costs writes");
    Milliseconds[Name.str()] = Value;
  }
  return llvm::Error::success();
}

void FileCosts::add(StringRef File, double Seconds) {
  StringRef Name = nameOf(File);
  if (Name.contains('\n'))
    return;
  uint64_t &Known = Milliseconds[Name.str()];
  Known = std::max<uint64_t>(Known, std::llround(Seconds * 1000));
}

std::string FileCosts::text() const {
  std::string Text =
      "# The milliseconds that the analysis of each file took, for async-tidy "
      "--shard=I/N --costs.\n";
  for (const auto &[Name, Value] : Milliseconds)
    Text += std::to_string(Value) + " " + Name + "\n";
  return Text;
}

std::vector<uint64_t> FileCosts::of(llvm::ArrayRef<std::string> Files) const {
  std::vector<uint64_t> Costs;
  std::vector<uint64_t> Known;
  std::vector<size_t> Unknown;
  for (const std::string &File : Files) {
    auto Found = Milliseconds.find(nameOf(File));
    if (Found == Milliseconds.end()) {
      Unknown.push_back(Costs.size());
      Costs.push_back(1);
      continue;
    }
    Costs.push_back(Found->second);
    Known.push_back(Found->second);
  }
  if (Known.empty())
    return Costs;
  auto Middle = Known.begin() + Known.size() / 2;
  std::nth_element(Known.begin(), Middle, Known.end());
  for (size_t Each : Unknown)
    Costs[Each] = *Middle;
  return Costs;
}

} // namespace clang::tidy::async
