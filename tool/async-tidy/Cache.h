//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_CACHE_H
#define ASYNC_TIDY_TOOL_CACHE_H

#include "Analysis.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <chrono>
#include <functional>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace clang::tidy::async {

/// Remembers analyses, and of what state of which files they are.
///
/// A result is used again only if all that its analysis looked at is as it was.
/// Several processes may use one cache. Nothing that goes wrong with it is an
/// error: the run goes on without.
class Cache {
public:
  /// Uses a file in \p Folder for the project at \p Root. \p Notice is given a
  /// line for the user when something is wrong.
  Cache(llvm::StringRef Folder, llvm::StringRef Root,
        std::function<void(const std::string &)> Notice);
  ~Cache();
  Cache(const Cache &) = delete;
  Cache &operator=(const Cache &) = delete;

  /// The result for \p Key, if it still holds; with what it depends on only if
  /// \p WithSeen.
  std::optional<Analysis> find(llvm::StringRef Key, bool WithSeen);
  /// To be called when nothing is looked for any more.
  void endReading();

  /// Remembers \p Result for \p Key, in place of what was there.
  void store(llvm::StringRef Key, const Analysis &Result);

  /// Makes sure that what was stored stays, whatever happens next.
  void commit();
  /// The same if something has been waiting for a while.
  void commitIfOld();

private:
  struct Known {
    bool Holds;
    std::string Path;
    FileState State;
  };

  /// What is known of a folder in which something was missing.
  struct Folder {
    unsigned Asked = 0;
    /// In lower case, as some file systems take names; none if they are not
    /// known.
    std::optional<llvm::StringSet<>> Names;
  };

  bool open();
  void close();
  bool isMissing(const std::string &Path);
  void closeAndRemove();
  bool execute(const char *SQL);
  sqlite3_stmt *prepare(const char *SQL);
  /// Handles the last error; true if there is a database to go on with.
  bool recover(int Code);
  void begin();
  const Known *known(uint64_t Id);
  std::optional<uint64_t> idOf(llvm::StringRef Path, const FileState &State);

  std::string Path;
  std::function<void(const std::string &)> Notice;
  sqlite3 *DB = nullptr;
  sqlite3_stmt *FindEntry = nullptr;
  sqlite3_stmt *FindState = nullptr;
  sqlite3_stmt *FindStateId = nullptr;
  sqlite3_stmt *AddEntry = nullptr;
  sqlite3_stmt *AddState = nullptr;
  sqlite3_stmt *SetStamp = nullptr;
  bool IsReading = false;
  bool InTransaction = false;
  bool WasDamaged = false;
  std::chrono::steady_clock::time_point Begun;
  // Of many, which are not to be moved when more come.
  std::unordered_map<uint64_t, Known> States;
  llvm::StringMap<uint64_t> Ids;
  llvm::StringMap<Folder> Folders; ///< By path.
  std::vector<std::pair<uint64_t, uint64_t>> NewStamps;
};

/// The folder for caches of this user.
std::string defaultCacheFolder();

/// What identifies this build of the program and of the libraries in it.
std::string buildId();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_CACHE_H
