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
/// The link of one program.
class Linker {
public:
  explicit Linker(const UnitSummary &Program)
      : Program(Program), Graph(Program), Fates(Graph),
        Functions(Graph.size()) {}

  LinkedProgram run();

private:
  using Node = CallGraph::Node;

  void describe();
  void spread(EffectKind Kind);
  void spreadErrors();
  void addValues();
  ContextKind contextOf(Node At) const;
  std::vector<bool> calledNodes() const;
  void spreadContexts();
  Node nearest(Node At, llvm::ArrayRef<unsigned> Distances) const;

  /// An answer to how a node fails, by one of the exits.
  using Answer = unsigned;
  Answer answerOf(Node At, ErrorExit Exit) const {
    return 2 * At + unsigned(Exit);
  }
  const ErrorSummary &errorsOf(Answer Of) const;
  std::vector<ErrorWay> waysOf(Answer Of) const;

  const UnitSummary &Program;
  CallGraph Graph;
  ValueFates Fates;
  std::vector<LinkedFunction> Functions;     ///< By node.
  std::vector<std::vector<ErrorWay>> Errors; ///< By answer.
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

/// The body behind \p At that is nearest to the effect.
Linker::Node Linker::nearest(Node At,
                             llvm::ArrayRef<unsigned> Distances) const {
  // Where one of them overrides itself, none has the effect.
  while (const CallGraph::Dispatch *Any = Graph.dispatchAt(At))
    At = *std::min_element(
        Any->Overrides.begin(), Any->Overrides.end(), [&](Node A, Node B) {
          return std::pair(Distances[A], A) < std::pair(Distances[B], B);
        });
  return At;
}

/// True if \p Call counts for what its caller does to the thread.
static bool isRunByCaller(const CallSummary &Call) {
  return !Call.IsAfterHop && !Call.IsMoot;
}

void Linker::spread(EffectKind Kind) {
  Closure Calls(Graph.size());
  for (Node At = 0; At < Graph.bodies(); ++At) {
    const FunctionSummary &Function = Graph.function(At);
    // What a coroutine does is not done by the call that makes it.
    if (Function.IsCoroutine)
      continue;
    if (llvm::any_of(Function.Effects,
                     [&](const DirectEffect &Each) { return Each.has(Kind); }))
      Calls.seed(At);
    for (const CallSummary &Each : Function.Calls)
      if (isRunByCaller(Each))
        if (auto Callee = Graph.target(Each.Callee, Each.IsVirtual))
          Calls.addCall(At, *Callee);
  }
  for (const CallGraph::Dispatch &Any : Graph.dispatches())
    if (Any.IsComplete)
      Calls.addChoice(Graph.nodeOf(Any), Any.Overrides);
  std::vector<unsigned> Distances = Calls.settle();

  for (Node At = 0; At < Graph.size(); ++At) {
    unsigned Distance = Distances[At];
    if (!Distance)
      continue;
    if (const CallGraph::Dispatch *Any = Graph.dispatchAt(At)) {
      Functions[At].Symbol = Any->Symbol;
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
      if (!isRunByCaller(Each) || !Callee || Distances[*Callee] + 1 != Distance)
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

const ErrorSummary &Linker::errorsOf(Answer Of) const {
  const FunctionSummary &Function = Graph.function(Of / 2);
  return ErrorExit(Of % 2) == ErrorExit::Throw ? Function.Thrown
                                               : Function.InTask;
}

/// Adds \p New to \p Ways. What is certain once is certain; the first place in
/// the function is the one to name.
static void join(std::vector<ErrorWay> &Ways, const ErrorWay &New) {
  auto Same = llvm::find_if(
      Ways, [&](const ErrorWay &Each) { return Each.isSame(New); });
  if (Same == Ways.end()) {
    Ways.push_back(New);
    return;
  }
  Same->IsCertain |= New.IsCertain;
  if (New.At && (!Same->At || New.At < Same->At))
    Same->At = New.At;
}

/// What of the way \p From of a callee is left where \p Path leads; none if a
/// handler catches it.
static std::optional<ErrorWay> passed(const ErrorWay &From,
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
  // What the caller gives for a parameter is not in the summary.
  if (std::exchange(Way.Parameter, 0))
    Way.IsCertain = false;
  Way.IsReported |= Path.IsReported;
  Way.IsCertain &= Path.IsCertain;
  Way.At = Path.At;
  return Way;
}

/// The ways of \p Of, as far as its callees are settled.
std::vector<ErrorWay> Linker::waysOf(Answer Of) const {
  std::vector<ErrorWay> Ways;
  Node At = Of / 2;
  ErrorExit Exit = ErrorExit(Of % 2);
  if (const CallGraph::Dispatch *Any = Graph.dispatchAt(At)) {
    for (Node Each : Any->Overrides)
      for (ErrorWay Way : Errors[answerOf(Each, Exit)]) {
        // That it is this override is not certain.
        Way.IsCertain &= Any->Overrides.size() == 1;
        join(Ways, Way);
      }
    return Ways;
  }
  const ErrorSummary &Its = errorsOf(Of);
  for (const ErrorWay &Each : Its.Ways)
    join(Ways, Each);
  for (const ErrorPath &Path : Its.Paths) {
    auto Callee = Graph.target(Path.Callee, Path.IsVirtual);
    const CallGraph::Dispatch *Any =
        Callee ? Graph.dispatchAt(*Callee) : nullptr;
    if (Callee && (!Any || Any->IsComplete)) {
      for (const ErrorWay &Each : Errors[answerOf(*Callee, Path.Exit)])
        if (std::optional<ErrorWay> Way = passed(Each, Path))
          join(Ways, *Way);
      continue;
    }
    ErrorWay Unknown;
    Unknown.IsCertain = Path.IfUnknown == UnknownError::Certain;
    if (Path.IfUnknown != UnknownError::Never)
      if (std::optional<ErrorWay> Way = passed(Unknown, Path))
        join(Ways, *Way);
  }
  llvm::sort(Ways, [](const ErrorWay &A, const ErrorWay &B) {
    return std::tie(A.At, A.Of, A.Parameter, A.IsReported) <
           std::tie(B.At, B.Of, B.Parameter, B.IsReported);
  });
  return Ways;
}

/// True if \p New says more than \p Old of how something fails, whatever the
/// places are.
static bool isMore(llvm::ArrayRef<ErrorWay> New, llvm::ArrayRef<ErrorWay> Old) {
  return llvm::any_of(New, [&](const ErrorWay &Each) {
    return llvm::none_of(Old, [&](const ErrorWay &Known) {
      return Known.isSame(Each) && (Known.IsCertain || !Each.IsCertain);
    });
  });
}

/// Nothing fails until it is shown that it does; what shows it spreads to all
/// that rest on it.
void Linker::spreadErrors() {
  size_t Answers = 2 * size_t(Graph.size());
  Errors.resize(Answers);
  std::vector<std::vector<Answer>> Readers(Answers);
  std::vector<Answer> Todo;
  for (Node At = 0; At < Graph.size(); ++At)
    for (ErrorExit Exit : {ErrorExit::Throw, ErrorExit::Task}) {
      Answer Of = answerOf(At, Exit);
      if (const CallGraph::Dispatch *Any = Graph.dispatchAt(At)) {
        for (Node Each : Any->Overrides)
          Readers[answerOf(Each, Exit)].push_back(Of);
        continue;
      }
      if (errorsOf(Of).empty())
        continue;
      Todo.push_back(Of);
      for (const ErrorPath &Path : errorsOf(Of).Paths)
        if (auto Callee = Graph.target(Path.Callee, Path.IsVirtual))
          Readers[answerOf(*Callee, Path.Exit)].push_back(Of);
    }
  std::vector<bool> IsQueued(Answers);
  for (Answer Of : Todo)
    IsQueued[Of] = true;
  while (!Todo.empty()) {
    Answer Of = Todo.back();
    Todo.pop_back();
    IsQueued[Of] = false;
    std::vector<ErrorWay> Now = waysOf(Of);
    if (!isMore(Now, Errors[Of]))
      continue;
    Errors[Of] = std::move(Now);
    for (Answer Next : Readers[Of])
      if (!IsQueued[Next]) {
        IsQueued[Next] = true;
        Todo.push_back(Next);
      }
  }
  // The places are those of what is settled, whatever was found first.
  for (Node At = 0; At < Graph.bodies(); ++At) {
    Functions[At].Thrown = waysOf(answerOf(At, ErrorExit::Throw));
    Functions[At].InTask = waysOf(answerOf(At, ErrorExit::Task));
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

/// The context of \p At: of a lambda, where the function runs it that it is
/// passed to.
ContextKind Linker::contextOf(Node At) const {
  const FunctionSummary &Function = Graph.function(At);
  if (Function.Context != ContextKind::Unknown || !Function.PassedTo)
    return Function.Context;
  switch (Fates.of(Function.PassedTo)) {
  case ValueFate::Offloaded:
    return ContextKind::Offloaded;
  case ValueFate::OnThread:
    return ContextKind::MayBlock;
  case ValueFate::OnLoop:
  case ValueFate::OnLocalLoop:
    return ContextKind::Continuation;
  default:
    return ContextKind::Unknown;
  }
}

/// Marks the nodes that something calls, and what these stand for.
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
    const CallGraph::Dispatch *Any = Graph.dispatchAt(Todo.back());
    Todo.pop_back();
    if (Any)
      llvm::for_each(Any->Overrides, Add);
  }
  return IsCalled;
}

void Linker::spreadContexts() {
  std::vector<bool> IsCalled = calledNodes();
  // By node, the callees that inherit its callers.
  std::vector<std::vector<Node>> Called(Graph.size());
  for (const CallGraph::Dispatch &Any : Graph.dispatches())
    Called[Graph.nodeOf(Any)] = Any.Overrides;
  std::vector<Node> Todo;
  auto Add = [&](Node To, ContextSet Set) {
    ContextSet &Known = Functions[To].CalledFrom;
    if ((Known | Set) == Known)
      return;
    Known |= Set;
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
    spread(EffectKind(Kind));
  spreadErrors();
  addValues();
  spreadContexts();

  LinkedProgram Linked;
  Linked.MadeWith = Program.MadeWith;
  Linked.Functions.assign(
      std::make_move_iterator(Functions.begin()),
      std::make_move_iterator(Functions.begin() + Graph.bodies()));
  // A virtual function is one with what it does if it is called as one.
  std::vector<LinkedFunction> Others;
  for (const CallGraph::Dispatch &Any : Graph.dispatches()) {
    LinkedFunction &From = Functions[Graph.nodeOf(Any)];
    if (std::optional<Node> Body = Graph.target(Any.Symbol, false)) {
      Linked.Functions[*Body].Dispatched = From.Dispatched;
      Linked.Functions[*Body].VirtualValues = std::move(From.VirtualValues);
    } else if (From.Symbol) {
      Others.push_back(std::move(From));
    }
  }
  llvm::append_range(Linked.Functions, Others);
  llvm::sort(Linked.Functions,
             [](const LinkedFunction &A, const LinkedFunction &B) {
               return A.Symbol < B.Symbol;
             });
  return Linked;
}

LinkedProgram link(const UnitSummary &Program) { return Linker(Program).run(); }

} // namespace clang::tidy::async
