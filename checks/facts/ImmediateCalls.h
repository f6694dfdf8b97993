//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_IMMEDIATECALLS_H
#define ASYNC_TIDY_CHECKS_FACTS_IMMEDIATECALLS_H

#include "facts/Proofs.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// Finds calls that are modelled as blocking but cannot block at their site.
class ImmediateCalls {
public:
  ImmediateCalls(const Facts &F, Proofs &Proven) : F(F), Proven(Proven) {}

  /// True if \p Op, which has the role block, has nothing to wait for at this
  /// site, or gives up instead of blocking.
  bool isImmediate(const Operation &Op);

private:
  /// True if \p E denotes a file in memory, or its path.
  bool isInMemory(const Expr *E);
  bool usesFileInMemory(const Operation &Op);
  bool isUnblocked(const CXXRecordDecl *Class);
  bool isUnblocked(const Operation &Op);
  bool isReady(const Operation &Op);
  bool isAdmittedBySemaphore(const Operation &Op);

  const Facts &F;
  Proofs &Proven;
  llvm::DenseMap<const Expr *, bool> InMemory;
  /// The classes of objects that are set to give up instead of blocking;
  /// collected on first use.
  std::optional<llvm::SmallPtrSet<const CXXRecordDecl *, 2>> Unblocked;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_IMMEDIATECALLS_H
