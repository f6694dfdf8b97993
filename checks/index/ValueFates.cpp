//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/ValueFates.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::async {

ValueFates::ValueFates(const CallGraph &Graph)
    : Graph(Graph), Known(Graph.size()) {
  for (CallGraph::Node At = 0; At < Graph.bodies(); ++At)
    for (const ValueSummary &Each : Graph.function(At).Values)
      slotOf(At, Each.Number);
  // A virtual function has the values of the functions that it may run.
  std::vector<std::vector<CallGraph::Node>> ChosenBy(Graph.size());
  for (const CallGraph::Dispatch &Any : Graph.dispatches())
    for (CallGraph::Node Each : Any.Overrides)
      ChosenBy[Each].push_back(Graph.nodeOf(Any));
  for (Slot Index = 0; Index < Values.size(); ++Index)
    for (CallGraph::Node Any : ChosenBy[Values[Index].At])
      slotOf(Any, Values[Index].Number);
  for (Slot Index = 0; Index < Values.size(); ++Index)
    fill(Index);
  settleFates();
  settlePlaces();
  // In the order of numbers.
  for (const auto &[Id, Index] : Slots) {
    const Value &Each = Values[Index];
    if (Each.Fate.value_or(ValueFate::Unknown) != ValueFate::Unknown)
      Known[Each.At].push_back(
          {Each.Number, *Each.Fate,
           *Each.Fate == ValueFate::Dropped ? Each.Place : Span()});
  }
}

ValueFate ValueFates::of(const ValueId &Value) const {
  auto At = Graph.target(Value.Function, Value.IsVirtual);
  auto Found = At ? Slots.find({*At, Value.Number}) : Slots.end();
  return Found == Slots.end()
             ? ValueFate::Unknown
             : Values[Found->second].Fate.value_or(ValueFate::Unknown);
}

ValueFates::Slot ValueFates::slotOf(CallGraph::Node At, unsigned Number) {
  auto [Found, IsNew] = Slots.try_emplace({At, Number}, Values.size());
  if (IsNew) {
    Value &New = Values.emplace_back();
    New.At = At;
    New.Number = Number;
  }
  return Found->second;
}

/// Adds the uses of the value \p Index.
void ValueFates::fill(Slot Index) {
  Value &Of = Values[Index];
  auto Add = [&](ValueFate Fate, std::optional<CallGraph::Node> To,
                 unsigned Number) {
    Edge &New = Of.Uses.emplace_back();
    New.Fate = Fate;
    if (To) {
      New.To = slotOf(*To, Number);
      Values[*New.To].Readers.push_back(Index);
    }
  };
  if (const CallGraph::Dispatch *Any = Graph.dispatchAt(Of.At)) {
    if (!Any->IsComplete)
      return Add(ValueFate::Unknown, std::nullopt, 0);
    for (CallGraph::Node Each : Any->Overrides)
      Add(ValueFate::Called, Each, Of.Number);
    return;
  }
  llvm::ArrayRef<ValueSummary> All = Graph.function(Of.At).Values;
  auto Found = llvm::find_if(
      All, [&](const ValueSummary &Each) { return Each.Number == Of.Number; });
  if (Found == All.end() || Found->Uses.empty())
    return Add(ValueFate::Unknown, std::nullopt, 0);
  for (const ValueUse &Each : Found->Uses) {
    auto To = Each.Of ? Graph.target(Each.Of.Function, Each.Of.IsVirtual)
                      : std::nullopt;
    if (To) {
      Add(Each.Fate, To, Each.Of.Number);
      continue;
    }
    Add(Each.Of ? ValueFate::Unknown : Each.Fate, std::nullopt, 0);
    if (!Each.Of && Each.At && (!Of.Place || Each.At < Of.Place))
      Of.Place = Each.At;
  }
}

/// The fate of a value that is passed on as another one with the fate \p Inner;
/// if that is called at once, the value has the fate \p IfCalled.
static ValueFate passedOn(ValueFate Inner, ValueFate IfCalled) {
  if (Inner == ValueFate::Called)
    return IfCalled;
  if (Inner == ValueFate::CalledInTry)
    return IfCalled == ValueFate::Called ? Inner : IfCalled;
  return Inner;
}

/// Propagates each new fate to all values that depend on it.
void ValueFates::settleFates() {
  std::vector<Slot> Todo;
  for (Slot Index = 0; Index < Values.size(); ++Index)
    Todo.push_back(Index);
  while (!Todo.empty()) {
    Value &Of = Values[Todo.back()];
    Todo.pop_back();
    std::optional<ValueFate> Fate;
    for (const Edge &Each : Of.Uses) {
      std::optional<ValueFate> One = Each.Fate;
      if (Each.To) {
        One = Values[*Each.To].Fate;
        if (One)
          One = passedOn(*One, Each.Fate);
      }
      if (One)
        Fate = !Fate || *Fate == *One ? *One : ValueFate::Unknown;
    }
    if (Fate == Of.Fate)
      continue;
    Of.Fate = Fate;
    llvm::append_range(Todo, Of.Readers);
  }
}

/// Keeps the first place that determines each fate.
void ValueFates::settlePlaces() {
  std::vector<Slot> Todo;
  for (Slot Index = 0; Index < Values.size(); ++Index)
    Todo.push_back(Index);
  while (!Todo.empty()) {
    const Value &Of = Values[Todo.back()];
    Todo.pop_back();
    for (Slot Next : Of.Readers) {
      Value &Reader = Values[Next];
      if (!Of.Place || Of.Fate == ValueFate::Unknown ||
          (Reader.Place && !(Of.Place < Reader.Place)))
        continue;
      Reader.Place = Of.Place;
      Todo.push_back(Next);
    }
  }
}

} // namespace clang::tidy::async
