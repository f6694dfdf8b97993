//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Handings.h"
#include "facts/Chains.h"

namespace clang::tidy::async {

Handing handingOf(const Use &How, const Facts &F) {
  Handing Found = {How.Is == Use::Passed ? F.operationAt(How.Call) : nullptr,
                   How.Index, How.Through};
  if (!Found.To)
    return Found;
  // What is bound goes where the callable goes that calls it.
  if (Found.To->is(Role::Bind)) {
    const CallSite &Site = Found.To->Site;
    bool IsCallable =
        Found.Index < Site.Args.size() &&
        Site.at(Found.To->Match->Callable) == Site.Args[Found.Index];
    return IsCallable ? handingOf(Found.To->Result, F) : Handing();
  }
  if (const Operation *Pipe = pipeOf(*Found.To, F))
    return {Pipe, Found.Index + 1, Found.Outermost};
  return Found;
}

/// True if \p Handed, a function in sight that \p Op is given, is handed on by
/// its name, or is the call operator of what goes on from a task.
static bool isHandedOn(const Body &Handed, const Operation &Op,
                       const Facts &F) {
  return Handed.Function->getOverloadedOperator() == OO_Call
             ? Op.Match.has(RoleInfo::FollowsTask)
             : F.isAddressTaken(Handed.Function);
}

HandedFunctions handedFunctions(const Facts &F) {
  HandedFunctions Found;
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations) {
      if (!Op.Match.has(RoleInfo::CallsBack))
        continue;
      for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
        const Body *Handed = F.bodyOfCallable(Arg);
        if (!Handed || Handed->Lambda || !F.callsOf(Handed->Function).empty() ||
            !isHandedOn(*Handed, Op, F))
          continue;
        Use How;
        How.Is = Use::Passed;
        How.Call = Op.expr();
        How.Index = Index;
        How.Through = Arg;
        Found[Handed->Function->getCanonicalDecl()].push_back(
            handingOf(How, F));
      }
    }
  return Found;
}

std::optional<Place> boundTo(const Handing &How, const Facts &Unit) {
  for (const Expr *E = How.Outermost; E;) {
    const Operation *Adapter = Unit.operationAt(stripImplicit(E));
    if (!Adapter || !Adapter->is(Role::Adapt))
      break;
    if (Place Where = Unit.placeOf(*Adapter);
        Adapter->Match->Executor && Where != Place::Unknown)
      return Where;
    E = Adapter->Site.at(Adapter->Match->Task);
  }
  return std::nullopt;
}

} // namespace clang::tidy::async
