//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_HANDINGS_H
#define ASYNC_TIDY_CHECKS_FACTS_HANDINGS_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// What a callable is handed to, through what binds it.
struct Handing {
  const Operation *To = nullptr; ///< Null if that is not known.
  unsigned Index = 0;            ///< The argument that it is.
  /// The outermost adapter around it, or itself; null if there is none.
  const Expr *Outermost = nullptr;
};

/// What a callable that is used as \p How says is handed to.
Handing handingOf(const Use &How, const Facts &Unit);

using HandedFunctions =
    llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<Handing, 1>>;

/// The functions that are handed by their names, alone or bound to an object,
/// to what calls them back, and that nothing else calls.
HandedFunctions handedFunctions(const Facts &Unit);

/// Where a callable runs because an adapter around it names an executor; of
/// several, the outermost one counts. Nothing if none does.
std::optional<Place> boundTo(const Handing &How, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_HANDINGS_H
