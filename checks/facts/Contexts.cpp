//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Contexts.h"
#include "facts/Chains.h"
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
  explicit ContextResolver(Facts &F) : F(F) {}
  void resolveAll();

private:
  /// What a callable is handed to, through what binds it.
  struct Handing {
    const Operation *To = nullptr; ///< Null if that is not known.
    unsigned Index = 0;            ///< The argument that it is.
    /// The outermost adapter around it, or itself; null if there is none.
    const Expr *Outermost = nullptr;
  };
  Handing handingOf(const Use &How) const;
  void resolve(Body &B);
  void resolveFunction(Body &B, bool IsPulled);
  void noteTestObjects();
  void noteThreads();
  void noteHandedFunctions();
  ContextKind contextWhenPassed(Body &B, const Operation &Op, unsigned Index);
  ContextKind contextWhenPassed(Body &B, const Handing &How);

  Facts &F;
  llvm::DenseMap<const FunctionDecl *, llvm::SmallVector<Handing, 1>>
      HandedFunctions;
  llvm::DenseSet<const Body *> Resolved;
  /// Libraries whose event loops have several threads here.
  llvm::SmallPtrSet<const LibraryModel *, 2> Threaded;
};
} // namespace

void ContextResolver::resolveAll() {
  noteTestObjects();
  noteThreads();
  noteHandedFunctions();
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

ContextResolver::Handing ContextResolver::handingOf(const Use &How) const {
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
    return IsCallable ? handingOf(Found.To->Result) : Handing();
  }
  if (const Operation *Pipe = pipeOf(*Found.To, F))
    return {Pipe, Found.Index + 1, Found.Outermost};
  return Found;
}

/// Functions that are handed by their names, alone or bound to an object, to
/// what runs callables later, and that nothing else calls.
void ContextResolver::noteHandedFunctions() {
  for (const Body &B : F.bodies())
    for (const Operation &Op : B.Operations) {
      if (!Op.is(Role::Post) && !Op.is(Role::MayBlock) && !Op.is(Role::Async) &&
          !Op.is(Role::Continue) && !Op.is(Role::Observe) && !Op.is(Role::Bind))
        continue;
      for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
        const Body *Handed = F.bodyOfCallable(Arg);
        if (!Handed || Handed->Lambda || !F.callsOf(Handed->Function).empty() ||
            !F.isAddressTaken(Handed->Function))
          continue;
        Use How;
        How.Is = Use::Passed;
        How.Call = Op.expr();
        How.Index = Index;
        How.Through = Arg;
        HandedFunctions[Handed->Function->getCanonicalDecl()].push_back(
            handingOf(How));
      }
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
  auto Handed = HandedFunctions.find(B.Function->getCanonicalDecl());
  if (Handed == HandedFunctions.end())
    return;
  // As all that it is handed to say, if they agree.
  std::optional<ContextKind> Agreed;
  for (const Handing &How : Handed->second) {
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

ContextKind ContextResolver::contextWhenPassed(Body &B, const Operation &Op,
                                               unsigned Index) {
  auto IsAt = [&](Position P) {
    return (P.K == Position::Index && P.N == Index) ||
           (P.K == Position::Last && Index + 1 == Op.Site.Args.size()) ||
           P.K == Position::All;
  };
  if (!Op.Match && !isAnnotated(Op.Site.Function, "offloads"))
    return ContextKind::Unknown;
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
  // Called here: the code around it, as far as that is known.
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

/// Where a callable runs because an adapter around it, of which \p Outermost
/// is the outermost one, names an executor; the outermost one counts.
static std::optional<Place> boundTo(const Expr *Outermost, const Facts &Unit) {
  for (const Expr *E = Outermost; E;) {
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

ContextKind ContextResolver::contextWhenPassed(Body &B, const Handing &How) {
  if (!How.To)
    return ContextKind::Unknown;
  ContextKind Context = contextWhenPassed(B, *How.To, How.Index);
  // What is bound to an executor runs there, whoever calls it.
  if (std::optional<Place> Bound = boundTo(How.Outermost, F);
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
  if (!Resolved.insert(&B).second)
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
  if (Given || (Says && Says->Runs != Place::Unknown)) {
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
    return contextWhenPassed(B, handingOf(How));
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
