//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef ASYNC_TIDY_CHECKS_FACTS_ENDINGS_H
#define ASYNC_TIDY_CHECKS_FACTS_ENDINGS_H

#include "facts/Facts.h"

namespace clang {
class CFG;
class CFGBlock;
class CFGElement;
} // namespace clang

namespace clang::tidy::async {

/// Where the process ends, so that nobody is left to wait for anything.
///
/// A call ends the process if it calls what does not return, such as abort(),
/// or a function in sight all paths of which lead to such a call. What throws,
/// and what loops forever, does not return either, but the process goes on.
class Endings {
public:
  explicit Endings(const Facts &F);
  ~Endings();

  /// True if the process ends once \p Op has run: all paths from it lead to a
  /// call that ends it, and no other code gets a turn on the way, as it would
  /// at a `co_await`. Not known, and thus false, in a pattern.
  bool endsAfter(const Operation &Op);

  /// Likewise, but throwing an exception on the way is as good as an end.
  bool failsAfter(const Operation &Op);

  /// True if a call of \p Function ends the process.
  bool endsProcess(const FunctionDecl *Function);

private:
  /// A block, and the place of an expression in it.
  using Point = std::pair<const CFGBlock *, unsigned>;
  /// The control flow of one body, without paths that exceptions take, and with
  /// destructors, since these may be what ends the process.
  struct Graph {
    Graph();
    Graph(Graph &&);
    ~Graph();

    std::unique_ptr<CFG> Blocks;
    llvm::DenseMap<const Expr *, Point> Points;
  };
  enum class Step { Next, Ends, GoesOn };

  void settle();
  bool mayEnd(const Body &B);
  const Graph &graphOf(const Body &B);
  Step stepAt(const CFGElement &Element);
  bool allEnd(const Graph &Of, Point From, bool MayThrow = false);
  bool endsAfter(const Body &B, const Expr *At);

  const Facts &F;
  bool IsSettled = false;
  // By Body::Id.
  llvm::DenseSet<unsigned> Ending; ///< Bodies that end the process.
  llvm::DenseMap<unsigned, Graph> Graphs;
  llvm::DenseMap<unsigned, bool> MayEnd;
  llvm::DenseMap<const Expr *, bool> Known;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ENDINGS_H
