//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H
#define ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H

#include "facts/Facts.h"
#include <memory>

namespace clang {
class CFG;
}

namespace clang::tidy::async {

/// What is certain at each point of one body: which tasks are finished, and
/// whether it went over to a pool whose threads may block.
///
/// A task counts as finished if every path to the point says so; the switch to
/// a pool counts if any path makes it, since it only silences.
class ReadyProof {
public:
  /// \p Around is what is known of the code that the lambda \p B stands in;
  /// null for other bodies.
  ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around);
  ~ReadyProof();

  /// True if the task that \p Op waits for is finished whenever \p Op runs.
  bool isFinished(const Operation &Op) const;
  /// True if \p E may run on a pool thread that may block.
  bool isOffloadedAt(const Expr *E) const;
  /// True if \p From may run before \p To in one call of the body.
  bool mayPrecede(const Expr *From, const Expr *To) const;

  struct State; ///< Private to the implementation.

private:
  void run();
  /// The variable or member that holds the task \p E names; null if it is none.
  const ValueDecl *keyOf(const Expr *E) const;
  void transfer(State &S, const Stmt *Element);
  void assume(State &S, const Expr *Condition, bool Holds,
              unsigned Depth) const;
  bool provesReady(const State &S, const Expr *E) const;
  void gainAllIn(State &S, const Stmt *E) const;
  /// Remembers of which promise the task \p Value is, which \p Key gets.
  void noteTaskOfPromise(const ValueDecl *Key, const Expr *Value);

  const Facts &F;
  const Body &B;
  const ReadyProof *Around;
  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const Expr *, bool> FinishedAt;
  llvm::DenseMap<const Expr *, bool> OffloadedAt;
  llvm::DenseMap<const LambdaExpr *, llvm::SmallVector<const ValueDecl *, 2>>
      FinishedAtLambda;
  llvm::DenseMap<const Expr *, std::pair<unsigned, unsigned>> Points;
  /// The promise that each task in a variable comes from.
  llvm::DenseMap<const ValueDecl *, const ValueDecl *> TaskOfPromise;
  bool Recording = false;
};

/// What \p Op waits for; null for what is no task.
const Expr *waitedTask(const Operation &Op);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H
