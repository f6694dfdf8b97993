//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cache.h"
#include "Wire.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <link.h>
#include <sqlite3.h>
#include <sys/auxv.h>
#include <unistd.h>

using llvm::StringRef;

namespace clang::tidy::async {

std::string defaultCacheFolder() {
  llvm::SmallString<128> Folder;
  if (!llvm::sys::path::cache_directory(Folder))
    return "";
  llvm::sys::path::append(Folder, "async-tidy");
  return Folder.str().str();
}

/// True if the kernel provides the object \p Info, and no file does.
static bool isOfKernel(const struct dl_phdr_info &Info) {
  const auto *Kernels =
      reinterpret_cast<const ElfW(Ehdr) *>(::getauxval(AT_SYSINFO_EHDR));
  return Kernels &&
         reinterpret_cast<const char *>(Info.dlpi_phdr) ==
             reinterpret_cast<const char *>(Kernels) + Kernels->e_phoff;
}

/// Appends the build ID that the linker put into a loaded object.
static int addBuildId(struct dl_phdr_info *Info, size_t, void *To) {
  if (isOfKernel(*Info))
    return 0;
  for (int I = 0; I < Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Header = Info->dlpi_phdr[I];
    if (Header.p_type != PT_NOTE)
      continue;
    const char *Note =
        reinterpret_cast<const char *>(Info->dlpi_addr + Header.p_vaddr);
    static_cast<std::string *>(To)->append(Note, Header.p_memsz);
  }
  return 0;
}

std::string buildId() {
  std::string Notes;
  ::dl_iterate_phdr(addBuildId, &Notes);
  return llvm::utohexstr(hashOf(Notes), /*LowerCase=*/true);
}

std::string programId() {
  std::string Notes;
  auto AddFirst = [](struct dl_phdr_info *Info, size_t Size, void *To) {
    addBuildId(Info, Size, To);
    return 1;
  };
  ::dl_iterate_phdr(AddFirst, &Notes);
  return llvm::utohexstr(hashOf(Notes), /*LowerCase=*/true);
}

//===----------------------------------------------------------------------===//
// The database
//===----------------------------------------------------------------------===//

// A state is stored once, however many results depend on it. Its row never
// changes except for the stamp, and is removed only with the whole file.
static constexpr const char *Schema =
    "CREATE TABLE IF NOT EXISTS states (id INTEGER PRIMARY KEY, path TEXT, "
    "kind INTEGER, hash INTEGER, stamp INTEGER, UNIQUE (path, kind, hash));"
    "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, bytes BLOB, "
    "proof INTEGER) WITHOUT ROWID;";

/// A larger file is recreated.
static constexpr uint64_t MaxBytes = uint64_t(1) << 30;
/// How long a run waits for the locks of other processes, in all.
static constexpr std::chrono::milliseconds MaxWait(2000);
/// Files that have not been used for this long are removed.
static constexpr auto MaxAge = std::chrono::hours(24 * 30);

static void removeOldFiles(StringRef Folder) {
  std::error_code EC;
  auto Now = std::chrono::system_clock::now();
  for (llvm::sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC)) {
    llvm::sys::fs::file_status Status;
    StringRef Name = llvm::sys::path::filename(It->path());
    if (Name.contains(".db") && !llvm::sys::fs::status(It->path(), Status) &&
        Now - Status.getLastModificationTime() > MaxAge)
      llvm::sys::fs::remove(It->path());
  }
}

/// True if \p DB has a result for \p Key.
static bool hasEntry(sqlite3 *DB, StringRef Key) {
  sqlite3_stmt *Find = nullptr;
  sqlite3_prepare_v2(DB, "SELECT 1 FROM entries WHERE key = ?", -1, &Find,
                     nullptr);
  sqlite3_bind_blob(Find, 1, Key.data(), Key.size(), SQLITE_TRANSIENT);
  bool IsFound = sqlite3_step(Find) == SQLITE_ROW;
  sqlite3_finalize(Find);
  return IsFound;
}

/// Copies the database \p From to the file \p To, atomically.
static void copyDatabase(sqlite3 *From, const std::string &To) {
  std::string Part =
      To + "." + llvm::utostr(llvm::sys::Process::getProcessId());
  sqlite3 *New = nullptr;
  bool IsWhole = false;
  if (sqlite3_open(Part.c_str(), &New) == SQLITE_OK)
    if (sqlite3_backup *Copy = sqlite3_backup_init(New, "main", From, "main")) {
      IsWhole = sqlite3_backup_step(Copy, -1) == SQLITE_DONE;
      IsWhole &= sqlite3_backup_finish(Copy) == SQLITE_OK;
    }
  IsWhole &= sqlite3_close(New) == SQLITE_OK;
  // Keep a file that another process has created in the meantime.
  if (IsWhole)
    IsWhole = ::link(Part.c_str(), To.c_str()) == 0;
  for (const char *Suffix : {"", "-wal", "-shm", "-journal"})
    llvm::sys::fs::remove(Part + Suffix);
}

void Cache::copyFrom(StringRef Folder, llvm::ArrayRef<std::string> Keys) {
  static constexpr size_t MaxCandidates = 16;
  static constexpr size_t MaxKeys = 4;
  StringRef Suffix = StringRef(Path).substr(Path.rfind('-'));
  std::vector<std::pair<llvm::sys::TimePoint<>, std::string>> Candidates;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC)) {
    llvm::sys::fs::file_status Status;
    if (StringRef(It->path()).ends_with(Suffix) &&
        !llvm::sys::fs::status(It->path(), Status) &&
        Status.getSize() <= MaxBytes)
      Candidates.emplace_back(Status.getLastModificationTime(), It->path());
  }
  // Try the most recently written file first.
  llvm::sort(Candidates, std::greater<>());
  if (Candidates.size() > MaxCandidates)
    Candidates.resize(MaxCandidates);
  for (const auto &[Time, Candidate] : Candidates) {
    sqlite3 *From = nullptr;
    bool IsMatch = false;
    if (sqlite3_open_v2(Candidate.c_str(), &From, SQLITE_OPEN_READWRITE,
                        nullptr) == SQLITE_OK) {
      size_t Step = std::max<size_t>(Keys.size() / MaxKeys, 1);
      for (size_t I = 0; I < Keys.size() && !IsMatch; I += Step)
        IsMatch = hasEntry(From, Keys[I]);
      if (IsMatch)
        copyDatabase(From, Path);
    }
    sqlite3_close(From);
    if (IsMatch)
      return;
  }
}

Cache::Cache(StringRef Folder, StringRef Root, llvm::ArrayRef<std::string> Keys,
             std::function<void(const std::string &)> Notice)
    : Paths(Root), Notice(std::move(Notice)) {
  // One file for each project and build: they share nothing.
  Path = (Folder + "/" + llvm::utohexstr(hashOf(Root), /*LowerCase=*/true) +
          "-" + buildId() + ".db")
             .str();
  if (std::error_code EC = llvm::sys::fs::create_directories(Folder)) {
    this->Notice("the cache cannot be used: " + Folder.str() + ": " +
                 EC.message());
    return;
  }
  uint64_t Size = 0;
  if (llvm::sys::fs::file_size(Path, Size)) {
    removeOldFiles(Folder);
    copyFrom(Folder, Keys);
  } else if (Size > MaxBytes) {
    llvm::sys::fs::remove(Path);
  }
  open();
}

Cache::~Cache() {
  commit();
  close();
}

void Cache::close() {
  for (sqlite3_stmt **Statement :
       {&FindEntry, &FindState, &FindStateId, &AddEntry, &AddState, &SetStamp})
    sqlite3_finalize(std::exchange(*Statement, nullptr));
  sqlite3_close(std::exchange(DB, nullptr));
  InTransaction = IsReading = false;
}

bool Cache::execute(const char *SQL) {
  return sqlite3_exec(DB, SQL, nullptr, nullptr, nullptr) == SQLITE_OK;
}

sqlite3_stmt *Cache::prepare(const char *SQL) {
  sqlite3_stmt *Statement = nullptr;
  sqlite3_prepare_v3(DB, SQL, -1, SQLITE_PREPARE_PERSISTENT, &Statement,
                     nullptr);
  return Statement;
}

bool Cache::open() {
  int Code = sqlite3_open_v2(
      Path.c_str(), &DB, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  if (Code != SQLITE_OK)
    return recover(Code);
  sqlite3_extended_result_codes(DB, 1);
  sqlite3_busy_handler(
      DB,
      [](void *This, int) -> int {
        return static_cast<Cache *>(This)->waitForLock();
      },
      this);
  // Readers and a writer do not wait for each other, and a process may be
  // killed at any point.
  auto Prepare = [&] {
    return execute("PRAGMA cell_size_check=ON") &&
           execute("PRAGMA journal_mode=WAL") &&
           execute("PRAGMA synchronous=NORMAL") && execute(Schema);
  };
  // SQLite does not wait for a process that is just creating the file, or
  // recovering it after another one was killed.
  while (!Prepare()) {
    int Code = sqlite3_extended_errcode(DB);
    if ((Code & 0xff) != SQLITE_BUSY || !waitForLock())
      return recover(Code);
  }
  FindEntry = prepare("SELECT bytes, proof FROM entries WHERE key = ?");
  FindState =
      prepare("SELECT path, kind, hash, stamp FROM states WHERE id = ?");
  FindStateId =
      prepare("SELECT id FROM states WHERE path = ? AND kind = ? AND hash = ?");
  AddEntry = prepare("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)");
  AddState = prepare("INSERT INTO states VALUES (NULL, ?, ?, ?, ?)");
  SetStamp = prepare("UPDATE states SET stamp = ? WHERE id = ?");
  if (!FindEntry || !FindState || !FindStateId || !AddEntry || !AddState ||
      !SetStamp) {
    int Code = sqlite3_extended_errcode(DB);
    bool IsUsable = recover(Code);
    if ((Code & 0xff) == SQLITE_BUSY)
      close();
    return IsUsable;
  }
  return true;
}

bool Cache::waitForLock() {
  static constexpr std::chrono::milliseconds Pause(10);
  if (Waited >= MaxWait)
    return false;
  Waited += Pause;
  sqlite3_sleep(Pause.count());
  return true;
}

void Cache::closeAndRemove() {
  close();
  States.clear();
  Ids.clear();
  NewStamps.clear();
  for (const char *Suffix : {"", "-wal", "-shm"})
    llvm::sys::fs::remove(Path + Suffix);
}

bool Cache::recover(int Code) {
  switch (Code & 0xff) {
  case SQLITE_OK:
  case SQLITE_DONE:
  case SQLITE_ROW:
    return true;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    // Other processes write at any time. A result that is not stored is
    // computed again.
    if (InTransaction || IsReading)
      execute("ROLLBACK");
    InTransaction = IsReading = false;
    States.clear();
    Ids.clear();
    NewStamps.clear();
    if (DB && Waited >= MaxWait) {
      Notice("another process locks the cache: continuing without it: " + Path);
      close();
    }
    return false;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_ERROR: // Tables of another schema.
  case SQLITE_MISMATCH:
  case SQLITE_SCHEMA:
    closeAndRemove();
    if (!std::exchange(WasDamaged, true)) {
      Notice("the cache was damaged and has been recreated: " + Path);
      return open();
    }
    return false;
  default:
    Notice(std::string("the cache cannot be used: ") + Path + ": " +
           sqlite3_errstr(Code));
    close();
    States.clear();
    Ids.clear();
    return false;
  }
}

void Cache::endReading() {
  if (std::exchange(IsReading, false))
    execute("COMMIT");
}

void Cache::begin() {
  if (!DB || InTransaction)
    return;
  endReading();
  if (!execute("BEGIN IMMEDIATE")) {
    recover(sqlite3_extended_errcode(DB));
    return;
  }
  InTransaction = true;
  BeginTime = std::chrono::steady_clock::now();
}

void Cache::commit() {
  if (DB && !NewStamps.empty()) {
    begin();
    for (auto [Id, Stamp] : std::exchange(NewStamps, {})) {
      if (!InTransaction)
        break;
      sqlite3_bind_int64(SetStamp, 1, int64_t(Stamp));
      sqlite3_bind_int64(SetStamp, 2, int64_t(Id));
      int Code = sqlite3_step(SetStamp);
      sqlite3_reset(SetStamp);
      if (Code != SQLITE_DONE) {
        recover(Code);
        break;
      }
    }
  }
  if (!DB || !InTransaction)
    return;
  InTransaction = false;
  if (!execute("COMMIT")) {
    int Code = sqlite3_extended_errcode(DB);
    execute("ROLLBACK");
    States.clear();
    Ids.clear();
    recover(Code);
  }
}

//===----------------------------------------------------------------------===//
// Validity
//===----------------------------------------------------------------------===//

/// The names in \p Folder; none if they cannot be determined.
static std::optional<llvm::StringSet<>> namesIn(StringRef Folder) {
  llvm::StringSet<> Names;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC))
    Names.insert(llvm::sys::path::filename(It->path()).lower());
  if (EC && EC != std::errc::no_such_file_or_directory)
    return std::nullopt;
  return Names;
}

/// True if \p Path does not exist. Includes are looked up in one folder after
/// another, so listing a folder is faster than thousands of look-ups in it.
bool Cache::isMissing(const std::string &Path) {
  static constexpr unsigned ListingThreshold = 8;
  Folder &Parent = Folders[llvm::sys::path::parent_path(Path)];
  if (++Parent.Lookups == ListingThreshold)
    Parent.Names = namesIn(llvm::sys::path::parent_path(Path));
  StringRef Name = llvm::sys::path::filename(Path);
  if (Parent.Names && Name != "." && Name != ".." &&
      !Parent.Names->contains(Name.lower()))
    return true;
  return stateOf(Path, FileState::Missing).Is == FileState::Missing;
}

/// The digest of a stored state, whose path is \p Hidden.
static uint64_t digestOf(StringRef Hidden, const FileState &State) {
  WireWriter To;
  To.bytes(Hidden);
  To.number(State.Is);
  To.number(State.Hash);
  return hashOf(To.Bytes);
}

/// The proof of an entry: of its key, its bytes, and the digests of its states.
static uint64_t proofOf(StringRef Key, StringRef Bytes,
                        llvm::ArrayRef<uint64_t> Digests) {
  WireWriter To;
  To.bytes(Key);
  To.number(hashOf(Bytes));
  for (uint64_t Each : Digests)
    To.number(Each);
  return hashOf(To.Bytes);
}

Cache::CachedState *Cache::cachedState(uint64_t Id) {
  auto [It, IsNew] = States.try_emplace(Id);
  CachedState &New = It->second;
  if (!IsNew)
    return New.Path.empty() ? nullptr : &New;
  sqlite3_bind_int64(FindState, 1, int64_t(Id));
  int Code = sqlite3_step(FindState);
  if (Code == SQLITE_ROW) {
    StringRef Hidden(
        reinterpret_cast<const char *>(sqlite3_column_text(FindState, 0)),
        sqlite3_column_bytes(FindState, 0));
    New.Path = Paths.show(Hidden);
    New.State.Is = FileState::Kind(sqlite3_column_int(FindState, 1));
    New.State.Hash = uint64_t(sqlite3_column_int64(FindState, 2));
    New.State.Stamp = uint64_t(sqlite3_column_int64(FindState, 3));
    New.Digest = digestOf(Hidden, New.State);
  }
  sqlite3_reset(FindState);
  if (Code != SQLITE_ROW && Code != SQLITE_DONE) {
    recover(Code);
    return nullptr;
  }
  return New.Path.empty() ? nullptr : &New;
}

bool Cache::isValid(uint64_t Id, CachedState &Cached) {
  if (Cached.IsValid)
    return *Cached.IsValid;
  FileState &State = Cached.State;
  if (State.Is == FileState::Content && State.Stamp &&
      stampOf(Cached.Path) == State.Stamp)
    return *(Cached.IsValid = true);
  if (State.Is == FileState::Missing)
    return *(Cached.IsValid = isMissing(Cached.Path));
  FileState Now = stateOf(Cached.Path, State.Is);
  Cached.IsValid = Now.isSame(State);
  if (*Cached.IsValid && Now.Stamp && Now.Stamp != State.Stamp) {
    State.Stamp = Now.Stamp;
    NewStamps.emplace_back(Id, Now.Stamp);
  }
  return *Cached.IsValid;
}

std::optional<Analysis> Cache::find(StringRef Key, bool WithSeen) {
  if (!DB)
    return std::nullopt;
  // Take locks once, instead of for each of thousands of states.
  if (!InTransaction && !IsReading)
    IsReading = execute("BEGIN");
  sqlite3_bind_blob(FindEntry, 1, Key.data(), Key.size(), SQLITE_TRANSIENT);
  int Code = sqlite3_step(FindEntry);
  std::string Bytes;
  uint64_t Proof = 0;
  if (Code == SQLITE_ROW) {
    if (const void *Blob = sqlite3_column_blob(FindEntry, 0))
      Bytes.assign(static_cast<const char *>(Blob),
                   sqlite3_column_bytes(FindEntry, 0));
    Proof = uint64_t(sqlite3_column_int64(FindEntry, 1));
  }
  sqlite3_reset(FindEntry);
  if (Code != SQLITE_ROW) {
    if (Code != SQLITE_DONE)
      recover(Code);
    return std::nullopt;
  }
  auto Damaged = [&]() -> std::optional<Analysis> {
    // Nothing is left to do if reading a state has failed.
    if (DB && (IsReading || InTransaction))
      recover(SQLITE_CORRUPT);
    return std::nullopt;
  };
  WireReader From(Bytes, &Paths);
  std::vector<std::pair<uint64_t, CachedState *>> Found;
  std::vector<uint64_t> Digests;
  uint64_t Id = 0;
  for (size_t N = From.count(); N; --N) {
    Id += From.number();
    CachedState *Cached = cachedState(Id);
    if (!Cached)
      return Damaged();
    Found.emplace_back(Id, Cached);
    Digests.push_back(Cached->Digest);
  }
  // Check the proof first: a damaged state does not describe a file.
  if (proofOf(Key, Bytes, Digests) != Proof)
    return Damaged();
  std::vector<std::pair<std::string, FileState>> Seen;
  for (auto [Id, Cached] : Found) {
    if (!isValid(Id, *Cached))
      return std::nullopt;
    if (WithSeen)
      Seen.emplace_back(Cached->Path, Cached->State);
  }
  Analysis Result = readResult(From);
  if (!From.isAtEnd())
    return Damaged();
  Result.Seen = std::move(Seen);
  return Result;
}

std::optional<uint64_t> Cache::idOf(StringRef File, const FileState &State) {
  std::string Name = (File + llvm::Twine('\0') + llvm::Twine(State.Is) + " " +
                      llvm::Twine(State.Hash))
                         .str();
  auto [It, IsNew] = Ids.try_emplace(Name);
  if (!IsNew)
    return It->second;
  const std::string Hidden = Paths.hide(File);
  for (sqlite3_stmt *Statement : {FindStateId, AddState}) {
    sqlite3_bind_text(Statement, 1, Hidden.data(), Hidden.size(),
                      SQLITE_TRANSIENT);
    sqlite3_bind_int(Statement, 2, State.Is);
    sqlite3_bind_int64(Statement, 3, int64_t(State.Hash));
  }
  int Code = sqlite3_step(FindStateId);
  uint64_t Id =
      Code == SQLITE_ROW ? uint64_t(sqlite3_column_int64(FindStateId, 0)) : 0;
  sqlite3_reset(FindStateId);
  if (Code == SQLITE_ROW && State.Stamp)
    NewStamps.emplace_back(Id, State.Stamp);
  if (Code == SQLITE_DONE) {
    sqlite3_bind_int64(AddState, 4, int64_t(State.Stamp));
    Code = sqlite3_step(AddState);
    Id = uint64_t(sqlite3_last_insert_rowid(DB));
    sqlite3_reset(AddState);
  }
  if (Code != SQLITE_ROW && Code != SQLITE_DONE) {
    Ids.erase(Name);
    recover(Code);
    return std::nullopt;
  }
  return Ids[Name] = Id;
}

void Cache::store(StringRef Key, const Analysis &Result) {
  // A result without dependencies would be valid forever.
  if (!DB || Result.Seen.empty())
    return;
  begin();
  if (!InTransaction)
    return;
  std::vector<std::pair<uint64_t, uint64_t>> StateIds; // With digests.
  for (const auto &[File, State] : Result.Seen) {
    std::optional<uint64_t> Id = idOf(File, State);
    if (!Id)
      return;
    StateIds.emplace_back(*Id, digestOf(Paths.hide(File), State));
  }
  llvm::sort(StateIds);
  WireWriter To(&Paths);
  To.number(StateIds.size());
  uint64_t Last = 0;
  std::vector<uint64_t> Digests;
  for (auto [Id, Digest] : StateIds) {
    To.number(Id - std::exchange(Last, Id));
    Digests.push_back(Digest);
  }
  writeResult(To, Result);
  if (!To.isSound())
    return;
  sqlite3_bind_blob(AddEntry, 1, Key.data(), Key.size(), SQLITE_TRANSIENT);
  sqlite3_bind_blob(AddEntry, 2, To.Bytes.data(), To.Bytes.size(),
                    SQLITE_TRANSIENT);
  sqlite3_bind_int64(AddEntry, 3, int64_t(proofOf(Key, To.Bytes, Digests)));
  int Code = sqlite3_step(AddEntry);
  sqlite3_reset(AddEntry);
  if (Code != SQLITE_DONE) {
    recover(Code);
    return;
  }
  // Others want to write as well, and do not wait for long.
  commit();
}

void Cache::commitIfOld() {
  // Other processes want to write as well, and a crash loses uncommitted
  // results.
  if (InTransaction &&
      std::chrono::steady_clock::now() - BeginTime > std::chrono::seconds(1))
    commit();
}

} // namespace clang::tidy::async
