//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Objects.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

const ValueDecl *Path::named() const {
  for (const Step &Last : llvm::reverse(Steps))
    if (Last.Kind == Step::Field)
      return Last.Member;
  return variable();
}

Path Path::field(const FieldDecl *Member) const {
  Path Part = *this;
  if (Kind == Unknown)
    return Part;
  Member = Member->getCanonicalDecl();
  // The class of the member, not the derived class of `this`.
  if (Kind == This && Steps.empty())
    Part.Root = cast<CXXRecordDecl>(Member->getParent())->getCanonicalDecl();
  Part.Steps.push_back({Step::Field, Member});
  return Part;
}

Path Path::pointee() const {
  Path Object = *this;
  if (!Steps.empty() && Steps.back().Kind == Step::Address)
    Object.Steps.pop_back();
  else if (Kind != Unknown)
    Object.Steps.push_back({Step::Pointee});
  return Object;
}

Path Path::address() const {
  Path Pointer = *this;
  if (!Steps.empty() && Steps.back().Kind == Step::Pointee)
    Pointer.Steps.pop_back();
  else if (Kind != Unknown)
    Pointer.Steps.push_back({Step::Address});
  return Pointer;
}

Path Path::element() const {
  Path Part = *this;
  Part.Steps.push_back({Step::Element});
  return Part;
}

Path Path::withoutPointers() const {
  Path Object = *this;
  llvm::erase_if(Object.Steps, [](const Step &S) {
    return S.Kind == Step::Pointee || S.Kind == Step::Address;
  });
  return Object;
}

Path Path::withoutElements() const {
  Path Container = *this;
  llvm::erase_if(Container.Steps,
                 [](const Step &S) { return S.Kind == Step::Element; });
  return Container;
}

Path Path::parent() const {
  if (Steps.empty())
    return {};
  Path Whole = *this;
  Whole.Steps.pop_back();
  return Whole;
}

Path Path::from(const Path &Start) const {
  Path Root(Kind, this->Root);
  return moved(Root, Start);
}

Path Path::moved(const Path &Whole, const Path &Start) const {
  Path Moved = Start;
  for (const Step &Next : llvm::ArrayRef(Steps).drop_front(Whole.Steps.size()))
    switch (Next.Kind) {
    case Step::Field:
      Moved = Moved.field(Next.Member);
      break;
    case Step::Pointee:
      Moved = Moved.pointee();
      break;
    case Step::Address:
      Moved = Moved.address();
      break;
    case Step::Element:
      Moved = Moved ? Moved.element() : Moved;
      break;
    }
  return Moved;
}

bool Path::contains(const Path &Part) const {
  if (Kind == Unknown || Kind != Part.Kind)
    return false;
  // The member may belong to a base class.
  if (Kind == This && Steps.empty())
    return true;
  return Root == Part.Root && Steps.size() <= Part.Steps.size() &&
         llvm::ArrayRef(Part.Steps).take_front(Steps.size()) ==
             llvm::ArrayRef(Steps);
}

//===----------------------------------------------------------------------===//
// Stripping casts and adapters
//===----------------------------------------------------------------------===//

const Expr *stripCasts(const Expr *E) {
  while (E) {
    E = stripImplicit(E);
    const auto *Cast = dyn_cast<ExplicitCastExpr>(E);
    if (!Cast || Cast->getCastKind() == CK_ToVoid)
      break;
    E = Cast->getSubExpr();
  }
  return E;
}

const Expr *adaptedTask(const Expr *E, const Models &AllModels) {
  CallSite Site = CallSite::of(E);
  CallMatch Match = AllModels.call(Site);
  return Match && Match->Is == Role::Adapt ? Site.at(Match->Task) : nullptr;
}

const Expr *stripAdapters(const Expr *E, const Models &AllModels) {
  E = stripCasts(E);
  while (const Expr *Inner = E ? adaptedTask(E, AllModels) : nullptr)
    E = stripCasts(Inner);
  return E;
}

const Expr *stripPointers(const Expr *E, const Models &AllModels) {
  while ((E = stripAdapters(E, AllModels))) {
    if (const auto *Operator = dyn_cast<UnaryOperator>(E);
        Operator && (Operator->getOpcode() == UO_AddrOf ||
                     Operator->getOpcode() == UO_Deref))
      E = Operator->getSubExpr();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && Operator->getNumArgs() == 1 &&
             (Operator->getOperator() == OO_Arrow ||
              Operator->getOperator() == OO_Star))
      E = Operator->getArg(0);
    else
      return E;
  }
  return E;
}

//===----------------------------------------------------------------------===//
// Resolving expressions
//===----------------------------------------------------------------------===//

namespace {
class Resolver {
public:
  Resolver(const Models &AllModels, Parts Counted)
      : AllModels(AllModels), Counted(Counted) {}

  Path resolve(const Expr *E);
  Path resolve(const VarDecl *Var, bool ToSource);

private:
  Path resolve(const DeclRefExpr *Ref);
  Path resolve(const MemberExpr *Member);
  Path resolve(const UnaryOperator *Operator);
  Path resolve(const CallExpr *Call);

  const Models &AllModels;
  const Parts Counted;
  /// A variable may, wrongly, be initialised from itself.
  llvm::SmallPtrSet<const VarDecl *, 4> Followed;
};
} // namespace

Path Resolver::resolve(const Expr *E) {
  E = E ? stripAdapters(E, AllModels) : nullptr;
  if (!E)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return resolve(Ref);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return resolve(Member);
  if (isa<CXXThisExpr>(E))
    return Path::self(E->getType()->getPointeeCXXRecordDecl()).address();
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    Path Base = Counted == Parts::None ? Path() : resolve(Subscript->getBase());
    return Base ? Base.element() : Base;
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(E))
    return resolve(Operator);
  if (const auto *Assign = dyn_cast<BinaryOperator>(E))
    return Assign->isAssignmentOp() ? resolve(Assign->getLHS()) : Path();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return resolve(Call);
  return {};
}

Path Resolver::resolve(const DeclRefExpr *Ref) {
  const ValueDecl *D = Ref->getDecl();
  if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
    if (const Expr *Bound = Binding->getBinding())
      return resolve(Bound);
    const auto *Whole = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    return Whole && Counted != Parts::None ? Path::variable(Whole).element()
                                           : Path();
  }
  const auto *Var = dyn_cast<VarDecl>(D);
  return Var ? resolve(Var, /*ToSource=*/false) : Path();
}

Path Resolver::resolve(const VarDecl *Var, bool ToSource) {
  // The variable of a range-based loop names another object in each iteration.
  bool IsLoopVariable = Var->isCXXForRangeDecl();
  bool IsAlias = Var->getType()->isReferenceType() && !IsLoopVariable &&
                 !isa<ParmVarDecl>(Var);
  if (ToSource)
    IsAlias |= IsLoopVariable || Var->isInitCapture() || Var->isImplicit();
  if (IsAlias && Var->getInit() && Followed.insert(Var).second)
    if (Path Bound = resolve(Var->getInit()))
      return ToSource ? sourceOf(Bound, AllModels) : Bound;
  return Path::variable(Var);
}

Path Resolver::resolve(const MemberExpr *Member) {
  if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
    return Path::variable(Static);
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Field)
    return {};
  Path Base = resolve(Member->getBase());
  return (Member->isArrow() ? Base.pointee() : Base).field(Field);
}

Path Resolver::resolve(const UnaryOperator *Operator) {
  switch (Operator->getOpcode()) {
  case UO_Deref:
    return resolve(Operator->getSubExpr()).pointee();
  case UO_AddrOf:
    return resolve(Operator->getSubExpr()).address();
  case UO_PreInc:
  case UO_PreDec:
  case UO_Extension:
    return resolve(Operator->getSubExpr());
  default:
    return {};
  }
}

Path Resolver::resolve(const CallExpr *Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    switch (Operator->getOperator()) {
    case OO_Star:
      if (Operator->getNumArgs() == 1)
        return resolve(Operator->getArg(0)).pointee();
      break;
    case OO_Arrow:
      return resolve(Operator->getArg(0)).pointee().address();
    case OO_Equal:
    case OO_LessLess:
    case OO_GreaterGreater:
    case OO_PlusPlus:
    case OO_MinusMinus:
      if (Operator->isGLValue())
        return resolve(Operator->getArg(0));
      break;
    default:
      break;
    }
  }
  if (Counted == Parts::None)
    return {};
  CallSite Site = CallSite::of(Call);
  bool HasObject = Site.Object || isa<CXXOperatorCallExpr>(Call);
  if (!Call->isGLValue() && (Counted == Parts::References || !HasObject))
    return {};
  const Expr *Base = Site.Object          ? Site.Object
                     : !Site.Args.empty() ? Site.Args.front()
                                          : nullptr;
  if (!Base)
    return Site.Function && !isa<CXXMethodDecl>(Site.Function)
               ? Path::accessor(Site.Function)
               : Path();
  Path Whole = resolve(Base);
  return Whole ? Whole.element() : Whole;
}

Path pathOf(const Expr *E, const Models &AllModels, Parts Counted) {
  return Resolver(AllModels, Counted).resolve(E);
}

Path sourceOf(const Path &P, const Models &AllModels) {
  // The implicit variables of a range-based loop are iterators.
  Resolver Source(AllModels, Parts::Values);
  return P.variable() ? P.from(Source.resolve(P.variable(), /*ToSource=*/true))
                      : P;
}

//===----------------------------------------------------------------------===//
// Changes to objects
//===----------------------------------------------------------------------===//

/// True if an object of type \p T can be replaced: a pointer, a handle or a
/// value, but not a pool.
static bool canChange(QualType T) {
  if (T.isConstQualified())
    return false;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !(Class = Class->getDefinition()))
    return true;
  // Objects that are used through an interface are not assigned to.
  if (Class->isPolymorphic())
    return false;
  auto IsUsable = [](const CXXMethodDecl *M) { return !M->isDeleted(); };
  for (const CXXConstructorDecl *Constructor : Class->ctors())
    if (Constructor->isCopyOrMoveConstructor() && IsUsable(Constructor))
      return true;
  for (const CXXMethodDecl *M : Class->methods())
    if ((M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator()) &&
        IsUsable(M))
      return true;
  return (Class->hasSimpleCopyAssignment() &&
          !Class->needsOverloadResolutionForCopyAssignment()) ||
         (Class->hasSimpleMoveAssignment() &&
          !Class->needsOverloadResolutionForMoveAssignment());
}

/// True if \p S only reads \p Var, which is a pointer.
static bool isOnlyRead(const Stmt *S, const VarDecl *Var) {
  if (!S)
    return true;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue &&
      isa<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() != Var;
  return llvm::all_of(
      S->children(), [&](const Stmt *Child) { return isOnlyRead(Child, Var); });
}

namespace {
/// Limits the lookup of parents to one declaration: building the map of all
/// parents in a unit costs more than all checks together.
class ParentScope {
public:
  ParentScope(const FunctionDecl &Function, ASTContext &Context)
      : Context(Context), Previous(Context.getTraversalScope()) {
    Context.setTraversalScope({const_cast<FunctionDecl *>(&Function)});
  }
  ParentScope(const ParentScope &) = delete;
  ParentScope &operator=(const ParentScope &) = delete;
  ~ParentScope() { Context.setTraversalScope(Previous); }

private:
  ASTContext &Context;
  std::vector<Decl *> Previous;
};
} // namespace

/// True if nothing modifies \p Var after its initialisation.
static bool isNeverChanged(const VarDecl *Var, ASTContext &Context) {
  if (!Var->isLocalVarDeclOrParm() || Var->isStaticLocal())
    return false;
  const auto *Function = dyn_cast<FunctionDecl>(Var->getDeclContext());
  const Stmt *Code = Function ? Function->getBody() : nullptr;
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Code))
    Code = Coroutine->getBody();
  if (!Code)
    return false;
  // The analysis treats a call through a pointer as a change of the pointer.
  if (Var->getType()->isPointerType())
    return isOnlyRead(Code, Var);
  ParentScope Scope(*Function, Context);
  ExprMutationAnalyzer Analyzer(*Code, Context);
  return !Analyzer.isMutated(Var);
}

bool mayChange(const Path &P, ASTContext &Context) {
  const VarDecl *Var = P.variable();
  if (!P || P.kind() == Path::Accessor)
    return true;
  // Changing a pointer or a handle changes the object it leads to.
  llvm::ArrayRef<Path::Step> Steps = P.steps();
  auto IsHandle = [&](size_t End) {
    return End == Steps.size() || Steps[End].Kind != Path::Step::Field;
  };
  if (Var && IsHandle(0)) {
    QualType T = Var->getType();
    if (canChange(T.getNonReferenceType()) &&
        (T->isReferenceType() || !isNeverChanged(Var, Context)))
      return true;
  }
  for (size_t I = 0; I < Steps.size(); ++I) {
    if (Steps[I].Kind == Path::Step::Element)
      return true;
    if (Steps[I].Kind == Path::Step::Field && IsHandle(I + 1) &&
        canChange(Steps[I].Member->getType().getNonReferenceType()))
      return true;
  }
  return false;
}

bool names(const Stmt *Code, const ValueDecl *D) {
  if (const auto *Ref = dyn_cast_or_null<MemberExpr>(Code);
      Ref && Ref->getMemberDecl() == D)
    return true;
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Code);
      Ref && Ref->getDecl() == D)
    return true;
  return Code && llvm::any_of(Code->children(), [&](const Stmt *Child) {
           return names(Child, D);
         });
}

} // namespace clang::tidy::async
