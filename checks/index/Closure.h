//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_CLOSURE_H
#define ASYNC_TIDY_CHECKS_INDEX_CLOSURE_H

#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace clang::tidy::async {

/// How far the functions of a graph of calls are from an operation with an
/// effect, within a unit or across all files.
///
/// All nodes are settled at once, in time linear in the size of the graph.
/// Recursion ends, and the order in which nodes and edges are added makes no
/// difference.
class Closure {
public:
  using Node = unsigned; ///< A dense number.

  explicit Closure(unsigned Nodes) : Seeds(Nodes, 0), Needed(Nodes, 0) {}

  /// \p At has the effect by itself, \p Distance calls away.
  void seed(Node At, unsigned Distance = 1);
  /// \p Caller has the effect if \p Callee has it, one call further away.
  void addCall(Node Caller, Node Callee) {
    Edges.push_back({Callee, Caller, 1});
  }
  /// \p Any stands for one of \p All, nobody knows which: it has the effect if
  /// all of them have it, as far away as the farthest. It must be nobody's
  /// caller.
  void addChoice(Node Any, llvm::ArrayRef<Node> All);

  /// The distances of all nodes; 0 for those without the effect.
  std::vector<unsigned> settle() const;

private:
  struct Edge {
    Node From; ///< The one that is settled first.
    Node To;
    unsigned Length;
  };
  std::vector<Edge> Edges;
  std::vector<unsigned> Seeds;  ///< By node; 0 for none.
  std::vector<unsigned> Needed; ///< Of a choice, by node: how many there are.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_CLOSURE_H
