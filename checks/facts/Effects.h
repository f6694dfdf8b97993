//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H

#include "facts/AtOnce.h"
#include "facts/ReadyProof.h"
#include "index/Span.h"
#include "llvm/ADT/PointerIntPair.h"

namespace clang::tidy::async {

/// A call on the way to an effect, as data: it may be in another file.
struct WitnessStep {
  Span At;
  Span In;            ///< Where the code of the function begins that calls.
  std::string Callee; ///< The name of what is called, as messages show it.
};

/// The calls that lead from a body to the operation behind an effect.
struct Witness {
  /// In the body itself, or in a lambda that it calls at once.
  const Operation *First = nullptr;
  /// The calls in other functions. The last is the operation behind the effect;
  /// if there is none, the first is.
  std::vector<WitnessStep> Beyond;
  /// What a model says of the operation behind the effect; nothing if the user
  /// says of its function that it has the effect.
  CallMatch Behind;

  bool isDirect() const { return Beyond.empty(); }
};

/// What running a body does to its thread. Follows calls of functions whose
/// bodies are in the same unit; what is in other files is not known.
///
/// No answer depends on what was asked before: where functions call each other,
/// all of them are settled at once.
class Effects {
public:
  explicit Effects(const Facts &F)
      : F(F), There(F), Spreads(Computes + 1, Spread(F.bodies().size())) {}

  /// Each operation of \p B, or of a lambda that it calls at once, that blocks
  /// the thread: by itself, or by a function of the user's that it calls.
  llvm::ArrayRef<Witness> blocking(const Body &B) { return paths(B, Blocks); }

  /// Likewise, and each that blocks unless \p B, an ordinary function, runs in
  /// a fiber.
  llvm::ArrayRef<Witness> blockingOnThread(const Body &B) {
    return paths(B, BlocksOnThread);
  }

  /// Each that keeps the CPU busy for long.
  llvm::ArrayRef<Witness> computing(const Body &B) {
    return paths(B, Computes);
  }

  /// Where an exception can leave \p B; null if nowhere, as far as that matters
  /// in practice: memory that runs out does not count.
  const Stmt *failingAt(const Body &B) { return failingAt(Asked{&B}); }
  bool cannotFail(const Body &B) { return !failingAt(B); }

  /// True if \p Op parks the thread until a task is finished or something
  /// else comes to pass, with no proof that this is so already.
  bool isBlockingWait(const Operation &Op);

  /// True if \p Op may run on a pool thread to which its coroutine hopped.
  bool isOffloadedByHop(const Operation &Op);

  /// The proofs for \p B, made when they are first asked for.
  const ReadyProof &proofs(const Body &B);

private:
  enum Cause { Blocks, BlocksOnThread, Computes };
  /// An operation behind which an effect may be.
  struct Step {
    const Operation *Op = nullptr;
    const Body *Callee = nullptr; ///< Null: the operation has the effect.
  };
  /// What is known of one effect, by the numbers of bodies.
  struct Spread {
    explicit Spread(size_t Bodies)
        : Paths(Bodies), Distance(Bodies), Nearest(Bodies) {}

    std::vector<std::optional<std::vector<Witness>>> Paths;
    std::vector<unsigned> Distance; ///< In calls; 0 where there is none.
    std::vector<Step> Nearest;
  };

  llvm::ArrayRef<Witness> paths(const Body &B, Cause Why);
  bool hasEffect(const Operation &Op, const Body &Top, Cause Why);
  void gatherSteps(const Body &B, const Body &Top, Cause Why,
                   std::vector<Step> &To);
  void settle(llvm::ArrayRef<const Body *> Open,
              llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known);
  std::optional<Witness> follow(const Body &From, Step First,
                                const Spread &Known) const;
  /// Whether an exception leaves a body.
  struct Asked {
    const Body *In = nullptr;
    /// What is merely not known to throw does not count.
    bool TrustsUnknown = false;
    /// Neither does what the operations of this library throw.
    const LibraryModel *Caught = nullptr;
    /// An error in the task that an ordinary function returns counts, too.
    bool IsAwaited = false;

    using Key = std::pair<llvm::PointerIntPair<const Body *, 2, unsigned>,
                          const LibraryModel *>;
    Key key() const { return {{In, TrustsUnknown + 2u * IsAwaited}, Caught}; }
  };
  /// A part of what is awaited: a task, or what a callable in sight does for
  /// it.
  struct Part {
    const Expr *Task = nullptr;
    const Body *Runs = nullptr; ///< Null: the task itself is meant.
  };
  using Parts = llvm::SmallVector<Part, 2>;
  const Stmt *failingAt(const Asked &First);
  const Stmt *firstFailure(const Asked &Key);
  const Stmt *firstThrow(const Asked &Key);
  /// What is to be asked of \p Callee, which is called in the body of \p
  /// Around, or of the lambda \p Child in it.
  Asked askedAt(const Surroundings &At, const Body *Callee, const Asked &Around,
                bool TrustsUnknown);
  Asked askedOf(const Body &Child, const Asked &Around, bool TrustsUnknown);
  bool trustsUnknown(const Body &B);
  bool mayFail(const Operation &Op, const LibraryModel *Caught,
               bool TrustsUnknown);
  bool mayFail(const Await &A, const LibraryModel *Caught, bool TrustsUnknown);
  bool mayFailAwaited(const Part &Awaited, const LibraryModel *Caught,
                      bool TrustsUnknown);
  /// Of a call that calls its arguments: true if one of these may fail.
  bool callsWhatMayFail(const Operation &Op, const LibraryModel *Caught,
                        bool TrustsUnknown);
  /// Adds what is awaited by \p Awaited, each of what it combines, and each
  /// link of a chain, by itself, but for what gives its error as a value.
  void gatherAwaited(const Expr *Awaited, Parts &To, unsigned Depth = 0);
  /// Likewise, of the tasks that \p B returns, if it is no coroutine.
  void gatherReturned(const Body &B, Parts &To);
  bool takesErrorAsValue(const Await &A);
  bool takesErrorAsValue(const Expr *Awaited);

  const Facts &F;
  AtOnce There;
  llvm::DenseMap<const Body *, std::unique_ptr<ReadyProof>> Proofs;
  std::vector<Spread> Spreads; ///< By cause.
  llvm::DenseMap<Asked::Key, const Stmt *> Fails;
};

/// True if tasks of \p Task's library can be waited for in fibers, where that
/// blocks no thread: then an ordinary function may be meant for them.
bool hasFibers(const CallMatch &Match);

/// True if they are right to be waited for in fibers only.
bool isForFibersOnly(const CallMatch &Match);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
