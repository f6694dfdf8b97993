//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_TELLING_H
#define ASYNC_TIDY_CHECKS_FACTS_TELLING_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// The code of a body of which a handler tells the errors, to a log or the
/// like, before it throws them again.
class Telling {
public:
  explicit Telling(const Body &B);

  /// True if that is so of what \p S throws.
  bool isTold(const Stmt *S) const { return Told.contains(S); }

private:
  llvm::DenseSet<const Stmt *> Told;
};

/// True if all that \p B does is to throw where what must hold does not.
bool onlyAsserts(const Body &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TELLING_H
