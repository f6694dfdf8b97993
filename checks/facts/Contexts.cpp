//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Contexts.h"
#include "facts/Chains.h"
#include "facts/Handings.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

bool Body::suspendsIn(const CallMatch &Match) const {
  if (Context != ContextKind::Fiber || !Match || Match->Library != Fibers)
    return false;
  return Match.has(RoleInfo::WaitsForTask) ||
         (Match->Is == Role::Block && (Match->Blocks == Blocking::Event ||
                                       Match->Blocks == Blocking::Lock ||
                                       Match->Blocks == Blocking::Thread));
}

namespace {
/// Settles the contexts of all bodies, each once.
class ContextResolver {
public:
  explicit ContextResolver(Facts &F) : F(F), Handed(handedFunctions(F)) {}
  void resolveAll();

private:
  void resolve(Body &B);
  void resolveFunction(Body &B, bool IsPulled);
  void noteTestObjects();
  void noteTestHelpers();
  void noteThreads();
  ContextKind contextWhenPassed(Body &B, const Operation &Op, unsigned Index);
  ContextKind contextWhenPassed(Body &B, const Handing &How);
  ContextKind contextOfParent(Body &B);

  Facts &F;
  HandedFunctions Handed;
  llvm::DenseSet<unsigned> Resolved;
  /// Libraries whose event loops have several threads here.
  llvm::SmallPtrSet<const LibraryModel *, 2> Threaded;
};
} // namespace

void ContextResolver::resolveAll() {
  noteTestObjects();
  noteTestHelpers();
  noteThreads();
  for (Body &B : F.bodies())
    resolve(B);
}

void resolveContexts(Facts &Unit) { ContextResolver(Unit).resolveAll(); }

/// What running at \p P means for a callable that is not called at once.
static ContextKind contextAt(Place P) {
  switch (P) {
  case Place::Pool:
    return ContextKind::Offloaded;
  case Place::Thread:
    return ContextKind::MayBlock;
  case Place::Fiber:
    return ContextKind::Fiber;
  case Place::Loop:
  case Place::LocalLoop:
    return ContextKind::Continuation;
  case Place::Unknown:
  case Place::Here:
    return ContextKind::Unknown;
  }
  llvm_unreachable("covered switch");
}

static void markAsTest(Body &B) {
  B.IsTest = true;
  for (Body *Child : B.Children)
    markAsTest(*Child);
}

/// Methods of objects that a framework is given, to call them as tests.
void ContextResolver::noteTestObjects() {
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Classes;
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations) {
      if (!Op.is(Role::MayBlock) || F.placeOf(Op) == Place::Fiber)
        continue;
      const Expr *Object = Op.Site.at(Op.Match->Callable);
      QualType T = Object ? stripImplicit(Object)->getType() : QualType();
      if (!T.isNull() && T->isPointerType())
        if (const CXXRecordDecl *Class = classOf(T->getPointeeType()))
          Classes.insert(Class->getCanonicalDecl());
    }
  if (Classes.empty())
    return;
  for (Body &B : F.bodies())
    if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function))
      if (Classes.contains(Method->getParent()->getCanonicalDecl()))
        markAsTest(B);
}

void ContextResolver::noteThreads() {
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations)
      if (Op.Match && F.models().hasTrait(Op.Site, Trait::Threads))
        Threaded.insert(Op.Match->Library);
}

/// Functions of this file that only tests call.
void ContextResolver::noteTestHelpers() {
  if (llvm::none_of(F.bodies(), [](const Body &B) { return B.IsTest; }))
    return;
  auto IsInTest = [](const Operation *Call) { return Call->In->IsTest; };
  for (bool IsNew = true; std::exchange(IsNew, false);)
    for (Body &B : F.bodies()) {
      llvm::ArrayRef<const Operation *> Calls = F.callsOf(B.Function);
      if (B.IsTest || B.Lambda || Calls.empty() ||
          B.Function->isExternallyVisible() ||
          B.Function->isVirtualAsWritten() || F.isAddressTaken(B.Function) ||
          !llvm::all_of(Calls, IsInTest))
        continue;
      markAsTest(B);
      IsNew = true;
    }
}

/// The model of the class that \p Method is a handler for: one that calls what
/// its subclasses override, or a method that makes such an object.
static const TypeModel *handledFor(const CXXMethodDecl *Method,
                                   const Models &Known) {
  if (Method->size_overridden_methods() == 0 || isa<CXXDestructorDecl>(Method))
    return nullptr;
  QualType Made = Method->getReturnType();
  const TypeModel *Model =
      Made->isPointerType() ? Known.type(Made->getPointeeType()) : nullptr;
  if (Model && Model->Factories)
    return Model;
  const CXXRecordDecl *Class = Method->getParent();
  Model = Known.type(Class);
  if (!Model || Model->Kind != TypeKind::Handler)
    return nullptr;
  // It may be a method of another interface that the class has as well.
  auto IsOfModel = [&](const CXXMethodDecl *Overridden) {
    const CXXRecordDecl *Declares = Overridden->getParent();
    bool Is = Known.type(Declares) == Model;
    walkBases(Class, [&](const CXXRecordDecl *Base) {
      Is |= isOneOf(Base, Model->Names, *Model->Library) &&
            Base->hasDefinition() && Base->isDerivedFrom(Declares);
      return !Is;
    });
    return Is;
  };
  return llvm::any_of(Method->overridden_methods(), IsOfModel) ? Model
                                                               : nullptr;
}

void ContextResolver::resolveFunction(Body &B, bool IsPulled) {
  if (B.IsCoroutine && !IsPulled) {
    B.Context = ContextKind::Coroutine;
    return;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (const TypeModel *Model =
          Method ? handledFor(Method, F.models()) : nullptr) {
    if (isLoop(Model->Runs) && Threaded.contains(Model->Library))
      B.Context = ContextKind::Unknown;
    else if (ContextKind Context = contextAt(Model->Runs);
             Context != ContextKind::Unknown)
      B.Context = Context;
    B.OnLocalLoop = Model->Runs == Place::LocalLoop;
    if (B.Context == ContextKind::Fiber)
      B.Fibers = Model->Library;
    return;
  }
  auto Known = Handed.find(B.Function->getCanonicalDecl());
  if (Known == Handed.end())
    return;
  // As all that it is handed to say, if they agree.
  std::optional<ContextKind> Agreed;
  for (const Handing &How : Known->second) {
    ContextKind Here = contextWhenPassed(B, How);
    Agreed = !Agreed || *Agreed == Here ? Here : ContextKind::Unknown;
  }
  bool IsInline = std::exchange(B.IsInline, false);
  if (!IsInline &&
      (Agreed == ContextKind::Continuation || Agreed == ContextKind::Fiber)) {
    B.Context = *Agreed;
  } else {
    // Whoever calls it decides.
    B.OnLocalLoop = false;
    B.HandedTo = nullptr;
    B.Fibers = nullptr;
  }
}

/// How many functions may hand on a callable before one calls it.
static constexpr unsigned MaxHandedOn = 4;

/// Where \p Op, which calls a function in sight, has its argument \p Index
/// called before it returns, if that is all that is done with it: what all of
/// these calls stand in. Nothing if anything else may be done.
static std::optional<Surroundings> calledIn(const Operation &Op, unsigned Index,
                                            const Facts &F,
                                            unsigned Depth = 0) {
  const Body *Callee = F.bodyOf(F.target(Op));
  if (!Callee || Callee->IsCoroutine || Callee->isDependent() ||
      isAnnotated(Callee->Function, "nonblocking") ||
      isAnnotated(Callee->Function, "blocking") ||
      Index >= Callee->Function->getNumParams() || Depth == MaxHandedOn)
    return std::nullopt;
  std::optional<Surroundings> All;
  for (const Mention &M : F.mentions(Callee->Function->getParamDecl(Index))) {
    const Operation *Does = M.How.Call ? F.operationAt(M.How.Call) : nullptr;
    if (!Does || M.In != Callee)
      return std::nullopt;
    std::optional<Surroundings> Here = Does->At;
    if (M.How.Is == Use::Passed && !Does->Match) {
      Here = calledIn(*Does, M.How.Index, F, Depth + 1);
      if (!Here)
        return std::nullopt;
      Here->InTry |= Does->At.InTry;
    } else if (M.How.Is == Use::Passed) {
      const Expr *Callable = Does->Site.at(Does->Match->Callable);
      if (!Does->Match.has(RoleInfo::RunsCallableHere) ||
          M.How.Index >= Does->Site.Args.size() ||
          Callable != Does->Site.Args[M.How.Index])
        return std::nullopt;
    } else if (const auto *Operator =
                   dyn_cast<CXXOperatorCallExpr>(Does->expr());
               M.How.Is != Use::ObjectOf || !Operator ||
               Operator->getOperator() != OO_Call) {
      return std::nullopt;
    }
    if (!All) {
      All = Here;
    } else {
      All->InTry &= Here->InTry;
      All->Caught = All->Caught == Here->Caught ? All->Caught : nullptr;
    }
  }
  return All;
}

ContextKind ContextResolver::contextWhenPassed(Body &B, const Operation &Op,
                                               unsigned Index) {
  auto IsAt = [&](Position P) {
    return (P.K == Position::Index && P.N == Index) ||
           (P.K == Position::Last && Index + 1 == Op.Site.Args.size()) ||
           P.K == Position::All;
  };
  if (!Op.Match && !isAnnotated(Op.Site.Function, "offloads")) {
    std::optional<Surroundings> Called = calledIn(Op, Index, F);
    if (!Called || !B.Lambda || !B.Parent)
      return ContextKind::Unknown;
    B.IsCaughtAround |= Called->InTry;
    B.CaughtAround = B.CaughtAround ? B.CaughtAround : Called->Caught;
    return contextOfParent(B);
  }
  B.HandedTo = &Op;
  if (!Op.Match)
    return ContextKind::Offloaded;
  if (IsAt(Op.Match->Token))
    return ContextKind::Continuation;
  if (!IsAt(Op.Match->Callable) && Op.Match->Callable)
    return ContextKind::Unknown;
  Place Where = F.placeOf(Op);
  if (isLoop(Where) && Threaded.contains(Op.Match->Library))
    return ContextKind::Unknown;
  if (Op.is(Role::Continue) && Where == Place::Unknown)
    if (std::optional<Place> InChain = placeInChain(Op, F))
      return contextAt(*InChain);
  if (Op.Match.has(RoleInfo::RunsCallableLater))
    return Where == Place::Pool || Where == Place::Thread ||
                   Where == Place::Fiber
               ? contextAt(Where)
               : ContextKind::Continuation;
  bool IsHere = Op.Match.has(RoleInfo::RunsCallableHere);
  if (Op.Match.has(RoleInfo::RunsCallableElsewhere)) {
    if (Where == Place::Unknown && Op.is(Role::Offload))
      return ContextKind::Offloaded;
    if (Where != Place::Here)
      return contextAt(Where);
    IsHere = true;
  }
  switch (Op.Match->Is) {
  case Role::MayBlock:
    return Where == Place::Fiber ? ContextKind::Fiber : ContextKind::MayBlock;
  case Role::Spawn:
    // The coroutine itself; the pool it is given may be there for blocking.
    return Where == Place::Pool ? ContextKind::Offloaded : ContextKind::Unknown;
  case Role::Async:
    // Who waits for it runs it.
    return Where == Place::Here ? ContextKind::Unknown
                                : ContextKind::Continuation;
  default:
    if (!IsHere)
      return ContextKind::Unknown;
  }
  // Called here.
  return contextOfParent(B);
}

/// That of what is called at once: the code around it, as far as that is known.
ContextKind ContextResolver::contextOfParent(Body &B) {
  B.IsInline = true;
  B.HandedTo = nullptr;
  if (!B.Parent)
    return ContextKind::Unknown;
  resolve(*B.Parent);
  return B.Parent->Context;
}

/// What the coroutine \p B names among its parameters to start on; null if that
/// is nothing.
static const ParmVarDecl *startsOn(const Body &B, const Models &Known) {
  llvm::ArrayRef<ParmVarDecl *> Params = B.Function->parameters();
  for (size_t I = 0; B.IsCoroutine && I + 1 < Params.size(); ++I)
    if (const TypeModel *Model = Known.type(Params[I]->getType());
        Model && Model->Kind == TypeKind::StartTag)
      return Params[I + 1];
  return nullptr;
}

ContextKind ContextResolver::contextWhenPassed(Body &B, const Handing &How) {
  if (!How.To)
    return ContextKind::Unknown;
  ContextKind Context = contextWhenPassed(B, *How.To, How.Index);
  // What is bound to an executor runs there, whoever calls it.
  if (std::optional<Place> Bound = boundTo(How, F);
      Bound && !B.IsInline && How.To->Match && Context != ContextKind::Unknown)
    Context = contextAt(*Bound);
  if (Context == ContextKind::Fiber)
    B.Fibers = B.IsInline ? B.Parent->Fibers : How.To->Match->Library;
  if (Context == ContextKind::Continuation)
    B.OnLocalLoop |= B.IsInline ? B.Parent->OnLocalLoop
                                : F.placeOf(*How.To) == Place::LocalLoop;
  return Context;
}

void ContextResolver::resolve(Body &B) {
  if (!Resolved.insert(B.Id).second)
    return;
  if (B.IsTest || (!B.Lambda && F.models().isEntryPoint(B.Function))) {
    B.Context = ContextKind::MayBlock;
    if (!B.Lambda)
      return;
  }
  // A coroutine may say itself where it runs, by what it returns or is given.
  const ParmVarDecl *Given = startsOn(B, F.models());
  const TypeModel *Says = Given ? F.models().type(pointedTo(Given->getType()))
                          : B.IsCoroutine
                              ? F.models().type(B.Function->getReturnType())
                              : nullptr;
  if (!B.IsTest && (Given || (Says && Says->Runs != Place::Unknown))) {
    B.Context = contextAt(Says ? Says->Runs : Place::Unknown);
    if (B.Context == ContextKind::Continuation)
      B.Context = ContextKind::Coroutine;
    return;
  }
  // A generator that is pulled runs like any function that its user calls.
  bool IsPulled = B.IsCoroutine && B.Awaits.empty() &&
                  F.types().isGenerator(B.Function->getReturnType());
  if (!B.Lambda)
    return resolveFunction(B, IsPulled);

  auto ByUse = [&](const Use &How, Body *At) {
    if (How.Is == Use::ObjectOf) {
      const Operation *Op = F.operationAt(How.Call);
      // Only its call operator calls it.
      if (!Op || !At || !isa<CXXOperatorCallExpr>(How.Call))
        return ContextKind::Unknown;
      B.IsInline = true;
      resolve(*At);
      B.Fibers = At->Fibers;
      B.OnLocalLoop |= At->OnLocalLoop;
      return At->Context;
    }
    return contextWhenPassed(B, handingOf(How, F));
  };

  const Use &How = B.How;
  ContextKind Context;
  if (How.Is == Use::Local) {
    // As all of the variable's uses say, if they agree.
    std::optional<ContextKind> Agreed;
    bool AllInline = true;
    B.IsOnlyCalled = true;
    for (const Mention &M : F.mentions(How.Var)) {
      B.IsInline = false;
      B.IsOnlyCalled &= M.How.Is == Use::ObjectOf;
      ContextKind Here = ByUse(M.How, M.In);
      AllInline &= B.IsInline;
      Agreed = !Agreed || *Agreed == Here ? Here : ContextKind::Unknown;
    }
    B.IsInline = AllInline && Agreed;
    Context = Agreed.value_or(ContextKind::Unknown);
  } else {
    Context = ByUse(How, B.Parent);
  }
  if (B.IsTest) {
    B.Context = ContextKind::MayBlock;
    return;
  }
  // A coroutine keeps its own rules wherever it is started, except on a pool
  // that it is given as a whole.
  if (B.IsCoroutine) {
    B.IsInline = false;
    B.Context = Context == ContextKind::Offloaded ? Context
                : IsPulled                        ? ContextKind::Plain
                                                  : ContextKind::Coroutine;
    return;
  }
  B.Context = Context;
}

} // namespace clang::tidy::async
