//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FixJournal.h"
#include "Cache.h"
#include "FilePaths.h"
#include "FileSelection.h"
#include "ReplaceFiles.h"
#include "Wire.h"
#include "index/FileHeader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace clang::tidy::async {

static constexpr FileFormat Format{
    "ATJRNL\r\n", 1, "a journal of async-tidy fix", "async-tidy fix"};

std::string FixJournal::pathFor(StringRef Root) {
  std::string Folder = defaultCacheFolder();
  if (Folder.empty() || Root.empty())
    return "";
  return Folder + "/" + llvm::utohexstr(hashOf(Root), /*LowerCase=*/true) +
         ".journal";
}

FixJournal::FixJournal(FixJournal &&Other) noexcept
    : Path(std::move(Other.Path)), File(std::exchange(Other.File, -1)) {}

FixJournal::~FixJournal() {
  if (File < 0)
    return;
  // Remove it first: processes that wait for the lock test whether it exists.
  fs::remove(Path);
  ::close(File);
}

/// True if \p File is still the file \p Path.
static bool isAt(int File, const std::string &Path) {
  struct stat Open, There;
  return !::fstat(File, &Open) && !::stat(Path.c_str(), &There) &&
         Open.st_ino == There.st_ino && Open.st_dev == There.st_dev;
}

llvm::Expected<FixJournal>
FixJournal::create(const std::string &Path,
                   std::chrono::milliseconds Patience) {
  if (std::error_code EC =
          fs::create_directories(llvm::sys::path::parent_path(Path)))
    return llvm::errorCodeToError(EC);
  auto End = std::chrono::steady_clock::now() + Patience;
  while (true) {
    int File =
        ::open(Path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (File < 0)
      return llvm::errorCodeToError(
          std::error_code(errno, std::generic_category()));
    auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(
        End - std::chrono::steady_clock::now());
    std::error_code EC = fs::tryLockFile(
        File, std::max(Left, std::chrono::milliseconds::zero()));
    if (!EC && isAt(File, Path))
      return FixJournal(Path, File);
    ::close(File);
    if (EC)
      return llvm::errorCodeToError(EC);
  }
}

FixJournal FixJournal::openOfKilled(const std::string &Path) {
  int File =
      Path.empty() ? -1 : ::open(Path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (File < 0)
    return {};
  if (!fs::tryLockFile(File) && isAt(File, Path))
    return FixJournal(Path, File);
  ::close(File);
  return {};
}

std::error_code FixJournal::write(llvm::ArrayRef<JournalEntry> Entries) {
  WireWriter To;
  To.number(Entries.size());
  for (const JournalEntry &Each : Entries) {
    To.bytes(Each.Path);
    To.bytes(Each.Prepared);
    To.number(Each.Before);
    To.number(Each.After);
  }
  if (::ftruncate(File, 0) || ::lseek(File, 0, SEEK_SET) < 0)
    return std::error_code(errno, std::generic_category());
  llvm::raw_fd_ostream Out(File, /*shouldClose=*/false);
  Out << withHeader(Format, To.Bytes);
  Out.flush();
  std::error_code EC = Out.error();
  Out.clear_error();
  if (!EC && ::fsync(File))
    EC = std::error_code(errno, std::generic_category());
  return EC ? EC : syncFolder(llvm::sys::path::parent_path(Path));
}

std::vector<JournalEntry> FixJournal::read() const {
  std::vector<JournalEntry> Entries;
  auto Buffer = llvm::MemoryBuffer::getOpenFile(
      fs::convertFDToNativeFile(File), Path, /*FileSize=*/-1,
      /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (!Buffer)
    return Entries;
  llvm::Expected<StringRef> Content = contentOf(Format, (*Buffer)->getBuffer());
  if (!Content) {
    llvm::consumeError(Content.takeError());
    return Entries;
  }
  WireReader From(*Content);
  for (size_t N = From.count(); N; --N) {
    JournalEntry &Each = Entries.emplace_back();
    Each.Path = From.bytes();
    Each.Prepared = From.bytes();
    Each.Before = From.number();
    Each.After = From.number();
  }
  return Entries;
}

/// The hash of the file \p Path; none if it cannot be read.
static std::optional<uint64_t> hashOfFile(const std::string &Path) {
  if (!fs::is_regular_file(Path))
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  return hashOf((*Buffer)->getBuffer());
}

Recovery recoverFixes(const std::string &Path, StringRef Root) {
  Recovery Result;
  FixJournal Journal = FixJournal::openOfKilled(Path);
  if (!Journal.isOpen())
    return Result;
  std::vector<JournalEntry> Entries = Journal.read();
  // Ignore entries outside of the project of this journal.
  llvm::erase_if(Entries, [&](const JournalEntry &Each) {
    return !isBelow(Each.Path, Root) ||
           !isPreparedFor(Each.Prepared, Each.Path);
  });
  bool HasBegun = llvm::any_of(Entries, [](const JournalEntry &Each) {
    return !fs::exists(Each.Prepared) && hashOfFile(Each.Path) == Each.After;
  });
  for (const JournalEntry &Each : Entries) {
    if (!fs::exists(Each.Prepared))
      continue;
    // The first file is replaced when all texts are complete.
    if (HasBegun && hashOfFile(Each.Prepared) == Each.After) {
      if (hashOfFile(Each.Path) == Each.Before &&
          !fs::rename(Each.Prepared, Each.Path)) {
        ++Result.Finished;
        continue;
      }
      Result.Changed.push_back(Each.Path);
    } else {
      ++Result.Undone;
    }
    fs::remove(Each.Prepared);
  }
  return Result;
}

} // namespace clang::tidy::async
