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

/// The paths of what is in \p Folder, sorted; hidden files are left out.
std::vector<std::string> listFolder(llvm::StringRef Folder);

/// "blocking-wait" to "BlockingWait". GoogleTest takes '-' in a test's name for
/// the begin of a negative filter.
std::string camelCase(llvm::StringRef Name);

/// A new folder, removed at the end. Its path does not look like a test's.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder &) = delete;
  ScratchFolder &operator=(const ScratchFolder &) = delete;

  const std::string &path() const { return Path; }

  /// Writes \p Text to the file \p Name in here; returns its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const;

private:
  std::string Path;
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_PATHS_H
