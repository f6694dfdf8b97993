//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_SOURCES_H
#define ASYNC_TIDY_TOOL_REPORT_SOURCES_H

#include "ReportedFinding.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>

namespace clang::tidy::async {

/// A place in a file, counted from 1.
struct FilePlace {
  unsigned Line = 0;
  unsigned Column = 0;      ///< In bytes, as clang prints it.
  unsigned Utf16Column = 0; ///< In UTF-16 code units, as editors count them.
};

/// The texts of files with findings, read on demand, and the names of files in
/// a report.
class Sources {
public:
  /// Paths below \p Root, an absolute one, are shown relative to it.
  Sources(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
          llvm::StringRef Root);
  ~Sources();

  llvm::vfs::FileSystem &files() const { return *Files; }
  llvm::StringRef root() const { return Root; }

  /// \p Path as it is shown, with '/' as the separator.
  std::string shownPath(llvm::StringRef Path) const;

  /// \p Path without symbolic links, or as it is if it does not exist. A file
  /// with several names is one file.
  const std::string &realPath(llvm::StringRef Path) const;

  /// None if \p Path cannot be read.
  std::optional<llvm::StringRef> text(llvm::StringRef Path);

  /// None if \p Path cannot be read. An offset beyond the end counts as the
  /// end.
  std::optional<FilePlace> place(llvm::StringRef Path, unsigned Offset);

  /// Invalid if \p Path cannot be read.
  SourceLocation location(llvm::StringRef Path, unsigned Offset);
  SourceManager &manager() { return *Manager; }

private:
  FileID fileOf(llvm::StringRef Path);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  std::string Root;
  // Objects that clang's source manager needs.
  struct Engine;
  std::unique_ptr<Engine> ClangObjects;
  SourceManager *Manager;
  llvm::StringMap<FileID> FileIDs;
  mutable llvm::StringMap<std::string> RealPaths;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_SOURCES_H
