//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_PATHS_H
#define ASYNC_TIDY_TEST_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async::test {

std::optional<std::string> readFile(llvm::StringRef Path);

void writeFile(llvm::StringRef Path, llvm::StringRef Text);

/// The paths of the files in \p Folder, sorted, without hidden files.
std::vector<std::string> listFolder(llvm::StringRef Folder);

/// "blocking-wait" to "BlockingWait". GoogleTest takes '-' in the name of a
/// test for the start of a negative filter.
std::string camelCase(llvm::StringRef Name);

/// A new folder that is removed at the end. Its path does not look like that of
/// a test.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder &) = delete;
  ScratchFolder &operator=(const ScratchFolder &) = delete;

  const std::string &path() const { return Path; }

  /// Writes \p Text to the file \p Name in this folder; returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const;

private:
  std::string Path;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_PATHS_H
