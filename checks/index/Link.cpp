//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "index/Link.h"
#include "index/ValueFates.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::async {

namespace {
/// Links one program.
class Linker {
public:
  explicit Linker(const UnitSummary &Program)
      : Program(Program), Graph(Program), Fates(Graph),
        Functions(Graph.size()) {}

  LinkedProgram run();

private:
  using Node = CallGraph::Node;

  void describe();
  void propagateEffect(EffectKind Kind);
  void propagateErrors();
  void addValues();
  ContextKind contextOf(Node At) const;
  std::vector<bool> calledNodes() const;
  void propagateContexts();
  Node nearest(Node At, llvm::ArrayRef<unsigned> Distances) const;

  /// The index of a node and one of its exits.
  using ExitIndex = unsigned;
  ExitIndex indexOf(Node At, ErrorExit Exit) const {
    return 2 * At + unsigned(Exit);
  }
  const ErrorSummary &errorsOf(ExitIndex Index) const;
  std::vector<ErrorWay> waysOf(ExitIndex Index) const;

  const UnitSummary &Program;
  CallGraph Graph;
  ValueFates Fates;
  std::vector<LinkedFunction> Functions;     ///< By node.
  std::vector<std::vector<ErrorWay>> Errors; ///< By exit.
};
} // namespace

void Linker::describe() {
  for (Node At = 0; At < Graph.bodies(); ++At) {
    const FunctionSummary &From = Graph.function(At);
    LinkedFunction &To = Functions[At];
    To.Symbol = From.Symbol;
    To.Name = From.Name;
    To.Site = From.Site;
    To.HasBody = true;
    To.IsCoroutine = From.IsCoroutine;
    To.Context = contextOf(At);
    To.IsAddressTaken = std::binary_search(
        Program.AddressTaken.begin(), Program.AddressTaken.end(), From.Symbol);
  }
}

//===----------------------------------------------------------------------===//
// Effects
//===----------------------------------------------------------------------===//

/// The body that a call of \p At may run, nearest to the effect.
Linker::Node Linker::nearest(Node At,
                             llvm::ArrayRef<unsigned> Distances) const {
  // This ends: nodes that override each other in a cycle have no effect.
  while (const CallGraph::Dispatch *Dispatch = Graph.dispatchAt(At))
    At = *std::min_element(Dispatch->Overrides.begin(),
                           Dispatch->Overrides.end(), [&](Node A, Node B) {
                             return std::pair(Distances[A], A) <
                                    std::pair(Distances[B], B);
                           });
  return At;
}

/// True if the effects of \p Call count as effects of its caller.
static bool countsForCaller(const CallSummary &Call) {
  return !Call.IsAfterHop && !Call.IsMoot;
}

void Linker::propagateEffect(EffectKind Kind) {
  Closure Calls(Graph.size());
  for (Node At = 0; At < Graph.bodies(); ++At) {
    const FunctionSummary &Function = Graph.function(At);
    // The call that creates a coroutine does not run it.
    if (Function.IsCoroutine)
      continue;
    if (llvm::any_of(Function.Effects,
                     [&](const DirectEffect &Each) { return Each.has(Kind); }))
      Calls.seed(At);
    for (const CallSummary &Each : Function.Calls)
      if (countsForCaller(Each))
        if (auto Callee = Graph.target(Each.Callee, Each.IsVirtual))
          Calls.addCall(At, *Callee);
  }
  for (const CallGraph::Dispatch &Dispatch : Graph.dispatches())
    if (Dispatch.IsComplete)
      Calls.addChoice(Graph.nodeOf(Dispatch), Dispatch.Overrides);
  std::vector<unsigned> Distances = Calls.settle();

  for (Node At = 0; At < Graph.size(); ++At) {
    unsigned Distance = Distances[At];
    if (!Distance)
      continue;
    if (const CallGraph::Dispatch *Dispatch = Graph.dispatchAt(At)) {
      Functions[At].Symbol = Dispatch->Symbol;
      Functions[At].Dispatched[unsigned(Kind)] =
          Graph.function(nearest(At, Distances)).Symbol;
      continue;
    }
    const FunctionSummary &Function = Graph.function(At);
    LinkedEffect &To = Functions[At].Effects[unsigned(Kind)];
    To.Distance = Distance;
    if (Distance == 1) {
      const DirectEffect &First =
          *llvm::find_if(Function.Effects, [&](const DirectEffect &Each) {
            return Each.has(Kind);
          });
      To.Step = {First.At, Function.Code, First.Callee, First.Signature};
      To.Entry = First.Entry;
      continue;
    }
    for (const CallSummary &Each : Function.Calls) {
      auto Callee = Graph.target(Each.Callee, Each.IsVirtual);
      if (!countsForCaller(Each) || !Callee ||
          Distances[*Callee] + 1 != Distance)
        continue;
      To.Step = {Each.At, Function.Code, Each.Name, Each.Signature};
      To.Next = Graph.function(nearest(*Callee, Distances)).Symbol;
      break;
    }
  }
}

//===----------------------------------------------------------------------===//
// Errors
//===----------------------------------------------------------------------===//

const ErrorSummary &Linker::errorsOf(ExitIndex Index) const {
  const FunctionSummary &Function = Graph.function(Index / 2);
  return ErrorExit(Index % 2) == ErrorExit::Throw ? Function.Thrown
                                                  : Function.InTask;
}

/// Adds \p New to \p Ways. If the way is there already, it is certain if either
/// is certain, and keeps the first location in the function.
static void join(std::vector<ErrorWay> &Ways, const ErrorWay &New) {
  auto Existing = llvm::find_if(
      Ways, [&](const ErrorWay &Each) { return Each.isSame(New); });
  if (Existing == Ways.end()) {
    Ways.push_back(New);
    return;
  }
  Existing->IsCertain |= New.IsCertain;
  if (New.At && (!Existing->At || New.At < Existing->At))
    Existing->At = New.At;
}

/// The way in which a caller fails when \p From, a way of its callee,
/// propagates along \p Path; none if a handler catches it.
static std::optional<ErrorWay> propagate(const ErrorWay &From,
                                         const ErrorPath &Path) {
  bool IsCaught = llvm::any_of(From.Of, [&](const std::string &Library) {
    return llvm::is_contained(Path.Except, Library);
  });
  if (IsCaught || (Path.OnlyCertain && !From.IsCertain))
    return std::nullopt;
  ErrorWay Way = From;
  Way.Of.insert(Way.Of.end(), Path.Of.begin(), Path.Of.end());
  llvm::sort(Way.Of);
  Way.Of.erase(std::unique(Way.Of.begin(), Way.Of.end()), Way.Of.end());
  // The summary does not record the argument that the caller passes.
  if (std::exchange(Way.Parameter, 0))
    Way.IsCertain = false;
  Way.IsReported |= Path.IsReported;
  Way.IsCertain &= Path.IsCertain;
  Way.At = Path.At;
  return Way;
}

/// The ways of \p Index, as far as its callees are settled.
std::vector<ErrorWay> Linker::waysOf(ExitIndex Index) const {
  std::vector<ErrorWay> Ways;
  Node At = Index / 2;
  ErrorExit Exit = ErrorExit(Index % 2);
  if (const CallGraph::Dispatch *Dispatch = Graph.dispatchAt(At)) {
    for (Node Each : Dispatch->Overrides)
      for (ErrorWay Way : Errors[indexOf(Each, Exit)]) {
        // The call may run another override.
        Way.IsCertain &= Dispatch->Overrides.size() == 1;
        join(Ways, Way);
      }
    return Ways;
  }
  const ErrorSummary &Own = errorsOf(Index);
  for (const ErrorWay &Each : Own.Ways)
    join(Ways, Each);
  for (const ErrorPath &Path : Own.Paths) {
    auto Callee = Graph.target(Path.Callee, Path.IsVirtual);
    const CallGraph::Dispatch *Dispatch =
        Callee ? Graph.dispatchAt(*Callee) : nullptr;
    if (Callee && (!Dispatch || Dispatch->IsComplete)) {
      for (const ErrorWay &Each : Errors[indexOf(*Callee, Path.Exit)])
        if (std::optional<ErrorWay> Way = propagate(Each, Path))
          join(Ways, *Way);
      continue;
    }
    ErrorWay Unknown;
    Unknown.IsCertain = Path.IfUnknown == UnknownError::Certain;
    if (Path.IfUnknown != UnknownError::Never)
      if (std::optional<ErrorWay> Way = propagate(Unknown, Path))
        join(Ways, *Way);
  }
  llvm::sort(Ways, [](const ErrorWay &A, const ErrorWay &B) {
    return std::tie(A.At, A.Of, A.Parameter, A.IsReported) <
           std::tie(B.At, B.Of, B.Parameter, B.IsReported);
  });
  return Ways;
}

/// True if \p New has ways that \p Old lacks or has only as uncertain ones,
/// regardless of their locations.
static bool addsWays(llvm::ArrayRef<ErrorWay> New,
                     llvm::ArrayRef<ErrorWay> Old) {
  return llvm::any_of(New, [&](const ErrorWay &Each) {
    return llvm::none_of(Old, [&](const ErrorWay &OldWay) {
      return OldWay.isSame(Each) && (OldWay.IsCertain || !Each.IsCertain);
    });
  });
}

/// Starts with no errors at all, and propagates each error that is found to the
/// callers until nothing changes.
void Linker::propagateErrors() {
  size_t Exits = 2 * size_t(Graph.size());
  Errors.resize(Exits);
  std::vector<std::vector<ExitIndex>> Dependents(Exits);
  std::vector<ExitIndex> Todo;
  for (Node At = 0; At < Graph.size(); ++At)
    for (ErrorExit Exit : {ErrorExit::Throw, ErrorExit::Task}) {
      ExitIndex Index = indexOf(At, Exit);
      if (const CallGraph::Dispatch *Dispatch = Graph.dispatchAt(At)) {
        for (Node Each : Dispatch->Overrides)
          Dependents[indexOf(Each, Exit)].push_back(Index);
        continue;
      }
      if (errorsOf(Index).empty())
        continue;
      Todo.push_back(Index);
      for (const ErrorPath &Path : errorsOf(Index).Paths)
        if (auto Callee = Graph.target(Path.Callee, Path.IsVirtual))
          Dependents[indexOf(*Callee, Path.Exit)].push_back(Index);
    }
  std::vector<bool> IsQueued(Exits);
  for (ExitIndex Index : Todo)
    IsQueued[Index] = true;
  while (!Todo.empty()) {
    ExitIndex Index = Todo.back();
    Todo.pop_back();
    IsQueued[Index] = false;
    std::vector<ErrorWay> Ways = waysOf(Index);
    if (!addsWays(Ways, Errors[Index]))
      continue;
    Errors[Index] = std::move(Ways);
    for (ExitIndex Next : Dependents[Index])
      if (!IsQueued[Next]) {
        IsQueued[Next] = true;
        Todo.push_back(Next);
      }
  }
  // The locations must not depend on the order in which errors were found.
  for (Node At = 0; At < Graph.bodies(); ++At) {
    Functions[At].Thrown = waysOf(indexOf(At, ErrorExit::Throw));
    Functions[At].InTask = waysOf(indexOf(At, ErrorExit::Task));
  }
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void Linker::addValues() {
  for (Node At = 0; At < Graph.size(); ++At) {
    llvm::ArrayRef<LinkedValue> Values = Fates.of(At);
    if (Values.empty())
      continue;
    const CallGraph::Dispatch *Any = Graph.dispatchAt(At);
    if (Any)
      Functions[At].Symbol = Any->Symbol;
    (Any ? Functions[At].VirtualValues : Functions[At].Values) = Values.vec();
  }
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

/// The context of \p At: of a lambda, the one in which the function that
/// receives it runs it.
ContextKind Linker::contextOf(Node At) const {
  const FunctionSummary &Function = Graph.function(At);
  if (Function.Context != ContextKind::Unknown || !Function.PassedTo)
    return Function.Context;
  return contextOfFate(Fates.of(Function.PassedTo));
}

/// Marks the nodes that have callers, and the nodes that these may run.
std::vector<bool> Linker::calledNodes() const {
  std::vector<bool> IsCalled(Graph.size());
  std::vector<Node> Todo;
  auto Add = [&](Node At) {
    if (IsCalled[At])
      return;
    IsCalled[At] = true;
    Todo.push_back(At);
  };
  for (Node At = 0; At < Graph.bodies(); ++At)
    for (const CallSummary &Call : Graph.function(At).Calls)
      if (auto Callee = Graph.target(Call.Callee, Call.IsVirtual))
        Add(*Callee);
  while (!Todo.empty()) {
    const CallGraph::Dispatch *Dispatch = Graph.dispatchAt(Todo.back());
    Todo.pop_back();
    if (Dispatch)
      llvm::for_each(Dispatch->Overrides, Add);
  }
  return IsCalled;
}

void Linker::propagateContexts() {
  std::vector<bool> IsCalled = calledNodes();
  // By node, the callees that inherit its callers.
  std::vector<std::vector<Node>> Called(Graph.size());
  for (const CallGraph::Dispatch &Dispatch : Graph.dispatches())
    Called[Graph.nodeOf(Dispatch)] = Dispatch.Overrides;
  std::vector<Node> Todo;
  auto Add = [&](Node To, ContextSet Set) {
    ContextSet &Contexts = Functions[To].CalledFrom;
    if ((Contexts | Set) == Contexts)
      return;
    Contexts |= Set;
    Todo.push_back(To);
  };
  auto AddSuspending = [&](Node To, const Span &At, bool IsInCoroutine) {
    LinkedFunction &Callee = Functions[To];
    if (!At || (Callee.SuspendingCall && !(At < Callee.SuspendingCall)))
      return;
    Callee.SuspendingCall = At;
    Callee.IsCallInCoroutine = IsInCoroutine;
    Todo.push_back(To);
  };
  for (Node At = 0; At < Graph.bodies(); ++At) {
    ContextKind Context = contextOf(At);
    for (const CallSummary &Call : Graph.function(At).Calls) {
      auto Callee = Graph.target(Call.Callee, Call.IsVirtual);
      if (!Callee)
        continue;
      if (Call.IsAfterHop) {
        Add(*Callee, setOf(ContextKind::Offloaded));
        continue;
      }
      bool IsInCoroutine = Context == ContextKind::Coroutine;
      if (!Call.IsMoot &&
          (IsInCoroutine || Context == ContextKind::Continuation))
        AddSuspending(*Callee, Call.At, IsInCoroutine);
      if (Context != ContextKind::Plain) {
        Add(*Callee, setOf(Context));
        continue;
      }
      Called[At].push_back(*Callee);
      if (!IsCalled[At])
        Add(*Callee, setOf(ContextKind::Plain));
    }
  }
  while (!Todo.empty()) {
    Node At = Todo.back();
    Todo.pop_back();
    const LinkedFunction &From = Functions[At];
    for (Node Each : Called[At]) {
      Add(Each, From.CalledFrom);
      if (Graph.dispatchAt(At))
        AddSuspending(Each, From.SuspendingCall, From.IsCallInCoroutine);
    }
  }
}

LinkedProgram Linker::run() {
  describe();
  for (unsigned Kind = 0; Kind < EffectKinds; ++Kind)
    propagateEffect(EffectKind(Kind));
  propagateErrors();
  addValues();
  propagateContexts();

  LinkedProgram Linked;
  Linked.MadeWith = Program.MadeWith;
  Linked.Functions.assign(
      std::make_move_iterator(Functions.begin()),
      std::make_move_iterator(Functions.begin() + Graph.bodies()));
  // Add the answers about a virtual call to the entry of the function's body.
  std::vector<LinkedFunction> WithoutBody;
  for (const CallGraph::Dispatch &Dispatch : Graph.dispatches()) {
    LinkedFunction &From = Functions[Graph.nodeOf(Dispatch)];
    if (std::optional<Node> Body = Graph.target(Dispatch.Symbol, false)) {
      Linked.Functions[*Body].Dispatched = From.Dispatched;
      Linked.Functions[*Body].VirtualValues = std::move(From.VirtualValues);
    } else if (From.Symbol) {
      WithoutBody.push_back(std::move(From));
    }
  }
  llvm::append_range(Linked.Functions, WithoutBody);
  llvm::sort(Linked.Functions,
             [](const LinkedFunction &A, const LinkedFunction &B) {
               return A.Symbol < B.Symbol;
             });
  return Linked;
}

LinkedProgram link(const UnitSummary &Program) { return Linker(Program).run(); }

} // namespace clang::tidy::async
