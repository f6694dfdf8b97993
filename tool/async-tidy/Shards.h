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

/// A part of the files of a project.
struct Shard {
  unsigned Index = 0; ///< From 0.
  unsigned Count = 1;
};

/// The shard that \p Text names, such as "2/8"; none if it names none, or too
/// many.
std::optional<Shard> shardFrom(llvm::StringRef Text);

/// The shard of each file, from 0, if files with these \p Costs are divided
/// among \p Count machines, so that all take about the same time.
///
/// The result depends on nothing else: every machine divides in the same way.
std::vector<unsigned> divide(llvm::ArrayRef<uint64_t> Costs, unsigned Count);

/// The results of the files of some shards, by the keys of a cache.
///
/// They are stored with portable paths, so the project may be in another folder
/// on another machine.
class ShardResults {
public:
  explicit ShardResults(llvm::StringRef Root) : Paths(Root) {}

  void add(llvm::StringRef Key, const Analysis &Result);
  /// The results as the file of \p Part, in a division with the hash
  /// \p Division.
  std::string bytes(const Shard &Part, uint64_t Division) const;

  /// Adds the results of the file \p Path. An error is one line.
  llvm::Error read(const std::string &Path);
  /// What is wrong with the shards that were read, as lines for the user: some
  /// are missing, or they do not belong together.
  std::vector<std::string> problems() const;
  /// The result for \p Key, if the files that it depends on are unchanged.
  std::optional<Analysis> find(llvm::StringRef Key);

private:
  const FileState &currentState(const std::string &Path,
                                FileState::Kind Recorded);

  /// A file that was read.
  struct ShardFile {
    std::string Path;
    Shard Part;
    uint64_t Division;
  };

  PortablePaths Paths;
  std::vector<ShardFile> Read;
  std::map<std::string, std::string, std::less<>> ByKey;
  std::map<std::pair<std::string, FileState::Kind>, FileState> States;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_SHARDS_H
