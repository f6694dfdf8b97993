//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_REPORTEDERRORS_H
#define ASYNC_TIDY_CHECKS_FACTS_REPORTEDERRORS_H

#include "facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// The code of a body whose errors a handler reports, to a log or the like,
/// before it rethrows them.
class ReportedErrors {
public:
  explicit ReportedErrors(const Body &B);

  /// True if a handler reports the errors that \p S throws.
  bool isReported(const Stmt *S) const { return Reported.contains(S); }

private:
  llvm::DenseSet<const Stmt *> Reported;
};

/// The code in the `try` block of \p B whose errors \p Rethrow, a `throw;` in
/// one of its handlers, throws again; not the code in lambdas. Empty if \p
/// Rethrow is not in a handler of \p B.
llvm::SmallPtrSet<const Stmt *, 32>
codeWhoseErrorsAre(const CXXThrowExpr &Rethrow, const Body &B);

/// True if \p B does nothing except throw if a required condition does not
/// hold.
bool onlyAsserts(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_REPORTEDERRORS_H
