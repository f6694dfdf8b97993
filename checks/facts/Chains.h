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

/// One link of a chain: an expression that makes a task, continues one, or
/// adapts one.
struct Link {
  /// The call, or another expression for the task, such as a parameter or a
  /// member. Without implicit code and casts.
  const Expr *E = nullptr;
  /// The operation at E; null if there is none.
  const Operation *Op = nullptr;
  /// The local variable that holds the task on its way to the next link; null
  /// if the task is passed directly.
  const VarDecl *Holder = nullptr;
  /// The link only adapts the task of the link before it.
  bool IsAdapter = false;

  bool is(Role R) const { return Op && Op->is(R); }
};

/// The links that lead to a task: `a().then(f).via(x)` has three. A pipe counts
/// as the call that it represents, and a local variable as its initialiser or
/// the value last assigned to it. A variable whose value depends on the path
/// taken begins the chain: see Chains::valuesOf.
class Chain {
public:
  /// The links, from the last one, which yields the task, back to the first.
  /// Each continues the task that the next element of the list yields, or is
  /// called on the result of that element.
  llvm::ArrayRef<Link> links() const { return Links; }
  llvm::ArrayRef<Link>::iterator begin() const { return links().begin(); }
  llvm::ArrayRef<Link>::iterator end() const { return links().end(); }

  /// The last link that does more than adapt a task; null if there is no such
  /// link.
  const Link *maker() const;

  /// False if the chain contains itself, which is an error in the user's code:
  /// then the code before its links is unknown.
  bool isKnown() const { return IsKnown; }

private:
  friend class Chains;
  llvm::SmallVector<Link, 4> Links;
  bool IsKnown = true;
};

/// The chains of a unit that have been built so far.
struct ChainCache {
  /// The assignments to each local variable; collected on first use.
  using Assignments = llvm::SmallVector<const Operation *, 2>;
  std::optional<llvm::DenseMap<const VarDecl *, Assignments>> Assigned;
  llvm::DenseMap<const Expr *, std::unique_ptr<Chain>> ByTask;
};

/// The chains of a unit. Each is built on first use and kept as long as the
/// facts of the unit.
class Chains {
public:
  Chains(const Facts &F, ChainCache &Cache) : F(F), Cache(Cache) {}

  /// The chain that leads to the task \p E.
  const Chain &of(const Expr *E);
  /// The chain that ends with \p Op.
  const Chain &of(const Operation &Op) { return of(Op.expr()); }

  /// The values that the local variable named by \p Ref may have when \p Ref
  /// runs: its initialiser or assigned expressions. Empty if they are not
  /// known.
  llvm::SmallVector<const Expr *, 2> valuesOf(const DeclRefExpr *Ref);

  /// The operation that continues the task of \p Op, or is called on it; null
  /// if it is not visible.
  const Operation *next(const Operation &Op) const;

private:
  /// The task that \p Op continues; null if \p Op begins the chain.
  const Expr *predecessorOf(const Operation &Op) const;
  void build(const Expr *E, Chain &Result);
  void collectAssignments();

  const Facts &F;
  ChainCache &Cache;
};

/// The operation that made the task that \p E names: a call, or the call that
/// initialises a local variable, without calls that only adapt the task. Null
/// if it is not known.
const Operation *makerOf(const Expr *E, const Facts &Unit);

/// The whole of `x | f(y)`, where \p Closure is the operation `f(y)`; null if
/// \p Closure is not part of a pipe.
const Operation *pipeOf(const Operation &Closure, const Facts &Unit);

/// The place where the continuation \p Op runs according to its chain: after a
/// hop, or in a task that is started elsewhere as a whole. Nothing if neither
/// is visible.
std::optional<Place> placeInChain(const Operation &Op, const Facts &Unit);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CHAINS_H
