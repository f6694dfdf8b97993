//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// A program that only the build runs: it packs clang's own headers, all files
// below a folder, into one file.

#include "HeaderArchive.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <vector>

using namespace clang::tidy::async;
using llvm::StringRef;

static int fail(const llvm::Twine &Why) {
  llvm::errs() << "error: " << Why << '\n';
  return 1;
}

int main(int Count, char **Args) {
  if (Count != 3)
    return fail("usage: FOLDER OUTPUT");
  StringRef Folder = Args[1];
  std::vector<std::string> Paths;
  std::error_code EC;
  // Headers are in include, the files of sanitizers in share.
  for (StringRef Part : {"include", "share"}) {
    std::string Below = (Folder + "/" + Part).str();
    if (!llvm::sys::fs::exists(Below))
      continue;
    for (llvm::sys::fs::recursive_directory_iterator It(Below, EC), End;
         It != End && !EC; It.increment(EC))
      if (!llvm::sys::fs::is_directory(It->path()))
        Paths.push_back(It->path());
    if (EC)
      return fail(Below + ": " + EC.message());
  }
  if (Paths.empty())
    return fail("no headers in " + Folder);
  llvm::sort(Paths);
  std::string Archive;
  for (const std::string &Path : Paths) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      return fail(Path + ": " + Buffer.getError().message());
    StringRef Text = (*Buffer)->getBuffer(), Bytes = Text;
    llvm::SmallVector<uint8_t, 0> Packed;
    if (llvm::compression::zlib::isAvailable()) {
      llvm::compression::zlib::compress(llvm::arrayRefFromStringRef(Text),
                                        Packed);
      if (Packed.size() < Text.size())
        Bytes = llvm::toStringRef(Packed);
    }
    writeHeader(Archive, {StringRef(Path).drop_front(Folder.size() + 1), Bytes,
                          Text.size()});
  }
  llvm::raw_fd_ostream Out(Args[2], EC);
  if (EC)
    return fail(Args[2] + (": " + EC.message()));
  Out << Archive;
  return 0;
}
