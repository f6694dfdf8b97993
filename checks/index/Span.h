//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_SPAN_H
#define ASYNC_TIDY_CHECKS_INDEX_SPAN_H

#include "llvm/ADT/Hashing.h"
#include <string>
#include <tuple>

namespace clang::tidy::async {

/// A range of bytes in a file. It means the same in every unit that includes
/// the file, and outlives the syntax tree that it was taken from.
struct Span {
  std::string File; ///< As the compiler opened it; empty if there is no place.
  unsigned Offset = 0;
  unsigned Length = 0; ///< 0 for a point.
  /// For code from a macro: the offset in the text of the macro, plus 1. All
  /// code of one expansion is at one place in the file.
  unsigned InMacro = 0;

  explicit operator bool() const { return !File.empty(); }
  /// True if both contain the same byte, or one is a point within the other.
  bool overlaps(const Span &Other) const {
    return File == Other.File && Offset < Other.Offset + Other.Length &&
           Other.Offset < Offset + Length;
  }

  friend bool operator==(const Span &, const Span &) = default;
  friend bool operator<(const Span &A, const Span &B) {
    return std::tie(A.File, A.Offset, A.Length, A.InMacro) <
           std::tie(B.File, B.Offset, B.Length, B.InMacro);
  }
  friend llvm::hash_code hash_value(const Span &S) {
    return llvm::hash_combine(S.File, S.Offset, S.Length, S.InMacro);
  }
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_SPAN_H
