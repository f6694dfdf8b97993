//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WatchedFiles.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include <mutex>

namespace clang::tidy::async {

namespace {
/// The state of a file; the default is that of a file that does not exist.
struct FileStamp {
  llvm::sys::TimePoint<> Time;
  uint64_t Size = 0;
  llvm::sys::fs::UniqueID Id = {0, 0};

  friend bool operator==(const FileStamp &A, const FileStamp &B) {
    return A.Time == B.Time && A.Size == B.Size && A.Id == B.Id;
  }
};

struct Record {
  std::mutex Mutex;
  llvm::StringMap<FileStamp> Stamps; ///< By absolute path.
};
} // namespace

/// Never destroyed: a thread may use it while the process ends.
static Record &record() {
  static Record *Only = new Record;
  return *Only;
}

static FileStamp stampOf(const llvm::Twine &Path) {
  FileStamp Stamp;
  llvm::sys::fs::file_status Status;
  if (!llvm::sys::fs::status(Path, Status)) {
    Stamp.Time = Status.getLastModificationTime();
    Stamp.Size = Status.getSize();
    Stamp.Id = Status.getUniqueID();
  }
  return Stamp;
}

namespace {
class WatchedFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override {
    add(Path);
    return ProxyFileSystem::status(Path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    add(Path);
    return ProxyFileSystem::openFileForRead(Path);
  }
  bool exists(const llvm::Twine &Path) override {
    add(Path);
    return ProxyFileSystem::exists(Path);
  }

private:
  void add(const llvm::Twine &Path) {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    if (makeAbsolute(Absolute))
      return;
    FileStamp Stamp = stampOf(Absolute);
    std::lock_guard<std::mutex> Lock(record().Mutex);
    record().Stamps[Absolute] = Stamp;
  }
};
} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
watched(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
  return llvm::makeIntrusiveRefCnt<WatchedFileSystem>(std::move(Files));
}

bool haveWatchedFilesChanged() {
  std::lock_guard<std::mutex> Lock(record().Mutex);
  bool HasChanged = false;
  for (auto &Each : record().Stamps) {
    FileStamp Now = stampOf(Each.first());
    HasChanged |= !(Now == Each.second);
    Each.second = Now;
  }
  return HasChanged;
}

} // namespace clang::tidy::async
