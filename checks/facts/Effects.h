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
#include "index/Span.h"

namespace clang::tidy::async {

/// A call on the way to an effect, as data: it may be in another file.
struct WitnessStep {
  Span At;
  Span In;               ///< Where the code of the function begins that calls.
  std::string Callee;    ///< The name of what is called, as messages show it.
  std::string Signature; ///< The same, told apart from overloads.
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
      : F(F), Proven(F), There(F, Proven),
        Spreads(Computes + 1, Spread(F.bodies().size())), Fails(F, Proven) {}

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

  const Facts &F;
  Proofs Proven;
  AtOnce There;
  std::vector<Spread> Spreads; ///< By cause.
  Failing Fails;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
