//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/TaskTypes.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

/// The members called \p Name of \p Class or of its bases.
static llvm::SmallVector<const NamedDecl *, 2>
members(const CXXRecordDecl *Class, DeclarationName Name) {
  llvm::SmallVector<const NamedDecl *, 2> Found;
  walkBases(Class, [&](const CXXRecordDecl *Next) {
    auto Declared = Next->lookup(Name);
    Found.append(Declared.begin(), Declared.end());
    return Declared.empty();
  });
  return Found;
}

static llvm::SmallVector<const NamedDecl *, 2>
members(const CXXRecordDecl *Class, StringRef Name) {
  const ASTContext &Context = Class->getASTContext();
  const IdentifierInfo *Ident = findIdentifier(Context, Name);
  if (!Ident)
    return {};
  return members(Class, DeclarationName(Ident));
}

static const FunctionDecl *asFunction(const NamedDecl *D) {
  if (const auto *Using = dyn_cast<UsingShadowDecl>(D))
    D = Using->getTargetDecl();
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(D);
}

/// True if \p A and \p B are the same class, or made from the same template.
static bool isSameFamily(const CXXRecordDecl *A, const CXXRecordDecl *B) {
  if (!A || !B)
    return false;
  auto Family = [](const CXXRecordDecl *Class) -> const Decl * {
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
      return Special->getSpecializedTemplate()->getCanonicalDecl();
    if (const auto *Template = Class->getDescribedClassTemplate())
      return Template->getCanonicalDecl();
    return Class->getCanonicalDecl();
  };
  return Family(A) == Family(B);
}

const CXXRecordDecl *TaskTypes::findPromise(const CXXRecordDecl *Class) const {
  for (const NamedDecl *D : members(Class, "promise_type")) {
    if (const auto *Using = dyn_cast<UsingShadowDecl>(D))
      D = Using->getTargetDecl();
    if (const auto *Type = dyn_cast<TypeDecl>(D)) {
      if (const auto *Record = dyn_cast<CXXRecordDecl>(Type))
        return Record;
      if (const auto *Alias = dyn_cast<TypedefNameDecl>(Type))
        return classOf(Alias->getUnderlyingType());
    }
  }
  // Libraries may also specialize std::coroutine_traits.
  const IdentifierInfo *TraitsName =
      findIdentifier(Context, "coroutine_traits");
  if (!TraitsName)
    return nullptr;
  const NamespaceDecl *StdNamespace = nullptr;
  if (const IdentifierInfo *StdName = findIdentifier(Context, "std"))
    for (const NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(DeclarationName(StdName)))
      StdNamespace = dyn_cast<NamespaceDecl>(D);
  if (!StdNamespace)
    return nullptr;
  for (const NamedDecl *D : StdNamespace->lookup(DeclarationName(TraitsName))) {
    const auto *Traits = dyn_cast<ClassTemplateDecl>(D);
    if (!Traits)
      continue;
    for (const ClassTemplateSpecializationDecl *Special :
         const_cast<ClassTemplateDecl *>(Traits)->specializations()) {
      const TemplateArgumentList &Args = Special->getTemplateArgs();
      if (Args.size() == 0 || Args[0].getKind() != TemplateArgument::Type ||
          classOf(Args[0].getAsType()) != Class || !Special->getDefinition())
        continue;
      for (const NamedDecl *Member : members(Special, "promise_type")) {
        if (const auto *Record = dyn_cast<CXXRecordDecl>(Member))
          return Record;
        if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
          return classOf(Alias->getUnderlyingType());
      }
    }
  }
  return nullptr;
}

bool TaskTypes::isAwaitable(const CXXRecordDecl *Class,
                            bool &WantsRvalue) const {
  WantsRvalue = false;
  DeclarationName Await =
      Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  auto Own = members(Class, Await);
  if (!Own.empty()) {
    WantsRvalue = llvm::all_of(Own, [](const NamedDecl *D) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(asFunction(D));
      return Method && Method->getRefQualifier() == RQ_RValue;
    });
    return true;
  }
  if (!members(Class, "await_ready").empty())
    return true;
  // Free operators are found in the namespaces of the class.
  for (const DeclContext *DC = Class->getDeclContext(); DC;
       DC = DC->getParent()) {
    if (!DC->isFileContext())
      continue;
    for (const NamedDecl *D : DC->lookup(Await)) {
      const FunctionDecl *Function = asFunction(D);
      if (!Function || Function->getNumParams() != 1)
        continue;
      QualType Param = Function->getParamDecl(0)->getType();
      if (!isSameFamily(classOf(Param), Class))
        continue;
      WantsRvalue = Param->isRValueReferenceType() ||
                    (!Param->isReferenceType() &&
                     !Class->hasCopyConstructorWithConstParam());
      return true;
    }
    if (!DC->isInlineNamespace())
      break;
  }
  return false;
}

/// When a coroutine with \p Promise starts, by the return type of
/// initial_suspend.
static Start startOf(const CXXRecordDecl *Promise) {
  for (const NamedDecl *D : members(Promise, "initial_suspend")) {
    const FunctionDecl *Function = asFunction(D);
    if (!Function)
      continue;
    const CXXRecordDecl *Result = classOf(Function->getReturnType());
    if (!Result)
      continue;
    if (hasQualifiedName(Result, "std::suspend_always"))
      return Start::Lazy;
    if (hasQualifiedName(Result, "std::suspend_never"))
      return Start::Eager;
  }
  return Start::Unknown;
}

std::optional<TaskInfo> TaskTypes::judge(const CXXRecordDecl *Class) const {
  TaskInfo Info;
  Info.Class = Class;
  Info.Model = AllModels.type(Class);
  if (Info.Model && Info.Model->Kind != TypeKind::Task)
    return std::nullopt;
  Class = Class->getDefinition() ? Class->getDefinition() : Class;
  for (const TagDecl *Redecl : Class->redecls())
    Info.IsNoDiscard |= Redecl->hasAttr<WarnUnusedResultAttr>();
  if (!Class->hasDefinition() && !Info.Model)
    return std::nullopt;
  Info.Promise = Class->hasDefinition() ? findPromise(Class) : nullptr;
  bool WantsRvalue = false;
  bool Awaitable = Class->hasDefinition() && isAwaitable(Class, WantsRvalue);
  if (Info.Model) {
    Info.StartsAs = Info.Model->StartsAs;
    Info.Shot = Info.Model->Shot;
    Info.Dropped = Info.Model->Dropped;
    Info.Await = Info.Model->Await;
    if (Info.Await == AwaitForm::Unknown)
      Info.Await = !Awaitable    ? AwaitForm::None
                   : WantsRvalue ? AwaitForm::Rvalue
                                 : AwaitForm::Lvalue;
    return Info;
  }
  if (!Awaitable || !Info.Promise)
    return std::nullopt; // An awaiter alone may be an event, a lock, a hop.
  if (!members(Info.Promise, "yield_value").empty())
    return std::nullopt; // A generator.
  if (!members(Class, "value_or").empty() || !members(Class, "valueOr").empty())
    return std::nullopt; // A value, or an error in its place.
  Info.StartsAs = startOf(Info.Promise);
  Info.Await = WantsRvalue ? AwaitForm::Rvalue : AwaitForm::Lvalue;
  if (Info.StartsAs == Start::Lazy)
    Info.Dropped = Drop::NeverRuns;
  else if (Info.StartsAs == Start::Eager)
    switch (unhandled(Info.Promise)) {
    case Unhandled::Stored:
      Info.Dropped = Drop::LosesError;
      break;
    case Unhandled::Terminates:
      Info.Dropped = Drop::Harmless;
      break;
    default:
      break;
    }
  return Info;
}

const TaskInfo *TaskTypes::task(QualType T) const {
  if (T.isNull() || T->isPointerType())
    return nullptr;
  const CXXRecordDecl *Class = classOf(T);
  if (!Class)
    return nullptr;
  Class = Class->getCanonicalDecl();
  auto [Entry, IsNew] = Tasks.try_emplace(Class);
  if (!IsNew)
    return Entry->second.get();
  std::optional<TaskInfo> Info = judge(Class);
  auto &Slot = Tasks[Class];
  if (Info)
    Slot = std::make_unique<TaskInfo>(*Info);
  return Slot.get();
}

const TaskInfo *TaskTypes::awaitable(QualType T, const CallModel *Call) const {
  const CXXRecordDecl *Class = T->isPointerType() ? nullptr : classOf(T);
  if (!Class || !Class->getDefinition())
    return nullptr;
  auto [Entry, IsNew] = Awaitables.try_emplace(Class->getCanonicalDecl());
  bool WantsRvalue;
  if (IsNew && isAwaitable(Class->getDefinition(), WantsRvalue)) {
    Entry->second = std::make_unique<TaskInfo>();
    Entry->second->Class = Class;
    Entry->second->Await = WantsRvalue ? AwaitForm::Rvalue : AwaitForm::Lvalue;
  }
  if (!Entry->second && Call && Call->Await != AwaitForm::Unknown) {
    Entry->second = std::make_unique<TaskInfo>();
    Entry->second->Class = Class;
    Entry->second->Await = Call->Await;
    Entry->second->OnlyIn = Call->Library;
  }
  return Entry->second.get();
}

const CXXRecordDecl *TaskTypes::promise(QualType T) const {
  if (const TaskInfo *Info = task(T))
    if (Info->Promise)
      return Info->Promise;
  const CXXRecordDecl *Class = classOf(T);
  return Class && Class->getDefinition() ? findPromise(Class->getDefinition())
                                         : nullptr;
}

namespace {
/// Classifies the body of unhandled_exception by the names that it uses.
struct UnhandledScan {
  void read(const Stmt *S);

  bool Rethrows = false, Stores = false, Terminates = false, Unsure = false,
       Calls = false;
};
} // namespace

void UnhandledScan::read(const Stmt *S) {
  if (!S)
    return;
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S)) {
    Rethrows |= !Throw->getSubExpr();
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const NamedDecl *D = Ref->getDecl();
    Stores |= hasQualifiedName(D, "std::current_exception");
    Terminates |= hasQualifiedName(D, "std::terminate") ||
                  hasQualifiedName(D, "std::abort") ||
                  hasQualifiedName(D, "abort") ||
                  hasQualifiedName(D, "std::exit");
  } else if (isa<UnresolvedLookupExpr>(S)) {
    Unsure = true;
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    Calls = true;
    // Some libraries have their own way to end the process.
    const FunctionDecl *Callee = Call->getDirectCallee();
    Terminates |= Callee && Callee->isNoReturn() &&
                  !hasQualifiedName(Callee, "std::rethrow_exception");
  }
  for (const Stmt *Child : S->children())
    read(Child);
}

Unhandled TaskTypes::unhandled(const CXXRecordDecl *P) const {
  for (const NamedDecl *D : members(P, "unhandled_exception")) {
    const FunctionDecl *Function = asFunction(D);
    if (!Function)
      continue;
    // A member of a class template is instantiated only when it is used.
    if (!Function->hasBody())
      if (const FunctionDecl *Pattern =
              Function->getTemplateInstantiationPattern())
        Function = Pattern;
    const Stmt *Body = Function->getBody();
    if (!Body)
      return Unhandled::Unknown;
    UnhandledScan Scan;
    Scan.read(Body);
    if (Scan.Stores)
      return Unhandled::Stored;
    if (Scan.Terminates)
      return Unhandled::Terminates;
    if (Scan.Rethrows)
      return Unhandled::Rethrown;
    return Scan.Calls || Scan.Unsure ? Unhandled::Unknown : Unhandled::Ignored;
  }
  return Unhandled::Unknown;
}

AwaitForm TaskTypes::awaitFormIn(QualType Operand,
                                 const CXXRecordDecl *P) const {
  const CXXRecordDecl *Class = classOf(Operand);
  if (!Class || !P)
    return AwaitForm::None;
  const TaskInfo *Info = task(Operand);
  AwaitForm OwnForm = AwaitForm::None;
  if (!Info)
    Info = awaitable(Operand);
  if (Info)
    OwnForm = Info->Await;
  auto Transforms = members(P, "await_transform");
  if (Transforms.empty())
    return OwnForm;
  // A claim that only a model makes about a call holds in its own library.
  if (Info && Info->OnlyIn && !AllModels.isIn(P, *Info->OnlyIn))
    return AwaitForm::None;
  bool IsModelled = Info && (Info->Model || Info->OnlyIn);
  for (const NamedDecl *D : Transforms) {
    const FunctionDecl *Function = asFunction(D);
    if (!Function || Function->isDeleted() || Function->getNumParams() == 0)
      continue;
    QualType ParamType = Function->getParamDecl(0)->getType();
    QualType Param = ParamType.getNonReferenceType();
    if (const CXXRecordDecl *ParamClass = classOf(Param)) {
      bool Dependent = Param->isDependentType();
      if (Dependent
              ? !isSameFamily(ParamClass, Class)
              : ParamClass->getCanonicalDecl() != Class->getCanonicalDecl())
        continue;
      // An operand that is taken by value may have to be moved.
      bool NeedsMove = ParamType->isRValueReferenceType() ||
                       (!ParamType->isReferenceType() &&
                        (!Info || Info->Await == AwaitForm::Rvalue ||
                         Info->Shot == Shots::One));
      return NeedsMove ? AwaitForm::Rvalue : AwaitForm::Lvalue;
    }
    // An overload for any type leaves the decision to the type. Its constraint
    // cannot be evaluated here: if there is one, the type must be known from a
    // model.
    if (Param->isTemplateTypeParmType() && OwnForm != AwaitForm::None &&
        (!Function->getTrailingRequiresClause() || IsModelled))
      return OwnForm;
  }
  return AwaitForm::None;
}

/// True if \p Class or a base of it declares a method without parameters that
/// has one of \p Names and satisfies \p Pred.
static bool hasGetter(const CXXRecordDecl *Class,
                      std::initializer_list<StringRef> Names,
                      llvm::function_ref<bool(const FunctionDecl *)> Pred) {
  return llvm::any_of(Names, [&](StringRef Name) {
    return llvm::any_of(members(Class, Name), [&](const NamedDecl *D) {
      const FunctionDecl *Function = asFunction(D);
      return Function && Function->param_empty() && Pred(Function);
    });
  });
}

bool TaskTypes::isValueOrError(const CXXRecordDecl *Class) const {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentType())
    return false;
  auto [Memo, IsNew] = ValuesOrErrors.try_emplace(Class, false);
  if (!IsNew)
    return Memo->second;
  auto IsAny = [](const FunctionDecl *) { return true; };
  auto IsTest = [](const FunctionDecl *Function) {
    return Function->getReturnType()->isBooleanType();
  };
  bool HasTest =
      hasGetter(Class,
                {"has_value", "hasValue", "has_error", "hasError", "ok",
                 "is_ok", "isOk", "is_error", "isError", "isValid"},
                IsTest);
  bool HasError = hasGetter(Class, {"error"}, IsAny) ||
                  (hasGetter(Class, {"status", "exception"}, IsAny) &&
                   hasGetter(Class, {"value", "ValueOrDie"}, IsAny));
  return Memo->second = HasTest && HasError;
}

bool TaskTypes::hasMember(const CXXRecordDecl *Class, StringRef Name) const {
  return !members(Class, Name).empty();
}

bool TaskTypes::awaitsAnything(const CXXRecordDecl *P) const {
  return P &&
         llvm::any_of(members(P, "await_transform"), [](const NamedDecl *D) {
           const FunctionDecl *F = asFunction(D);
           return F && F->getNumParams() == 1 &&
                  F->getParamDecl(0)
                      ->getType()
                      .getNonReferenceType()
                      ->isTemplateTypeParmType();
         });
}

bool TaskTypes::isFireAndForget(QualType T) const {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->getDefinition() || task(T))
    return false;
  const CXXRecordDecl *P = findPromise(Class->getDefinition());
  bool WantsRvalue;
  return P && startOf(P) == Start::Eager && members(P, "yield_value").empty() &&
         !isAwaitable(Class->getDefinition(), WantsRvalue);
}

bool TaskTypes::isGenerator(QualType T) const {
  const CXXRecordDecl *P = promise(T);
  if (!P || members(P, "yield_value").empty())
    return false;
  // An asynchronous generator may await between its values; one that is only
  // pulled forbids that.
  auto Transforms = members(P, "await_transform");
  return Transforms.empty() ? !task(T)
                            : llvm::all_of(Transforms, [](const NamedDecl *D) {
                                const FunctionDecl *F = asFunction(D);
                                return F && F->isDeleted();
                              });
}

bool TaskTypes::yieldsNothing(QualType T) const {
  const auto *Class =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (Class && Class->getTemplateArgs().size() != 0) {
    const TemplateArgument &Value = Class->getTemplateArgs().get(0);
    if (Value.getKind() == TemplateArgument::Type &&
        Value.getAsType()->isVoidType())
      return true;
  }
  const CXXRecordDecl *P = promise(T);
  return P && hasMember(P, "return_void");
}

bool TaskTypes::containsTask(QualType T) const {
  if (task(T))
    return true;
  const auto *Special =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(T));
  if (!Special)
    return false;
  for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray()) {
    if (Arg.getKind() == TemplateArgument::Type && task(Arg.getAsType()))
      return true;
    if (Arg.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Element : Arg.pack_elements())
        if (Element.getKind() == TemplateArgument::Type &&
            task(Element.getAsType()))
          return true;
  }
  return false;
}

} // namespace clang::tidy::async
