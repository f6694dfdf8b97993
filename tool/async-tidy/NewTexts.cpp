//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NewTexts.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async {

namespace {
/// A file on disk that seems to have another text.
class FileWithText : public llvm::vfs::File {
public:
  FileWithText(llvm::vfs::Status Is, StringRef Text)
      : Is(std::move(Is)), Text(Text) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return Is; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Text, Name);
  }
  std::error_code close() override { return {}; }

private:
  llvm::vfs::Status Is;
  StringRef Text;
};

class NewTextFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  NewTextFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
                    const NewTexts &Texts)
      : ProxyFileSystem(std::move(Disk)) {
    for (const auto &[Path, Text] : Texts)
      if (auto Is = ProxyFileSystem::status(Path))
        ByFile[Is->getUniqueID()] = Text;
  }

  llvm::ErrorOr<llvm::vfs::Status> status(const Twine &Path) override {
    auto Is = ProxyFileSystem::status(Path);
    if (Is)
      if (auto Found = ByFile.find(Is->getUniqueID()); Found != ByFile.end())
        return llvm::vfs::Status::copyWithNewSize(*Is, Found->second.size());
    return Is;
  }

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const Twine &Path) override {
    auto Is = ProxyFileSystem::status(Path);
    if (Is)
      if (auto Found = ByFile.find(Is->getUniqueID()); Found != ByFile.end())
        return std::make_unique<FileWithText>(
            llvm::vfs::Status::copyWithNewSize(*Is, Found->second.size()),
            Found->second);
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  std::map<llvm::sys::fs::UniqueID, StringRef> ByFile;
};
} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withNewTexts(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
             const NewTexts &Texts) {
  return llvm::makeIntrusiveRefCnt<NewTextFileSystem>(std::move(Disk), Texts);
}

} // namespace clang::tidy::async
