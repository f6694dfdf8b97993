//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Facts.h"
#include "Compat.h"
#include "facts/FactsBuilder.h"
#include "clang/AST/Attr.h"

namespace clang::tidy::async {

const Expr *stripAdapters(const Expr *E, const Models &Known) {
  while (E) {
    E = stripImplicit(E);
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
        Cast && Cast->getCastKind() != CK_ToVoid) {
      E = Cast->getSubExpr();
      continue;
    }
    CallSite Site = CallSite::of(E);
    CallMatch Match = Known.call(Site);
    const Expr *Inner =
        Match && Match->Is == Role::Adapt ? Site.at(Match->Task) : nullptr;
    if (!Inner)
      return E;
    E = Inner;
  }
  return E;
}

const Operation *makerOf(const Expr *E, const Facts &Unit) {
  E = E ? stripAdapters(E, Unit.models()) : nullptr;
  if (!E)
    return nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
        Var && Var->hasLocalStorage() && Var->getInit())
      E = stripAdapters(Var->getInit(), Unit.models());
  return Unit.operationAt(E);
}

const Operation *pipeOf(const Operation &Closure, const Facts &Unit) {
  const Operation *Pipe = Closure.Result.Is == Use::Passed
                              ? Unit.operationAt(Closure.Result.Call)
                              : nullptr;
  return Pipe && Pipe->Site.Closure == Closure.expr() ? Pipe : nullptr;
}

/// What `op.via(x)`, with other adapters around it, gives the work of \p Op to.
static const Operation *driverOf(const Operation &Op, const Facts &Unit) {
  const Operation *Driver = nullptr;
  for (const Expr *E = Op.Result.Through; E && E != Op.expr();) {
    const Operation *Adapter = Unit.operationAt(E);
    if (!Adapter || !Adapter->is(Role::Adapt))
      return nullptr;
    if (Adapter->Match->Moved == Moves::Work)
      Driver = Adapter; // The innermost one counts.
    E = Adapter->Site.at(Adapter->Match->Task);
    E = E ? stripImplicit(E) : nullptr;
  }
  return Driver;
}

std::optional<Place> placeInChain(const Operation &Op, const Facts &Unit) {
  // Before it: the last hop counts.
  const Expr *Task = Op.Match ? Op.Site.at(Op.Match->Task) : nullptr;
  for (unsigned Depth = 0; Task && Depth < 16; ++Depth) {
    const Operation *Before = makerOf(Task, Unit);
    if (!Before || !Before->Match)
      break;
    if (Before->is(Role::Hop))
      return Unit.placeOf(*Before);
    if (!Before->is(Role::Continue))
      break;
    Task = Before->Site.at(Before->Match->Task);
  }
  // Around it: `starts_on(x, just() | then(f))`, `task.defer(f).via(x)`.
  const Operation *Last = &Op;
  for (unsigned Depth = 0; Depth < 16; ++Depth) {
    if (const Operation *Driver = driverOf(*Last, Unit))
      return Unit.placeOf(*Driver);
    bool IsObject = Last->Result.Is == Use::ObjectOf;
    const Operation *Outer = IsObject || Last->Result.Is == Use::Passed
                                 ? Unit.operationAt(Last->Result.Call)
                                 : nullptr;
    if (!Outer || !Outer->Match ||
        (IsObject ? Outer->Match->Task.K != Position::This ||
                        Outer->Match->StartsAs != Start::Lazy
                  : Outer->Match->Task.K == Position::Index &&
                        Outer->Match->Task.N != Last->Result.Index))
      break;
    // Whoever waits for it may run it meanwhile.
    if (Outer->is(Role::Wait))
      return Place::Unknown;
    if (Outer->is(Role::Hop) && Outer->Match->Moved == Moves::Work)
      return Unit.placeOf(*Outer);
    if (!Outer->is(Role::Continue))
      break;
    Last = Outer;
  }
  return std::nullopt;
}

bool isAnnotated(const FunctionDecl *Function, StringRef What) {
  return Function &&
         (hasFunctionEffect(*Function, What) ||
          llvm::any_of(Function->specific_attrs<AnnotateAttr>(),
                       [&](const AnnotateAttr *Attr) {
                         StringRef Text = Attr->getAnnotation();
                         return Text.consume_front("async-tidy::") &&
                                Text == What;
                       }));
}

Facts::Facts(ASTContext &Context, const Models &Known, FactsOptions O)
    : Context(Context), Known(Known), Options(std::move(O)),
      Types(Context, Known) {
  if (!Options.TestPaths.empty())
    TestPaths.emplace(Options.TestPaths);
  FactsBuilder(*this).walkUnit();
  resolveContexts();
}

Facts::~Facts() = default;

const Body *Facts::bodyOf(const FunctionDecl *F) const {
  return F ? ByFunction.lookup(F->getCanonicalDecl()) : nullptr;
}

const Body *Facts::bodyOf(const LambdaExpr *E) const {
  return ByLambdaClass.lookup(E->getLambdaClass());
}

const Body *Facts::bodyOfCallable(const Expr *E) const {
  E = stripAdapters(E, Known);
  if (!E)
    return nullptr;
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripImplicit(Address->getSubExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return bodyOf(Lambda);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return bodyOf(Function);
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (const CXXRecordDecl *Class = classOf(Var->getType());
          Class && Class->isLambda())
        return ByLambdaClass.lookup(Class);
  }
  // A functor with one call operator in sight.
  if (const CXXRecordDecl *Class = classOf(E->getType());
      Class && Class->getDefinition() && !Class->isLambda()) {
    auto Found =
        Class->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Call));
    if (Found.isSingleResult())
      return bodyOf(dyn_cast<FunctionDecl>(Found.front()));
  }
  return nullptr;
}

llvm::ArrayRef<Mention> Facts::mentions(const ValueDecl *D) const {
  auto Found = Mentions.find(D->getCanonicalDecl());
  return Found == Mentions.end() ? llvm::ArrayRef<Mention>() : Found->second;
}

llvm::ArrayRef<const Operation *> Facts::callsOf(const FunctionDecl *F) const {
  auto Found = Calls.find(F->getCanonicalDecl());
  return Found == Calls.end() ? llvm::ArrayRef<const Operation *>()
                              : Found->second;
}

const Operation *Facts::operationAt(const Expr *E) const {
  return ByExpr.lookup(E);
}

const FunctionDecl *Facts::target(const Operation &Op) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Op.Site.Function);
  if (!Method || !Method->isVirtual())
    return Op.Site.Function;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Op.expr());
  const auto *Member =
      Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts())
           : nullptr;
  if (!Member || Member->hasQualifier())
    return Method;
  if (const CXXMethodDecl *Known = Method->getDevirtualizedMethod(
          Member->getBase(), /*IsAppleKext=*/false))
    return Known;
  // An interface with one implementation.
  while (Method->isPureVirtual()) {
    auto Found = Overriders.find(Method->getCanonicalDecl());
    if (Found == Overriders.end() || Found->second.size() != 1)
      return nullptr;
    Method = Found->second.front();
  }
  return Overriders.contains(Method->getCanonicalDecl()) ? nullptr : Method;
}

const Expr *Facts::executorRoot(const Expr *E) const {
  for (unsigned Depth = 0; E && Depth < 8; ++Depth) {
    const Expr *Bare = stripAdapters(E, Known);
    if (const auto *Operator = dyn_cast<UnaryOperator>(Bare);
        Operator && (Operator->getOpcode() == UO_AddrOf ||
                     Operator->getOpcode() == UO_Deref)) {
      E = Operator->getSubExpr();
      continue;
    }
    CallSite Site = CallSite::of(Bare);
    if (CallMatch Match = Known.call(Site);
        Match && Match->Is == Role::Executor)
      if (const Expr *Of = Site.at(Match->Executor)) {
        E = Of;
        continue;
      }
    // A smart pointer stands for its object.
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Bare);
        Operator && Operator->getNumArgs() == 1 &&
        (Operator->getOperator() == OO_Arrow ||
         Operator->getOperator() == OO_Star)) {
      E = Operator->getArg(0);
      continue;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && Var->isLocalVarDecl() && !Var->isStaticLocal() &&
          Var->getInit() &&
          !isa<CXXConstructExpr>(stripImplicit(Var->getInit()))) {
        E = Var->getInit();
        continue;
      }
    return Bare;
  }
  return E;
}

Place Facts::placeOf(const Operation &Op) const {
  if (!Op.Match)
    return Place::Unknown;
  if (const Expr *Executor = Op.Site.at(Op.Match->Executor)) {
    for (const Expr *E :
         {stripAdapters(Executor, Known), executorRoot(Executor)}) {
      if (CallMatch Match = Known.call(CallSite::of(E));
          Match && Match->Is == Role::Executor && Match->Runs != Place::Unknown)
        return Match->Runs;
      if (const TypeModel *Model = Known.type(pointedTo(E->getType()));
          Model && Model->Runs != Place::Unknown)
        return Model->Runs;
    }
  }
  return Op.Match->Runs;
}

//===----------------------------------------------------------------------===//
// Contexts
//===----------------------------------------------------------------------===//

bool Body::suspendsIn(const Operation &Op) const {
  if (Context != ContextKind::Fiber || !Op.Match || Op.Match->Library != Fibers)
    return false;
  switch (Op.Match->Is) {
  case Role::Wait:
  case Role::TimedWait:
    return true;
  case Role::Block:
    return Op.Match->Blocks == Blocking::Event ||
           Op.Match->Blocks == Blocking::Lock ||
           Op.Match->Blocks == Blocking::Thread;
  default:
    return false;
  }
}

void Facts::resolveContexts() {
  noteTestObjects();
  noteHandedFunctions();
  for (Body &B : Bodies)
    resolveContext(B);
}

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
void Facts::noteTestObjects() {
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Classes;
  for (const Body &B : Bodies)
    for (const Operation &Op : B.Operations) {
      if (!Op.is(Role::MayBlock) || placeOf(Op) == Place::Fiber)
        continue;
      const Expr *Object = Op.Site.at(Op.Match->Callable);
      QualType T = Object ? stripImplicit(Object)->getType() : QualType();
      if (!T.isNull() && T->isPointerType())
        if (const CXXRecordDecl *Class = classOf(T->getPointeeType()))
          Classes.insert(Class->getCanonicalDecl());
    }
  if (Classes.empty())
    return;
  for (Body &B : Bodies)
    if (const auto *Method = dyn_cast<CXXMethodDecl>(B.Function))
      if (Classes.contains(Method->getParent()->getCanonicalDecl()))
        markAsTest(B);
}

Facts::Handing Facts::handingOf(const Use &How) const {
  Handing Found = {How.Is == Use::Passed ? operationAt(How.Call) : nullptr,
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
  if (const Operation *Pipe = pipeOf(*Found.To, *this))
    return {Pipe, Found.Index + 1, Found.Outermost};
  return Found;
}

/// Functions that are handed by their names, alone or bound to an object, to
/// what runs callables later, and that nothing else calls.
void Facts::noteHandedFunctions() {
  for (const Body &B : Bodies)
    for (const Operation &Op : B.Operations) {
      if (!Op.is(Role::Post) && !Op.is(Role::MayBlock) && !Op.is(Role::Async) &&
          !Op.is(Role::Continue) && !Op.is(Role::Observe) && !Op.is(Role::Bind))
        continue;
      for (auto [Index, Arg] : llvm::enumerate(Op.Site.Args)) {
        const Body *Handed = bodyOfCallable(Arg);
        if (!Handed || Handed->Lambda || !callsOf(Handed->Function).empty() ||
            !isAddressTaken(Handed->Function))
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

/// The model of the class that \p Function, a method, is a handler for: one
/// that calls what its subclasses override.
static const TypeModel *handledFor(const FunctionDecl *Function,
                                   const Models &Known) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || Method->size_overridden_methods() == 0 ||
      isa<CXXDestructorDecl>(Method))
    return nullptr;
  const TypeModel *Model = Known.type(Method->getParent());
  if (!Model || Model->Kind != TypeKind::Handler)
    return nullptr;
  // It may be a method of another interface that the class has as well.
  return llvm::any_of(Method->overridden_methods(),
                      [&](const CXXMethodDecl *Overridden) {
                        return Known.type(Overridden->getParent()) == Model;
                      })
             ? Model
             : nullptr;
}

void Facts::resolveFunction(Body &B, bool IsPulled) {
  if (B.IsCoroutine && !IsPulled) {
    B.Context = ContextKind::Coroutine;
    return;
  }
  if (const TypeModel *Model = handledFor(B.Function, Known)) {
    if (ContextKind Context = contextAt(Model->Runs);
        Context != ContextKind::Unknown)
      B.Context = Context;
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
    B.HandedTo = nullptr;
    B.Fibers = nullptr;
  }
}

ContextKind Facts::contextWhenPassed(Body &B, const Operation &Op,
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
  Place Where = placeOf(Op);
  if (Op.is(Role::Continue) && Where == Place::Unknown)
    if (std::optional<Place> InChain = placeInChain(Op, *this))
      return contextAt(*InChain);
  switch (Op.Match->Is) {
  case Role::Offload:
  case Role::Post:
    if (Where == Place::Unknown && Op.is(Role::Offload))
      return ContextKind::Offloaded;
    if (Where == Place::Here)
      break;
    return contextAt(Where);
  case Role::MayBlock:
    return Where == Place::Fiber ? ContextKind::Fiber : ContextKind::MayBlock;
  case Role::Continue:
  case Role::Observe:
    return Where == Place::Pool || Where == Place::Thread ||
                   Where == Place::Fiber
               ? contextAt(Where)
               : ContextKind::Continuation;
  case Role::Spawn:
    // The coroutine itself; the pool it is given may be there for blocking.
    return Where == Place::Pool ? ContextKind::Offloaded : ContextKind::Unknown;
  case Role::Inline:
  case Role::Ready:
  case Role::SetValue:
    break;
  case Role::Async:
    // Who waits for it runs it.
    return Where == Place::Here ? ContextKind::Unknown
                                : ContextKind::Continuation;
  default:
    return ContextKind::Unknown;
  }
  // Called here: the code around it, as far as that is known.
  B.IsInline = true;
  B.HandedTo = nullptr;
  if (!B.Parent)
    return ContextKind::Unknown;
  resolveContext(*B.Parent);
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

ContextKind Facts::contextWhenPassed(Body &B, const Handing &How) {
  if (!How.To)
    return ContextKind::Unknown;
  ContextKind Context = contextWhenPassed(B, *How.To, How.Index);
  // What is bound to an executor runs there, whoever calls it.
  if (std::optional<Place> Bound = boundTo(How.Outermost, *this);
      Bound && !B.IsInline && How.To->Match && Context != ContextKind::Unknown)
    Context = contextAt(*Bound);
  if (Context == ContextKind::Fiber)
    B.Fibers = B.IsInline ? B.Parent->Fibers : How.To->Match->Library;
  return Context;
}

void Facts::resolveContext(Body &B) {
  if (!Resolved.insert(&B).second)
    return;
  if (B.IsTest || (!B.Lambda && Known.isEntryPoint(B.Function))) {
    B.Context = ContextKind::MayBlock;
    if (!B.Lambda)
      return;
  }
  // A coroutine may say itself where it runs, by what it returns or is given.
  const ParmVarDecl *Given = startsOn(B, Known);
  const TypeModel *Says = Given ? Known.type(pointedTo(Given->getType()))
                          : B.IsCoroutine
                              ? Known.type(B.Function->getReturnType())
                              : nullptr;
  if (Given || (Says && Says->Runs != Place::Unknown)) {
    B.Context = contextAt(Says ? Says->Runs : Place::Unknown);
    if (B.Context == ContextKind::Continuation)
      B.Context = ContextKind::Coroutine;
    return;
  }
  // A generator that is pulled runs like any function that its user calls.
  bool IsPulled = B.IsCoroutine && B.Awaits.empty() &&
                  Types.isGenerator(B.Function->getReturnType());
  if (!B.Lambda)
    return resolveFunction(B, IsPulled);

  auto ByUse = [&](const Use &How, Body *At) {
    if (How.Is == Use::ObjectOf) {
      const Operation *Op = operationAt(How.Call);
      // Only its call operator calls it.
      if (!Op || !At || !isa<CXXOperatorCallExpr>(How.Call))
        return ContextKind::Unknown;
      B.IsInline = true;
      resolveContext(*At);
      B.Fibers = At->Fibers;
      return At->Context;
    }
    return contextWhenPassed(B, handingOf(How));
  };

  const Use &How = LambdaUses[&B];
  ContextKind Context;
  if (How.Is == Use::Local) {
    // As all of the variable's uses say, if they agree.
    std::optional<ContextKind> Agreed;
    bool AllInline = true;
    B.IsOnlyCalled = true;
    for (const Mention &M : mentions(How.Var)) {
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
  // A coroutine keeps its own rules wherever it is started, but for a pool
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
