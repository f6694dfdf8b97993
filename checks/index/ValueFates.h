//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_INDEX_VALUEFATES_H
#define ASYNC_TIDY_CHECKS_INDEX_VALUEFATES_H

#include "index/CallGraph.h"
#include "index/Link.h"
#include <deque>
#include <map>

namespace clang::tidy::async {

/// The fates of all values in a program.
///
/// A value that is passed on has the fate of the value that it becomes there.
/// Functions that pass it on to each other are settled together; if none of
/// them does anything else with it, its fate is unknown.
class ValueFates {
public:
  explicit ValueFates(const CallGraph &Graph);

  /// The values of the node \p At whose fates are known, by their numbers.
  llvm::ArrayRef<LinkedValue> of(CallGraph::Node At) const { return Known[At]; }
  /// The fate of \p Value.
  ValueFate of(const ValueId &Value) const;

private:
  using Slot = unsigned;
  /// One use of a value, and the value that it is passed on as.
  struct Edge {
    ValueFate Fate = ValueFate::Unknown;
    std::optional<Slot> To;
  };
  struct Value {
    CallGraph::Node At = 0;
    unsigned Number = 0;
    std::vector<Edge> Uses;
    std::vector<Slot> Readers;
    /// None until something is found out; Unknown if uses disagree.
    std::optional<ValueFate> Fate;
    Span Place;
  };

  Slot slotOf(CallGraph::Node At, unsigned Number);
  void fill(Slot Index);
  void settleFates();
  void settlePlaces();

  const CallGraph &Graph;
  std::deque<Value> Values;
  std::map<std::pair<CallGraph::Node, unsigned>, Slot> Slots;
  std::vector<std::vector<LinkedValue>> Known; ///< By node.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_INDEX_VALUEFATES_H
