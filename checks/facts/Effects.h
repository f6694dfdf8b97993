//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
#define ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H

#include "facts/Endings.h"
#include "facts/FailureAnalysis.h"
#include "facts/ImmediateCalls.h"
#include "facts/Proofs.h"
#include "index/EffectKind.h"
#include "index/Symbol.h"
#include "index/WitnessStep.h"

namespace clang::tidy::async {

class ProjectIndex;

/// The calls that lead from a body to the operation behind an effect.
struct Witness {
  /// The first call: in the body itself, or in a lambda that it calls at once.
  const Operation *First = nullptr;
  /// The calls in other functions, perhaps of other files. The last of them is
  /// the operation behind the effect; if there are none, First is.
  std::vector<WitnessStep> LaterSteps;
  /// The model's description of the operation behind the effect; empty if the
  /// user annotated its function with the effect.
  CallMatch RootMatch;

  bool isDirect() const { return LaterSteps.empty(); }
};

/// The effects of running a body on its thread. Follows calls to functions
/// whose bodies are in the same unit; the index, if there is one, answers for
/// other files. Operations that run only where the process ends, or in an
/// assertion, do not count.
///
/// A wait for a task that a function receives has an effect only for calls that
/// pass an unfinished one.
///
/// Answers do not depend on earlier questions: functions that call each other
/// are all settled at once.
class Effects {
public:
  /// \p Index may be null; it must outlive this.
  explicit Effects(const Facts &F, const ProjectIndex *Index = nullptr);

  /// Each operation of \p B, or of a lambda that it calls at once, that blocks
  /// the thread: by itself, or in a function of the user's own that it calls.
  llvm::ArrayRef<Witness> blocking(const Body &B) {
    return paths(B, EffectKind::Blocks);
  }

  /// The same, and each operation that blocks unless \p B, an ordinary
  /// function, runs in a fiber.
  llvm::ArrayRef<Witness> blockingOnThread(const Body &B) {
    return paths(B, EffectKind::BlocksOnThread);
  }

  /// Each operation that keeps the CPU busy for long.
  llvm::ArrayRef<Witness> computing(const Body &B) {
    return paths(B, EffectKind::Computes);
  }

  /// Answers whether code can fail, and what observes the failure.
  FailureAnalysis &failing() { return Failures; }

  /// Answers where the process ends.
  Endings &endings() { return ProcessEnds; }

  /// The index of other files; null if there is none.
  const ProjectIndex *project() const { return Index; }

  /// The proofs of the facts that hold when bodies are entered.
  Proofs &entered() { return Proven; }

  /// Calls \p Do for each operation of \p B, or of a lambda that it calls at
  /// once, that has the effect \p Kind by itself, regardless of the facts on
  /// entry to \p B.
  void forEachDirect(const Body &B, EffectKind Kind,
                     llvm::function_ref<void(const Operation &)> Do);

  /// True if the effects of the function that \p Op calls, which no model
  /// describes, count as effects of its caller.
  bool countsForCaller(const Operation &Op);

  /// True if the effect of \p Op on the thread does not matter: the process
  /// ends after it, or it only runs where assertions are checked.
  bool isExempt(const Operation &Op);

  /// True if \p Op parks the thread until a task is finished or something else
  /// happens, nothing proves that this is already the case, and the wait
  /// matters.
  bool isBlockingWait(const Operation &Op) {
    return isBlockingWait(Op, Proofs::NoFacts);
  }

  /// The same, if \p Call calls the function that runs \p Op.
  bool isBlockingWait(const Operation &Op, const Operation &Call) {
    return isBlockingWait(
        Op, Proven.passedBy(Call, outermost(*Op.In), Proofs::NoFacts));
  }

  /// True if \p Op waits for a task that the function around it may receive:
  /// its callers may know that the task is finished.
  bool isWaitForParameter(const Operation &Op);

  /// True if \p Op may run on a pool thread to which its coroutine hopped.
  bool isOffloadedByHop(const Operation &Op);

  /// The proofs for \p B, made on first use.
  const ReadyProof &proofs(const Body &B) { return Proven.of(B); }

private:
  /// A body and the facts on entry to it: a dense number. Bodies that are
  /// entered without any facts come first, by their own numbers.
  using Entry = unsigned;
  static constexpr Entry None = ~0u;
  /// An operation that may lead to an effect.
  struct Step {
    const Operation *Op = nullptr;
    Entry Callee = None; ///< None if the operation itself has the effect.
    /// If not 0, the callee has the effect in other files, at this distance.
    unsigned Elsewhere = 0;
  };
  /// The results for one effect, by the numbers of entries.
  struct EffectResults {
    std::vector<std::optional<std::vector<Witness>>> Paths;
    std::vector<unsigned> Distance; ///< In calls; 0 without the effect.
    std::vector<Step> Nearest;
    /// By the numbers of bodies: whether they reach the effect if all bodies
    /// are entered without any facts.
    std::vector<std::optional<bool>> Reaches;

    void grow(size_t Entries);
  };

  bool isBlockingWait(const Operation &Op, Proofs::FactSetId EntryFacts);
  Entry enter(const Body &B, Proofs::FactSetId EntryFacts);
  bool parksThread(const Operation &Op, Proofs::FactSetId EntryFacts);
  llvm::ArrayRef<Witness> paths(const Body &B, EffectKind Kind);
  bool hasEffect(const Operation &Op, const Body &Top, EffectKind Kind,
                 Proofs::FactSetId EntryFacts);
  const Body *followedCallee(const Operation &Op);
  /// The function in other files that \p Op calls.
  SymbolId foreignCallee(const Operation &Op);
  unsigned distanceElsewhere(const Operation &Op, EffectKind Kind);
  bool reaches(const Body &B, EffectKind Kind);
  /// \p Callee is null if the operation itself has the effect, or if its callee
  /// has it in other files, at the distance \p Elsewhere.
  using OnStep = llvm::function_ref<void(
      const Operation &Op, const Body *Callee, unsigned Elsewhere)>;
  void forEachStep(const Body &B, const Body &Top, EffectKind Kind,
                   Proofs::FactSetId EntryFacts, OnStep Do);
  std::vector<Step> stepsOf(Entry From, EffectKind Kind);
  void settle(llvm::ArrayRef<Entry> Open,
              llvm::ArrayRef<std::vector<Step>> Steps, EffectResults &Table);
  std::optional<Witness> follow(Entry From, Step First, EffectKind Kind);
  bool followElsewhere(const Operation &Call, const Body &From, EffectKind Kind,
                       Witness &Path);

  const Facts &F;
  const ProjectIndex *Index;
  Proofs Proven;
  ImmediateCalls Immediate;
  Endings ProcessEnds;
  std::vector<EffectResults> Results;                    ///< By EffectKind.
  llvm::DenseMap<const Expr *, SymbolId> ForeignSymbols; ///< By call.
  std::vector<std::pair<const Body *, Proofs::FactSetId>> Entries;
  llvm::DenseMap<std::pair<unsigned, Proofs::FactSetId>, Entry> Numbers;
  FailureAnalysis Failures;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_EFFECTS_H
