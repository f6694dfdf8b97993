//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReplaceFiles.h"
#include "RecordingFileSystem.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace clang::tidy::async {

static std::error_code lastError() {
  return std::error_code(errno, std::generic_category());
}

namespace {
/// An open file, which is closed at the end.
class OpenFile {
public:
  OpenFile(const std::string &Path, int Flags)
      : FD(::open(Path.c_str(), Flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~OpenFile() {
    if (FD >= 0)
      ::close(FD);
  }
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;

  explicit operator bool() const { return FD >= 0; }
  operator int() const { return FD; }

private:
  int FD;
};
} // namespace

std::error_code syncFolder(StringRef Folder) {
  OpenFile Open(Folder.str(), O_RDONLY | O_DIRECTORY);
  // Some file systems do not sync folders.
  if (!Open || (::fsync(Open) && errno != EINVAL))
    return lastError();
  return {};
}

static constexpr llvm::StringLiteral Prefix = "async-tidy-";
static constexpr llvm::StringLiteral Suffix = ".tmp";

/// A new name beside \p Path. It is short whatever the name of the file is.
static std::string nameBeside(StringRef Path) {
  llvm::SmallString<64> Name;
  fs::createUniquePath(Prefix + "%%%%%%%%%%%%%%%%" + Suffix, Name,
                       /*MakeAbsolute=*/false);
  llvm::SmallString<256> Beside = path::parent_path(Path);
  path::append(Beside, Name);
  return Beside.str().str();
}

bool isPreparedFor(StringRef Prepared, StringRef Path) {
  StringRef Name = path::filename(Prepared);
  return path::parent_path(Prepared) == path::parent_path(Path) &&
         Name.starts_with(Prefix) && Name.ends_with(Suffix);
}

/// True if \p Path is a file, and not a link, with the text \p Before.
static bool hasText(StringRef Path, StringRef Before) {
  llvm::SmallString<256> Real;
  if (fs::real_path(Path, Real) || Real != Path || !fs::is_regular_file(Path))
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer && (*Buffer)->getBuffer() == Before;
}

/// Gives \p To the extended attributes of \p From, which include access lists.
/// Returns the name of one that it cannot have.
static std::string copyAttributes(int From, int To) {
  std::string Names(std::max<ssize_t>(::flistxattr(From, nullptr, 0), 0), '\0');
  if (!Names.empty() &&
      ::flistxattr(From, Names.data(), Names.size()) != ssize_t(Names.size()))
    return "?";
  auto ValueOf = [](int File, const char *Name) {
    std::string Value(std::max<ssize_t>(::fgetxattr(File, Name, nullptr, 0), 0),
                      '\0');
    if (!Value.empty())
      ::fgetxattr(File, Name, Value.data(), Value.size());
    return Value;
  };
  for (StringRef Rest = Names; !Rest.empty();) {
    auto [Name, Others] = Rest.split('\0');
    Rest = Others;
    // It ends with a zero.
    std::string Value = ValueOf(From, Name.data());
    if (ValueOf(To, Name.data()) == Value && !Value.empty())
      continue;
    if (::fsetxattr(To, Name.data(), Value.data(), Value.size(), 0))
      return Name.str();
  }
  return "";
}

/// Writes \p Change to the new file \p Prepared, which looks like the old one.
static std::optional<NotReplaced> prepareOne(const TextChange &Change,
                                             const std::string &Prepared) {
  auto Not = [&](NotReplaced::Kind Is, const llvm::Twine &Reason) {
    return NotReplaced{Is, Change.Path.str(), Reason.str()};
  };
  auto Fail = [&](std::error_code EC) {
    return Not(NotReplaced::Failed, "it cannot be written: " + EC.message());
  };
  OpenFile Old(Change.Path.str(), O_RDONLY | O_NONBLOCK);
  struct stat Is, Has;
  if (!Old || ::fstat(Old, &Is) || !S_ISREG(Is.st_mode))
    return Not(NotReplaced::Changed, "");
  if (std::error_code EC = fs::access(Change.Path, fs::AccessMode::Write))
    return Not(NotReplaced::Unfit, "it cannot be written: " + EC.message());
  if (Is.st_nlink > 1)
    return Not(NotReplaced::Unfit,
               "it has other names (hard links), which would keep the old "
               "text; remove them, or edit it by hand");
  OpenFile New(Prepared, O_WRONLY | O_CREAT | O_EXCL);
  if (!New || ::fstat(New, &Has))
    return Fail(lastError());
  if ((Has.st_uid != Is.st_uid || Has.st_gid != Is.st_gid) &&
      ::fchown(New, Is.st_uid, Is.st_gid))
    return Not(NotReplaced::Unfit,
               "its owner cannot be kept: " + lastError().message());
  llvm::raw_fd_ostream Out(New, /*shouldClose=*/false);
  Out << Change.After;
  Out.flush();
  std::error_code EC = Out.error();
  Out.clear_error();
  if (EC)
    return Fail(EC);
  if (std::string Lost = copyAttributes(Old, New); !Lost.empty())
    return Not(NotReplaced::Unfit,
               "its attribute " + Lost +
                   " cannot be kept: " + lastError().message());
  if (::fchmod(New, Is.st_mode & 07777) || ::fsync(New))
    return Fail(lastError());
  return std::nullopt;
}

std::optional<NotReplaced>
ReplaceFiles::prepare(llvm::ArrayRef<TextChange> All) {
  removePrepared();
  Changes = All;
  for (const TextChange &Each : Changes)
    Entries.push_back({Each.Path.str(), nameBeside(Each.Path),
                       hashOf(Each.Before), hashOf(Each.After)});
  if (Changes.empty())
    return std::nullopt;
  // It names the new files before they exist.
  if (!Journal && Problem.empty() && !JournalPath.empty()) {
    auto Made = FixJournal::create(JournalPath, std::chrono::seconds(2));
    if (Made) {
      Journal.emplace(std::move(*Made));
    } else if (std::error_code EC = llvm::errorToErrorCode(Made.takeError());
               EC == std::errc::no_lock_available) {
      Entries.clear();
      return NotReplaced{NotReplaced::Failed, Changes.front().Path.str(),
                         "another run is fixing this project; run again when "
                         "it has ended"};
    } else {
      Problem = JournalPath + ": " + EC.message();
    }
  }
  if (Journal)
    if (std::error_code EC = Journal->write(Entries)) {
      Problem = JournalPath + ": " + EC.message();
      Journal.reset();
    }
  for (auto [Change, Entry] : llvm::zip(Changes, Entries))
    if (auto Not = prepareOne(Change, Entry.Prepared)) {
      removePrepared();
      return Not;
    }
  llvm::StringSet<> Folders;
  for (const JournalEntry &Each : Entries)
    if (Folders.insert(path::parent_path(Each.Path)).second)
      syncFolder(path::parent_path(Each.Path));
  return std::nullopt;
}

std::optional<NotReplaced> ReplaceFiles::findChanged() const {
  for (const TextChange &Each : Changes)
    if (!hasText(Each.Path, Each.Before))
      return NotReplaced{NotReplaced::Changed, Each.Path.str(), ""};
  return std::nullopt;
}

std::vector<NotReplaced> ReplaceFiles::apply() {
  std::vector<NotReplaced> All;
  llvm::StringSet<> Folders;
  for (auto [Change, Entry] : llvm::zip(Changes, Entries)) {
    // The file may be saved at any time: check it again.
    if (!hasText(Change.Path, Change.Before)) {
      All.push_back({NotReplaced::Changed, Entry.Path, ""});
      continue;
    }
    if (std::error_code EC = fs::rename(Entry.Prepared, Entry.Path)) {
      All.push_back({NotReplaced::Failed, Entry.Path,
                     "it cannot be written: " + EC.message()});
      break;
    }
    Folders.insert(path::parent_path(Entry.Path));
  }
  for (const auto &Folder : Folders)
    syncFolder(Folder.first());
  removePrepared();
  Journal.reset();
  return All;
}

void ReplaceFiles::removePrepared() {
  // Not those that have become a file of the project.
  for (const JournalEntry &Each : Entries)
    fs::remove(Each.Prepared);
  Entries.clear();
  Changes = {};
}

ReplaceFiles::~ReplaceFiles() { removePrepared(); }

} // namespace clang::tidy::async
