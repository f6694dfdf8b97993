//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_HEADERARCHIVE_H
#define ASYNC_TIDY_TOOL_HEADERARCHIVE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include <optional>
#include <string>

/// The format of the headers in the program: for each file, the sizes of its
/// name, its text and its packed text, then the name and the packed text. If
/// both sizes are equal, it is not packed.
namespace clang::tidy::async {

struct PackedHeader {
  llvm::StringRef Name;
  llvm::StringRef Bytes;
  size_t Size; ///< Of the text.
};

inline void writeHeader(std::string &To, const PackedHeader &Header) {
  for (size_t Size : {Header.Name.size(), Header.Size, Header.Bytes.size()}) {
    char Bytes[4];
    llvm::support::endian::write32le(Bytes, uint32_t(Size));
    To.append(Bytes, sizeof(Bytes));
  }
  To += Header.Name;
  To += Header.Bytes;
}

class HeaderReader {
public:
  explicit HeaderReader(llvm::StringRef Archive) : Rest(Archive) {}

  /// None at the end.
  std::optional<PackedHeader> next() {
    if (Rest.size() < 12)
      return std::nullopt;
    size_t NameSize = number(), Size = number(), PackedSize = number();
    PackedHeader Header{Rest.take_front(NameSize),
                        Rest.substr(NameSize, PackedSize), Size};
    Rest = Rest.drop_front(NameSize + PackedSize);
    return Header;
  }

private:
  size_t number() {
    size_t N = llvm::support::endian::read32le(Rest.data());
    Rest = Rest.drop_front(4);
    return N;
  }

  llvm::StringRef Rest;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_HEADERARCHIVE_H
