//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FILECOSTS_H
#define ASYNC_TIDY_TOOL_FILECOSTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// How long the analysis of each file of a project takes.
///
/// They are stored as text, with paths relative to the project's root, so that
/// the project may be in another folder on another machine.
class FileCosts {
public:
  explicit FileCosts(llvm::StringRef Root) : Root(Root) {}

  /// Reads the file \p Path. An error has the form `file:line:column: error:
  /// message`, or is one line.
  llvm::Error read(const std::string &Path);

  /// Records an analysis of \p File, an absolute path. If a file was analysed
  /// several times, the longest analysis counts.
  void add(llvm::StringRef File, double Seconds);

  /// The content of the file that read() reads.
  std::string text() const;

  /// The milliseconds that each of \p Files takes, which are absolute paths. A
  /// file without a known cost takes as long as the median of the others.
  std::vector<uint64_t> of(llvm::ArrayRef<std::string> Files) const;

private:
  llvm::StringRef nameOf(llvm::StringRef File) const;

  std::string Root;
  std::map<std::string, uint64_t, std::less<>> Milliseconds; ///< By name.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FILECOSTS_H
