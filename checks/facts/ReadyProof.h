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

/// What is certain at each point of one body: which tasks are finished, which
/// objects have something to give, and whether the body went over to a pool
/// whose threads may block.
///
/// A fact counts if every way to the point makes it so and nothing ends it
/// since: an assignment ends all of an object's facts, a read uses up what
/// there was to read. The switch to a pool counts if any way makes it, since it
/// only silences. Nothing is said of code that is never reached, or of a
/// pattern: there, everything holds.
class ReadyProof {
public:
  /// \p Around is what is known of the code that the lambda \p B stands in;
  /// null for other bodies. \p Given is what is certain of what is handed to
  /// \p B, and to the code around it.
  ReadyProof(const Facts &F, const Body &B, const ReadyProof *Around,
             const ObjectFacts &Given);

  /// True if the task that \p Op waits for is finished whenever \p Op runs.
  bool isFinished(const Operation &Op) const {
    return held(Op, Fact::Finished);
  }
  /// True if what \p Op reads from has something to give whenever \p Op runs:
  /// it was asked, or waited for, and not read from since.
  bool isReadyToGive(const Operation &Op) const {
    return held(Op, Fact::Readable);
  }
  /// True if a semaphore beside the queue that \p Op takes something out of was
  /// waited for since the last one was taken out.
  bool isLetThrough(const Operation &Op) const {
    return held(Op, Fact::LetThrough);
  }
  /// True if the outcome that \p Op takes the value of was asked before whether
  /// it is an error.
  bool isAskedBefore(const Operation &Op) const {
    return held(Op, Fact::Asked);
  }
  /// What is finished of what \p Call hands to the function in sight that it
  /// calls, as that names it: its parameters, and members of its object.
  ObjectFacts handedBy(const Operation &Call) const {
    return HandedBy.lookup(Call.expr());
  }
  /// True if \p E may run on a pool thread that may block.
  bool isOffloadedAt(const Expr *E) const;
  /// True if \p From may run before \p To in one call of the body.
  bool mayPrecede(const Expr *From, const Expr *To) const {
    return F.flow(B).mayPrecede(From, To);
  }

private:
  struct State {
    ObjectFacts Known;
    bool Offloaded = false;
    bool IsReached = false;

    bool join(const State &Other);
  };

  void run(const CFG &Graph, const ObjectFacts &Given);
  void enter(State &Start, const ObjectFacts &Given) const;
  void enterLambda(State &Start) const;
  bool held(const Operation &Op, Fact What) const;
  void record(const Operation &Op, Fact What, bool Holds);

  Path keyOf(const Expr *E) const { return async::keyOf(E, F.models()); }
  void transfer(State &S, const Stmt *Element);
  void transferCall(State &S, const Operation &Op);
  void transferWait(State &S, const Operation &Op);
  void transferRead(State &S, const Operation &Op);
  void passArguments(State &S, const Operation &Op) const;
  void noteHanded(const State &S, const Operation &Op);
  void assign(State &S, const Path &To, const Expr *Value);
  void gainAllIn(State &S, const Stmt *E) const;
  void gainSemaphores(State &S, const Operation &Awaited) const;

  const Facts &F;
  const Body &B;
  const ReadyProof *Around;
  /// For each operation that can be reached, which facts did not hold there.
  llvm::DenseMap<const Expr *, unsigned> MissingAt;
  llvm::DenseMap<const Expr *, bool> OffloadedAt;
  llvm::DenseMap<const LambdaExpr *, ObjectFacts> KnownAtLambda;
  /// Of lambdas that are called here, in all calls.
  llvm::DenseMap<const LambdaExpr *, ObjectFacts> KnownAtCalls;
  llvm::DenseMap<const Expr *, ObjectFacts> HandedBy;
  /// The promise that each task in a variable comes from.
  llvm::DenseMap<Path, Path> TaskOfPromise;
  bool Recording = false;
};

/// True if \p A and \p B belong together: members of one object, or variables
/// of one function.
bool areBeside(const Path &A, const Path &B);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_READYPROOF_H
