//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_FILEHEADER_H
#define ASYNC_TIDY_CHECKS_INDEX_FILEHEADER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/xxhash.h"
#include <string>

/// What the files of the index begin with: so that one of another kind, of
/// another version, or a part of one is told apart before it is read.
namespace clang::tidy::async {

/// A kind of file.
struct FileFormat {
  llvm::StringLiteral Magic; ///< 8 bytes.
  uint32_t Version;
  llvm::StringLiteral What;   ///< "a summary of async-tidy"
  llvm::StringLiteral MadeBy; ///< The command that makes one.
};

/// Magic, version, four bytes that are 0, and a hash of what follows.
inline constexpr size_t HeaderSize = 24;

/// \p Content as a file.
inline std::string withHeader(const FileFormat &Format,
                              llvm::StringRef Content) {
  char Rest[HeaderSize - 8] = {};
  llvm::support::endian::write32le(Rest, Format.Version);
  llvm::support::endian::write64le(Rest + 8, llvm::xxh3_64bits(Content));
  return Format.Magic.str() + std::string(Rest, sizeof(Rest)) + Content.str();
}

inline llvm::Error damaged(const FileFormat &Format) {
  return llvm::createStringError(
      llvm::Twine("the file is damaged; make it again with '") + Format.MadeBy +
      "'");
}

/// What withHeader() was given. An error is one line, to be put after the name
/// of the file.
inline llvm::Expected<llvm::StringRef> contentOf(const FileFormat &Format,
                                                 llvm::StringRef Bytes) {
  using namespace llvm::support::endian;
  if (!Bytes.starts_with(Format.Magic))
    return llvm::createStringError(llvm::Twine("this is not ") + Format.What);
  if (Bytes.size() < HeaderSize)
    return damaged(Format);
  if (uint32_t Version = read32le(Bytes.data() + 8); Version != Format.Version)
    return llvm::createStringError(
        "it has version " + llvm::Twine(Version) + " of its format, not " +
        llvm::Twine(Format.Version) + "; make it again with '" + Format.MadeBy +
        "'");
  llvm::StringRef Content = Bytes.drop_front(HeaderSize);
  if (read32le(Bytes.data() + 12) != 0 ||
      read64le(Bytes.data() + 16) != llvm::xxh3_64bits(Content))
    return damaged(Format);
  return Content;
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_FILEHEADER_H
