//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H

#include "facts/ReadyProof.h"

namespace clang::tidy::async {

/// The calls that lead from a body to the operation behind an effect: the
/// first stands in the body itself, the last is the operation.
using Witness = llvm::SmallVector<const Operation *, 2>;

/// What running a body does to its thread. Follows calls of functions whose
/// bodies are in the same unit; what is in other files is not known.
class Effects {
public:
  explicit Effects(const Facts &F) : F(F) {}

  /// Each operation of \p B, or of a lambda that it calls at once, that blocks
  /// the thread: by itself, or by a function of the user's that it calls.
  llvm::ArrayRef<Witness> blocking(const Body &B);

  /// Where an exception can leave \p B; null if nowhere, as far as that matters
  /// in practice: memory that runs out does not count.
  const Stmt *failingAt(const Body &B);
  bool cannotFail(const Body &B) { return !failingAt(B); }

  /// What \p B does besides waiting: null if nothing, else the first thing.
  const Stmt *otherWork(const Body &B);

  /// True if \p Op parks the thread until a task is finished or something
  /// else comes to pass, with no proof that this is so already.
  bool isBlockingWait(const Operation &Op);

  /// True if \p Op may run on a pool thread to which its coroutine hopped.
  bool isOffloadedByHop(const Operation &Op);

  /// The proofs for \p B, made when they are first asked for.
  const ReadyProof &proofs(const Body &B);

private:
  bool mayFail(const Operation &Op);
  bool mayFail(const Await &A);
  bool isCheap(const Operation &Op);
  const Stmt *otherWork(const Body &B, llvm::DenseSet<const Body *> &Seen);
  void findBlocking(const Body &B, const Body &Top, unsigned Depth,
                    std::vector<Witness> &Found);

  const Facts &F;
  llvm::DenseMap<const Body *, std::unique_ptr<ReadyProof>> Proofs;
  llvm::DenseMap<const Body *, std::vector<Witness>> Blocking;
  llvm::DenseSet<const Body *> BlockingInProgress;
  llvm::DenseMap<const Body *, const Stmt *> Fails;
};

/// True if \p Function is annotated with `async-tidy::` \p What, or has the
/// attribute of clang's own that means the same. Null has none.
bool isAnnotated(const FunctionDecl *Function, llvm::StringRef What);

/// True if tasks of \p Task's library can be waited for in fibers, where that
/// blocks no thread: then an ordinary function may be meant for them.
bool hasFibers(const CallMatch &Match);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
