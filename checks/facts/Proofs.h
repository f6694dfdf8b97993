//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_PROOFS_H
#define ASYNC_TIDY_CHECKS_FACTS_PROOFS_H

#include "facts/ReadyProof.h"
#include <deque>
#include <map>

namespace clang::tidy::async {

/// The proofs for the bodies of a unit, each made on first use.
///
/// A proof depends on the facts that hold on entry to the body: the facts that
/// all visible calls pass in, and those of the one call that enters it.
class Proofs {
public:
  /// The number of a set of facts that hold on entry to a body.
  using FactSetId = unsigned;
  /// The empty set.
  static constexpr FactSetId NoFacts = 0;

  explicit Proofs(const Facts &F) : F(F), FactSets(1) {}

  /// The proof for \p B, where the function that runs it is entered with
  /// \p Entry.
  const ReadyProof &of(const Body &B, FactSetId Entry = NoFacts);

  /// True if tasks may be passed to \p B: as arguments, or in the object that
  /// it is called on.
  bool mayReceiveTasks(const Body &B);

  /// The facts that \p Call passes to \p Callee, which it calls, where the
  /// function that runs \p Call is entered with \p Outer.
  FactSetId passedBy(const Operation &Call, const Body &Callee,
                     FactSetId Outer);

private:
  const ReadyProof &make(const Body &B, FactSetId Entry);
  FactSetId intern(const Body &B, const ObjectFacts &EntryFacts);
  FactSetId addCommonFacts(const Body &B, FactSetId Entry, unsigned Depth);
  const ObjectFacts &commonFacts(const Body &B, unsigned Depth);

  const Facts &F;
  // By Body::Id.
  std::map<std::pair<unsigned, FactSetId>, std::unique_ptr<ReadyProof>> Cache;
  std::deque<ObjectFacts> FactSets; ///< By number.
  llvm::DenseMap<unsigned, llvm::SmallVector<FactSetId, 2>> FactSetsOf;
  std::map<std::pair<unsigned, unsigned>, ObjectFacts> CommonFacts;
  llvm::DenseMap<unsigned, bool> MayReceiveTasks;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_PROOFS_H
