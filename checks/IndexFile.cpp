//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IndexFile.h"
#include "model/Models.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace clang::tidy::async {

static bool IsUsed = true;

void setIndexUsed(bool Used) { IsUsed = Used; }

/// The usual place of the index in \p Folder or the nearest folder above it
/// that has one; empty if none has.
static std::string findUsual(StringRef Folder, llvm::vfs::FileSystem &FS) {
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
openIndex(StringRef Named, StringRef Folder, FactsBasis Given,
          llvm::vfs::FileSystem &FS) {
  if (!IsUsed)
    return nullptr;
  std::string Path =
      Named.empty() ? findUsual(Folder, FS) : findAbove(Named, Folder, FS);
  if (Path.empty())
    return nullptr;
  auto Failed = [&](const llvm::Twine &Why) {
    return llvm::createStringError(Path + ": " + Why);
  };
  auto File = FS.getBufferForFile(Path, /*FileSize=*/-1,
                                  /*RequiresNullTerminator=*/false);
  if (!File)
    return Failed("it cannot be read: " + File.getError().message());
  auto Index = ProjectIndex::read(std::move(*File), rootOf(Path, FS));
  if (!Index)
    return Failed(llvm::toString(Index.takeError()));
  if (!(*Index)->isMadeWith(Given))
    return Failed("it was made with other models or options; make it again "
                  "with 'async-tidy index'");
  return Index;
}

} // namespace clang::tidy::async
