//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fix/FixParts.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

namespace clang::tidy::async::fix {

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

/// True if an object of \p Class locks what it is made from, as a model says of
/// its constructor.
static bool isGuard(const CXXRecordDecl *Class, const Facts &F) {
  auto IsConstructor = [](StringRef Name) {
    auto [Scope, Own] = Name.rsplit("::");
    return Scope == Own || Scope.ends_with(("::" + Own).str());
  };
  for (const LibraryModel *Library : F.models().libraries())
    for (const CallModel &Call : Library->Calls)
      if (Call.Blocks == Blocking::Lock)
        for (StringRef Name : Call.Names)
          if (IsConstructor(Name) &&
              isOneOf(Class, {Name.rsplit("::").first.str()}, *Library))
            return true;
  return false;
}

static bool hasAwait(const Stmt *S) {
  return S && (isa<CoawaitExpr>(S) || llvm::any_of(S->children(), hasAwait));
}

namespace {
/// Goes through a body up to one place, and notes what is locked there.
class LockSearch {
public:
  LockSearch(const Stmt *Place, const Facts &F) : Place(Place), F(F) {}
  /// True if the place is in \p S.
  bool visit(const Stmt *S);
  bool holds() const { return !Held.empty(); }

private:
  void note(const Stmt *S);

  const Stmt *Place;
  const Facts &F;
  std::vector<const VarDecl *> Declared; ///< In the scopes that are open.
  std::vector<const ValueDecl *> Held;   ///< Null for what has no name.
};
} // namespace

bool LockSearch::visit(const Stmt *S) {
  if (!S)
    return false;
  if (S == Place)
    return true;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return visit(Coroutine->getBody());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(),
                        [&](const Expr *E) { return visit(E); });
  size_t Outer = Declared.size();
  for (const Stmt *Child : S->children())
    if (visit(Child))
      return true;
  note(S);
  if (isa<Expr, DeclStmt>(S))
    return false;
  // What was declared here is gone, and has unlocked.
  for (; Declared.size() > Outer; Declared.pop_back())
    llvm::erase(Held, Declared.back());
  return false;
}

void LockSearch::note(const Stmt *S) {
  if (const auto *Statement = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Statement->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        Declared.push_back(Var);
        // What was awaited locks coroutines, not threads.
        if (const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
            Class && isGuard(Class, F) && !hasAwait(Var->getInit()))
          Held.push_back(Var);
      }
    return;
  }
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getDeclName().isIdentifier())
    return;
  CallSite Site = CallSite::of(Call);
  llvm::SmallVector<const ValueDecl *, 4> Objects;
  if (Site.Object)
    Objects.push_back(variableOf(Site.Object));
  else
    for (const Expr *Arg : Site.Args)
      Objects.push_back(variableOf(Arg));
  // The names are those that the language wants of what can be locked.
  StringRef Name = Callee->getName();
  const Operation *Op = F.operationAt(Call);
  if (Name.contains("unlock"))
    llvm::erase_if(Held, [&](const ValueDecl *D) {
      return D && llvm::is_contained(Objects, D);
    });
  else if ((Op && Op->is(Role::Block) && Op->Match->Blocks == Blocking::Lock &&
            !classOf(Call->getType())) ||
           (Name.starts_with("try_lock") && Site.Object))
    llvm::append_range(Held, Objects);
}

bool holdsLock(const Body &B, const Stmt *Place, const Facts &F) {
  LockSearch Search(Place, F);
  return Search.visit(B.Code) && Search.holds();
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

static bool isCopyable(QualType T, const Facts &F,
                       llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen);

static bool isCopyable(const TemplateArgument &Arg, const Facts &F,
                       llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (Arg.getKind() == TemplateArgument::Pack)
    return llvm::all_of(Arg.pack_elements(), [&](const TemplateArgument &Each) {
      return isCopyable(Each, F, Seen);
    });
  return Arg.getKind() != TemplateArgument::Type ||
         isCopyable(Arg.getAsType(), F, Seen);
}

static bool isCopyable(QualType T, const Facts &F,
                       llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  const CXXRecordDecl *Class =
      F.context().getBaseElementType(T)->getAsCXXRecordDecl();
  if (!Class || !Seen.insert(Class->getCanonicalDecl()).second)
    return true;
  // A container that declares that it can be copied can be so only if what it
  // holds can.
  if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
      if (!isCopyable(Arg, F, Seen))
        return false;
  Class = Class->getDefinition();
  if (!Class)
    return false;
  bool IsImplicit = Class->needsImplicitCopyConstructor();
  bool Has = IsImplicit && !Class->defaultedCopyConstructorIsDeleted();
  for (const CXXConstructorDecl *D : Class->ctors()) {
    if (!D->isCopyConstructor())
      continue;
    if (D->isDeleted())
      return false;
    Has |= D->getAccess() == AS_public;
    IsImplicit |= D->isDefaulted();
  }
  if (!Has || !IsImplicit || F.sources().isInSystemHeader(Class->getLocation()))
    return Has;
  return llvm::all_of(Class->bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        return isCopyable(Base.getType(), F, Seen);
                      }) &&
         llvm::all_of(Class->fields(), [&](const FieldDecl *Field) {
           return isCopyable(Field->getType(), F, Seen);
         });
}

bool isCopyable(QualType T, const Facts &F) {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return isCopyable(T, F, Seen);
}

bool hasDefaultsAfterFirst(const ClassTemplateSpecializationDecl *Special,
                           bool Unknown) {
  const TemplateParameterList &Params =
      *Special->getSpecializedTemplate()->getTemplateParameters();
  llvm::ArrayRef<TemplateArgument> Args = Special->getTemplateArgs().asArray();
  if (Params.size() != Args.size())
    return Unknown;
  for (unsigned I = 1; I < Args.size(); ++I) {
    const auto *Param = dyn_cast<TemplateTypeParmDecl>(Params.getParam(I));
    QualType Default =
        Param && Param->hasDefaultArgument() &&
                Args[I].getKind() == TemplateArgument::Type
            ? Param->getDefaultArgument().getArgument().getAsType()
            : QualType();
    bool Is = Default.isNull() || Default->isDependentType()
                  ? Unknown
                  : Default.getCanonicalType() ==
                        Args[I].getAsType().getCanonicalType();
    if (!Is)
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The first parts of the qualified names in \p Text.
static llvm::SmallVector<StringRef, 4> scopesIn(StringRef Text) {
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  llvm::SmallVector<StringRef, 4> Names;
  for (size_t At = Text.find("::"); At != StringRef::npos;
       At = Text.find("::", At + 2)) {
    StringRef Before = Text.take_front(At);
    StringRef Rest = Before;
    while (!Rest.empty() && IsPart(Rest.back()))
      Rest = Rest.drop_back();
    if (Rest.size() != Before.size() && !Rest.ends_with("::"))
      Names.push_back(Before.substr(Rest.size()));
  }
  return Names;
}

static const Decl *scopeNamed(const IdentifierInfo *Name,
                              const DeclContext *DC) {
  auto Found = DC->lookup(Name);
  if (Found.empty())
    return nullptr;
  const NamedDecl *D = Found.front();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
    D = Alias->getNamespace();
  return D->getCanonicalDecl();
}

bool hasHiddenName(const Fix &New, const Body &In, const ASTContext &Context) {
  for (const Edit &Each : New.Edits)
    for (StringRef Name : scopesIn(Each.Text)) {
      const IdentifierInfo *Ident = findIdentifier(Context, Name);
      const Decl *Meant =
          Ident ? scopeNamed(Ident, Context.getTranslationUnitDecl()) : nullptr;
      if (!Meant)
        continue;
      for (const DeclContext *DC = In.Function->getParent();
           DC && !DC->isTranslationUnit(); DC = DC->getParent())
        if (DC->isFileContext() || DC->isRecord())
          if (const Decl *Nearer = scopeNamed(Ident, DC);
              Nearer && Nearer != Meant)
            return true;
    }
  return false;
}

} // namespace clang::tidy::async::fix
