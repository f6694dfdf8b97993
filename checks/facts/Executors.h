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

/// The executor that an expression names, as far as it is known.
struct ExecutorId {
  enum Kind {
    Unknown,
    Current, ///< The executor that the body runs on.
    Object,  ///< The object at the path Is, or a handle to it.
  };
  Kind K = Unknown;
  /// For Object. A pointer or a handle stands for the object it refers to.
  Path Is = {};
  /// Other code may replace the executor at the path.
  bool MayChange = false;

  explicit operator bool() const { return K != Unknown; }
  /// True if both are certainly the same executor.
  bool isSame(const ExecutorId &Other) const {
    return K == Other.K && (K == Current || Is == Other.Is) && !MayChange &&
           !Other.MayChange;
  }
};

/// Identifies the executor that an expression names.
class Executors {
public:
  explicit Executors(const Facts &F) : F(F) {}

  /// The executor that \p E names in \p B; unknown if evaluating \p E may have
  /// other effects.
  ExecutorId identify(const Expr *E, const Body &B) const;

  /// The executor that \p Op passes work to.
  ExecutorId of(const Operation &Op) const;

private:
  using Variables = llvm::SmallPtrSet<const VarDecl *, 4>;
  ExecutorId identify(const Expr *E, const Body &B, Variables &Seen) const;
  ExecutorId object(const Expr *E, const Body &B, Variables &Seen) const;

  const Facts &F;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EXECUTORS_H
