//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RecordingFileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <sys/stat.h>
#include <time.h>

using llvm::StringRef;
using llvm::Twine;

namespace clang::tidy::async {

uint64_t hashOf(StringRef Text) { return llvm::xxh3_64bits(Text); }

uint64_t stampOf(const std::string &Path) {
  struct stat Now;
  if (::stat(Path.c_str(), &Now))
    return 0;
  // File systems and clocks have a limited resolution: a file that changed a
  // moment ago may change again and keep its time.
  struct timespec Clock;
  ::clock_gettime(CLOCK_REALTIME, &Clock);
  if (Now.st_ctim.tv_sec + 2 >= Clock.tv_sec)
    return 0;
  uint64_t Parts[] = {
      uint64_t(Now.st_ino),         uint64_t(Now.st_size),
      uint64_t(Now.st_mtim.tv_sec), uint64_t(Now.st_mtim.tv_nsec),
      uint64_t(Now.st_ctim.tv_sec), uint64_t(Now.st_ctim.tv_nsec)};
  return hashOf(
             StringRef(reinterpret_cast<const char *>(Parts), sizeof(Parts))) |
         1;
}

static uint64_t hashOfNames(const Twine &Dir, std::error_code &EC) {
  std::vector<std::string> Names;
  for (llvm::sys::fs::directory_iterator It(Dir, EC), End; !EC && It != End;
       It.increment(EC))
    Names.push_back(llvm::sys::path::filename(It->path()).str());
  llvm::sort(Names);
  uint64_t Hash = 0;
  for (const std::string &Name : Names)
    Hash = Hash * 31 + hashOf(Name);
  return Hash;
}

/// A file may take the place of a folder.
static uint64_t hashOf(llvm::sys::fs::file_type Type) {
  return uint64_t(Type) + 1;
}

FileState stateOf(const std::string &Path, FileState::Kind Recorded) {
  FileState State;
  if (Recorded == FileState::Listing) {
    std::error_code EC;
    State.Hash = hashOfNames(Path, EC);
    if (!EC)
      State.Is = FileState::Listing;
    return State;
  }
  llvm::sys::fs::file_status Now;
  if (llvm::sys::fs::status(Path, Now))
    return State;
  // Opening a pipe, for instance, might wait for somebody else.
  if (Recorded == FileState::Content &&
      Now.type() == llvm::sys::fs::file_type::regular_file) {
    State.Stamp = stampOf(Path);
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path)) {
      State.Is = FileState::Content;
      State.Hash = hashOf((*Buffer)->getBuffer());
      return State;
    }
  }
  State.Stamp = 0;
  State.Is = FileState::Exists;
  State.Hash = hashOf(Now.type());
  return State;
}

namespace {
/// Records a hash of the content when it is read.
class RecordingFile : public llvm::vfs::File {
public:
  RecordingFile(std::unique_ptr<llvm::vfs::File> Real, FileState &State,
                uint64_t Stamp)
      : Real(std::move(Real)), State(State), Stamp(Stamp) {}

  llvm::ErrorOr<llvm::vfs::Status> status() override { return Real->status(); }
  llvm::ErrorOr<std::string> getName() override { return Real->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t FileSize, bool RequiresNullTerminator,
            bool IsVolatile) override {
    auto Buffer =
        Real->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Buffer) {
      uint64_t Hash = hashOf((*Buffer)->getBuffer());
      // If it was another text before, the result is of neither.
      bool IsOther = State.Is == FileState::Content && State.Hash != Hash;
      State.Is = FileState::Content;
      State.Hash = IsOther ? 0 : Hash;
      State.Stamp = IsOther ? 0 : Stamp;
    }
    return Buffer;
  }
  std::error_code close() override { return Real->close(); }

private:
  std::unique_ptr<llvm::vfs::File> Real;
  FileState &State;
  uint64_t Stamp;
};
} // namespace

RecordingFileSystem::RecordingFileSystem(
    std::string Folder, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk)
    : ProxyFileSystem(std::move(Disk)), Folder(std::move(Folder)) {}

FileState &RecordingFileSystem::stateFor(const Twine &Path) {
  llvm::SmallString<256> Absolute;
  StringRef Original = Path.toStringRef(Absolute);
  if (llvm::sys::path::is_absolute(Original))
    return Seen[Original];
  llvm::SmallString<256> Joined(Folder);
  llvm::sys::path::append(Joined, Original);
  return Seen[Joined];
}

void RecordingFileSystem::setExisting(FileState &State,
                                      llvm::sys::fs::file_type Type) {
  if (State.Is == FileState::Missing) {
    State.Is = FileState::Exists;
    State.Hash = hashOf(Type);
  } else if (State.Is == FileState::Exists && State.Hash != hashOf(Type)) {
    // It was both: the result is valid for neither.
    State.Hash = 0;
  }
}

llvm::ErrorOr<llvm::vfs::Status>
RecordingFileSystem::status(const Twine &Path) {
  auto Result = ProxyFileSystem::status(Path);
  FileState &State = stateFor(Path);
  if (Result)
    setExisting(State, Result->getType());
  return Result;
}

bool RecordingFileSystem::exists(const Twine &Path) {
  auto Result = status(Path);
  return Result && Result->exists();
}

llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
RecordingFileSystem::openFileForRead(const Twine &Path) {
  FileState &State = stateFor(Path);
  // The stamp reveals changes from now on, before the file is opened.
  uint64_t Stamp = stampOf(Path.str());
  auto Result = ProxyFileSystem::openFileForRead(Path);
  if (!Result)
    return Result;
  if (auto Status = (*Result)->status())
    setExisting(State, Status->getType());
  return std::make_unique<RecordingFile>(std::move(*Result), State, Stamp);
}

llvm::vfs::directory_iterator
RecordingFileSystem::dir_begin(const Twine &Dir, std::error_code &EC) {
  FileState &State = stateFor(Dir);
  std::error_code ListingError;
  State.Hash = hashOfNames(Dir, ListingError);
  State.Is = ListingError ? FileState::Missing : FileState::Listing;
  return ProxyFileSystem::dir_begin(Dir, EC);
}

} // namespace clang::tidy::async
