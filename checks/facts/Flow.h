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

/// The control flow of one body: what runs after what.
class Flow {
public:
  Flow(const Body &B, ASTContext &Context);
  ~Flow();

  /// The graph; null for a pattern, of which it would be guesswork.
  const CFG *graph() const { return Graph.get(); }

  /// True if \p From may run before \p To in one call of the body.
  bool mayPrecede(const Expr *From, const Expr *To) const;

  /// True if \p To may run after \p From has returned, with no exception on the
  /// way and without any of \p Without in between.
  bool mayLeadTo(const Expr *From, const Expr *To,
                 llvm::ArrayRef<const Expr *> Without = {}) const;

  /// What \p Var may have been made from, or assigned, when \p Use runs. Empty
  /// if that is not known.
  llvm::SmallVector<const Expr *, 2> valuesAt(const VarDecl *Var,
                                              const Expr *Use) const;

private:
  /// A block, and the place of an expression in it.
  using Point = std::pair<const CFGBlock *, unsigned>;

  std::unique_ptr<CFG> Graph;
  /// Of the expressions that can be reached.
  llvm::DenseMap<const Expr *, Point> Points;
};

/// What \p S assigns, and to which variable; null if it is no assignment.
std::pair<const VarDecl *, const Expr *> assignmentIn(const Stmt *S);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FLOW_H
