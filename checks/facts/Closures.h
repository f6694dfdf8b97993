//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CLOSURES_H
#define ASYNC_TIDY_CHECKS_FACTS_CLOSURES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// A call that receives a lambda.
struct ClosureSink {
  const Operation *To = nullptr;
  const Expr *Argument = nullptr;          ///< Which holds the lambda.
  ClosureLife Life = ClosureLife::Unknown; ///< According to the model of To.
  /// The variable that holds the lambda; null if it is passed directly.
  const VarDecl *Closure = nullptr;
};

/// The calls that receive the lambda \p B, directly, from a variable, or bound
/// to arguments, and whose models describe how long they keep it. A call that
/// receives it through a function that keeps it is left out.
llvm::SmallVector<ClosureSink, 2> sinksOf(const Body &B, const Facts &Unit);

/// The first variable of the function around the lambda \p B that it refers to:
/// one that is captured by reference and owned by that function. Null if there
/// is none.
const VarDecl *localReferent(const Body &B);

/// True if the call of \p Sink receives any other local variable, or is called
/// on one: destroying that may end its work.
bool usesOtherLocal(const ClosureSink &Sink, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CLOSURES_H
