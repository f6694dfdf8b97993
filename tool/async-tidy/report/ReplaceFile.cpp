//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReplaceFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <errno.h>
#include <stdlib.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace clang::tidy::async {

static std::error_code writeTo(llvm::raw_fd_ostream &Out, StringRef Text) {
  Out << Text;
  Out.close();
  std::error_code EC = Out.error();
  Out.clear_error();
  return EC;
}

std::error_code replaceFile(StringRef Path, StringRef Text) {
  fs::perms Permissions = fs::perms(0666 & ~fs::getUmask());
  // Follow a symbolic link: the file that it refers to should change.
  llvm::SmallString<256> Real;
  if (fs::real_path(Path, Real)) {
    Real = Path;
  } else {
    fs::file_status Status;
    if (std::error_code EC = fs::status(Real, Status))
      return EC;
    if (std::error_code EC = fs::access(Real, fs::AccessMode::Write))
      return EC;
    if (Status.type() != fs::file_type::regular_file) {
      // A pipe or the like cannot be replaced.
      std::error_code EC;
      llvm::raw_fd_ostream Out(Path, EC);
      return EC ? EC : writeTo(Out, Text);
    }
    Permissions = Status.permissions();
  }
  // LLVM's own function would treat a '%' in the path as a placeholder.
  std::string Temporary = (Real + ".XXXXXX.tmp").str();
  int FD = ::mkstemps(Temporary.data(), 4);
  if (FD < 0)
    return std::error_code(errno, std::generic_category());
  llvm::raw_fd_ostream Out(FD, /*shouldClose=*/true);
  std::error_code EC = writeTo(Out, Text);
  if (!EC)
    EC = fs::setPermissions(Temporary, Permissions);
  if (!EC)
    EC = fs::rename(Temporary, Real);
  if (EC)
    fs::remove(Temporary);
  return EC;
}

llvm::Error writeWhole(StringRef Path, StringRef Bytes) {
  std::error_code EC;
  if (StringRef Folder = llvm::sys::path::parent_path(Path); !Folder.empty())
    EC = fs::create_directories(Folder, /*IgnoreExisting=*/true, fs::all_all);
  if (!EC)
    EC = replaceFile(Path, Bytes);
  if (!EC)
    return llvm::Error::success();
  return llvm::createStringError("cannot write " + Path + ": " + EC.message());
}

} // namespace clang::tidy::async
