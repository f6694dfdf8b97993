//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ResourceHeaders.h"
#include "FilePaths.h"
#include "HeaderArchive.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
using llvm::Twine;

// Written by PackHeaders.cpp.
__asm__(".section .rodata, \"a\"\n"
        ".p2align 3\n"
        ".globl asyncTidyHeaders\n"
        "asyncTidyHeaders:\n"
        ".incbin \"" ASYNC_TIDY_HEADER_ARCHIVE "\"\n"
        ".globl asyncTidyHeadersEnd\n"
        "asyncTidyHeadersEnd:\n"
        ".byte 0\n"
        ".text\n");
extern "C" const char asyncTidyHeaders[];
extern "C" const char asyncTidyHeadersEnd[];

namespace clang::tidy::async {

// No folder on a disk has this name.
static constexpr llvm::StringLiteral Folder =
    "/async-tidy:/lib/clang/" CLANG_VERSION_MAJOR_STRING;

// Debian's clang looks here, whatever the resource folder is.
static constexpr llvm::StringLiteral Debian =
    "/usr/include/clang/" CLANG_VERSION_STRING;

StringRef resourceFolder() { return Folder; }

namespace {
/// The files in the program, by path.
class Archive {
public:
  struct File {
    StringRef Packed;
    size_t Size;
    llvm::sys::fs::UniqueID ID;
    std::unique_ptr<llvm::MemoryBuffer> Text; ///< Once it was read.
  };

  static Archive &get() {
    static Archive Only;
    return Only;
  }

  /// Null if there is no such file.
  File *file(StringRef Path) {
    auto Found = Files.find(Path);
    return Found == Files.end() ? nullptr : &Found->second;
  }
  /// None if there is no such folder.
  std::optional<llvm::sys::fs::UniqueID> folder(StringRef Path) const {
    auto Found = Folders.find(Path.rtrim('/'));
    return Found == Folders.end() ? std::nullopt : std::optional(Found->second);
  }

  StringRef text(File &Of) {
    if (Of.Text)
      return Of.Text->getBuffer();
    if (Of.Packed.size() == Of.Size) {
      Of.Text = llvm::MemoryBuffer::getMemBufferCopy(Of.Packed);
      return Of.Text->getBuffer();
    }
    llvm::SmallVector<uint8_t, 0> Raw;
    // The program itself would be damaged.
    llvm::cantFail(llvm::compression::zlib::decompress(
        llvm::arrayRefFromStringRef(Of.Packed), Raw, Of.Size));
    Of.Text = llvm::MemoryBuffer::getMemBufferCopy(llvm::toStringRef(Raw));
    return Of.Text->getBuffer();
  }

private:
  Archive() {
    HeaderReader In(
        {asyncTidyHeaders, size_t(asyncTidyHeadersEnd - asyncTidyHeaders)});
    while (std::optional<PackedHeader> Next = In.next()) {
      std::string Path = (Folder + "/" + Next->Name).str();
      for (StringRef Above = llvm::sys::path::parent_path(Path);
           Above.size() > 1; Above = llvm::sys::path::parent_path(Above))
        Folders.try_emplace(Above, llvm::vfs::getNextVirtualUniqueID());
      Files.try_emplace(Path,
                        File{Next->Bytes, Next->Size,
                             llvm::vfs::getNextVirtualUniqueID(), nullptr});
    }
  }

  llvm::StringMap<File> Files;
  llvm::StringMap<llvm::sys::fs::UniqueID> Folders;
};

class OpenHeader : public llvm::vfs::File {
public:
  OpenHeader(llvm::vfs::Status Is, StringRef Text)
      : Is(std::move(Is)), Text(Text) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return Is; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBuffer(Text, Name.str());
  }
  std::error_code close() override { return {}; }

private:
  llvm::vfs::Status Is;
  StringRef Text;
};

class ResourceFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const Twine &Path) override {
    std::optional<std::string> Ours = inFolder(Path);
    if (!Ours)
      return ProxyFileSystem::status(Path);
    if (const Archive::File *Found = Archive::get().file(*Ours))
      return statusOf(Path, *Found);
    if (auto ID = Archive::get().folder(*Ours))
      return llvm::vfs::Status(Path, *ID, {}, 0, 0, 0,
                               llvm::sys::fs::file_type::directory_file,
                               llvm::sys::fs::all_read);
    return std::make_error_code(std::errc::no_such_file_or_directory);
  }

  bool exists(const Twine &Path) override {
    auto Found = status(Path);
    return Found && Found->exists();
  }

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const Twine &Path) override {
    std::optional<std::string> Ours = inFolder(Path);
    if (!Ours)
      return ProxyFileSystem::openFileForRead(Path);
    Archive::File *Found = Archive::get().file(*Ours);
    if (!Found)
      return std::make_error_code(std::errc::no_such_file_or_directory);
    return std::make_unique<OpenHeader>(statusOf(Path, *Found),
                                        Archive::get().text(*Found));
  }

private:
  /// Where \p Path is in the folder, without dots; none if it is elsewhere.
  static std::optional<std::string> inFolder(const Twine &Path) {
    llvm::SmallString<256> Buffer;
    llvm::SmallString<256> Plain(Path.toStringRef(Buffer));
    if (!Plain.starts_with("/async-tidy:") && !Plain.starts_with(Debian))
      return std::nullopt;
    llvm::sys::path::remove_dots(Plain, /*remove_dot_dot=*/true);
    StringRef Rest = Plain;
    if (Rest.consume_front(Debian) && (Rest.empty() || Rest.front() == '/'))
      return (Folder + Rest).str();
    return isBelow(Plain, Folder) || Folder.starts_with(Plain)
               ? std::optional(Plain.str().str())
               : std::nullopt;
  }

  static llvm::vfs::Status statusOf(const Twine &Path,
                                    const Archive::File &File) {
    return llvm::vfs::Status(Path, File.ID, {}, 0, 0, File.Size,
                             llvm::sys::fs::file_type::regular_file,
                             llvm::sys::fs::all_read);
  }
};
} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withResourceHeaders(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Others) {
  return llvm::makeIntrusiveRefCnt<ResourceFileSystem>(std::move(Others));
}

} // namespace clang::tidy::async
