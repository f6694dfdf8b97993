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

/// The functions of a program by dense numbers: those with a body come first,
/// in the order of their symbols, then a node for each virtual function, which
/// stands for whatever a call of it runs.
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

  /// What a call of \p Callee runs; none if that is not known.
  std::optional<Node> target(const SymbolId &Callee, bool IsVirtual) const;

  /// A virtual function, called as one.
  struct Dispatch {
    SymbolId Symbol;
    /// What a call may run: its own body, and the nodes of what overrides it.
    std::vector<Node> Overrides;
    bool IsComplete = true; ///< There are no others.
  };
  llvm::ArrayRef<Dispatch> dispatches() const { return Dispatches; }
  Node nodeOf(const Dispatch &Of) const {
    return Bodies + unsigned(&Of - Dispatches.data());
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
