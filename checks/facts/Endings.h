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

/// Finds the places where the process ends: no thread is left there for which a
/// wait would matter.
///
/// A call ends the process if the called function does not return, such as
/// abort(), or is visible and all its paths lead to such a call. A call that
/// throws or loops forever does not return either, but the process goes on.
class Endings {
public:
  explicit Endings(const Facts &F);
  ~Endings();

  /// True if the process ends once \p Op has run: all paths from it lead to a
  /// call that ends the process, and no other code runs on the way, as it would
  /// at a `co_await`. Unknown, and thus false, in a pattern.
  bool endsAfter(const Operation &Op);

  /// The same, but a path may also end by throwing an exception.
  bool failsAfter(const Operation &Op);

  /// True if a call of \p Function ends the process.
  bool endsProcess(const FunctionDecl *Function);

private:
  /// A block, and the index of an element in it.
  using Point = std::pair<const CFGBlock *, unsigned>;
  /// The control flow of one body, without the paths of exceptions, and with
  /// destructors, since these may end the process.
  struct Graph {
    Graph();
    Graph(Graph &&);
    ~Graph();

    std::unique_ptr<CFG> Blocks;
    llvm::DenseMap<const Expr *, Point> Points;
  };
  enum class Step { Next, Ends, Survives };

  void settle();
  bool mayEnd(const Body &B);
  const Graph &graphOf(const Body &B);
  Step stepAt(const CFGElement &Element);
  bool allEnd(const Graph &G, Point From, bool MayThrow = false);
  bool endsAfter(const Body &B, const Expr *At);

  const Facts &F;
  bool IsSettled = false;
  // By Body::Id.
  llvm::DenseSet<unsigned> Ending; ///< Bodies that end the process.
  llvm::DenseMap<unsigned, Graph> Graphs;
  llvm::DenseMap<unsigned, bool> MayEnd;
  llvm::DenseMap<const Expr *, bool> EndsAfter;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ENDINGS_H
