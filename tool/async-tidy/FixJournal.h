//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FIXJOURNAL_H
#define ASYNC_TIDY_TOOL_FIXJOURNAL_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A file that a run replaces.
struct JournalEntry {
  std::string Path;     ///< Without symbolic links.
  std::string Prepared; ///< The new text, in the same folder.
  uint64_t Before = 0;  ///< Hashes of the texts.
  uint64_t After = 0;
};

/// A file in the user's own cache folder that lists the files of a project that
/// a run is about to replace. While it exists, it is locked by that run; if it
/// is not, the run was killed.
class FixJournal {
public:
  /// The journal of the project at \p Root; empty if there is no root, or this
  /// user has no cache folder.
  static std::string pathFor(llvm::StringRef Root);

  FixJournal() = default;
  FixJournal(FixJournal &&Other) noexcept;
  FixJournal &operator=(FixJournal &&) = delete;
  /// Removes the file and unlocks it.
  ~FixJournal();

  /// Creates the file \p Path, and locks it: waits at most for \p Patience.
  static llvm::Expected<FixJournal> create(const std::string &Path,
                                           std::chrono::milliseconds Patience);
  /// Locks the file \p Path of a run that was killed. The result is not open
  /// if there is none, or if the run is alive.
  static FixJournal openOfKilled(const std::string &Path);

  bool isOpen() const { return File >= 0; }

  /// Makes \p Entries durable.
  std::error_code write(llvm::ArrayRef<JournalEntry> Entries);
  /// None if nothing was written completely: then nothing was prepared.
  std::vector<JournalEntry> read() const;

private:
  FixJournal(std::string Path, int File) : Path(std::move(Path)), File(File) {}

  std::string Path;
  int File = -1;
};

/// The result of completing the fixes of a run that was killed.
struct Recovery {
  unsigned Finished = 0; ///< Files that were replaced now.
  unsigned Undone = 0;   ///< Prepared texts that were dropped.
  /// Files that somebody has changed since: they are as they were.
  std::vector<std::string> Changed;
};

/// Completes what a killed run has begun at \p Root, a path without symbolic
/// links, according to the journal \p Path: all files are replaced if one was,
/// and none otherwise. No prepared text remains.
Recovery recoverFixes(const std::string &Path, llvm::StringRef Root);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FIXJOURNAL_H
