//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_CACHE_H
#define ASYNC_TIDY_TOOL_CACHE_H

#include "Analysis.h"
#include "PortablePaths.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <chrono>
#include <functional>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace clang::tidy::async {

/// Caches the results of analyses, together with the states of the files that
/// they depend on.
///
/// A result is reused only if all dependencies of its analysis are unchanged.
/// Each entry has a hash of its key, its result and the states it refers to, so
/// damage is noticed, but not manipulation: a cache is trusted like the
/// program. Several processes may use one cache. Problems with the cache are
/// not errors: the run continues without it. Locks of other processes delay it
/// only for a limited time in all.
///
/// Paths below the project's root are stored without it, so a project that was
/// moved or checked out again starts with a copy of the results.
class Cache {
public:
  /// Uses a file in \p Folder for the project at \p Root. A new file starts as
  /// a copy of one that has a result for one of \p Keys. \p Notice receives a
  /// line for the user if there is a problem.
  Cache(llvm::StringRef Folder, llvm::StringRef Root,
        llvm::ArrayRef<std::string> Keys,
        std::function<void(const std::string &)> Notice);
  ~Cache();
  Cache(const Cache &) = delete;
  Cache &operator=(const Cache &) = delete;

  /// The result for \p Key, if it is still valid; includes its dependencies
  /// only if \p WithSeen.
  std::optional<Analysis> find(llvm::StringRef Key, bool WithSeen);
  /// Call it after the last look-up.
  void endReading();

  /// Stores \p Result for \p Key, replacing an older one.
  void store(llvm::StringRef Key, const Analysis &Result);

  /// Makes the stored results durable.
  void commit();
  /// Commits if a result has been waiting for a while.
  void commitIfOld();

private:
  struct CachedState {
    std::string Path;
    FileState State;
    uint64_t Digest = 0;         ///< Of the stored row.
    std::optional<bool> IsValid; ///< None if that is not known yet.
  };

  /// A folder in which a file was missing.
  struct Folder {
    unsigned Lookups = 0;
    /// In lower case, because some file systems ignore case; none if the names
    /// are unknown.
    std::optional<llvm::StringSet<>> Names;
  };

  bool open();
  void copyFrom(llvm::StringRef Folder, llvm::ArrayRef<std::string> Keys);
  void close();
  bool isMissing(const std::string &Path);
  void closeAndRemove();
  bool execute(const char *SQL);
  sqlite3_stmt *prepare(const char *SQL);
  /// Handles the last error; returns true if the database is still usable.
  bool recover(int Code);
  /// Waits a moment for a lock; false if it has waited for too long already.
  bool waitForLock();
  void begin();
  /// The state \p Id; null if there is none, or after a problem.
  CachedState *cachedState(uint64_t Id);
  bool isValid(uint64_t Id, CachedState &Cached);
  std::optional<uint64_t> idOf(llvm::StringRef Path, const FileState &State);

  std::string Path;
  PortablePaths Paths;
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
  std::chrono::milliseconds Waited{0};
  std::chrono::steady_clock::time_point BeginTime;
  // Node-based, so that its many elements do not move when more are added.
  std::unordered_map<uint64_t, CachedState> States;
  llvm::StringMap<uint64_t> Ids;
  llvm::StringMap<Folder> Folders; ///< By path.
  std::vector<std::pair<uint64_t, uint64_t>> NewStamps;
};

/// The cache folder of this user.
std::string defaultCacheFolder();

/// Identifies this build of the program and of the libraries that it has
/// loaded.
std::string buildId();

/// Identifies this build of the program, on any machine.
std::string programId();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_CACHE_H
