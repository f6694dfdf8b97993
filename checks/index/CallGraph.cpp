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

  // A dispatch that may run an incomplete one is incomplete itself.
  std::vector<std::vector<unsigned>> Users(Dispatches.size());
  std::vector<unsigned> Todo;
  for (auto [Index, Each] : llvm::enumerate(Dispatches)) {
    if (!Each.IsComplete)
      Todo.push_back(Index);
    for (Node Override : Each.Overrides)
      if (Override >= Bodies)
        Users[Override - Bodies].push_back(Index);
  }
  while (!Todo.empty()) {
    unsigned Used = Todo.back();
    Todo.pop_back();
    for (unsigned User : Users[Used])
      if (std::exchange(Dispatches[User].IsComplete, false))
        Todo.push_back(User);
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
  // An interface without an implementation here is implemented elsewhere.
  if (Found.Overrides.empty())
    Found.IsComplete = false;
  return Found;
}

std::optional<CallGraph::Node> CallGraph::target(const SymbolId &Callee,
                                                 bool IsVirtual) const {
  const llvm::DenseMap<SymbolId, Node> &Nodes = IsVirtual ? ByDispatch : ByBody;
  auto Found = Nodes.find(Callee);
  return Found == Nodes.end() ? std::nullopt : std::optional(Found->second);
}

} // namespace clang::tidy::async
