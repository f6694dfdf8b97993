//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexFile.h"
#include "model/InputFile.h"
#include "model/Models.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async {

static bool UsesIndex = true;

void setIndexUsed(bool IsUsed) { UsesIndex = IsUsed; }

/// The index with the usual name in \p Folder or the nearest folder above it;
/// empty if there is none.
static std::string findUsualIndex(StringRef Folder, llvm::vfs::FileSystem &FS) {
  for (StringRef Dir = Folder; !Dir.empty();
       Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<256> Path(Dir);
    llvm::sys::path::append(Path, IndexName);
    if (FS.exists(Path))
      return Path.str().str();
  }
  return "";
}

/// The project's root, if \p Path is the usual place of its index; else empty.
static std::string rootOf(StringRef Path, llvm::vfs::FileSystem &FS) {
  llvm::SmallString<256> Absolute(Path);
  if (FS.makeAbsolute(Absolute))
    return "";
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  StringRef Root = Absolute;
  return Root.consume_back(IndexName) && Root.consume_back("/") ? Root.str()
                                                                : "";
}

llvm::Expected<std::unique_ptr<const ProjectIndex>>
openIndex(StringRef Name, StringRef Folder, FactsBasis Basis,
          llvm::vfs::FileSystem &FS) {
  if (!UsesIndex)
    return nullptr;
  std::string Path =
      Name.empty() ? findUsualIndex(Folder, FS) : findAbove(Name, Folder, FS);
  if (Path.empty())
    return nullptr;
  auto Fail = [&](const llvm::Twine &Reason) {
    return llvm::createStringError(Path + ": " + Reason);
  };
  if (llvm::Error Why = testInput(Path, FS, MaxGeneratedBytes))
    return Fail(llvm::toString(std::move(Why)));
  auto File = FS.getBufferForFile(Path, /*FileSize=*/-1,
                                  /*RequiresNullTerminator=*/false);
  if (!File)
    return Fail("it cannot be read: " + File.getError().message());
  auto Index = ProjectIndex::read(std::move(*File), rootOf(Path, FS));
  if (!Index)
    return Fail(llvm::toString(Index.takeError()));
  if (!(*Index)->isMadeWith(Basis))
    return Fail("it was made with other models or options; recreate it "
                "with 'async-tidy index'");
  return Index;
}

} // namespace clang::tidy::async
