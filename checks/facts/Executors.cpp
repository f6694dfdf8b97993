//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Executors.h"

namespace clang::tidy::async {

/// The executor at the path of \p E; unknown if \p E has no path.
ExecutorId Executors::object(const Expr *E, const Body &B,
                             Variables &Seen) const {
  Path ObjectPath = pathOf(E, F.models());
  bool IsElement = llvm::any_of(ObjectPath.steps(), [](const Path::Step &S) {
    return S.Kind == Path::Step::Element;
  });
  // Only a model can state that a function returns the same executor to all
  // callers.
  if (ObjectPath && ObjectPath.kind() == Path::Accessor)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->getInit() && Seen.insert(Var).second) {
        // A reference is never rebound, even if its initialiser is unknown.
        Path Variable = Path::variable(Var);
        ExecutorId From = identify(Var->getInit(), B, Seen);
        return From ? From
                    : ExecutorId{ExecutorId::Object, Variable,
                                 mayChange(Variable, F.context())};
      }
  if (!ObjectPath || IsElement || ObjectPath.kind() == Path::Accessor)
    return {};
  ExecutorId Direct{ExecutorId::Object, ObjectPath.withoutPointers(),
                    mayChange(ObjectPath, F.context())};
  const VarDecl *Var = Direct.Is.variable();
  const VarDecl *Definition = Var ? Var->getDefinition() : nullptr;
  if (Direct.MayChange || !Direct.Is.steps().empty() || !Definition ||
      !Definition->getInit() || !Definition->isLocalVarDecl() ||
      Definition->isStaticLocal() || !Seen.insert(Var).second)
    return Direct;
  // The initialiser identifies it better, unless it may have changed since.
  ExecutorId From = identify(Definition->getInit(), B, Seen);
  if (!From || From.MayChange)
    return Direct;
  // The body of the initialiser may run on another executor.
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (From.K == ExecutorId::Current &&
      (!Ref || Ref->refersToEnclosingVariableOrCapture() ||
       Definition->isInitCapture() ||
       Definition->getDeclContext() != B.Function))
    return Direct;
  return From;
}

ExecutorId Executors::identify(const Expr *E, const Body &B,
                               Variables &Seen) const {
  const Expr *Root = stripPointers(E, F.models());
  if (!Root)
    return {};
  if (const auto *Await = dyn_cast<CoawaitExpr>(Root)) {
    const TypeModel *Model =
        F.models().type(stripImplicit(Await->getOperand())->getType());
    return Model && Model->Gives == Which::Current
               ? ExecutorId{ExecutorId::Current}
               : ExecutorId();
  }
  CallSite Site = CallSite::of(Root);
  CallMatch Match = F.models().call(Site);
  if (!Match || Match->Is != Role::Executor)
    return object(isa<DeclRefExpr>(Root) ? Root : E, B, Seen);
  if (Match->Gives == Which::Current && Site.Args.empty())
    return {ExecutorId::Current};
  if (Match->Gives != Which::Same)
    return {};
  if (Match->Executor)
    return identify(Site.at(Match->Executor), B, Seen);
  if (Site.Args.empty() && !Site.Object)
    return {ExecutorId::Object, Path::accessor(Site.Callee)};
  return {};
}

ExecutorId Executors::identify(const Expr *E, const Body &B) const {
  Variables Seen;
  return identify(E, B, Seen);
}

ExecutorId Executors::of(const Operation &Op) const {
  if (!Op.Match)
    return {};
  // A hop without an executor may always move to the same one.
  if (Op.is(Role::Hop) && !Op.Match->Executor && Op.Site.Args.empty() &&
      Op.Match->Gives == Which::Same && !Op.Site.Object)
    return {ExecutorId::Object, Path::accessor(Op.Site.Callee)};
  return identify(Op.Site.at(Op.Match->Executor), *Op.In);
}

} // namespace clang::tidy::async
