//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_WITNESSSTEP_H
#define ASYNC_TIDY_CHECKS_INDEX_WITNESSSTEP_H

#include "index/Span.h"

namespace clang::tidy::async {

/// A call on the way to an effect, as data: it may be in another file.
struct WitnessStep {
  Span At;
  Span In;               ///< The start of the code of the caller.
  std::string Callee;    ///< The name of the callee, as messages show it.
  std::string Signature; ///< The same, but distinct from overloads.

  friend bool operator==(const WitnessStep &, const WitnessStep &) = default;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_WITNESSSTEP_H
