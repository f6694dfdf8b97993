//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Proofs.h"

namespace clang::tidy::async {

/// The maximum number of nested calls through which a task is followed.
static constexpr unsigned MaxDepth = 4;

/// The maximum number of different fact sets with which a body is entered.
static constexpr unsigned MaxSets = 32;

/// True if an object of type \p T, or its pointee, holds a task.
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

bool Proofs::mayReceiveTasks(const Body &B) {
  auto [Found, IsNew] = MayReceiveTasks.try_emplace(B.Id, false);
  if (!IsNew)
    return Found->second;
  bool Takes = llvm::any_of(B.Function->parameters(), [&](ParmVarDecl *Param) {
    return holdsTask(Param->getType(), F.types());
  });
  if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
      Method && Method->isInstance() && !B.Lambda)
    Takes |= holdsTask(Method->getFunctionObjectParameterType(), F.types());
  return MayReceiveTasks[B.Id] = Takes;
}

Proofs::FactSetId Proofs::intern(const Body &B, const ObjectFacts &EntryFacts) {
  if (EntryFacts.isEmpty())
    return NoFacts;
  auto &OwnSets = FactSetsOf[B.Id];
  for (FactSetId Each : OwnSets)
    if (FactSets[Each] == EntryFacts)
      return Each;
  if (OwnSets.size() == MaxSets)
    return NoFacts;
  FactSets.push_back(EntryFacts);
  OwnSets.push_back(FactSets.size() - 1);
  return OwnSets.back();
}

/// Adds to \p Entry the facts that all calls pass to \p B, and to the functions
/// that it is a part of if it is a lambda that is called at once.
Proofs::FactSetId Proofs::addCommonFacts(const Body &B, FactSetId Entry,
                                         unsigned Depth) {
  ObjectFacts All = FactSets[Entry];
  for (const Body *Each = &B; Each;
       Each = Each->IsInline ? Each->Parent : nullptr)
    All.add(commonFacts(*Each, Depth));
  return intern(B, All);
}

/// True if \p B may have calls that are not visible and could pass it anything.
/// The visible calls of a template, or of a function that is not a coroutine,
/// are assumed to be representative.
static bool hasOtherCalls(const Body &B, bool IsStrict) {
  if (B.Lambda || !B.Function->isExternallyVisible())
    return false;
  return IsStrict || (B.IsCoroutine && !B.Function->isTemplateInstantiation());
}

/// The facts that all visible calls pass to \p B; none without such a call.
/// Only parameters that are tasks count: other code may change an object in the
/// meantime.
const ObjectFacts &Proofs::commonFacts(const Body &B, unsigned Depth) {
  static const ObjectFacts None;
  const FunctionDecl *Function = B.Function;
  llvm::ArrayRef<const Operation *> Calls = F.callsOf(Function);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Depth == 0 || Calls.empty() || !mayReceiveTasks(B) ||
      F.isAddressTaken(Function) || (Method && Method->isVirtual()) ||
      hasOtherCalls(B, F.isStrict()))
    return None;
  auto [Found, IsNew] = CommonFacts.try_emplace({B.Id, Depth});
  if (!IsNew)
    return Found->second;
  std::optional<ObjectFacts> All;
  for (const Operation *Call : Calls) {
    const Body &Caller = *Call->In;
    ObjectFacts Passed =
        make(Caller, addCommonFacts(Caller, NoFacts, Depth - 1))
            .passedBy(*Call);
    if (All)
      All->meet(Passed);
    else
      All = std::move(Passed);
    if (All->isEmpty())
      break;
  }
  ObjectFacts ParameterFacts;
  for (const Path &Task : All->all(Fact::Finished))
    if (Task.variable())
      ParameterFacts.gain(Task, Fact::Finished);
  return CommonFacts[{B.Id, Depth}] = std::move(ParameterFacts);
}

const ReadyProof &Proofs::make(const Body &B, FactSetId Entry) {
  if (auto Found = Cache.find({B.Id, Entry}); Found != Cache.end())
    return *Found->second;
  // A lambda that is called at once is entered with the same facts as the code
  // around it; for any other, that code has no entry facts.
  const ReadyProof *Around =
      B.Lambda && B.Parent ? &make(*B.Parent, B.IsInline ? Entry : NoFacts)
                           : nullptr;
  auto &Slot = Cache[{B.Id, Entry}];
  Slot = std::make_unique<ReadyProof>(F, B, Around, FactSets[Entry]);
  return *Slot;
}

const ReadyProof &Proofs::of(const Body &B, FactSetId Entry) {
  return make(B, addCommonFacts(B, Entry, MaxDepth));
}

Proofs::FactSetId Proofs::passedBy(const Operation &Call, const Body &Callee,
                                   FactSetId Outer) {
  return mayReceiveTasks(Callee)
             ? intern(Callee, of(*Call.In, Outer).passedBy(Call))
             : NoFacts;
}

} // namespace clang::tidy::async
