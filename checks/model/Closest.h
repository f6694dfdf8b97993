//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_CLOSEST_H
#define ASYNC_TIDY_CHECKS_MODEL_CLOSEST_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang::tidy::async {

/// The word in \p Allowed that \p Typed probably misspells, for "did you mean";
/// none if none is similar.
inline std::optional<llvm::StringRef>
closest(llvm::StringRef Typed, llvm::ArrayRef<llvm::StringRef> Allowed) {
  std::optional<llvm::StringRef> Best;
  unsigned BestDistance = Typed.size() / 3 + 2;
  for (llvm::StringRef Word : Allowed) {
    unsigned Distance = Typed.edit_distance(Word, true, BestDistance);
    if (Distance < BestDistance) {
      Best = Word;
      BestDistance = Distance;
    }
  }
  return Best;
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_CLOSEST_H
