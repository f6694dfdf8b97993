//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_SHARDS_H
#define ASYNC_TIDY_TOOL_SHARDS_H

#include "Analysis.h"
#include "PortablePaths.h"

namespace clang::tidy::async {

/// A part of the files of a project: those whose index in the database is
/// congruent to Index modulo Count.
struct Shard {
  unsigned Index = 0; ///< From 0.
  unsigned Count = 1;

  bool contains(size_t Job) const { return Job % Count == Index; }
};

/// The shard that \p Text names, such as "2/8"; none if it names none.
std::optional<Shard> shardFrom(llvm::StringRef Text);

/// The results of the files of some shards, by the keys of a cache.
///
/// They are stored with portable paths, so the project may be in another folder
/// on another machine.
class ShardResults {
public:
  explicit ShardResults(llvm::StringRef Root) : Paths(Root) {}

  void add(llvm::StringRef Key, const Analysis &Result);
  /// The results as a file.
  std::string bytes() const;

  /// Adds the results of the file \p Path. An error is one line.
  llvm::Error read(const std::string &Path);
  /// The result for \p Key, if the files that it depends on are unchanged.
  std::optional<Analysis> find(llvm::StringRef Key);

private:
  const FileState &currentState(const std::string &Path,
                                FileState::Kind Recorded);

  PortablePaths Paths;
  std::map<std::string, std::string, std::less<>> ByKey;
  std::map<std::pair<std::string, FileState::Kind>, FileState> States;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_SHARDS_H
