//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Handoffs.h"
#include "facts/Chains.h"

namespace clang::tidy::async {

Handoff handoffOf(const Use &CallableUse, const Facts &F) {
  Handoff Found = {
      CallableUse.Is == Use::Passed ? F.operationAt(CallableUse.Call) : nullptr,
      CallableUse.Index, CallableUse.Adapter};
  if (!Found.To)
    return Found;
  // A bound callable ends up where the result of the bind call is passed.
  if (Found.To->is(Role::Bind)) {
    const CallSite &Site = Found.To->Site;
    bool IsCallable =
        Found.Index < Site.Args.size() &&
        Site.at(Found.To->Match->Callable) == Site.Args[Found.Index];
    return IsCallable ? handoffOf(Found.To->Result, F) : Handoff();
  }
  if (const Operation *Pipe = pipeOf(*Found.To, F))
    return {Pipe, Found.Index + 1, Found.Outermost};
  return Found;
}

/// True if \p Op calls back \p Callee, a visible function that it receives by
/// name, or as the call operator of a continuation.
static bool isCalledBack(const Body &Callee, const Operation &Op,
                         const Facts &F) {
  return Callee.Function->getOverloadedOperator() == OO_Call
             ? Op.Match.has(RoleInfo::FollowsTask)
             : F.isAddressTaken(Callee.Function);
}

CallbackFunctions callbackFunctions(const Facts &F) {
  CallbackFunctions Found;
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations) {
      if (Op.Match ? !Op.Match.has(RoleInfo::CallsBack)
                   : !Op.Site.Function || F.addressTaken().empty())
        continue;
      for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
        const Body *Callee = F.bodyOfCallable(Arg);
        if (!Callee || Callee->Lambda || !F.callsOf(Callee->Function).empty() ||
            !isCalledBack(*Callee, Op, F))
          continue;
        Use ArgumentUse;
        ArgumentUse.Is = Use::Passed;
        ArgumentUse.Call = Op.expr();
        ArgumentUse.Index = Index;
        ArgumentUse.Adapter = Arg;
        Found[Callee->Function->getCanonicalDecl()].push_back(
            handoffOf(ArgumentUse, F));
      }
    }
  return Found;
}

std::optional<Place> placeOfAdapters(const Handoff &Callable,
                                     const Facts &Unit) {
  for (const Expr *E = Callable.Outermost; E;) {
    const Operation *Adapter = Unit.operationAt(stripImplicit(E));
    if (!Adapter || !Adapter->is(Role::Adapt))
      break;
    if (Place AdapterPlace = Unit.placeOf(*Adapter);
        Adapter->Match->Executor && AdapterPlace != Place::Unknown)
      return AdapterPlace;
    E = Adapter->Site.at(Adapter->Match->Task);
  }
  return std::nullopt;
}

} // namespace clang::tidy::async
