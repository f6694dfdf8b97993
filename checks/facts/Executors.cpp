//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Executors.h"

namespace clang::tidy::async {

/// The executor at the path of \p E, which evaluates to nothing else.
ExecutorId Executors::object(const Expr *E, const Body &B,
                             Variables &Seen) const {
  Path Where = pathOf(E, F.models());
  bool IsElement = llvm::any_of(Where.steps(), [](const Path::Step &S) {
    return S.Kind == Path::Step::Element;
  });
  // Only a model tells that a function gives the same one to everybody.
  if (Where && Where.kind() == Path::Accessor)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->getInit() && Seen.insert(Var).second) {
        // A reference stays what it was bound to, whatever that is.
        Path Itself = Path::variable(Var);
        ExecutorId From = identify(Var->getInit(), B, Seen);
        return From ? From
                    : ExecutorId{ExecutorId::Object, Itself,
                                 mayChange(Itself, F.context())};
      }
  if (!Where || IsElement || Where.kind() == Path::Accessor)
    return {};
  ExecutorId Itself{ExecutorId::Object, Where.withoutPointers(),
                    mayChange(Where, F.context())};
  const VarDecl *Var = Itself.Is.variable();
  const VarDecl *Made = Var ? Var->getDefinition() : nullptr;
  if (Itself.MayChange || !Itself.Is.steps().empty() || !Made ||
      !Made->getInit() || !Made->isLocalVarDecl() || Made->isStaticLocal() ||
      !Seen.insert(Var).second)
    return Itself;
  // What it was made from says more, if that still is what it was.
  ExecutorId From = identify(Made->getInit(), B, Seen);
  if (!From || From.MayChange)
    return Itself;
  // Another body runs elsewhere.
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (From.K == ExecutorId::Current &&
      (!Ref || Ref->refersToEnclosingVariableOrCapture() ||
       Made->isInitCapture() || Made->getDeclContext() != B.Function))
    return Itself;
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
  // A hop that names no executor may go to one and the same for everybody.
  if (Op.is(Role::Hop) && !Op.Match->Executor && Op.Site.Args.empty() &&
      Op.Match->Gives == Which::Same && !Op.Site.Object)
    return {ExecutorId::Object, Path::accessor(Op.Site.Callee)};
  return identify(Op.Site.at(Op.Match->Executor), *Op.In);
}

} // namespace clang::tidy::async
