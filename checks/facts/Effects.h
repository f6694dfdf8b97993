//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H

#include "facts/AtOnce.h"
#include "facts/Endings.h"
#include "facts/Failing.h"
#include "facts/Proofs.h"
#include "index/EffectKind.h"
#include "index/Symbol.h"
#include "index/WitnessStep.h"

namespace clang::tidy::async {

class ProjectIndex;

/// The calls that lead from a body to the operation behind an effect.
struct Witness {
  /// In the body itself, or in a lambda that it calls at once.
  const Operation *First = nullptr;
  /// The calls in other functions, perhaps of other files. The last is the
  /// operation behind the effect; if there is none, the first is.
  std::vector<WitnessStep> Beyond;
  /// What a model says of the operation behind the effect; nothing if the user
  /// says of its function that it has the effect.
  CallMatch Behind;

  bool isDirect() const { return Beyond.empty(); }
};

/// What running a body does to its thread. Follows calls of functions whose
/// bodies are in the same unit; of what is in other files the index tells, if
/// there is one. What only happens where the process ends, or in an assertion,
/// does not count.
///
/// A wait for a task that a function is given has an effect only for calls that
/// hand it one that is not finished.
///
/// No answer depends on what was asked before: where functions call each other,
/// all of them are settled at once.
class Effects {
public:
  /// \p Index may be null; it must outlive this.
  explicit Effects(const Facts &F, const ProjectIndex *Index = nullptr);

  /// Each operation of \p B, or of a lambda that it calls at once, that blocks
  /// the thread: by itself, or by a function of the user's that it calls.
  llvm::ArrayRef<Witness> blocking(const Body &B) {
    return paths(B, EffectKind::Blocks);
  }

  /// Likewise, and each that blocks unless \p B, an ordinary function, runs in
  /// a fiber.
  llvm::ArrayRef<Witness> blockingOnThread(const Body &B) {
    return paths(B, EffectKind::BlocksOnThread);
  }

  /// Each that keeps the CPU busy for long.
  llvm::ArrayRef<Witness> computing(const Body &B) {
    return paths(B, EffectKind::Computes);
  }

  /// Whether code can fail, and who learns of it.
  Failing &failing() { return Fails; }

  /// Where the process ends.
  Endings &endings() { return Ends; }

  /// What is known of other files; null for nothing.
  const ProjectIndex *project() const { return Index; }

  /// What is certain of what bodies are entered with.
  Proofs &entered() { return Proven; }

  /// Calls \p Do for each operation of \p B, or of a lambda that it calls at
  /// once, that has the effect \p Kind by itself, whatever \p B is given.
  void forEachDirect(const Body &B, EffectKind Kind,
                     llvm::function_ref<void(const Operation &)> Do);

  /// True if what the function does that \p Op calls, of which no model says
  /// anything, counts as done by the caller.
  bool isDoneByCaller(const Operation &Op);

  /// True if nobody is there for whom it matters what running \p Op does to the
  /// thread: the process ends after it, or it only runs where assertions are
  /// checked.
  bool mattersToNobody(const Operation &Op);

  /// True if \p Op parks the thread until a task is finished or something
  /// else comes to pass, with no proof that this is so already,
  /// and if that matters to anybody.
  bool isBlockingWait(const Operation &Op) {
    return isBlockingWait(Op, Proofs::Nothing);
  }

  /// Likewise, when \p Call calls the function that runs \p Op.
  bool isBlockingWait(const Operation &Op, const Operation &Call) {
    return isBlockingWait(
        Op, Proven.givenBy(Call, outermost(*Op.In), Proofs::Nothing));
  }

  /// True if \p Op may run on a pool thread to which its coroutine hopped.
  bool isOffloadedByHop(const Operation &Op);

  /// The proofs for \p B, made when they are first asked for.
  const ReadyProof &proofs(const Body &B) { return Proven.of(B); }

private:
  /// A body, entered with something that it is given: a dense number. Bodies
  /// that are given nothing come first, by their own numbers.
  using Entry = unsigned;
  static constexpr Entry None = ~0u;
  /// An operation behind which an effect may be.
  struct Step {
    const Operation *Op = nullptr;
    Entry Callee = None; ///< None: the operation has the effect.
    /// Or the function that it calls has it in other files, so far away.
    unsigned Elsewhere = 0;
  };
  /// What is known of one effect, by the numbers of entries.
  struct Spread {
    std::vector<std::optional<std::vector<Witness>>> Paths;
    std::vector<unsigned> Distance; ///< In calls; 0 where there is none.
    std::vector<Step> Nearest;
    /// By the numbers of bodies: what is known if all are given nothing.
    std::vector<std::optional<bool>> Reaches;

    void grow(size_t Entries);
  };

  bool isBlockingWait(const Operation &Op, Proofs::Given Its);
  Entry enter(const Body &B, Proofs::Given Its);
  bool parksThread(const Operation &Op, Proofs::Given Its);
  llvm::ArrayRef<Witness> paths(const Body &B, EffectKind Why);
  bool hasEffect(const Operation &Op, const Body &Top, EffectKind Why,
                 Proofs::Given Its);
  bool isWaitForGiven(const Operation &Op);
  const Body *followed(const Operation &Op);
  /// Whom \p Op calls in other files.
  SymbolId foreignCallee(const Operation &Op);
  unsigned distanceElsewhere(const Operation &Op, EffectKind Why);
  bool reaches(const Body &B, EffectKind Why);
  /// \p Callee is null if the operation has the effect, or if its callee has
  /// it \p Elsewhere.
  using OnStep = llvm::function_ref<void(
      const Operation &Op, const Body *Callee, unsigned Elsewhere)>;
  void forEachStep(const Body &B, const Body &Top, EffectKind Why,
                   Proofs::Given Its, OnStep Do);
  std::vector<Step> stepsOf(Entry From, EffectKind Why);
  void settle(llvm::ArrayRef<Entry> Open,
              llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known);
  std::optional<Witness> follow(Entry From, Step First, EffectKind Why);
  bool followElsewhere(const Operation &Call, const Body &From, EffectKind Why,
                       Witness &Path);

  const Facts &F;
  const ProjectIndex *Index;
  Proofs Proven;
  AtOnce There;
  Endings Ends;
  std::vector<Spread> Spreads; ///< By EffectKind.
  llvm::DenseMap<const FunctionDecl *, SymbolId> ForeignSymbols;
  std::vector<std::pair<const Body *, Proofs::Given>> Entries;
  llvm::DenseMap<std::pair<unsigned, Proofs::Given>, Entry> Numbers;
  Failing Fails;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
