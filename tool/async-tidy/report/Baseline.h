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

/// Identifies a finding even if the code around it has changed.
struct Fingerprint {
  std::string Check;
  std::string File;    ///< Relative to the folder of the baseline.
  std::string Code;    ///< The statement, without white space and comments.
  std::string Context; ///< A hash of the surrounding statements.
};

/// A hash that is the same in all versions and on all machines.
std::string hashOf(llvm::ArrayRef<llvm::StringRef> Parts);

/// A hash for each finding, all different, for services that track findings
/// from run to run. \p Findings are all findings of a run, in order.
std::vector<std::string> stableHashes(llvm::ArrayRef<ReportedFinding> Findings,
                                      Sources &S);

/// Findings that are accepted for now. The file may be read from any folder:
/// its paths are relative to its own folder.
class Baseline {
public:
  /// An error has the form `file:line:column: error: message`.
  static llvm::Expected<Baseline> read(llvm::StringRef Path,
                                       llvm::vfs::FileSystem &Files);

  /// Writes all \p Findings of a run to \p Path, completely or not at all.
  static llvm::Error write(llvm::StringRef Path,
                           llvm::ArrayRef<ReportedFinding> Findings,
                           Sources &S);

  /// Removes the findings in the baseline, each entry counting once; returns
  /// their number. May be called for each file in turn.
  unsigned filter(std::vector<ReportedFinding> &Findings, Sources &S);

  /// The number of entries that have matched nothing so far, in files that are
  /// gone or for which \p WasAnalysed holds; it takes absolute paths.
  unsigned
  countGone(const Sources &S,
            llvm::function_ref<bool(llvm::StringRef File)> WasAnalysed) const;

private:
  struct Entry : Fingerprint {
    bool Matched = false;
  };
  /// The absolute path of the entry's file.
  std::string pathOf(const Entry &Each) const;
  /// True if that file does not exist any more.
  bool isGone(const Entry &Each, const Sources &S) const;
  Entry *take(std::vector<size_t> &Among, llvm::StringRef Context);

  std::string Folder; ///< Of the file.
  std::vector<Entry> Entries;
  /// The entries, by check, file and code.
  llvm::StringMap<std::vector<size_t>> InFile;
  /// The same, by check and code only.
  llvm::StringMap<std::vector<size_t>> Elsewhere;
  /// The results of isGone(), by file.
  mutable llvm::StringMap<bool> GoneFiles;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_BASELINE_H
