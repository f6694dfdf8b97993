//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PATHPATTERN_H
#define ASYNC_TIDY_TOOL_PATHPATTERN_H

#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <memory>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// \p Path without symbolic links, or as it is if it is not there.
std::string realPath(const std::string &Path);

/// What one of the paths on the command line stands for.
class PathPattern {
public:
  /// A file, a folder or a glob; relative to \p Here. An error if it is none of
  /// them.
  static llvm::Expected<PathPattern> parse(llvm::StringRef Given,
                                           llvm::StringRef Here);
  /// The same, but what is not there is a glob: it may be matched by a file
  /// that comes later.
  static llvm::Expected<PathPattern> parseGlob(llvm::StringRef Given,
                                               llvm::StringRef Here);

  bool isFile() const { return Globs.empty() && !IsFolder; }

  /// Means the same without symbolic links.
  void resolveLinks();

  /// Whether \p File, an absolute path, is meant.
  bool matches(llvm::StringRef File) const;

  std::string Given;
  std::string Path;
  bool IsFolder = false;
  mutable bool IsUsed = false;

private:
  /// One of them has to match. They refer to their texts.
  std::vector<llvm::GlobPattern> Globs;
  std::shared_ptr<const std::vector<std::string>> GlobTexts;
  std::string Here; ///< Empty for an absolute glob.
};

/// The files that `--exclude` leaves out.
class ExcludedFiles {
public:
  static llvm::Expected<ExcludedFiles> parse(llvm::ArrayRef<std::string> Given,
                                             llvm::StringRef Here);

  /// Also excludes everything that \p Others exclude.
  void add(ExcludedFiles Others);

  /// Whether \p File, an absolute path, is left out.
  bool contain(llvm::StringRef File) const;
  bool empty() const { return Patterns.empty(); }

private:
  std::vector<PathPattern> Patterns;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PATHPATTERN_H
