//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_RECORDINGFILESYSTEM_H
#define ASYNC_TIDY_TOOL_RECORDINGFILESYSTEM_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <cstdint>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The state of one path, as far as an analysis depends on it.
struct FileState {
  enum Kind : uint8_t {
    Missing, ///< The path did not exist.
    Exists,  ///< The path existed; only its type mattered.
    Content, ///< A file with this content.
    Listing, ///< A folder with these names in it.
  };
  Kind Is = Missing;
  uint64_t Hash = 0; ///< Of the content, or of the names; or the type.
  /// The stamp of the file at that time: the content is unchanged as long as
  /// the stamp is.
  uint64_t Stamp = 0;

  bool isSame(const FileState &Other) const {
    return Is == Other.Is && Hash == Other.Hash;
  }
};

/// A stamp of the current file \p Path, from its inode, size and times; 0 if it
/// has changed so recently that a further change might keep the stamp.
uint64_t stampOf(const std::string &Path);

uint64_t hashOf(llvm::StringRef Text);

/// The current state of \p Path, to be compared with one of kind \p Recorded.
FileState stateOf(const std::string &Path, FileState::Kind Recorded);

/// The file system of the disk, which records all accesses.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  /// Relative paths start in \p Folder, which is the current folder of \p Disk.
  RecordingFileSystem(std::string Folder,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk);

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Dir,
                                          std::error_code &EC) override;
  llvm::ErrorOr<std::string> getCurrentWorkingDirectory() const override {
    return Folder;
  }

  /// By absolute path.
  const llvm::StringMap<FileState> &seen() const { return Seen; }

private:
  FileState &stateFor(const llvm::Twine &Path);
  /// Records that \p Path exists, with the type \p Type.
  void setExisting(FileState &State, llvm::sys::fs::file_type Type);

  std::string Folder;
  llvm::StringMap<FileState> Seen;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_RECORDINGFILESYSTEM_H
