//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Contexts.h"
#include "facts/Chains.h"
#include "facts/Handoffs.h"
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
/// Resolves the context of each body once.
class ContextResolver {
public:
  explicit ContextResolver(Facts &F) : F(F), Handed(callbackFunctions(F)) {}
  void resolveAll();

private:
  void resolve(Body &B);
  void resolveFunction(Body &B, bool IsPulled);
  void noteTestObjects();
  void noteTestHelpers();
  void noteThreads();
  ContextKind contextWhenPassed(Body &B, const Operation &Op, unsigned Index);
  ContextKind contextWhenPassed(Body &B, const Handoff &How);
  ContextKind contextOfParent(Body &B);

  Facts &F;
  CallbackFunctions Handed;
  llvm::DenseSet<unsigned> Resolved;
  /// Libraries whose event loops have several threads in this unit.
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

/// The context of a callable that runs at \p P and is not called at once.
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

/// Marks the methods of objects that are passed to a framework, which calls
/// them as tests.
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

/// Marks the functions of this file that only tests call.
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

/// The model of the class that \p Method is a handler for: a class that calls
/// the methods that its subclasses override, or the class of the object that \p
/// Method makes.
static const TypeModel *handlerModel(const CXXMethodDecl *Method,
                                     const Models &AllModels) {
  if (Method->size_overridden_methods() == 0 || isa<CXXDestructorDecl>(Method))
    return nullptr;
  QualType ReturnType = Method->getReturnType();
  const TypeModel *Model = ReturnType->isPointerType()
                               ? AllModels.type(ReturnType->getPointeeType())
                               : nullptr;
  if (Model && Model->Factories)
    return Model;
  const CXXRecordDecl *Class = Method->getParent();
  Model = AllModels.type(Class);
  if (!Model || Model->Kind != TypeKind::Handler)
    return nullptr;
  // The method may belong to another interface of the class.
  auto BelongsToModel = [&](const CXXMethodDecl *Overridden) {
    const CXXRecordDecl *Declaring = Overridden->getParent();
    bool Belongs = AllModels.type(Declaring) == Model;
    walkBases(Class, [&](const CXXRecordDecl *Base) {
      Belongs |= isOneOf(Base, Model->Names, *Model->Library) &&
                 Base->hasDefinition() && Base->isDerivedFrom(Declaring);
      return !Belongs;
    });
    return Belongs;
  };
  return llvm::any_of(Method->overridden_methods(), BelongsToModel) ? Model
                                                                    : nullptr;
}

void ContextResolver::resolveFunction(Body &B, bool IsPulled) {
  if (B.IsCoroutine && !IsPulled) {
    B.Context = ContextKind::Coroutine;
    return;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(B.Function);
  if (const TypeModel *Model =
          Method ? handlerModel(Method, F.models()) : nullptr) {
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
  auto Handoffs = Handed.find(B.Function->getCanonicalDecl());
  if (Handoffs == Handed.end())
    return;
  // All operations that the function is passed to must agree.
  std::optional<ContextKind> Agreed;
  for (const Handoff &How : Handoffs->second) {
    ContextKind Context = contextWhenPassed(B, How);
    Agreed = !Agreed || *Agreed == Context ? Context : ContextKind::Unknown;
  }
  bool IsInline = std::exchange(B.IsInline, false);
  if (!IsInline &&
      (Agreed == ContextKind::Continuation || Agreed == ContextKind::Fiber)) {
    B.Context = *Agreed;
  } else {
    // The caller decides.
    B.OnLocalLoop = false;
    B.PassedTo = nullptr;
    B.Fibers = nullptr;
  }
}

/// How many functions may pass on a callable before one calls it.
static constexpr unsigned MaxPassedOn = 4;

/// If \p Op calls a visible function that only calls its argument \p Index
/// before it returns, the surroundings that all of these calls share. Nothing
/// if the argument may be used in another way.
static std::optional<Surroundings> surroundingsOfCalls(const Operation &Op,
                                                       unsigned Index,
                                                       const Facts &F,
                                                       unsigned Depth = 0) {
  const Body *Callee = F.bodyOf(F.target(Op));
  if (!Callee || Callee->IsCoroutine || Callee->isDependent() ||
      isAnnotated(Callee->Function, "nonblocking") ||
      isAnnotated(Callee->Function, "blocking") ||
      Index >= Callee->Function->getNumParams() || Depth == MaxPassedOn)
    return std::nullopt;
  std::optional<Surroundings> All;
  for (const Mention &M : F.mentions(Callee->Function->getParamDecl(Index))) {
    const Operation *User =
        M.Usage.Call ? F.operationAt(M.Usage.Call) : nullptr;
    if (!User || M.In != Callee)
      return std::nullopt;
    std::optional<Surroundings> CallAt = User->At;
    if (M.Usage.Is == Use::Passed && !User->Match) {
      CallAt = surroundingsOfCalls(*User, M.Usage.Index, F, Depth + 1);
      if (!CallAt)
        return std::nullopt;
      CallAt->InTry |= User->At.InTry;
    } else if (M.Usage.Is == Use::Passed) {
      const Expr *Callable = User->Site.at(User->Match->Callable);
      if (!User->Match.has(RoleInfo::RunsCallableHere) ||
          M.Usage.Index >= User->Site.Args.size() ||
          Callable != User->Site.Args[M.Usage.Index])
        return std::nullopt;
    } else if (const auto *Operator =
                   dyn_cast<CXXOperatorCallExpr>(User->expr());
               M.Usage.Is != Use::ObjectOf || !Operator ||
               Operator->getOperator() != OO_Call) {
      return std::nullopt;
    }
    if (!All) {
      All = CallAt;
    } else {
      All->InTry &= CallAt->InTry;
      All->Caught = All->Caught == CallAt->Caught ? All->Caught : nullptr;
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
    std::optional<Surroundings> Called = surroundingsOfCalls(Op, Index, F);
    if (!Called || !B.Lambda || !B.Parent)
      return ContextKind::Unknown;
    B.IsInTry |= Called->InTry;
    B.CaughtLibrary = B.CaughtLibrary ? B.CaughtLibrary : Called->Caught;
    return contextOfParent(B);
  }
  B.PassedTo = &Op;
  if (!Op.Match)
    return ContextKind::Offloaded;
  if (IsAt(Op.Match->Token))
    return ContextKind::Continuation;
  if (!IsAt(Op.Match->Callable) && Op.Match->Callable)
    return ContextKind::Unknown;
  Place Target = F.placeOf(Op);
  if (isLoop(Target) && Threaded.contains(Op.Match->Library))
    return ContextKind::Unknown;
  if (Op.is(Role::Continue) && Target == Place::Unknown)
    if (std::optional<Place> InChain = placeInChain(Op, F))
      return contextAt(*InChain);
  if (Op.Match.has(RoleInfo::RunsCallableLater))
    return Target == Place::Pool || Target == Place::Thread ||
                   Target == Place::Fiber
               ? contextAt(Target)
               : ContextKind::Continuation;
  bool RunsHere = Op.Match.has(RoleInfo::RunsCallableHere);
  if (Op.Match.has(RoleInfo::RunsCallableElsewhere)) {
    if (Target == Place::Unknown && Op.is(Role::Offload))
      return ContextKind::Offloaded;
    if (Target != Place::Here)
      return contextAt(Target);
    RunsHere = true;
  }
  switch (Op.Match->Is) {
  case Role::MayBlock:
    return Target == Place::Fiber ? ContextKind::Fiber : ContextKind::MayBlock;
  case Role::Spawn:
    // The callable is the coroutine itself; its pool may exist for blocking
    // calls.
    return Target == Place::Pool ? ContextKind::Offloaded
                                 : ContextKind::Unknown;
  case Role::Async:
    // The waiting thread runs it.
    return Target == Place::Here ? ContextKind::Unknown
                                 : ContextKind::Continuation;
  default:
    if (!RunsHere)
      return ContextKind::Unknown;
  }
  // The callable is called here.
  return contextOfParent(B);
}

/// The context of a body that is called at once: that of the code around it, if
/// known.
ContextKind ContextResolver::contextOfParent(Body &B) {
  B.IsInline = true;
  B.PassedTo = nullptr;
  if (!B.Parent)
    return ContextKind::Unknown;
  resolve(*B.Parent);
  return B.Parent->Context;
}

/// The parameter by which the coroutine \p B names where it starts; null if
/// there is none.
static const ParmVarDecl *startParameterOf(const Body &B,
                                           const Models &AllModels) {
  llvm::ArrayRef<ParmVarDecl *> Params = B.Function->parameters();
  for (size_t I = 0; B.IsCoroutine && I + 1 < Params.size(); ++I)
    if (const TypeModel *Model = AllModels.type(Params[I]->getType());
        Model && Model->Kind == TypeKind::StartTag)
      return Params[I + 1];
  return nullptr;
}

ContextKind ContextResolver::contextWhenPassed(Body &B, const Handoff &How) {
  if (!How.To)
    return ContextKind::Unknown;
  ContextKind Context = contextWhenPassed(B, *How.To, How.Index);
  // A callable bound to an executor runs there, regardless of its caller.
  if (std::optional<Place> Bound = placeOfAdapters(How, F);
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
  // A coroutine may itself determine where it runs, by its return type or a
  // parameter.
  const ParmVarDecl *StartParameter = startParameterOf(B, F.models());
  const TypeModel *Model =
      StartParameter  ? F.models().type(pointedTo(StartParameter->getType()))
      : B.IsCoroutine ? F.models().type(B.Function->getReturnType())
                      : nullptr;
  if (!B.IsTest &&
      (StartParameter || (Model && Model->Runs != Place::Unknown))) {
    B.Context = contextAt(Model ? Model->Runs : Place::Unknown);
    if (B.Context == ContextKind::Continuation)
      B.Context = ContextKind::Coroutine;
    return;
  }
  // A pulled generator runs like any function that its user calls.
  bool IsPulled = B.IsCoroutine && B.Awaits.empty() &&
                  F.types().isGenerator(B.Function->getReturnType());
  if (!B.Lambda)
    return resolveFunction(B, IsPulled);

  auto ContextOfUse = [&](const Use &How, Body *User) {
    if (How.Is == Use::ObjectOf) {
      const Operation *Op = F.operationAt(How.Call);
      // Only its call operator runs the lambda.
      if (!Op || !User || !isa<CXXOperatorCallExpr>(How.Call))
        return ContextKind::Unknown;
      B.IsInline = true;
      resolve(*User);
      B.Fibers = User->Fibers;
      B.OnLocalLoop |= User->OnLocalLoop;
      return User->Context;
    }
    return contextWhenPassed(B, handoffOf(How, F));
  };

  const Use &How = B.Usage;
  ContextKind Context;
  if (How.Is == Use::Local) {
    // All uses of the variable must agree.
    std::optional<ContextKind> Agreed;
    bool AllInline = true;
    B.IsOnlyCalled = true;
    for (const Mention &M : F.mentions(How.Var)) {
      B.IsInline = false;
      B.IsOnlyCalled &= M.Usage.Is == Use::ObjectOf;
      ContextKind UseContext = ContextOfUse(M.Usage, M.In);
      AllInline &= B.IsInline;
      Agreed =
          !Agreed || *Agreed == UseContext ? UseContext : ContextKind::Unknown;
    }
    B.IsInline = AllInline && Agreed;
    Context = Agreed.value_or(ContextKind::Unknown);
  } else {
    Context = ContextOfUse(How, B.Parent);
  }
  if (B.IsTest) {
    B.Context = ContextKind::MayBlock;
    return;
  }
  // A coroutine keeps its own context wherever it is started, except on a pool
  // that runs all of it.
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
