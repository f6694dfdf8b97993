//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Closures.h"
#include "facts/Handoffs.h"
#include "facts/Lifetimes.h"

namespace clang::tidy::async {

/// The call that receives a lambda with the use \p How, with the argument that
/// holds it; none if a function on the way keeps it, or if it is not known.
static ClosureSink sinkOf(Use How, const Facts &Unit) {
  const Operation *Op =
      How.Is == Use::Passed ? Unit.operationAt(How.Call) : nullptr;
  while (Op && Op->is(Role::Bind)) {
    if (Op->Match->Closure != ClosureLife::Unknown)
      return {};
    How = Op->Result;
    Op = How.Is == Use::Passed ? Unit.operationAt(How.Call) : nullptr;
  }
  Handoff Last = handoffOf(How, Unit);
  if (!Last.To || !Last.To->Match ||
      Last.To->Match->Closure == ClosureLife::Unknown ||
      Last.Index >= Last.To->Site.Args.size())
    return {};
  const CallModel &Model = *Last.To->Match.Entry;
  Position Callable = Model.Callable ? Model.Callable : Model.Token;
  const Expr *Argument = Last.To->Site.Args[Last.Index];
  if (Callable.K != Position::All && Last.To->Site.at(Callable) != Argument)
    return {};
  return {Last.To, Argument, Model.Closure};
}

llvm::SmallVector<ClosureSink, 2> sinksOf(const Body &B, const Facts &Unit) {
  llvm::SmallVector<ClosureSink, 2> Found;
  if (B.Usage.Is == Use::Local && B.Usage.Var->hasLocalStorage()) {
    for (const Mention &M : Unit.mentions(B.Usage.Var))
      if (ClosureSink Sink = sinkOf(M.Usage, Unit); Sink.To) {
        Sink.Closure = B.Usage.Var;
        Found.push_back(Sink);
      }
  } else if (ClosureSink Sink = sinkOf(B.Usage, Unit); Sink.To) {
    Found.push_back(Sink);
  }
  return Found;
}

const VarDecl *localReferent(const Body &B) {
  for (const LambdaCapture &Capture : B.Lambda->captures()) {
    if (!Capture.capturesVariable() || Capture.getCaptureKind() != LCK_ByRef)
      continue;
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (!Var || Var->isInitCapture() || !Var->hasLocalStorage() ||
        Var->getType()->isReferenceType() || isStateless(Var->getType()) ||
        !names(B.Lambda->getBody(), Var))
      continue;
    const auto *Owner = dyn_cast<FunctionDecl>(Var->getDeclContext());
    if (Owner && B.Parent &&
        Owner->getCanonicalDecl() == B.Parent->Function->getCanonicalDecl())
      return Var;
  }
  return nullptr;
}

bool usesOtherLocal(const ClosureSink &Sink, const Facts &Unit) {
  const Operation &To = *Sink.To;
  const Expr *Task = To.Site.at(To.Match->Task);
  auto IsLocal = [&](const Expr *E) {
    return E && E != Task && E != Sink.Argument &&
           isOwnedHandle(E, *To.In, Unit);
  };
  return IsLocal(To.Site.Object) || llvm::any_of(To.Site.Args, IsLocal);
}

} // namespace clang::tidy::async
