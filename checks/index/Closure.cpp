//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/Closure.h"
#include <algorithm>

namespace clang::tidy::async {

void Closure::seed(Node At, unsigned Distance) {
  unsigned &Seed = Seeds[At];
  Seed = Seed ? std::min(Seed, Distance) : Distance;
}

void Closure::addChoice(Node Choice, llvm::ArrayRef<Node> Options) {
  for (Node Each : Options)
    Edges.push_back({Each, Choice, 0});
  Needed[Choice] += Options.size();
}

std::vector<unsigned> Closure::settle() const {
  // The edges, sorted by the node that they start from.
  std::vector<size_t> Begin(Seeds.size() + 1, 0);
  for (const Edge &Each : Edges)
    ++Begin[Each.From + 1];
  for (size_t I = 1; I < Begin.size(); ++I)
    Begin[I] += Begin[I - 1];
  std::vector<const Edge *> Sorted(Edges.size());
  std::vector<size_t> Next(Begin);
  for (const Edge &Each : Edges)
    Sorted[Next[Each.From]++] = &Each;

  // Distances are small numbers: settle all nodes at the same distance
  // together.
  std::vector<std::vector<Node>> ByDistance;
  auto Add = [&](Node At, unsigned Distance) {
    if (ByDistance.size() <= Distance)
      ByDistance.resize(Distance + 1);
    ByDistance[Distance].push_back(At);
  };
  for (size_t At = 0; At < Seeds.size(); ++At)
    if (Seeds[At])
      Add(At, Seeds[At]);
  std::vector<unsigned> Distances(Seeds.size(), 0), Missing(Needed);
  for (unsigned Distance = 1; Distance < ByDistance.size(); ++Distance)
    // The list may grow in this loop.
    for (size_t I = 0; I < ByDistance[Distance].size(); ++I) {
      Node At = ByDistance[Distance][I];
      if (Distances[At])
        continue;
      Distances[At] = Distance;
      for (size_t E = Begin[At]; E < Begin[At + 1]; ++E) {
        const Edge &Each = *Sorted[E];
        if (Distances[Each.To] || (Each.Length == 0 && --Missing[Each.To] != 0))
          continue;
        Add(Each.To, Distance + Each.Length);
      }
    }
  return Distances;
}

} // namespace clang::tidy::async
