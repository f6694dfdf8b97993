//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_ATONCE_H
#define ASYNC_TIDY_CHECKS_FACTS_ATONCE_H

#include "facts/Proofs.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

/// Which of the calls that are modelled as blocking cannot block at their site.
class AtOnce {
public:
  AtOnce(const Facts &F, Proofs &Proven) : F(F), Proven(Proven) {}

  /// True if \p Op, which has the role block, finds there what it would wait
  /// for, or gives up where it would block.
  bool isAtOnce(const Operation &Op);

private:
  bool isInMemory(const Expr *E);
  bool isInMemory(const ParmVarDecl *Param);
  bool isAboutFileInMemory(const Operation &Op);
  bool isUnblocked(const CXXRecordDecl *Class);
  bool isUnblocked(const Operation &Op);
  bool isReady(const Operation &Op);
  bool isLetThrough(const Operation &Op);

  const Facts &F;
  Proofs &Proven;
  llvm::DenseMap<const VarDecl *, bool> InMemory;
  /// The classes of what is told to give up, once that was asked for.
  std::optional<llvm::SmallPtrSet<const CXXRecordDecl *, 2>> Unblocked;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ATONCE_H
