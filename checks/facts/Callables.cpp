//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Callables.h"
#include "facts/Elsewhere.h"
#include "facts/ReadyProof.h"

namespace clang::tidy::async {

/// How many functions may pass on a callable before one calls it.
static constexpr unsigned MaxPassedOn = 4;

static ValueFate fateIn(ContextKind Context, bool OnLocalLoop) {
  switch (Context) {
  case ContextKind::Offloaded:
    return ValueFate::Offloaded;
  case ContextKind::MayBlock:
    return ValueFate::OnThread;
  case ContextKind::Continuation:
    return OnLocalLoop ? ValueFate::OnLocalLoop : ValueFate::OnLoop;
  default:
    return ValueFate::Unknown;
  }
}

/// The fate of a callable that \p Code, a lambda in \p Callee or \p Callee
/// itself, calls.
CallableFate Callables::fateOfCodeIn(const Body &Code,
                                     const Body &Callee) const {
  CallableFate Found{ValueFate::Called};
  const Body *B = &Code;
  for (; B != &Callee; B = B->Parent) {
    if (!B || !B->Parent)
      return {};
    ContextKind Its = Context(*B);
    if (!B->IsInline || B->IsCoroutine) {
      // Tests may block, whatever runs them.
      Found.Is = B->IsTest || B->IsCoroutine ? ValueFate::Unknown
                                             : fateIn(Its, B->OnLocalLoop);
      return Found;
    }
    Found.InTry |= B->IsInTry;
    if (!Found.Caught)
      Found.Caught = B->CaughtLibrary;
  }
  return Found;
}

std::optional<CallableUse> Callables::useOf(const Mention &M,
                                            const Body &Callee) const {
  const Operation *User = M.Usage.Call ? F.operationAt(M.Usage.Call) : nullptr;
  if (!User)
    return std::nullopt;
  CallableUse Found{fateOfCodeIn(*M.In, Callee)};
  Found.At = User->expr();
  Found.Fate.InTry |= User->At.InTry;
  if (User->At.Caught)
    Found.Fate.Caught = User->At.Caught;
  if (Found.Fate.Is == ValueFate::Unknown)
    return std::nullopt;
  if (M.Usage.Is == Use::ObjectOf) {
    // Only its call operator runs it.
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(User->expr());
    return Operator && Operator->getOperator() == OO_Call ? std::optional(Found)
                                                          : std::nullopt;
  }
  Handoff How = handoffOf(M.Usage, F);
  if (!How.To)
    return std::nullopt;
  if (isAnnotated(How.To->Site.Function, "offloads") && !How.To->Match) {
    Found.Fate.Is = ValueFate::Offloaded;
    return Found;
  }
  if (!How.To->Match) {
    // Whether the executor that it is bound to counts there is not known.
    if (placeOfAdapters(How, F))
      return std::nullopt;
    Found.To = How.To;
    Found.Index = How.Index;
    return Found;
  }
  ContextKind Target = contextOf(*How.To, How.Index);
  bool OnLocalLoop = F.placeOf(*How.To) == Place::LocalLoop;
  if (Target == ContextKind::Plain)
    return Found;
  // A callable bound to an executor runs there, regardless of its caller.
  if (std::optional<Place> Bound = placeOfAdapters(How, F);
      Bound && Target != ContextKind::Unknown) {
    Target = contextAt(*Bound);
    OnLocalLoop = *Bound == Place::LocalLoop;
  }
  Found.Fate = {fateIn(Target, OnLocalLoop)};
  return Found.Fate.Is == ValueFate::Unknown ? std::nullopt
                                             : std::optional(Found);
}

/// If \p M is the initialiser of a capture, that lambda's own variable, or the
/// captured variable; null if it is none.
static const VarDecl *capturedBy(const Mention &M, const Facts &F) {
  if (M.Usage.Is != Use::Other)
    return nullptr;
  for (const Body *Child : M.In->Children) {
    if (!Child->Lambda)
      continue;
    for (auto [Capture, Init] :
         llvm::zip(Child->Lambda->captures(), Child->Lambda->capture_inits()))
      if (Init && Capture.capturesVariable() &&
          stripAdapters(Init, F.models()) == M.Ref)
        return dyn_cast<VarDecl>(Capture.getCapturedVar());
  }
  return nullptr;
}

/// True if \p M only tests whether there is a callable.
static bool isTest(const Mention &M, const Facts &F) {
  const Operation *User =
      M.Usage.Is == Use::ObjectOf ? F.operationAt(M.Usage.Call) : nullptr;
  return User && isa_and_nonnull<CXXConversionDecl>(User->Site.Function) &&
         User->Site.Function->getReturnType()->isBooleanType();
}

/// Adds the uses of the callable in \p Var; false if some of them are not
/// known.
bool Callables::collect(const Body &Callee, const VarDecl *Var, unsigned Depth,
                        llvm::SmallVectorImpl<CallableUse> &To) const {
  if (Depth == MaxPassedOn)
    return false;
  for (const Mention &M : F.mentions(Var)) {
    if (isTest(M, F))
      continue;
    const VarDecl *Other = capturedBy(M, F);
    // The uses of the captured copy are among those of the variable.
    if (Other && Other->getCanonicalDecl() == Var->getCanonicalDecl())
      continue;
    if (M.Usage.Is == Use::Local && M.Usage.Var->hasLocalStorage())
      Other = M.Usage.Var;
    if (Other) {
      if (!collect(Callee, Other, Depth + 1, To))
        return false;
      continue;
    }
    std::optional<CallableUse> Single = useOf(M, Callee);
    if (!Single)
      return false;
    To.push_back(*Single);
  }
  return true;
}

/// Turns the calls among \p Uses by the coroutine \p Callee into calls on a
/// pool; false if some of them may run elsewhere, since nothing else is known
/// about its thread.
static bool moveToPool(const Body &Callee, const Facts &F,
                       llvm::MutableArrayRef<CallableUse> Uses) {
  if (llvm::none_of(Callee.Operations,
                    [](const Operation &Op) { return Op.is(Role::Hop); }))
    return false;
  ReadyProof Proof(F, Callee, nullptr, ObjectFacts());
  for (CallableUse &Each : Uses) {
    if (Each.Fate.Is != ValueFate::Called)
      continue;
    if (!Proof.isOffloadedAt(Each.At))
      return false;
    Each.Fate = {ValueFate::Offloaded};
  }
  return true;
}

std::optional<llvm::SmallVector<CallableUse, 2>>
Callables::usesOf(const Body &Callee, const ParmVarDecl *Param) const {
  llvm::SmallVector<CallableUse, 2> Found;
  if (Callee.isDependent() || isAnnotated(Callee.Function, "nonblocking") ||
      isAnnotated(Callee.Function, "blocking") ||
      !collect(Callee, Param, 0, Found) || Found.empty() ||
      (Callee.IsCoroutine && !moveToPool(Callee, F, Found)))
    return std::nullopt;
  return Found;
}

/// The fate of argument \p Index of \p Op according to other files.
static std::optional<CallableFate>
fateElsewhere(const Operation &Op, unsigned Index, const Facts &F) {
  if (isAnnotated(Op.Site.Function, "nonblocking") ||
      isAnnotated(Op.Site.Function, "blocking"))
    return std::nullopt;
  std::optional<LinkedValue> Known = valueElsewhere(Op, Index + 1, F);
  switch (Known ? Known->Fate : ValueFate::Unknown) {
  case ValueFate::Called:
  case ValueFate::Offloaded:
  case ValueFate::OnThread:
  case ValueFate::OnLoop:
  case ValueFate::OnLocalLoop:
    return CallableFate{Known->Fate};
  case ValueFate::CalledInTry:
    return CallableFate{ValueFate::Called, /*InTry=*/true};
  default:
    return std::nullopt;
  }
}

std::optional<CallableFate>
Callables::fateOf(const Operation &Op, unsigned Index, unsigned Depth) const {
  const Body *Callee = F.bodyOf(F.target(Op));
  if (!Callee)
    return fateElsewhere(Op, Index, F);
  if (Index >= Callee->Function->getNumParams() || Depth == MaxPassedOn)
    return std::nullopt;
  auto Uses = usesOf(*Callee, Callee->Function->getParamDecl(Index));
  if (!Uses)
    return std::nullopt;
  std::optional<CallableFate> All;
  for (const CallableUse &Each : *Uses) {
    CallableFate Fate = Each.Fate;
    if (Each.To) {
      std::optional<CallableFate> Inner =
          fateOf(*Each.To, Each.Index, Depth + 1);
      if (!Inner)
        return std::nullopt;
      if (Inner->Is != ValueFate::Called)
        Fate = *Inner;
      Fate.InTry |= Inner->InTry;
      if (Inner->Caught)
        Fate.Caught = Inner->Caught;
    }
    if (!All) {
      All = Fate;
      continue;
    }
    if (All->Is != Fate.Is)
      return std::nullopt;
    All->InTry &= Fate.InTry;
    if (All->Caught != Fate.Caught)
      All->Caught = nullptr;
  }
  return All;
}

const Expr *offloadedArgument(const Operation &Offload, const Facts &Unit) {
  if (Offload.Match)
    return Offload.Site.at(Offload.Match->Callable);
  for (const Expr *Arg : Offload.Site.Args) {
    const Body *B = Unit.bodyOfCallable(Arg);
    if (B && B->PassedTo == &Offload && B->Context == ContextKind::Offloaded)
      return Arg;
  }
  return nullptr;
}

} // namespace clang::tidy::async
