//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Contexts.h"
#include "facts/Callables.h"
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
  explicit ContextResolver(Facts &F)
      : F(F), Handed(callbackFunctions(F)),
        Receivers(F, [this](const Body &B) { return contextOf(B); }) {}
  void resolveAll();

private:
  void resolve(Body &B);
  void settle(Body &B);
  ContextKind contextOf(const Body &B);
  void resolveFunction(Body &B, bool IsPulled);
  void noteTestObjects();
  void noteTestHelpers();
  void noteLocalLoops();
  ContextKind contextWhenPassed(Body &B, const Operation &Op, unsigned Index);
  ContextKind contextWhenPassed(Body &B, const Handoff &How);
  ContextKind contextOfParent(Body &B);

  Facts &F;
  CallbackFunctions Handed;
  Callables Receivers;
  llvm::DenseSet<unsigned> Resolved;
  llvm::DenseSet<unsigned> Open; ///< Being resolved.
};
} // namespace

void ContextResolver::resolveAll() {
  noteTestObjects();
  noteTestHelpers();
  for (Body &B : F.bodies())
    resolve(B);
  noteLocalLoops();
}

/// Marks the code on event loops if all loops of the unit are those of one user
/// or device.
void ContextResolver::noteLocalLoops() {
  auto IsLocal = [&](const Operation &Op) {
    return F.models().hasTrait(Op.Site, Trait::LocalLoop);
  };
  if (llvm::none_of(F.bodies(), [&](const Body &B) {
        return llvm::any_of(B.Operations, IsLocal);
      }))
    return;
  for (Body &B : F.bodies())
    B.OnLocalLoop |= B.Context == ContextKind::Continuation ||
                     B.Context == ContextKind::Coroutine;
}

void resolveContexts(Facts &Unit) { ContextResolver(Unit).resolveAll(); }

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
    if (isLoop(Model->Runs) && Receivers.isThreaded(Model->Library))
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
    // An unknown function of the user's own is not evidence.
    if (Context == ContextKind::Unknown && How.To && !How.To->Match)
      continue;
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

ContextKind ContextResolver::contextWhenPassed(Body &B, const Operation &Op,
                                               unsigned Index) {
  if (!Op.Match && !isAnnotated(Op.Site.Function, "offloads")) {
    std::optional<CallableFate> Fate = Receivers.fateOf(Op, Index);
    if (!Fate)
      return ContextKind::Unknown;
    if (Fate->Is != ValueFate::Called) {
      B.PassedTo = &Op;
      B.OnLocalLoop |= Fate->Is == ValueFate::OnLocalLoop;
      return contextOfFate(Fate->Is);
    }
    if (!B.Lambda || !B.Parent)
      return ContextKind::Unknown;
    B.IsInTry |= Fate->InTry;
    B.CaughtLibrary = B.CaughtLibrary ? B.CaughtLibrary : Fate->Caught;
    return contextOfParent(B);
  }
  B.PassedTo = &Op;
  if (!Op.Match)
    return ContextKind::Offloaded;
  ContextKind Context = Receivers.contextOf(Op, Index);
  return Context == ContextKind::Plain ? contextOfParent(B) : Context;
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
  // A callable bound to an executor runs there, regardless of its caller, if a
  // library posts it.
  if (std::optional<Place> Bound = placeOfAdapters(How, F);
      Bound && !B.IsInline && Context != ContextKind::Unknown) {
    if (!How.To->Match) {
      B.PassedTo = nullptr;
      B.OnLocalLoop = false;
      return ContextKind::Unknown;
    }
    Context = contextAt(*Bound);
  }
  if (Context == ContextKind::Fiber)
    B.Fibers = B.IsInline ? B.Parent->Fibers : How.To->Match->Library;
  if (Context == ContextKind::Continuation)
    B.OnLocalLoop |= B.IsInline ? B.Parent->OnLocalLoop
                                : F.placeOf(*How.To) == Place::LocalLoop;
  return Context;
}

ContextKind ContextResolver::contextOf(const Body &B) {
  // It depends on itself.
  if (Open.contains(B.Id))
    return ContextKind::Unknown;
  resolve(F.bodies()[B.Id]);
  return B.Context;
}

void ContextResolver::resolve(Body &B) {
  if (!Resolved.insert(B.Id).second)
    return;
  Open.insert(B.Id);
  settle(B);
  Open.erase(B.Id);
}

void ContextResolver::settle(Body &B) {
  // It may have been resolved before, without the index.
  B.Context = ContextKind::Plain;
  B.PassedTo = nullptr;
  B.Fibers = nullptr;
  B.OnLocalLoop = B.IsInline = B.IsOnlyCalled = false;
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
