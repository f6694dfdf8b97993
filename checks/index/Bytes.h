//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_BYTES_H
#define ASYNC_TIDY_CHECKS_INDEX_BYTES_H

#include "index/Span.h"
#include "index/Symbol.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include <functional>
#include <optional>
#include <vector>

/// How the files of the index are written and read: numbers of any size, texts
/// and symbols by their place in a table.
namespace clang::tidy::async {

/// \p Symbol in 16 bytes, whose order is that of the symbols.
inline void writeSymbol(std::string &To, const SymbolId &Symbol) {
  char Raw[16];
  llvm::support::endian::write64be(Raw, Symbol.High);
  llvm::support::endian::write64be(Raw + 8, Symbol.Low);
  To.append(Raw, sizeof(Raw));
}

inline SymbolId readSymbol(const char *Raw) {
  return {llvm::support::endian::read64be(Raw),
          llvm::support::endian::read64be(Raw + 8)};
}

/// Appends \p N in as few bytes as it needs.
inline void appendNumber(std::string &To, uint64_t N) {
  uint8_t Raw[10];
  To.append(reinterpret_cast<char *>(Raw), llvm::encodeULEB128(N, Raw));
}

/// Removes a number from the front of \p Rest and returns it; none if \p Rest
/// does not begin with a whole number of 64 bits.
inline std::optional<uint64_t> takeNumber(llvm::StringRef &Rest) {
  const char *Error = nullptr;
  unsigned Size = 0;
  uint64_t N =
      llvm::decodeULEB128(Rest.bytes_begin(), &Size, Rest.bytes_end(), &Error);
  if (Error)
    return std::nullopt;
  Rest = Rest.drop_front(Size);
  return N;
}

/// Texts, each of which is kept once and has a number. 0 is the empty text.
class StringTable {
public:
  StringTable() { add(""); }
  unsigned add(llvm::StringRef Text) {
    auto [Found, IsNew] = Numbers.try_emplace(Text, All.size());
    if (IsNew)
      All.push_back(Found->first());
    return Found->second;
  }
  llvm::ArrayRef<llvm::StringRef> all() const { return All; }

private:
  llvm::StringMap<unsigned> Numbers;
  std::vector<llvm::StringRef> All;
};

/// Writes one thing after the other.
class ByteWriter {
public:
  explicit ByteWriter(StringTable &Strings) : Strings(Strings) {}

  void number(uint64_t N) { appendNumber(Bytes, N); }
  void fixed64(uint64_t N) {
    char Raw[8];
    llvm::support::endian::write64le(Raw, N);
    Bytes.append(Raw, sizeof(Raw));
  }
  void symbol(const SymbolId &Symbol) { writeSymbol(Bytes, Symbol); }
  void text(llvm::StringRef Text) { number(Strings.add(Text)); }
  void texts(llvm::ArrayRef<std::string> List) {
    number(List.size());
    for (const std::string &Each : List)
      text(Each);
  }
  void span(const Span &S) {
    text(S.File);
    if (!S)
      return;
    number(S.Offset);
    number(S.Length);
    number(S.InMacro);
  }

  std::string Bytes;

private:
  StringTable &Strings;
};

/// Reads what a ByteWriter wrote. Whatever the bytes are, it stays within them:
/// what is not there, or makes no sense, reads as nothing, and fails.
class ByteReader {
public:
  /// Gives the text of a number; none if there is none.
  using Texts = std::function<std::optional<llvm::StringRef>(uint64_t Number)>;
  ByteReader(llvm::StringRef Bytes, Texts TextOf)
      : Rest(Bytes), TextOf(std::move(TextOf)) {}

  uint64_t number() {
    if (std::optional<uint64_t> N = takeNumber(Rest))
      return *N;
    fail();
    return 0;
  }
  /// One that is at most \p Max.
  uint64_t number(uint64_t Max) {
    uint64_t N = number();
    if (N <= Max)
      return N;
    fail();
    return 0;
  }
  unsigned small() { return number(~0u); }
  bool flag() { return number(1); }
  uint64_t fixed64() {
    llvm::StringRef Raw = take(8);
    return Raw.empty() ? 0 : llvm::support::endian::read64le(Raw.data());
  }
  SymbolId symbol() {
    llvm::StringRef Raw = take(16);
    return Raw.empty() ? SymbolId() : readSymbol(Raw.data());
  }
  std::string text() {
    if (std::optional<llvm::StringRef> Text = TextOf(number()))
      return Text->str();
    fail();
    return "";
  }
  /// For a list: no more than there can be, as each element has a byte.
  size_t count() { return number(Rest.size()); }
  std::vector<std::string> texts() {
    std::vector<std::string> List;
    for (size_t N = count(); N && !HasFailed; --N)
      List.push_back(text());
    return List;
  }
  Span span() {
    Span S;
    S.File = text();
    if (!S)
      return S;
    S.Offset = small();
    S.Length = small();
    S.InMacro = small();
    return S;
  }
  /// The next \p Size bytes; empty if there are not so many.
  llvm::StringRef take(size_t Size) {
    if (Size > Rest.size()) {
      fail();
      return "";
    }
    llvm::StringRef Taken = Rest.take_front(Size);
    Rest = Rest.drop_front(Size);
    return Taken;
  }

  void fail() {
    HasFailed = true;
    Rest = {};
  }
  bool hasFailed() const { return HasFailed; }
  bool isAtEnd() const { return Rest.empty() && !HasFailed; }

private:
  llvm::StringRef Rest;
  Texts TextOf;
  bool HasFailed = false;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_BYTES_H
