//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// How each expression changes the locks that are held: the part of Locks that
// handles guards and calls.

#include "facts/Locks.h"
#include "clang/AST/Attr.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Types and functions
//===----------------------------------------------------------------------===//

// The names of functions come from the standard requirements for lockable
// types; other libraries vary only their case.

static StringRef nameOfCallee(const CallSite &Site) {
  const auto *Callee = Site.Callee;
  return Callee && Callee->getDeclName().isIdentifier() ? Callee->getName()
                                                        : StringRef();
}

static bool hasAwait(const Stmt *S) {
  return S && (isa<CoawaitExpr>(S) || llvm::any_of(S->children(), hasAwait));
}

/// True if the attributes of \p Site's function declare that it acts on its
/// object.
template <typename Attribute> static bool hasAttribute(const CallSite &Site) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Function);
  const auto *Found = Method ? Method->getAttr<Attribute>() : nullptr;
  return Found && (isa<CXXConstructorDecl>(Method) || Found->args_size() == 0);
}

static bool locks(const CallMatch &Match) {
  return Match && Match->Is == Role::Block && Match->Blocks == Blocking::Lock;
}

/// True if the call \p Site takes a lock and returns without it if a time runs
/// out.
static bool mayTimeOut(const CallSite &Site, const CallMatch &Match) {
  return Match && Match->Timeout && Site.at(Match->Timeout);
}

/// True if objects of \p Class are lock guards.
bool Locks::isGuard(const CXXRecordDecl *Class) const {
  if (!Class || !(Class = Class->getDefinition()))
    return false;
  auto [Known, IsNew] = Guards.try_emplace(Class, false);
  if (!IsNew)
    return Known->second;
  bool Is = Class->hasAttr<ScopedLockableAttr>() ||
            llvm::any_of(F.models().constructorsOf(Class, Role::Block),
                         [](const CallModel *Call) {
                           return Call->Blocks == Blocking::Lock;
                         }) ||
            F.models().hasConstructorWith(Class, Trait::ThreadOwned);
  return Guards[Class] = Is;
}

/// True if a thread owns the locks that are taken with an object of type
/// \p Lockable: a mutex, or a guard for one.
bool Locks::isOfThread(QualType Lockable) const {
  const CXXRecordDecl *Class = classOf(pointedTo(Lockable));
  if (!Class)
    return false;
  if (const auto *Capability = Class->getAttr<CapabilityAttr>();
      (Capability && Capability->getName() == "mutex") ||
      Class->hasAttr<ScopedLockableAttr>() ||
      F.models().hasMemberWith(Class, Trait::ThreadOwned) ||
      F.models().hasConstructorWith(Class, Trait::ThreadOwned))
    return true;
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Special || !isGuard(Class))
    return false;
  llvm::SmallVector<TemplateArgument, 2> Mutexes;
  for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Pack)
      Mutexes.append(Arg.pack_begin(), Arg.pack_end());
    else
      Mutexes.push_back(Arg);
  return llvm::any_of(Mutexes, [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type &&
           isOfThread(Arg.getAsType());
  });
}

/// True if \p S declares a guard or takes a lock.
bool Locks::takesAny(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Decls = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && isGuard(Var->getType()->getAsCXXRecordDecl()))
        return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    CallSite Site = CallSite::of(Call);
    if (nameOfCallee(Site).contains_insensitive("lock") ||
        F.models().hasTrait(Site, Trait::ThreadOwned))
      return true;
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return takesAny(Child); });
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

Path Locks::objectOf(const Expr *E) const {
  return pathOf(E, F.models(), Parts::None).withoutPointers();
}

/// The objects that a function such as `lock` acts on: its object or all of its
/// arguments; the unknown one if there are none.
llvm::SmallVector<Path, 2> Locks::objectsOf(const CallSite &Site) const {
  llvm::SmallVector<Path, 2> Found;
  if (Site.Object)
    Found.push_back(objectOf(Site.Object));
  else
    for (const Expr *Arg : Site.Args)
      Found.push_back(objectOf(Arg));
  if (Found.empty())
    Found.emplace_back();
  return Found;
}

static HeldLock *find(HeldLocks &State, const Path &Object) {
  auto Found = llvm::find_if(
      State, [&](const HeldLock &Each) { return Each.isOf(Object); });
  return Found == State.end() ? nullptr : &*Found;
}

static void release(HeldLocks &State, const Path &Object) {
  llvm::erase_if(State,
                 [&](const HeldLock &Each) { return Each.isOf(Object); });
}

static void take(HeldLocks &State, HeldLock New) {
  release(State, New.Object);
  State.push_back(std::move(New));
}

//===----------------------------------------------------------------------===//
// The effect of each expression
//===----------------------------------------------------------------------===//

/// \p Init initialises the guard \p Var, or is assigned to it.
void Locks::initialise(HeldLocks &State, const Path &Guard, const VarDecl *Var,
                       const Expr *Init, const Stmt *At) {
  HeldLock New{Guard, Var, At, false, isOfThread(Var->getType())};
  Init = Init ? stripImplicit(Init) : nullptr;
  // An awaited guard locks coroutines, not threads.
  if (!Init || hasAwait(Init))
    return release(State, Guard);
  CallSite Site = CallSite::of(Init);
  CallMatch Match = F.models().call(Site);
  bool HasTrait = F.models().hasTrait(Site, Trait::ThreadOwned);
  New.IsOfThread |= HasTrait || llvm::any_of(Site.Args, [&](const Expr *Arg) {
                      return isOfThread(Arg->getType());
                    });
  New.IsCertain = ((HasTrait || locks(Match)) && !mayTimeOut(Site, Match)) ||
                  hasAttribute<AcquireCapabilityAttr>(Site);
  if (New.IsCertain)
    return take(State, std::move(New));
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  if ((Construct && Site.Args.empty()) || isa<InitListExpr>(Init))
    return release(State, Guard);
  // It takes over what is held: moved from a guard, or locked by hand.
  const Expr *Source = stripAdapters(Init, F.models());
  llvm::SmallVector<const Expr *, 4> Sources = Site.Args;
  if (Source != Init)
    Sources.push_back(Source);
  for (const Expr *Each : Sources) {
    Path From = objectOf(stripAdapters(Each, F.models()));
    const HeldLock *Other = From ? find(State, From) : nullptr;
    if (!Other)
      continue;
    New.IsCertain = Other->IsCertain;
    New.IsOfThread = Other->IsOfThread;
    New.Taken = Other->Taken;
    release(State, From);
    break;
  }
  take(State, std::move(New));
}

void Locks::declare(HeldLocks &State, const VarDecl *Var, const Stmt *At) {
  if (isGuard(Var->getType()->getAsCXXRecordDecl()) ||
      (Var->getInit() && Var->getType()->getAsCXXRecordDecl() &&
       F.models().hasTrait(CallSite::of(stripImplicit(Var->getInit())),
                           Trait::ThreadOwned)))
    initialise(State, Path::variable(Var), Var, Var->getInit(), At);
}

/// A function that receives a lock by reference may release it.
void Locks::passTo(HeldLocks &State, const CallSite &Site) {
  if (!Site.Function || State.empty() || F.models().call(Site))
    return;
  for (auto [Param, Arg] : llvm::zip(Site.Function->parameters(), Site.Args)) {
    QualType T = Param->getType();
    bool MayRelease = T->isReferenceType() || T->isPointerType()
                          ? !T->getPointeeType().isConstQualified()
                          : isGuard(T->getAsCXXRecordDecl());
    HeldLock *Passed =
        MayRelease ? find(State, objectOf(stripAdapters(Arg, F.models())))
                   : nullptr;
    if (Passed && Passed->Object)
      Passed->IsCertain = false;
  }
}

void Locks::call(HeldLocks &State, const CallExpr *Call) {
  CallSite Site = CallSite::of(Call);
  if (!Site)
    return;
  StringRef Name = nameOfCallee(Site);
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(Call)) {
    Path Guard = Assign->getOperator() == OO_Equal && Assign->getNumArgs() == 2
                     ? objectOf(Assign->getArg(0))
                     : Path();
    const VarDecl *Var = Guard.steps().empty() ? Guard.variable() : nullptr;
    if (Var && isGuard(Var->getType()->getAsCXXRecordDecl()))
      return initialise(State, Guard, Var, Assign->getArg(1), Call);
    return passTo(State, Site);
  }
  CallMatch Match = F.models().call(Site);
  const CXXRecordDecl *Result = classOf(Call->getType());
  bool IsTry = Name.starts_with_insensitive("try") || mayTimeOut(Site, Match) ||
               hasAttribute<TryAcquireCapabilityAttr>(Site);
  bool IsLock = (locks(Match) && !Result) ||
                (IsTry && Name.contains_insensitive("lock") && Site.Object) ||
                (F.models().hasTrait(Site, Trait::ThreadOwned) && !Result) ||
                (hasAttribute<AcquireCapabilityAttr>(Site) &&
                 Call->getType()->isVoidType()) ||
                hasAttribute<TryAcquireCapabilityAttr>(Site);
  bool IsExchange = Name.contains_insensitive("and_lock");
  bool IsUnlock = !IsExchange && (Name.contains_insensitive("unlock") ||
                                  hasAttribute<ReleaseCapabilityAttr>(Site));
  // A guard may also let its lock go without releasing it.
  bool IsRelease = Site.Object && isGuard(Site.ObjectClass) &&
                   (Name.contains_insensitive("release") || Name == "swap" ||
                    Name == "reset");
  if (IsUnlock || IsRelease) {
    for (const Path &Object : objectsOf(Site)) {
      if (Recording)
        Releases.push_back({Call, Object});
      release(State, Object);
    }
    return;
  }
  if (!IsLock)
    return passTo(State, Site);
  llvm::SmallVector<Path, 2> Objects = objectsOf(Site);
  for (auto [Index, Object] : llvm::enumerate(Objects)) {
    const Expr *Of = Site.Object                ? Site.Object
                     : Index < Site.Args.size() ? Site.Args[Index]
                                                : nullptr;
    const VarDecl *Var = Object.steps().empty() ? Object.variable() : nullptr;
    HeldLock New{Object,
                 Var && isGuard(Var->getType()->getAsCXXRecordDecl()) ? Var
                                                                      : nullptr,
                 Call, !IsTry,
                 F.models().hasTrait(Site, Trait::ThreadOwned) ||
                     (Of && isOfThread(Of->getType()))};
    take(State, std::move(New));
  }
}

void Locks::transfer(HeldLocks &State, const Stmt *Element) {
  if (const auto *Decls = dyn_cast<DeclStmt>(Element)) {
    for (const Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(State, Var, Element);
    return;
  }
  const auto *E = dyn_cast<Expr>(Element);
  if (!E)
    return;
  if (Recording && !State.empty() &&
      isa<CallExpr, CXXConstructExpr, CoroutineSuspendExpr>(E))
    Held[E] = State;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(State, Call);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && !isGuard(Construct->getConstructor()->getParent()))
    return passTo(State, CallSite::of(Construct));
  // A lambda may release what it refers to.
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    for (const LambdaCapture &Capture : Lambda->captures())
      if (const auto *Var = Capture.capturesVariable()
                                ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                                : nullptr)
        if (HeldLock *Captured = find(State, Path::variable(Var)))
          Captured->IsCertain = false;
}

/// \p Condition has evaluated to \p Holds: a test of a guard, or an attempt to
/// lock.
void Locks::assume(HeldLocks &State, const Expr *Condition, bool Holds) {
  while (Condition) {
    Condition = Condition->IgnoreImplicit()->IgnoreParenImpCasts();
    const auto *Not = dyn_cast<UnaryOperator>(Condition);
    if (!Not || Not->getOpcode() != UO_LNot)
      break;
    Condition = Not->getSubExpr();
    Holds = !Holds;
  }
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Condition);
  if (!Call)
    return;
  CallSite Site = CallSite::of(Call);
  StringRef Name = nameOfCallee(Site);
  bool IsTest = isa_and_nonnull<CXXConversionDecl>(Site.Function) ||
                Name.contains_insensitive("owns");
  bool IsAttempt =
      Name.contains_insensitive("lock") && !Name.contains_insensitive("unlock");
  if (!Site.Object || !Call->getType()->isBooleanType() ||
      (!IsTest && !IsAttempt))
    return;
  Path Object = objectOf(Site.Object);
  HeldLock *Tested = Object ? find(State, Object) : nullptr;
  if (Tested && Holds)
    Tested->IsCertain = true;
  else if (Tested)
    release(State, Object);
}

void Locks::leaveScope(HeldLocks &State, const VarDecl *Var) {
  release(State, Path::variable(Var));
}

} // namespace clang::tidy::async
