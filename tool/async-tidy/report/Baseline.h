//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_BASELINE_H
#define ASYNC_TIDY_TOOL_REPORT_BASELINE_H

#include "Sources.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace clang::tidy::async {

/// What is known again of a finding when the code around it has changed.
struct Fingerprint {
  std::string Check;
  std::string File;    ///< Relative to the folder of the baseline.
  std::string Code;    ///< The statement, without space and comments.
  std::string Context; ///< A hash of the statements around it.
};

/// A hash that is the same in all versions and on all machines.
std::string hashOf(llvm::ArrayRef<llvm::StringRef> Parts);

/// A hash for each finding, no two of them equal, for what tracks findings from
/// run to run. \p Findings are all of a run, in order.
std::vector<std::string> stableHashes(llvm::ArrayRef<ReportedFinding> Findings,
                                      Sources &S);

/// Findings that are accepted for now. The file may be read from any folder: in
/// it paths are relative to its own.
class Baseline {
public:
  /// An error's text is `file:line:column: error: what was wrong`.
  static llvm::Expected<Baseline> read(llvm::StringRef Path,
                                       llvm::vfs::FileSystem &Files);

  /// Writes all \p Findings of a run to \p Path: all of it or nothing.
  static llvm::Error write(llvm::StringRef Path,
                           llvm::ArrayRef<ReportedFinding> Findings,
                           Sources &S);

  /// Removes what the baseline has, each entry counting once; returns how many
  /// that were. May be called for one file after the other.
  unsigned filter(std::vector<ReportedFinding> &Findings, Sources &S);

  /// How many entries nothing has matched so far, of the files that are gone
  /// or for which \p WasAnalysed holds; it is given absolute paths.
  unsigned
  countGone(const Sources &S,
            llvm::function_ref<bool(llvm::StringRef File)> WasAnalysed) const;

private:
  struct Entry : Fingerprint {
    bool Matched = false;
  };
  /// The absolute path of its file, and whether that is still there.
  std::string pathOf(const Entry &Each) const;
  bool isGone(const Entry &Each, const Sources &S) const;
  Entry *take(std::vector<size_t> &Among, llvm::StringRef Context);

  std::string Folder; ///< Of the file.
  std::vector<Entry> Entries;
  /// Where the entries are that agree in check, file and code,
  llvm::StringMap<std::vector<size_t>> InFile;
  /// and those that agree in all but the file.
  llvm::StringMap<std::vector<size_t>> Elsewhere;
  /// What isGone() has found out, by file.
  mutable llvm::StringMap<bool> Gone;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_BASELINE_H
