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

/// The header of the files of the index: it identifies files of another kind or
/// version, and incomplete ones, before their content is read.
namespace clang::tidy::async {

/// A file format.
struct FileFormat {
  llvm::StringLiteral Magic; ///< 8 bytes.
  uint32_t Version;
  llvm::StringLiteral Description; ///< "a summary of async-tidy"
  llvm::StringLiteral Command;     ///< Makes such a file.
};

/// Magic, version, four zero bytes, and a hash of the content.
inline constexpr size_t HeaderSize = 24;

/// The file that consists of a header and \p Content.
inline std::string withHeader(const FileFormat &Format,
                              llvm::StringRef Content) {
  char Rest[HeaderSize - 8] = {};
  llvm::support::endian::write32le(Rest, Format.Version);
  llvm::support::endian::write64le(Rest + 8, llvm::xxh3_64bits(Content));
  return Format.Magic.str() + std::string(Rest, sizeof(Rest)) + Content.str();
}

inline llvm::Error damaged(const FileFormat &Format) {
  return llvm::createStringError(
      llvm::Twine("the file is damaged; recreate it with '") + Format.Command +
      "'");
}

/// The content of a file that withHeader() made. An error is one line, which
/// follows the name of the file in messages.
inline llvm::Expected<llvm::StringRef> contentOf(const FileFormat &Format,
                                                 llvm::StringRef Bytes) {
  using namespace llvm::support::endian;
  if (!Bytes.starts_with(Format.Magic))
    return llvm::createStringError(llvm::Twine("this is not ") +
                                   Format.Description);
  if (Bytes.size() < HeaderSize)
    return damaged(Format);
  if (uint32_t Version = read32le(Bytes.data() + 8); Version != Format.Version)
    return llvm::createStringError(
        "it has version " + llvm::Twine(Version) + " of its format, not " +
        llvm::Twine(Format.Version) + "; recreate it with '" + Format.Command +
        "'");
  llvm::StringRef Content = Bytes.drop_front(HeaderSize);
  if (read32le(Bytes.data() + 12) != 0 ||
      read64le(Bytes.data() + 16) != llvm::xxh3_64bits(Content))
    return damaged(Format);
  return Content;
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_FILEHEADER_H
