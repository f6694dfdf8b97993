//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H
#define ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H

#include "facts/Facts.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// One executor, as far as an expression names it.
struct ExecutorId {
  enum Kind {
    Unknown,
    Current, ///< The one that the body runs on.
    Object,  ///< What is at Is, or refers to it.
  };
  Kind K = Unknown;
  /// Of Object. A pointer or a handle stands for what it leads to.
  Path Is = {};
  /// Somebody else may put another one there.
  bool MayChange = false;

  explicit operator bool() const { return K != Unknown; }
  /// True if they are one object for certain.
  bool isSame(const ExecutorId &Other) const {
    return K == Other.K && (K == Current || Is == Other.Is) && !MayChange &&
           !Other.MayChange;
  }
};

/// Tells which executor an expression names.
class Executors {
public:
  explicit Executors(const Facts &F) : F(F) {}

  /// The executor that \p E names in \p B; unknown if evaluating \p E may do
  /// anything else.
  ExecutorId identify(const Expr *E, const Body &B) const;

  /// The executor that \p Op hands something to.
  ExecutorId of(const Operation &Op) const;

private:
  using Variables = llvm::SmallPtrSet<const VarDecl *, 4>;
  ExecutorId identify(const Expr *E, const Body &B, Variables &Seen) const;
  ExecutorId object(const Expr *E, const Body &B, Variables &Seen) const;

  const Facts &F;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H
