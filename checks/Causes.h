//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_CAUSES_H
#define ASYNC_TIDY_CHECKS_CAUSES_H

#include "Findings.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

/// Findings with one cause are one finding, which names the places that lead
/// there.
namespace clang::tidy::async {

/// A finding, as far as that decides whether it is one with others.
struct CausedFinding {
  llvm::StringRef Check;
  const Cause *Behind = nullptr; ///< Null for what stands alone.
};

/// Findings that are one.
struct CauseGroup {
  /// Their indices. The first is the one with the call at which all of them
  /// stand: the nearest to the cause that is the user's own.
  std::vector<size_t> Places;
  size_t Step = 0;        ///< The index of that call in its cause.
  unsigned Functions = 0; ///< How many functions the places are in.
  std::string Text;       ///< What is wrong, for all of them.
};

/// The groups of all with a cause, also those of one finding. Those with the
/// same cause must be in the order in which they are to be named.
std::vector<CauseGroup> groupByCause(llvm::ArrayRef<CausedFinding> Found);

/// What a note says of the place that \p Of leads to.
std::string placeNote(const Cause &Of);

/// How many places are shown to people.
inline constexpr size_t MaxPlacesShown = 3;
/// What a note says of \p Number others.
std::string morePlacesNote(size_t Number);

/// Makes one of those of \p Found that have one cause, if \p IsSaid holds for
/// them. People are to read it: a few places are named.
std::vector<Finding>
mergeByCause(std::vector<Finding> Found,
             llvm::function_ref<bool(const Finding &)> IsSaid);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_CAUSES_H
