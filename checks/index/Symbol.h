//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_SYMBOL_H
#define ASYNC_TIDY_CHECKS_INDEX_SYMBOL_H

#include "llvm/ADT/DenseMapInfo.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"
#include <compare>
#include <string>

namespace clang::tidy::async {

/// Identifies a function in all units of a program: a hash of its name as
/// clang's index writes it, with its file if other files cannot call it.
struct SymbolId {
  uint64_t High = 0;
  uint64_t Low = 0;

  /// The symbol for the name \p Text.
  static SymbolId of(llvm::StringRef Text) {
    llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::ArrayRef(
        reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
    return {Hash.high64, Hash.low64};
  }

  /// False for the null symbol.
  explicit operator bool() const { return High != 0 || Low != 0; }
  /// In 32 hexadecimal digits.
  std::string str() const {
    return llvm::utohexstr(High, /*LowerCase=*/true, 16) +
           llvm::utohexstr(Low, /*LowerCase=*/true, 16);
  }

  friend bool operator==(const SymbolId &, const SymbolId &) = default;
  friend auto operator<=>(const SymbolId &, const SymbolId &) = default;
  friend llvm::hash_code hash_value(const SymbolId &S) { return S.Low; }
};

} // namespace clang::tidy::async

template <> struct llvm::DenseMapInfo<clang::tidy::async::SymbolId> {
  using SymbolId = clang::tidy::async::SymbolId;
  static SymbolId getEmptyKey() { return {~uint64_t(0), ~uint64_t(0)}; }
  static SymbolId getTombstoneKey() { return {~uint64_t(0), ~uint64_t(1)}; }
  static unsigned getHashValue(const SymbolId &S) { return unsigned(S.Low); }
  static bool isEqual(const SymbolId &A, const SymbolId &B) { return A == B; }
};

#endif // ASYNC_TIDY_CHECKS_INDEX_SYMBOL_H
