//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H

#include "facts/AtOnce.h"
#include "facts/Failing.h"
#include "facts/ReadyProof.h"

namespace clang::tidy::async {

/// The calls that lead from a body to the operation behind an effect: the
/// first stands in the body itself, the last is the operation.
using Witness = llvm::SmallVector<const Operation *, 2>;

/// What running a body does to its thread. Follows calls of functions whose
/// bodies are in the same unit; what is in other files is not known.
///
/// No answer depends on what was asked before: where functions call each other,
/// all of them are settled at once.
class Effects {
public:
  explicit Effects(const Facts &F)
      : F(F), Proven(F), There(F, Proven), Fails(F, Proven) {}

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

  /// Whether code can fail, and who learns of it.
  Failing &failing() { return Fails; }

  /// True if \p Op parks the thread until a task is finished or something
  /// else comes to pass, with no proof that this is so already.
  bool isBlockingWait(const Operation &Op);

  /// True if \p Op may run on a pool thread to which its coroutine hopped.
  bool isOffloadedByHop(const Operation &Op);

  /// The proofs for \p B, made when they are first asked for.
  const ReadyProof &proofs(const Body &B) { return Proven.of(B); }

private:
  enum Cause { Blocks, BlocksOnThread, Computes };
  /// An operation behind which an effect may be.
  struct Step {
    const Operation *Op = nullptr;
    const Body *Callee = nullptr; ///< Null: the operation has the effect.
  };
  /// What is known of one effect.
  struct Spread {
    llvm::DenseMap<const Body *, std::vector<Witness>> Paths;
    /// How many calls away it is; absent where there is none.
    llvm::DenseMap<const Body *, unsigned> Distance;
    llvm::DenseMap<const Body *, Step> Nearest;
  };

  llvm::ArrayRef<Witness> paths(const Body &B, Cause Why);
  bool hasEffect(const Operation &Op, const Body &Top, Cause Why);
  void gatherSteps(const Body &B, const Body &Top, Cause Why,
                   std::vector<Step> &To);
  void settle(llvm::ArrayRef<const Body *> Open,
              llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known);
  std::optional<Witness> follow(const Body &From, Step First,
                                const Spread &Known) const;

  const Facts &F;
  Proofs Proven;
  AtOnce There;
  Spread Spreads[3];
  Failing Fails;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
