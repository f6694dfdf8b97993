//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The words of the notes that tell the way to an effect. Reports show such
// notes as one path, and know them by these words.

#ifndef ASYNC_TIDY_CHECKS_WITNESSTEXT_H
#define ASYNC_TIDY_CHECKS_WITNESSTEXT_H

#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async {

/// Between a function and what it calls.
inline constexpr llvm::StringLiteral WitnessCalls = " calls, here, ";
/// Between what the last function on the way does, and the call that does it.
inline constexpr llvm::StringLiteral WitnessIn = " here, in ";

/// Whether \p Note is a step on such a way.
inline bool isWitness(llvm::StringRef Note) {
  return Note.contains(WitnessCalls) || Note.contains(WitnessIn) ||
         Note.ends_with(" blocks here") || Note.ends_with(" is called here");
}

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_WITNESSTEXT_H
