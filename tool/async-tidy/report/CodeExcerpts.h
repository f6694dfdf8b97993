//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_CODEEXCERPTS_H
#define ASYNC_TIDY_TOOL_REPORT_CODEEXCERPTS_H

#include "Sources.h"
#include "llvm/Support/JSON.h"
#include <set>

namespace clang::tidy::async {

/// The lines of code that a report shows, each of them once.
class CodeExcerpts {
public:
  explicit CodeExcerpts(Sources &S) : S(S) {}

  /// The number of the file \p Path in what write() writes.
  unsigned numberOf(llvm::StringRef Path);

  /// Adds \p Line of file \p Number, with the lines \p Around it.
  void add(unsigned Number, unsigned Line, unsigned Around);

  /// Writes an array of files: a path, and excerpts, each with the number of
  /// its first line.
  void write(llvm::json::OStream &J);

private:
  struct Excerpt {
    std::string Path; ///< Absolute.
    std::set<unsigned> Lines;
  };
  void writeLines(llvm::json::OStream &J, const Excerpt &Each);

  Sources &S;
  llvm::StringMap<unsigned> Numbers; ///< By shown path.
  std::vector<Excerpt> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_CODEEXCERPTS_H
