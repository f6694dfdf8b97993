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

/// The proofs for the bodies of a unit, each made when it is first asked for.
///
/// What a function is given counts: that all calls in sight hand it a finished
/// task, and what is known of one call by which it is entered.
class Proofs {
public:
  /// What is certain of what a body is given, by its number.
  using Given = unsigned;
  /// Nothing is.
  static constexpr Given Nothing = 0;

  explicit Proofs(const Facts &F) : F(F), Sets(1) {}

  /// The proof for \p B, where the function that runs it is given \p Its.
  const ReadyProof &of(const Body &B, Given Its = Nothing);

  /// True if \p B may be given tasks: as arguments, or in the object that it is
  /// called on.
  bool takesTasks(const Body &B);

  /// What \p Call gives to \p Callee, which it calls, where the function that
  /// runs \p Call is given \p Outer.
  Given givenBy(const Operation &Call, const Body &Callee, Given Outer);

private:
  const ReadyProof &make(const Body &B, Given Its);
  Given intern(const Body &B, const ObjectFacts &Its);
  Given entering(const Body &B, Given Its, unsigned Depth);
  const ObjectFacts &handedByAll(const Body &B, unsigned Depth);

  const Facts &F;
  // By Body::Id.
  std::map<std::pair<unsigned, Given>, std::unique_ptr<ReadyProof>> Known;
  std::deque<ObjectFacts> Sets; ///< By number.
  llvm::DenseMap<unsigned, llvm::SmallVector<Given, 2>> SetsOf;
  std::map<std::pair<unsigned, unsigned>, ObjectFacts> ByAll;
  llvm::DenseMap<unsigned, bool> TakesTasks;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_PROOFS_H
