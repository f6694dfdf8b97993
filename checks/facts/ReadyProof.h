//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H
#define ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H

#include "facts/Flow.h"
#include "facts/ReadyTests.h"

namespace clang::tidy::async {

/// The fact about the object of \p Op, which blocks on I/O, that keeps \p Op
/// from blocking.
Fact factNeededBy(const Operation &Op, const Models &AllModels);

/// The facts that are certain at each point of one body: which tasks are
/// finished, which objects have data to read or room to write, and whether the
/// body has hopped to a pool whose threads may block.
///
/// A fact holds if every path to the point establishes it and nothing has ended
/// it since: an assignment ends all facts about an object, a read consumes the
/// available data, and a write the room. The hop to a pool counts if any path
/// makes it, because it only suppresses findings. Unreachable code, and the
/// pattern of a template, are not analysed: every fact holds there.
class ReadyProof {
public:
  /// \p Around is the proof for the code around the lambda \p B; null for other
  /// bodies. \p EntryFacts are passed in by the callers of \p B, and of the
  /// code around it.
  ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around,
             const ObjectFacts &EntryFacts);

  /// True if the task that \p Op waits for is finished whenever \p Op runs.
  bool isFinished(const Operation &Op) const {
    return holds(Op, Fact::Finished);
  }
  /// True if the object that \p Op reads from has data whenever \p Op runs, or
  /// has room if \p Op writes: it was tested or waited for, and has not been
  /// used in this direction since.
  bool isReady(const Operation &Op) const {
    return holds(Op, factNeededBy(Op, F.models()));
  }
  /// True if a semaphore beside the queue that \p Op takes an element from has
  /// been acquired since the last element was taken.
  bool isSemaphoreAcquired(const Operation &Op) const {
    return holds(Op, Fact::Acquired);
  }
  /// True if the outcome whose value \p Op takes was tested for an error
  /// before.
  bool isErrorChecked(const Operation &Op) const {
    return holds(Op, Fact::ErrorChecked);
  }
  /// The finished tasks that \p Call passes to the visible function that it
  /// calls, as the callee names them: by its parameters, and the members of its
  /// object.
  ObjectFacts passedBy(const Operation &Call) const {
    return PassedBy.lookup(Call.expr());
  }
  /// True if \p E may run on a pool thread that may block.
  bool isOffloadedAt(const Expr *E) const;
  /// True if \p From may run before \p To in one call of the body.
  bool mayPrecede(const Expr *From, const Expr *To) const {
    return F.flow(B).mayPrecede(From, To);
  }

private:
  struct State {
    ObjectFacts Proven;
    bool Offloaded = false;
    bool IsReached = false;

    bool join(const State &Other);
  };

  void run(const CFG &Graph, const ObjectFacts &EntryFacts);
  void enter(State &Start, const ObjectFacts &EntryFacts) const;
  void enterLambda(State &Start) const;
  bool holds(const Operation &Op, Fact Kind) const;
  void record(const Operation &Op, Fact Kind, bool Holds);

  Path keyOf(const Expr *E) const { return async::keyOf(E, F.models()); }
  void transfer(State &S, const Stmt *Element);
  void transferCall(State &S, const Operation &Op);
  void transferWait(State &S, const Operation &Op);
  void transferBlocking(State &S, const Operation &Op);
  void passArguments(State &S, const Operation &Op) const;
  void recordPassed(const State &S, const Operation &Op);
  void assign(State &S, const Path &To, const Expr *Value);
  void gainAllIn(State &S, const Stmt *E) const;
  void gainReadiness(State &S, const Operation &Op) const;
  void gainSemaphores(State &S, const Operation &Awaited) const;

  const Facts &F;
  const Body &B;
  const ReadyProof *Around;
  /// For each reachable operation, the facts that do not hold there.
  llvm::DenseMap<const Expr *, unsigned> MissingAt;
  llvm::DenseMap<const Expr *, bool> OffloadedAt;
  llvm::DenseMap<const LambdaExpr *, ObjectFacts> ProvenAtLambda;
  /// For each lambda that is called here, the facts that hold in all calls.
  llvm::DenseMap<const LambdaExpr *, ObjectFacts> ProvenAtCalls;
  llvm::DenseMap<const Expr *, ObjectFacts> PassedBy;
  /// The promise that each task in a variable comes from.
  llvm::DenseMap<Path, Path> PromiseOfTask;
  bool Recording = false;
};

/// True if \p A and \p B belong together: members of one object, or variables
/// of one function.
bool areSiblings(const Path &A, const Path &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H
