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

/// Computes how far the functions of a call graph are from an operation with an
/// effect, within a unit or across all files.
///
/// Settles all nodes at once, in time linear in the size of the graph. The
/// graph may have cycles, and the result does not depend on the order in which
/// nodes and edges are added.
class Closure {
public:
  using Node = unsigned; ///< A dense number.

  explicit Closure(unsigned Nodes) : Seeds(Nodes, 0), Needed(Nodes, 0) {}

  /// \p At itself has the effect, \p Distance calls away.
  void seed(Node At, unsigned Distance = 1);
  /// \p Caller has the effect if \p Callee has it, one call further away.
  void addCall(Node Caller, Node Callee) {
    Edges.push_back({Callee, Caller, 1});
  }
  /// \p Choice stands for an unknown one of \p Options: it has the effect if
  /// all of them have it, at the distance of the farthest. It must not be the
  /// caller in addCall().
  void addChoice(Node Choice, llvm::ArrayRef<Node> Options);

  /// The distances of all nodes; 0 for those without the effect.
  std::vector<unsigned> settle() const;

private:
  struct Edge {
    Node From; ///< The one that is settled first.
    Node To;
    unsigned Length;
  };
  std::vector<Edge> Edges;
  std::vector<unsigned> Seeds; ///< By node; 0 for none.
  /// By node: the number of options of a choice.
  std::vector<unsigned> Needed;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_CLOSURE_H
