//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/CallGraph.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::async {

CallGraph::CallGraph(const UnitSummary &Program)
    : Program(Program), Bodies(Program.Functions.size()) {
  for (unsigned I = 0; I < Bodies; ++I)
    ByBody[Program.Functions[I].Symbol] = I;
  unsigned Next = Bodies;
  for (const MethodSummary &Each : Program.Methods)
    ByDispatch[Each.Symbol] = Next++;
  for (const MethodSummary &Each : Program.Methods)
    Dispatches.push_back(dispatchOf(Each));

  // What stands for something that is not known is not known itself.
  std::vector<std::vector<unsigned>> StandsFor(Dispatches.size());
  std::vector<unsigned> Todo;
  for (auto [Index, Each] : llvm::enumerate(Dispatches)) {
    if (!Each.IsComplete)
      Todo.push_back(Index);
    for (Node Override : Each.Overrides)
      if (Override >= Bodies)
        StandsFor[Override - Bodies].push_back(Index);
  }
  while (!Todo.empty()) {
    unsigned Part = Todo.back();
    Todo.pop_back();
    for (unsigned Whole : StandsFor[Part])
      if (std::exchange(Dispatches[Whole].IsComplete, false))
        Todo.push_back(Whole);
  }
}

CallGraph::Dispatch CallGraph::dispatchOf(const MethodSummary &Method) const {
  Dispatch Found{Method.Symbol, {}, true};
  if (std::optional<Node> Body = target(Method.Symbol, false))
    Found.Overrides.push_back(*Body);
  else if (!Method.IsPure)
    Found.IsComplete = false;
  for (const SymbolId &Each : Method.Overriders) {
    std::optional<Node> Override = target(Each, true);
    if (!Override)
      Override = target(Each, false);
    if (Override)
      Found.Overrides.push_back(*Override);
    else
      Found.IsComplete = false;
  }
  // An interface that nothing implements is implemented elsewhere.
  if (Found.Overrides.empty())
    Found.IsComplete = false;
  return Found;
}

std::optional<CallGraph::Node> CallGraph::target(const SymbolId &Callee,
                                                 bool IsVirtual) const {
  const llvm::DenseMap<SymbolId, Node> &Known = IsVirtual ? ByDispatch : ByBody;
  auto Found = Known.find(Callee);
  return Found == Known.end() ? std::nullopt : std::optional(Found->second);
}

} // namespace clang::tidy::async
