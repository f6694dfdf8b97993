//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_CALLGRAPH_H
#define ASYNC_TIDY_CHECKS_INDEX_CALLGRAPH_H

#include "index/Closure.h"
#include "index/UnitSummary.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace clang::tidy::async {

/// Numbers the functions of a program densely: those with a body come first, in
/// the order of their symbols, then a node for each virtual function, which
/// stands for the override that a call of it runs.
class CallGraph {
public:
  using Node = Closure::Node;

  explicit CallGraph(const UnitSummary &Program);

  unsigned size() const { return Bodies + Dispatches.size(); }
  unsigned bodies() const { return Bodies; }
  /// The function with the body \p At.
  const FunctionSummary &function(Node At) const {
    return Program.Functions[At];
  }

  /// The node that a call of \p Callee runs; none if it is unknown.
  std::optional<Node> target(const SymbolId &Callee, bool IsVirtual) const;

  /// A virtual function, called as one.
  struct Dispatch {
    SymbolId Symbol;
    /// The nodes that a call may run: its own body, and those of its
    /// overriders.
    std::vector<Node> Overrides;
    bool IsComplete = true; ///< A call runs nothing else.
  };
  llvm::ArrayRef<Dispatch> dispatches() const { return Dispatches; }
  Node nodeOf(const Dispatch &D) const {
    return Bodies + unsigned(&D - Dispatches.data());
  }
  /// The dispatch of \p At; null if it has a body.
  const Dispatch *dispatchAt(Node At) const {
    return At < Bodies ? nullptr : &Dispatches[At - Bodies];
  }

private:
  Dispatch dispatchOf(const MethodSummary &Method) const;

  const UnitSummary &Program;
  unsigned Bodies = 0;
  std::vector<Dispatch> Dispatches;
  llvm::DenseMap<SymbolId, Node> ByBody;
  llvm::DenseMap<SymbolId, Node> ByDispatch;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_CALLGRAPH_H
