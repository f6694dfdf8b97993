//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PROGRAM_H
#define ASYNC_TIDY_TOOL_PROGRAM_H

#include "Analysis.h"
#include "index/ProjectIndex.h"

namespace clang::tidy::async {

/// The files of a run as one program.
///
/// Each file is first analysed with an empty index, and its queries are
/// recorded. When all summaries are linked, the queries show which results
/// depend on other files. Only these files are analysed again.
class Program {
public:
  /// Files below \p Root are named relative to it in summaries.
  explicit Program(std::string Root)
      : Root(std::move(Root)), Index(ProjectIndex::empty()) {}

  /// Moves the summary and the queries out of \p Result, the first result for
  /// file number \p Job.
  void add(size_t Job, Analysis &Result);
  /// Links the summaries. Call it after the last add().
  void link();

  /// Empty before link().
  const ProjectIndex &index() const { return *Index; }
  /// True if the first result for file number \p Job may change with the index.
  bool affects(size_t Job);
  /// True if \p Result, which was computed with another index, is valid with
  /// this one.
  bool confirms(const Analysis &Result);

private:
  uint64_t answersTo(llvm::StringRef Queries);

  std::string Root;
  std::unique_ptr<const ProjectIndex> Index;
  std::vector<UnitSummary> Summaries;
  std::map<size_t, std::string> Queries; ///< By file.
  std::map<IndexQuery, uint64_t> Answers;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PROGRAM_H
