//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using llvm::StringRef;

namespace clang::tidy::async::test {

std::optional<std::string> readFile(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return std::nullopt;
  return (*Buffer)->getBuffer().str();
}

void writeFile(StringRef Path, StringRef Text) {
  llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path, Error);
  ASSERT_FALSE(Error) << Path.str() << ": " << Error.message();
  Out << Text;
}

std::vector<std::string> listFolder(StringRef Folder) {
  std::vector<std::string> Paths;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Folder, Error), End;
       !Error && It != End; It.increment(Error))
    if (!llvm::sys::path::filename(It->path()).starts_with("."))
      Paths.push_back(It->path());
  llvm::sort(Paths);
  return Paths;
}

std::string camelCase(StringRef Name) {
  std::string Result;
  bool IsFirst = true;
  for (char C : Name) {
    if (llvm::isAlnum(C))
      Result += IsFirst ? llvm::toUpper(C) : C;
    IsFirst = !llvm::isAlnum(C);
  }
  return Result;
}

ScratchFolder::ScratchFolder() {
  llvm::SmallString<128> New;
  std::error_code Error =
      llvm::sys::fs::createUniqueDirectory("async-tidy", New);
  EXPECT_FALSE(Error) << Error.message();
  Path = New.str().str();
}

ScratchFolder::~ScratchFolder() { llvm::sys::fs::remove_directories(Path); }

std::string ScratchFolder::write(StringRef Name, StringRef Text) const {
  std::string File = (Path + "/" + Name).str();
  writeFile(File, Text);
  return File;
}

} // namespace clang::tidy::async::test
