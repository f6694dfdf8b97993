//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Proofs.h"

namespace clang::tidy::async {

/// How many functions, each called by the next one, may hand on a task.
static constexpr unsigned MaxDepth = 4;

/// How many different things a body may be given.
static constexpr unsigned MaxSets = 32;

/// True if an object of type \p T, or what it points to, holds a task.
static bool holdsTask(QualType T, const TaskTypes &Types) {
  if (T->isDependentType())
    return false;
  T = pointedTo(T).getNonReferenceType();
  if (Types.containsTask(T))
    return true;
  const CXXRecordDecl *Class = classOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  return Class && llvm::any_of(Class->fields(), [&](const FieldDecl *Member) {
           return Types.containsTask(pointedTo(Member->getType()));
         });
}

bool Proofs::takesTasks(const Body &B) {
  auto [Known, IsNew] = TakesTasks.try_emplace(B.Id, false);
  if (!IsNew)
    return Known->second;
  bool Takes = llvm::any_of(B.Function->parameters(), [&](ParmVarDecl *Param) {
    return holdsTask(Param->getType(), F.types());
  });
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
      Method && Method->isInstance() && !B.Lambda)
    Takes |= holdsTask(Method->getFunctionObjectParameterType(), F.types());
  return TakesTasks[B.Id] = Takes;
}

Proofs::Given Proofs::intern(const Body &B, const ObjectFacts &Its) {
  if (Its.isEmpty())
    return Nothing;
  auto &Mine = SetsOf[B.Id];
  for (Given Each : Mine)
    if (Sets[Each] == Its)
      return Each;
  if (Mine.size() == MaxSets)
    return Nothing;
  Sets.push_back(Its);
  Mine.push_back(Sets.size() - 1);
  return Mine.back();
}

/// What is certain on entering \p B: what it is given, and what all hand to it
/// and to the lambdas that it is a part of.
Proofs::Given Proofs::entering(const Body &B, Given Its, unsigned Depth) {
  ObjectFacts All = Sets[Its];
  for (const Body *Each = &B; Each;
       Each = Each->IsInline ? Each->Parent : nullptr)
    All.add(handedByAll(*Each, Depth));
  return intern(B, All);
}

/// True if \p B has calls that are not in sight, which may hand it anything:
/// for what is a template, or no coroutine, those in sight are believed.
static bool hasOtherCalls(const Body &B, bool IsStrict) {
  if (B.Lambda || !B.Function->isExternallyVisible())
    return false;
  return IsStrict || (B.IsCoroutine && !B.Function->isTemplateInstantiation());
}

/// What all calls in sight hand to \p B, of which there is one. Only tasks that
/// are parameters count: an object may be changed elsewhere meanwhile.
const ObjectFacts &Proofs::handedByAll(const Body &B, unsigned Depth) {
  static const ObjectFacts None;
  const FunctionDecl *Function = B.Function;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Depth == 0 || Calls.empty() || !takesTasks(B) ||
      F.isAddressTaken(Function) || (Method && Method->isVirtual()) ||
      hasOtherCalls(B, F.isStrict()))
    return None;
  auto [Found, IsNew] = ByAll.try_emplace({B.Id, Depth});
  if (!IsNew)
    return Found->second;
  std::optional<ObjectFacts> All;
  for (const Operation *Call : Calls) {
    const Body &Caller = *Call->In;
    ObjectFacts Handed =
        make(Caller, entering(Caller, Nothing, Depth - 1)).handedBy(*Call);
    if (All)
      All->meet(Handed);
    else
      All = std::move(Handed);
    if (All->isEmpty())
      break;
  }
  ObjectFacts OfParameters;
  for (const Path &Task : All->all(Fact::Finished))
    if (Task.variable())
      OfParameters.gain(Task, Fact::Finished);
  return ByAll[{B.Id, Depth}] = std::move(OfParameters);
}

const ReadyProof &Proofs::make(const Body &B, Given Its) {
  if (auto Found = Known.find({B.Id, Its}); Found != Known.end())
    return *Found->second;
  // What a lambda is made in is known as it is; one that is called at once is
  // entered with it.
  const ReadyProof *Around = B.Lambda && B.Parent
                                 ? &make(*B.Parent, B.IsInline ? Its : Nothing)
                                 : nullptr;
  auto &Slot = Known[{B.Id, Its}];
  Slot = std::make_unique<ReadyProof>(F, B, Around, Sets[Its]);
  return *Slot;
}

const ReadyProof &Proofs::of(const Body &B, Given Its) {
  return make(B, entering(B, Its, MaxDepth));
}

Proofs::Given Proofs::givenBy(const Operation &Call, const Body &Callee,
                              Given Outer) {
  return takesTasks(Callee) ? intern(Callee, of(*Call.In, Outer).handedBy(Call))
                            : Nothing;
}

} // namespace clang::tidy::async
