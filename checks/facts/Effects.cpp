//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Effects.h"
#include "facts/Chains.h"
#include "facts/Names.h"
#include "facts/Places.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include <queue>

namespace clang::tidy::async {

/// How many calls deep an effect is followed.
static constexpr unsigned MaxDepth = 8;

/// How many links of a chain are looked at.
static constexpr unsigned MaxLinks = 64;

bool hasFibers(const CallMatch &Match) {
  return Match &&
         llvm::any_of(Match->Library->Calls, [](const CallModel &Call) {
           return Call.Is == Role::MayBlock && Call.Runs == Place::Fiber;
         });
}

bool isForFibersOnly(const CallMatch &Match) {
  return hasFibers(Match) &&
         (Match->Library->Fibers ||
          llvm::none_of(Match->Library->Types, [](const TypeModel &Type) {
            return Type.Kind == TypeKind::Executor &&
                   (Type.Runs == Place::Pool || Type.Runs == Place::Thread);
          }));
}

const ReadyProof &Effects::proofs(const Body &B) {
  if (auto Known = Proofs.find(&B); Known != Proofs.end())
    return *Known->second;
  const ReadyProof *Around =
      B.Lambda && B.Parent ? &proofs(*B.Parent) : nullptr;
  auto &Slot = Proofs[&B];
  Slot = std::make_unique<ReadyProof>(F, B, Around);
  return *Slot;
}

/// True if \p B takes the outcome of what has been awaited: by the rules of the
/// language it is finished by then.
static bool isResumption(const Body &B) {
  const FunctionDecl *Function = B.named();
  return Function && isa<CXXMethodDecl>(Function) &&
         Function->getDeclName().isIdentifier() &&
         Function->getName() == "await_resume";
}

bool Effects::isBlockingWait(const Operation &Op) {
  if (!Op.Match || isResumption(*Op.In))
    return false;
  if (const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
      Timeout && isZero(Timeout, F.context()))
    return false;
  switch (Op.Match->Is) {
  case Role::Wait:
  case Role::TimedWait:
    break;
  case Role::Block:
    // A wait for what is no task has nothing to be finished.
    return (Op.Match->Blocks == Blocking::Event ||
            Op.Match->Blocks == Blocking::Thread ||
            Op.Match->Blocks == Blocking::Loop) &&
           !There.isAtOnce(Op);
  default:
    return false;
  }
  const Expr *Task = waitedTask(Op);
  if (!Task)
    return true;
  QualType T = stripImplicit(Task)->getType();
  if (!F.types().containsTask(T->isPointerType() ? T->getPointeeType() : T))
    return true;
  return !proofs(*Op.In).isFinished(Op);
}

bool Effects::isOffloadedByHop(const Operation &Op) {
  // A lambda that is called at once is where its parent is.
  for (const Body *B = Op.In; B; B = B->IsInline ? B->Parent : nullptr)
    if (llvm::any_of(B->Operations, [](const Operation &Other) {
          return Other.is(Role::Hop);
        }))
      return proofs(*Op.In).isOffloadedAt(Op.expr());
  return false;
}

//===----------------------------------------------------------------------===//
// Effects that spread from a function to those that call it
//===----------------------------------------------------------------------===//

bool Effects::hasEffect(const Operation &Op, const Body &Top, Cause Why) {
  if (Why == Computes)
    return Op.is(Role::Compute) && !isOffloadedByHop(Op);
  if (Op.is(Role::Block)) {
    // Short locks are taken everywhere.
    const Expr *Timeout = Op.Site.at(Op.Match->Timeout);
    return Op.Match->Blocks != Blocking::Lock &&
           !(Timeout && isZero(Timeout, F.context())) && !There.isAtOnce(Op) &&
           !isOffloadedByHop(Op);
  }
  // Who calls an ordinary function decides whether it may wait in a fiber.
  bool InFiber = Top.Context == ContextKind::Plain && hasFibers(Op.Match) &&
                 (Why == Blocks || isForFibersOnly(Op.Match));
  return !InFiber && isBlockingWait(Op) && !isOffloadedByHop(Op);
}

void Effects::gatherSteps(const Body &B, const Body &Top, Cause Why,
                          std::vector<Step> &To) {
  if (Why != Computes && isResumption(B))
    return;
  for (const Operation &Op : B.Operations) {
    if (Op.Match) {
      if (hasEffect(Op, Top, Why))
        To.push_back({&Op});
      continue;
    }
    // What the user says of a function counts for more than its body.
    if (isAnnotated(Op.Site.Function,
                    Why == Computes ? "cpu_bound" : "blocking")) {
      if (!isOffloadedByHop(Op))
        To.push_back({&Op});
      continue;
    }
    if (isAnnotated(Op.Site.Function, "nonblocking"))
      continue;
    const Body *Callee = F.bodyOf(F.target(Op));
    // A lambda that is called at once is a part of its parent. One that was
    // handed to another thread is called there, whatever stands in between.
    if (Callee && !Callee->IsCoroutine && !Callee->IsInline &&
        !(Callee->Lambda && (Callee->Context == ContextKind::Offloaded ||
                             Callee->Context == ContextKind::MayBlock)) &&
        !isOffloadedByHop(Op))
      To.push_back({&Op, Callee});
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCoroutine)
      gatherSteps(*Child, Top, Why, To);
}

void Effects::settle(llvm::ArrayRef<const Body *> Open,
                     llvm::ArrayRef<std::vector<Step>> Steps, Spread &Known) {
  using Entry = std::pair<unsigned, const Body *>;
  auto IsFarther = [](const Entry &A, const Entry &B) {
    return A.first > B.first;
  };
  std::priority_queue<Entry, std::vector<Entry>, decltype(IsFarther)> Todo(
      IsFarther);
  llvm::DenseMap<const Body *, llvm::SmallVector<const Body *, 2>> Callers;
  for (auto [B, Its] : llvm::zip_equal(Open, Steps))
    for (const Step &Next : Its) {
      if (!Next.Callee)
        Todo.push({1, B});
      else if (unsigned Distance = Known.Distance[Next.Callee->Id])
        Todo.push({Distance + 1, B});
      else
        Callers[Next.Callee].push_back(B);
    }
  while (!Todo.empty()) {
    auto [Distance, B] = Todo.top();
    Todo.pop();
    if (Known.Distance[B->Id])
      continue;
    Known.Distance[B->Id] = Distance;
    for (const Body *Caller : Callers.lookup(B))
      Todo.push({Distance + 1, Caller});
  }
  for (auto [B, Its] : llvm::zip_equal(Open, Steps))
    if (unsigned Distance = Known.Distance[B->Id])
      Known.Nearest[B->Id] = *llvm::find_if(Its, [&](const Step &Next) {
        // A callee without the effect has no distance.
        if (!Next.Callee)
          return Distance == 1;
        unsigned Beyond = Known.Distance[Next.Callee->Id];
        return Beyond && Beyond + 1 == Distance;
      });
}

std::optional<Witness> Effects::follow(const Body &From, Step Next,
                                       const Spread &Known) const {
  Witness Path{Next.Op, {}, {}};
  while (const Body *Callee = Next.Callee) {
    // What leads back to where it started is said there.
    if (Callee == &From || !Known.Distance[Callee->Id] ||
        Path.Beyond.size() + 1 == MaxDepth)
      return std::nullopt;
    Next = Known.Nearest[Callee->Id];
    Path.Beyond.push_back(
        {spanAt(Next.Op->expr()->getExprLoc(), F.sources()),
         spanAt(Next.Op->In->Code->getBeginLoc(), F.sources()),
         nameOf(Next.Op->callee())});
  }
  Path.Behind = Next.Op->Match;
  return Path;
}

llvm::ArrayRef<Witness> Effects::paths(const Body &B, Cause Why) {
  Spread &Known = Spreads[Why];
  if (const auto &Found = Known.Paths[B.Id])
    return *Found;
  // Whatever it may lead to is settled with it.
  std::vector<const Body *> Open = {&B};
  std::vector<std::vector<Step>> Steps;
  llvm::DenseSet<const Body *> Seen = {&B};
  for (size_t I = 0; I < Open.size(); ++I) {
    gatherSteps(*Open[I], *Open[I], Why, Steps.emplace_back());
    for (const Step &Next : Steps.back())
      if (Next.Callee && !Known.Paths[Next.Callee->Id] &&
          Seen.insert(Next.Callee).second)
        Open.push_back(Next.Callee);
  }
  settle(Open, Steps, Known);
  for (auto [Each, Its] : llvm::zip_equal(Open, Steps)) {
    std::vector<Witness> &Found = Known.Paths[Each->Id].emplace();
    for (const Step &First : Its)
      if (std::optional<Witness> Path = follow(*Each, First, Known))
        Found.push_back(std::move(*Path));
  }
  return *Known.Paths[B.Id];
}

//===----------------------------------------------------------------------===//
// Failing
//===----------------------------------------------------------------------===//

static bool isNoexcept(const FunctionDecl *Function) {
  const auto *Type = Function->getType()->getAs<FunctionProtoType>();
  return Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) &&
         Type->isNothrow();
}

/// True if an argument takes the error that would be thrown otherwise.
static bool takesError(const CallSite &Site, const Models &Known) {
  return llvm::any_of(Site.Args, [&](const Expr *Arg) {
    const TypeModel *Model = Known.type(Arg->getType());
    if (!Model)
      return false;
    if (Model->Kind == TypeKind::Token)
      return Model->Error == Errors::Handled;
    return Model->Kind == TypeKind::Error && Arg->isLValue() &&
           !Arg->getType().isConstQualified();
  });
}

/// True if what blocks on \p What can fail in practice: files, peers and
/// handlers do, locks and clocks do not.
static bool canFail(Blocking What) {
  switch (What) {
  case Blocking::Sleep:
  case Blocking::Lock:
  case Blocking::Event:
  case Blocking::Thread:
    return false;
  case Blocking::None:
  case Blocking::Io:
  case Blocking::Process:
  case Blocking::Loop:
    return true;
  }
  llvm_unreachable("covered switch");
}

/// True if \p Op is a part of `LOG(..) << A << B;`: what a macro makes only to
/// be written to is there to tell of something, and trusted to do so.
static bool isLogging(const Operation &Op, const Facts &F) {
  if (!Op.expr()->getBeginLoc().isMacroID())
    return false;
  const Operation *Last = &Op;
  bool Writes = false;
  while (true) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Last->expr());
    Writes |= Operator && Operator->getOperator() == OO_LessLess;
    if (Last->Result.Is == Use::Discarded)
      return Writes;
    bool IsLeft = Last->Result.Is == Use::ObjectOf ||
                  (Last->Result.Is == Use::Passed && Last->Result.Index == 0);
    const Operation *Next = IsLeft ? F.operationAt(Last->Result.Call) : nullptr;
    if (!Next || !isa<CXXOperatorCallExpr>(Next->expr()))
      return false;
    Last = Next;
  }
}

bool Effects::mayFail(const Operation &Op, const LibraryModel *Caught,
                      bool TrustsUnknown) {
  const FunctionDecl *Function = Op.Site.Function;
  if (Op.At.InTry || isLogging(Op, F))
    return false;
  // What a std::function or the like calls is not known, whatever throws it.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Op.expr());
  if ((TrustsUnknown || Op.At.InHandler) && Operator &&
      Operator->getOperator() == OO_Call && !F.bodyOf(Function))
    return false;
  // What a handler does to tell of an error is trusted, as far as it is not
  // known to throw.
  if (Op.At.InHandler) {
    const Body *Callee = F.bodyOf(Function);
    return (F.models().hasRole(Op.Site, Role::Throws) &&
            !F.models().hasRole(Op.Site, Role::NoFail)) ||
           (Callee && !Callee->IsCoroutine && Callee->Throws);
  }
  if (Caught && Function && F.models().isIn(Function, *Caught))
    return false;
  if (F.models().hasRole(Op.Site, Role::NoFail))
    return false;
  if (F.models().hasRole(Op.Site, Role::Throws) || Op.is(Role::Wait) ||
      Op.is(Role::TimedWait))
    return true;
  if (!Function)
    return !TrustsUnknown;
  if (isNoexcept(Function) || Function->isTrivial() ||
      Function->isDefaulted() || takesError(Op.Site, F.models()))
    return false;
  // What it starts fails when it is awaited.
  if (Op.Task)
    return false;
  if (Op.is(Role::Inline))
    return (!F.models().isNoFail(Function) && !TrustsUnknown) ||
           callsWhatMayFail(Op, Caught, TrustsUnknown);
  if (Op.Match && !Op.is(Role::Compute) && !Op.is(Role::Block))
    return false;
  if (F.models().isNoFail(Function) ||
      (Function->isExternC() &&
       F.sources().isInSystemHeader(Function->getLocation())))
    return false;
  if (Op.is(Role::Block))
    return canFail(Op.Match->Blocks);
  if (const Body *Callee = F.bodyOf(Function))
    return !Callee->IsCoroutine && failingAt({Callee, TrustsUnknown, Caught});
  return !TrustsUnknown;
}

/// True if awaiting gives the error as a value: alone, or in a tuple.
static bool givesError(QualType T, const Models &Known) {
  const TypeModel *Model = Known.type(T);
  if (Model && Model->Kind == TypeKind::Error)
    return true;
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (!Special || !hasQualifiedName(Special, "std::tuple"))
    return false;
  for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Element : Arg.pack_elements())
        if (Element.getKind() == TemplateArgument::Type)
          if (const TypeModel *Part = Known.type(Element.getAsType());
              Part && Part->Kind == TypeKind::Error)
            return true;
  return false;
}

bool Effects::callsWhatMayFail(const Operation &Op, const LibraryModel *Caught,
                               bool TrustsUnknown) {
  return llvm::any_of(Op.Site.Args, [&](const Expr *Arg) {
    const CXXRecordDecl *Class = classOf(Arg->getType());
    // A lambda that is called at once is looked at by itself.
    if (Class && Class->isLambda())
      return false;
    if (const Body *Callee = F.bodyOfCallable(Arg))
      return failingAt({Callee, TrustsUnknown, Caught}) != nullptr;
    const ValueDecl *Named = variableOf(Arg);
    bool IsFunction = isa_and_nonnull<FunctionDecl>(Named);
    bool IsFunctor =
        Class && Class->hasDefinition() &&
        !Class->lookup(F.context().DeclarationNames.getCXXOperatorName(OO_Call))
             .empty();
    return !TrustsUnknown && ((IsFunction && !F.models().isNoFail(Named)) ||
                              (IsFunctor && !F.models().isNoFail(Class)));
  });
}

bool Effects::takesErrorAsValue(const Await &A) {
  return givesError(A.E->getType(), F.models()) || takesErrorAsValue(A.Operand);
}

bool Effects::takesErrorAsValue(const Expr *Awaited) {
  auto Gives = [&](const Expr *Operand) {
    const TypeModel *Model = F.models().type(Operand->getType());
    const Operation *Op = F.operationAt(Operand);
    return (Model && Model->Error == Errors::Handled) ||
           (Op && takesError(Op->Site, F.models())) ||
           (Op && Op->Match &&
            (Op->Match->Error == Errors::Handled || Op->Match->YieldsReady));
  };
  // An adapter is where the error may become a value.
  const Expr *Inner = stripAdapters(Awaited, F.models());
  for (const Expr *E = stripImplicit(Awaited); E && E != Inner;) {
    if (Gives(E))
      return true;
    const Operation *Op = F.operationAt(E);
    E = Op && Op->is(Role::Adapt) ? Op->Site.at(Op->Match->Task) : nullptr;
    E = E ? stripImplicit(E) : nullptr;
  }
  return Gives(Inner);
}

static bool isToken(const CXXRecordDecl *Class, const LibraryModel &Library,
                    const Models &Known) {
  const TypeModel *Model = Known.type(Class);
  return Model && Model->Kind == TypeKind::Token && Model->Library == &Library;
}

/// True if the operations of \p T end as a token of \p Library says, unless
/// they are given another one: a class in the token is among its template
/// arguments, or among theirs.
static bool hasDefaultToken(QualType T, const LibraryModel &Library,
                            const Models &Known, unsigned Depth = 4) {
  const CXXRecordDecl *Class = classOf(T);
  if (const auto *Outer = dyn_cast_or_null<CXXRecordDecl>(
          Class ? Class->getDeclContext() : nullptr);
      Outer && isToken(Outer, Library, Known))
    return true;
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Special && Depth &&
         llvm::any_of(Special->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Type &&
                               hasDefaultToken(Arg.getAsType(), Library, Known,
                                               Depth - 1);
                      });
}

/// True if awaiting what \p Op gives throws nothing but what the operations of
/// \p Library do: it is one of them, or is told by a token how to end.
static bool throwsOnly(const Operation &Op, const LibraryModel &Library,
                       const Models &Known) {
  auto IsAboutToken = [&](const Expr *E) {
    QualType T = E->getType();
    return isToken(classOf(T), Library, Known) ||
           hasDefaultToken(T->isPointerType() ? T->getPointeeType() : T,
                           Library, Known);
  };
  return (Op.is(Role::Async) && Op.Match->Library == &Library) ||
         (Op.Site.Object && IsAboutToken(Op.Site.Object)) ||
         llvm::any_of(Op.Site.Args, IsAboutToken);
}

/// True if the task that \p Op gives fails where its callable does, and, for
/// one that goes on from another task, where that does.
static bool failsAsCallable(const Operation &Op) {
  switch (Op.Match->Is) {
  case Role::Offload:
  case Role::Post:
  case Role::MayBlock:
  case Role::Inline:
  case Role::Ready:
  case Role::Continue:
    return true;
  default:
    return false;
  }
}

void Effects::gatherAwaited(const Expr *Awaited, Parts &To, unsigned Depth) {
  // A variable may be made from itself, wrong as that is.
  if (Depth == MaxLinks || takesErrorAsValue(Awaited))
    return;
  const Expr *Inner = stripAdapters(Awaited, F.models());
  const Operation *Op = makerOf(Inner, F);
  if (Op && Op->expr() != Inner)
    return gatherAwaited(Op->expr(), To, Depth + 1);
  // What is combined fails as its parts do.
  if (Op && Op->is(Role::Combine) && !Op->Site.Args.empty() &&
      llvm::all_of(Op->Site.Args, [&](const Expr *Arg) {
        return F.types().containsTask(Arg->getType());
      })) {
    for (const Expr *Arg : Op->Site.Args)
      gatherAwaited(Arg, To, Depth + 1);
    return;
  }
  const Expr *Callable = Op && Op->Match && failsAsCallable(*Op)
                             ? Op->Site.at(Op->Match->Callable)
                             : nullptr;
  const Body *Runs = Callable ? F.bodyOfCallable(Callable) : nullptr;
  if (Runs && Op->is(Role::Continue))
    if (const Expr *Before = Op->Site.at(Op->Match->Task))
      gatherAwaited(Before, To, Depth + 1);
  To.push_back({Inner, Runs});
}

void Effects::gatherReturned(const Body &B, Parts &To) {
  if (B.IsCoroutine)
    return;
  for (const Stmt *S : B.Returns) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    const Operation *Made = Return && Return->getRetValue()
                                ? makerOf(Return->getRetValue(), F)
                                : nullptr;
    if (Made && Made->Task)
      gatherAwaited(Return->getRetValue(), To);
  }
}

bool Effects::mayFail(const Await &A, const LibraryModel *Caught,
                      bool TrustsUnknown) {
  if (A.At.InTry || givesError(A.E->getType(), F.models()))
    return false;
  Parts Awaited;
  gatherAwaited(A.Operand, Awaited);
  return llvm::any_of(Awaited, [&](const Part &Each) {
    return mayFailAwaited(Each, Caught, TrustsUnknown);
  });
}

bool Effects::mayFailAwaited(const Part &Awaited, const LibraryModel *Caught,
                             bool TrustsUnknown) {
  if (Awaited.Runs)
    return failingAt({Awaited.Runs, TrustsUnknown, Caught, /*IsAwaited=*/true});
  const Expr *Operand = Awaited.Task;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand)) {
    CallSite Name;
    Name.E = Ref;
    Name.Callee = Ref->getDecl();
    if (CallMatch Match = F.models().call(Name);
        Match && (Match->Is == Role::NoFail || Match->Is == Role::Executor))
      return false;
  }
  const Operation *Op = F.operationAt(Operand);
  if (!Op)
    return true;
  if (Op->is(Role::Executor) || Op->is(Role::Hop) ||
      F.models().hasRole(Op->Site, Role::NoFail))
    return false;
  if (Caught && throwsOnly(*Op, *Caught, F.models()))
    return false;
  const Body *Callee = F.bodyOf(Op->Site.Function);
  return !Callee ||
         failingAt({Callee, TrustsUnknown, Caught, /*IsAwaited=*/true});
}

/// True if \p Op takes the value of an outcome that \p B has asked before
/// whether it is an error.
static bool isAskedBefore(const Operation &Op, const Body &B, const Facts &F) {
  auto Object = [](const Operation &Of) -> const ValueDecl * {
    if (Of.Site.Object || Of.Site.Args.empty())
      return variableOf(Of.Site.Object);
    return variableOf(Of.Site.Args.front()); // `std::get<1>(Outcome)`
  };
  const ValueDecl *Outcome = Object(Op);
  // What gives nothing is there to throw.
  bool GivesValue =
      Op.Site.Function && !Op.Site.Function->getReturnType()->isVoidType();
  return Outcome && GivesValue && F.models().hasRole(Op.Site, Role::Throws) &&
         llvm::any_of(B.Operations, [&](const Operation &Earlier) {
           return Earlier.is(Role::Query) && Object(Earlier) == Outcome &&
                  F.sources().isBeforeInTranslationUnit(
                      Earlier.expr()->getBeginLoc(), Op.expr()->getBeginLoc());
         });
}

bool Effects::trustsUnknown(const Body &B) {
  // Who takes the errors of what he awaits as values has thought of them: that
  // something else could throw as well is no more than a guess.
  return B.IsCoroutine && !F.isStrict() &&
         llvm::any_of(B.Awaits,
                      [&](const Await &A) { return takesErrorAsValue(A); });
}

const Stmt *Effects::firstFailure(const Asked &Key) {
  if (const Stmt *Where = firstThrow(Key))
    return Where;
  if (!Key.IsAwaited)
    return nullptr;
  Parts Returned;
  gatherReturned(*Key.In, Returned);
  Asked There = askedAt({}, nullptr, Key, Key.TrustsUnknown);
  const auto *Fails = llvm::find_if(Returned, [&](const Part &Each) {
    return mayFailAwaited(Each, There.Caught, There.TrustsUnknown);
  });
  return Fails == Returned.end() ? nullptr : Fails->Task;
}

const Stmt *Effects::firstThrow(const Asked &Key) {
  const Body &B = *Key.In;
  // An exception does not leave it, whatever happens.
  if (!B.IsCoroutine && isNoexcept(B.Function))
    return nullptr;
  if (B.isDependent())
    return B.Code;
  const auto *Throw = dyn_cast_or_null<CXXThrowExpr>(B.Throws);
  bool IsCaught = Throw && Throw->getSubExpr() && Key.Caught &&
                  F.models().isException(
                      classOf(Throw->getSubExpr()->getType()), *Key.Caught);
  if (B.Throws && !IsCaught)
    return B.Throws;
  bool Trusts = Key.TrustsUnknown || trustsUnknown(B);
  for (const Await &A : B.Awaits) {
    Asked There = askedAt(A.At, nullptr, Key, Trusts);
    if (mayFail(A, There.Caught, There.TrustsUnknown))
      return A.E;
  }
  for (const Operation &Op : B.Operations) {
    Asked There = askedAt(Op.At, nullptr, Key, Trusts);
    if (!isAskedBefore(Op, B, F) &&
        mayFail(Op, There.Caught, There.TrustsUnknown))
      return Op.expr();
  }
  for (const Body *Child : B.Children)
    if (Child->IsInline && !Child->IsCaughtAround && !Child->IsOnlyCalled)
      if (const Stmt *Where = failingAt(askedOf(*Child, Key, Trusts)))
        return Where;
  return nullptr;
}

Effects::Asked Effects::askedAt(const Surroundings &At, const Body *Callee,
                                const Asked &Around, bool TrustsUnknown) {
  const LibraryModel *Caught = At.Caught ? At.Caught : Around.Caught;
  // So has who catches what the library's operations throw.
  return {Callee, TrustsUnknown || (Caught && !F.isStrict()), Caught};
}

Effects::Asked Effects::askedOf(const Body &Child, const Asked &Around,
                                bool TrustsUnknown) {
  return {&Child, TrustsUnknown,
          Child.CaughtAround ? Child.CaughtAround : Around.Caught};
}

const Stmt *Effects::failingAt(const Asked &First) {
  if (auto Known = Fails.find(First.key()); Known != Fails.end())
    return Known->second;
  // Nothing fails until it is shown that it does; what shows it spreads to the
  // callers.
  std::vector<Asked> Open = {First};
  llvm::DenseMap<Asked::Key, llvm::SmallVector<Asked, 2>> Callers;
  Fails[First.key()] = nullptr;
  for (size_t I = 0; I < Open.size(); ++I) {
    Asked Caller = Open[I];
    auto Add = [&](const Asked &Next) {
      if (!Next.In)
        return;
      if (Fails.try_emplace(Next.key(), nullptr).second)
        Open.push_back(Next);
      Callers[Next.key()].push_back(Caller);
    };
    bool Trusts = Caller.TrustsUnknown || trustsUnknown(*Caller.In);
    for (const Operation &Op : Caller.In->Operations) {
      Add(askedAt(Op.At, F.bodyOf(Op.Site.Function), Caller, Trusts));
      if (Op.is(Role::Inline))
        for (const Expr *Arg : Op.Site.Args)
          Add(askedAt(Op.At, F.bodyOfCallable(Arg), Caller, Trusts));
    }
    auto AddParts = [&](const Parts &All, const Surroundings &At) {
      for (const Part &Each : All) {
        const Operation *Op = F.operationAt(Each.Task);
        const Body *Runs = Each.Runs ? Each.Runs
                           : Op      ? F.bodyOf(Op->Site.Function)
                                     : nullptr;
        Asked Next = askedAt(At, Runs, Caller, Trusts);
        Next.IsAwaited = true;
        Add(Next);
      }
    };
    for (const Await &A : Caller.In->Awaits) {
      Parts Awaited;
      gatherAwaited(A.Operand, Awaited);
      AddParts(Awaited, A.At);
    }
    if (Caller.IsAwaited) {
      Parts Returned;
      gatherReturned(*Caller.In, Returned);
      AddParts(Returned, {});
    }
    for (const Body *Child : Caller.In->Children)
      if (Child->IsInline)
        Add(askedOf(*Child, Caller, Trusts));
  }
  std::vector<Asked> Todo = Open;
  while (!Todo.empty()) {
    Asked Next = Todo.back();
    Todo.pop_back();
    if (Fails.lookup(Next.key()))
      continue;
    const Stmt *Where = firstFailure(Next);
    if (!Where)
      continue;
    Fails[Next.key()] = Where;
    llvm::append_range(Todo, Callers.lookup(Next.key()));
  }
  // The first place, whichever was found first.
  for (const Asked &Next : Open)
    if (Fails.lookup(Next.key())) {
      const Stmt *Where = firstFailure(Next);
      Fails[Next.key()] = Where;
    }
  return Fails.lookup(First.key());
}

} // namespace clang::tidy::async
