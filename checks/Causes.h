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

/// Merges findings with the same cause into one finding, which lists the places
/// that lead there.
namespace clang::tidy::async {

/// The part of a finding that decides whether it is merged with others.
struct CausedFinding {
  llvm::StringRef Check;
  const Cause *Behind = nullptr; ///< Null for a finding without a shared cause.
};

/// Findings that are merged into one.
struct CauseGroup {
  /// Their indices. The first one has the call at which the finding is
  /// reported: the one nearest to the cause that is in the user's own code.
  std::vector<size_t> Places;
  size_t Step = 0;        ///< The index of that call in its cause.
  unsigned Functions = 0; ///< The number of functions that contain the places.
  std::string Text;       ///< The message, for all of them.
};

/// The groups of all findings with a cause, including groups of one. Findings
/// with the same cause must be in the order in which they are to be listed.
std::vector<CauseGroup> groupByCause(llvm::ArrayRef<CausedFinding> Found);

/// The text of a note on the place that \p Origin leads to.
std::string placeNote(const Cause &Origin);

/// The number of places that are shown to people.
inline constexpr size_t MaxPlacesShown = 3;
/// The text of a note on \p Number further places.
std::string morePlacesNote(size_t Number);

/// Merges those of \p Found that have the same cause, if \p IsShown holds for
/// them. The result is for people: it lists a few of the places.
std::vector<Finding>
mergeByCause(std::vector<Finding> Found,
             llvm::function_ref<bool(const Finding &)> IsShown);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_CAUSES_H
