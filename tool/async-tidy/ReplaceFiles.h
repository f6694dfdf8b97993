//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPLACEFILES_H
#define ASYNC_TIDY_TOOL_REPLACEFILES_H

#include "FixJournal.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A file to replace, and its texts, which must outlive the replacement.
struct TextChange {
  llvm::StringRef Path; ///< Without symbolic links.
  llvm::StringRef Before;
  llvm::StringRef After;
};

/// The reason why a file was not replaced.
struct NotReplaced {
  enum Kind {
    Changed, ///< It no longer has the text that the change is for.
    Unfit,   ///< It would lose something: others may be replaced.
    Failed   ///< The system failed: as it might for the others.
  };
  Kind Is = Failed;
  std::string Path;
  std::string Reason;
};

/// Replaces several files as one step, as far as a file system allows.
///
/// First, all texts are written and synced beside their files. Then each file
/// is replaced by renaming. A journal lets the next run complete that step, or
/// take it back, if this process is killed.
class ReplaceFiles {
public:
  /// \p Journal is the path of the journal; may be empty.
  explicit ReplaceFiles(std::string Journal) : JournalPath(Journal) {}
  /// Removes what was prepared only.
  ~ReplaceFiles();
  ReplaceFiles(const ReplaceFiles &) = delete;
  ReplaceFiles &operator=(const ReplaceFiles &) = delete;

  /// Writes the texts beside the files. On a problem, nothing is left.
  std::optional<NotReplaced> prepare(llvm::ArrayRef<TextChange> Changes);

  /// A prepared file that has changed since; none if no file has.
  std::optional<NotReplaced> findChanged() const;

  /// Replaces the prepared files. A file that has changed is left alone; a
  /// failure ends the replacement.
  std::vector<NotReplaced> apply();

  /// The reason why there is no journal; empty if none is missing.
  const std::string &journalProblem() const { return Problem; }

private:
  void removePrepared();

  std::string JournalPath;
  std::optional<FixJournal> Journal;
  std::string Problem;
  llvm::ArrayRef<TextChange> Changes;
  std::vector<JournalEntry> Entries; ///< One for each change.
};

/// True if \p Prepared is a name for a text that will replace \p Path.
bool isPreparedFor(llvm::StringRef Prepared, llvm::StringRef Path);

/// Makes the names in \p Folder durable.
std::error_code syncFolder(llvm::StringRef Folder);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPLACEFILES_H
