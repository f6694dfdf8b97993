//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CHAINS_H
#define ASYNC_TIDY_CHECKS_FACTS_CHAINS_H

#include "facts/Facts.h"
#include <memory>

namespace clang::tidy::async {

/// One link of a chain: what makes a task, goes on from one, or adapts one.
struct Link {
  /// The call, or what else the task is: a parameter, a member. Without
  /// implicit code and casts.
  const Expr *E = nullptr;
  /// The operation at E; null if there is none.
  const Operation *Op = nullptr;
  /// The local variable that holds the task on its way to the next link; null
  /// if it goes there directly.
  const VarDecl *Holder = nullptr;
  /// It only adapts the task of the link before it.
  bool IsAdapter = false;

  bool is(Role R) const { return Op && Op->is(R); }
};

/// The links that lead to a task: `a().then(f).via(x)` has three. A pipe counts
/// as the call that it stands for, and a local variable as what it was made
/// from or assigned last. One of which that depends on the way that was taken
/// begins the chain: see Chains::valuesOf.
class Chain {
public:
  /// The links, from the last one, which gives the task, back to the first.
  /// Each goes on from the task that the one after it gives, or is called on
  /// what that one gives.
  llvm::ArrayRef<Link> links() const { return Links; }
  llvm::ArrayRef<Link>::iterator begin() const { return links().begin(); }
  llvm::ArrayRef<Link>::iterator end() const { return links().end(); }

  /// The last link that does more than adapt a task; null if none is known.
  const Link *maker() const;

  /// False if the chain is made from itself, wrong as that is: then nothing is
  /// known of what is before its links.
  bool isKnown() const { return IsKnown; }

private:
  friend class Chains;
  llvm::SmallVector<Link, 4> Links;
  bool IsKnown = true;
};

/// The chains of a unit that were built so far.
struct ChainCache {
  /// All that is assigned to local variables, once that was asked for.
  using Assignments = llvm::SmallVector<const Operation *, 2>;
  std::optional<llvm::DenseMap<const VarDecl *, Assignments>> Assigned;
  llvm::DenseMap<const Expr *, std::unique_ptr<Chain>> Known;
};

/// The chains of a unit, each built when it is first asked for, and kept as
/// long as the facts of the unit.
class Chains {
public:
  Chains(const Facts &F, ChainCache &Cache) : F(F), Cache(Cache) {}

  /// The chain that leads to the task \p E.
  const Chain &of(const Expr *E);
  /// The chain of which \p Op is the last link.
  const Chain &of(const Operation &Op) { return of(Op.expr()); }

  /// What the local variable that \p Ref names may have been made from, or
  /// assigned, when \p Ref runs; empty if that is not known.
  llvm::SmallVector<const Expr *, 2> valuesOf(const DeclRefExpr *Ref);

  /// The operation that goes on from the task that \p Op gives, or is called on
  /// it; null if that is not in sight.
  const Operation *next(const Operation &Op) const;

private:
  /// What \p Op goes on from; null if it begins the chain.
  const Expr *before(const Operation &Op) const;
  void build(const Expr *E, Chain &To);
  void noteAssignments();

  const Facts &F;
  ChainCache &Cache;
};

/// The operation that made the task that \p E names: a call, or the call that a
/// local variable is made from, without what only adapts it. Null if that is
/// not known.
const Operation *makerOf(const Expr *E, const Facts &Unit);

/// In `x | f(y)`, the whole, given the operation \p Closure that `f(y)` is;
/// else null.
const Operation *pipeOf(const Operation &Closure, const Facts &Unit);

/// Where \p Op, a continuation, runs as its chain says: after a hop, or in a
/// task that is started elsewhere as a whole. Nothing if neither is in sight.
std::optional<Place> placeInChain(const Operation &Op, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CHAINS_H
