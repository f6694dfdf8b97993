//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FLOW_H
#define ASYNC_TIDY_CHECKS_FACTS_FLOW_H

#include "facts/Facts.h"

namespace clang {
class CFG;
class CFGBlock;
} // namespace clang

namespace clang::tidy::async {

/// The control flow of one body: the order in which expressions may run.
class Flow {
public:
  Flow(const Body &B, ASTContext &Context);
  ~Flow();

  /// The graph; null for a template pattern, whose flow is not known.
  const CFG *graph() const { return Graph.get(); }

  /// True if \p From may run before \p To in one call of the body.
  bool mayPrecede(const Expr *From, const Expr *To) const;

  /// True if \p To may run after \p From has returned, without an exception and
  /// without any of \p Without in between.
  bool mayLeadTo(const Expr *From, const Expr *To,
                 llvm::ArrayRef<const Expr *> Without = {}) const;

  /// The expressions that \p Var may have been initialised with, or assigned,
  /// when \p Use runs. Empty if they are unknown.
  llvm::SmallVector<const Expr *, 2> valuesAt(const VarDecl *Var,
                                              const Expr *Use) const;

private:
  /// A block, and the index of an expression in it.
  using Point = std::pair<const CFGBlock *, unsigned>;

  std::unique_ptr<CFG> Graph;
  /// The points of all reachable expressions.
  llvm::DenseMap<const Expr *, Point> Points;
};

/// The variable that \p S assigns to, and the value; both null if \p S does not
/// assign to a variable.
std::pair<const VarDecl *, const Expr *> assignmentIn(const Stmt *S);

/// The two sides of \p S, if it is an assignment to anything; null otherwise.
std::pair<const Expr *, const Expr *> sidesOfAssignment(const Stmt *S);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FLOW_H
