//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "model/Models.h"
#include "model/InputFile.h"
#include "model/PackedModel.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <mutex>

namespace clang::tidy::async {

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// The built-in model of index \p I, read once in a process.
static const LibraryModel &builtin(size_t I) {
  static std::mutex Mutex;
  static std::vector<std::unique_ptr<LibraryModel>> Read(packedModels().size());
  std::lock_guard<std::mutex> Lock(Mutex);
  if (!Read[I])
    Read[I] = unpackModel(packedModels()[I]);
  return *Read[I];
}

using UserModels = std::vector<std::unique_ptr<LibraryModel>>;

/// More than a project has; files may name one another.
static constexpr size_t MaxModels = 256;

/// \p IsTrusted: a file outside of the project names it, so the user does.
static llvm::Error readFile(StringRef File, llvm::vfs::FileSystem &FS,
                            UserModels &To, bool IsTrusted = false,
                            unsigned Depth = 0) {
  if (!IsTrusted && FS.exists(File) && !isInModelFolder(File, FS))
    return llvm::createStringError(
        File + ": error: cannot read this model file: it is outside of the "
               "project; name its folder with --models-from");
  auto Buffer = readInput(File, FS, MaxWrittenBytes);
  if (!Buffer)
    return llvm::createStringError(
        File + ": error: cannot read this model file: " +
        llvm::toString(Buffer.takeError()) +
        "; check the option AsyncModels or the key models");
  auto Model = readLibraryModel((*Buffer)->getMemBufferRef());
  if (!Model)
    return Model.takeError();
  if (Depth == 8)
    return llvm::createStringError(File +
                                   ": error: model files include each other");
  std::vector<std::string> Included = (*Model)->Models;
  To.push_back(std::move(*Model));
  for (const std::string &Next : Included) {
    if (To.size() == MaxModels) {
      StringRef Before = (*Buffer)->getBuffer();
      Before = Before.take_front(Before.find(Next));
      return llvm::createStringError(
          File + ":" + llvm::Twine(Before.count('\n') + 1) +
          ":1: error: more than " + llvm::Twine(MaxModels) +
          " model files are read: a file counts each time it is named");
    }
    llvm::SmallString<128> Path(Next);
    if (llvm::sys::path::is_relative(Path)) {
      Path = llvm::sys::path::parent_path(File);
      llvm::sys::path::append(Path, Next);
    }
    if (llvm::Error Failure = readFile(Path, FS, To, IsTrusted, Depth + 1))
      return Failure;
  }
  return llvm::Error::success();
}

std::string findAbove(StringRef Name, StringRef Folder,
                      llvm::vfs::FileSystem &FS) {
  // A relative name means the same wherever clang-tidy is started.
  if (llvm::sys::path::is_relative(Name) && !FS.exists(Name))
    for (StringRef Dir = Folder; !Dir.empty();
         Dir = llvm::sys::path::parent_path(Dir)) {
      llvm::SmallString<128> Beside(Dir);
      llvm::sys::path::append(Beside, Name);
      if (FS.exists(Beside))
        return Beside.str().str();
    }
  return Name.str();
}

llvm::Expected<UserModels> readUserModels(StringRef Files, StringRef Folder,
                                          llvm::vfs::FileSystem &FS) {
  UserModels Models;
  llvm::SmallString<128> Absolute(Folder);
  FS.makeAbsolute(Absolute);
  llvm::SmallVector<StringRef> Names;
  llvm::SplitString(Files, Names, ",;");
  for (StringRef Name : Names) {
    Name = Name.trim();
    if (Name.empty())
      continue;
    llvm::SmallString<128> Path(Name);
    Path = findAbove(Name, Absolute, FS);
    if (llvm::Error Failure = readFile(Path, FS, Models))
      return Failure;
  }
  for (StringRef Dir = Absolute; !Dir.empty();
       Dir = llvm::sys::path::parent_path(Dir)) {
    llvm::SmallString<128> Path(Dir);
    llvm::sys::path::append(Path, ".async-tidy.yaml");
    if (!FS.exists(Path))
      continue;
    // It is the project's own, or the user's own in a folder above.
    if (llvm::Error Failure =
            readFile(Path, FS, Models, /*IsTrusted=*/!isInModelFolder(Dir, FS)))
      return Failure;
    break;
  }
  return Models;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static bool isTransparent(const DeclContext *DC) {
  if (const auto *NS = dyn_cast<NamespaceDecl>(DC))
    return NS->isInline() || NS->isAnonymousNamespace();
  return DC->isTransparentContext();
}

static bool contextMatches(const DeclContext *DC, StringRef Qualified) {
  for (DC = DC->getRedeclContext(); !DC->isTranslationUnit();
       DC = DC->getParent()->getRedeclContext()) {
    if (isTransparent(DC))
      continue;
    const auto *Named = dyn_cast<NamedDecl>(DC);
    if (!Named || !Named->getIdentifier() ||
        !Qualified.consume_back(Named->getName()))
      return false;
    if (!Qualified.empty() && !Qualified.consume_back("::"))
      return false;
    if (Qualified.empty()) {
      // Leftovers of the contexts must not count.
      const DeclContext *Rest = DC->getParent()->getRedeclContext();
      while (!Rest->isTranslationUnit() && isTransparent(Rest))
        Rest = Rest->getParent()->getRedeclContext();
      return Rest->isTranslationUnit();
    }
  }
  return Qualified.empty();
}

const IdentifierInfo *findIdentifier(const ASTContext &Context,
                                     StringRef Name) {
  if (auto Found = Context.Idents.find(Name); Found != Context.Idents.end())
    return Found->second;
  IdentifierInfoLookup *Preamble = Context.Idents.getExternalIdentifierLookup();
  return Preamble ? Preamble->get(Name) : nullptr;
}

bool hasQualifiedName(const NamedDecl *D, StringRef Qualified) {
  auto [Context, Name] = Qualified.rsplit("::");
  if (Name.empty())
    std::swap(Context, Name);
  if (D->getIdentifier() ? D->getName() != Name
                         : D->getDeclName().getAsString() != Name)
    return false;
  return contextMatches(D->getDeclContext(), Context);
}

static StringRef lastName(StringRef Qualified) {
  size_t Colons = Qualified.rfind("::");
  return Colons == StringRef::npos ? Qualified : Qualified.substr(Colons + 2);
}

/// The index key of \p Name: constructors use their class.
static std::string indexName(const NamedDecl *D) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(D))
    return Constructor->getParent()->getName().str();
  return D->getDeclName().getAsString();
}

/// True if \p Class or one of its bases is \p Qualified.
static bool isOrDerives(const CXXRecordDecl *Class, StringRef Qualified) {
  bool Result = false;
  walkBases(Class, [&](const CXXRecordDecl *Next) {
    Result |= hasQualifiedName(Next, Qualified);
    return !Result;
  });
  return Result;
}

/// Calls \p Use with each qualified name of \p Name, and its root.
template <typename Callback>
static void forEachName(const LibraryModel &Library, StringRef Name,
                        Callback Use) {
  if (Name.consume_front("::") || Library.Roots.empty()) {
    Use(Name.str(),
        StringRef(Library.Roots.empty() ? StringRef() : Library.Roots.front()));
    return;
  }
  for (const std::string &Root : Library.Roots)
    Use(Root + "::" + Name.str(), StringRef(Root));
}

/// \p Name in the library's root \p Root.
static std::string inRoot(StringRef Name, StringRef Root) {
  if (Name.consume_front("::") || Root.empty())
    return Name.str();
  return (Root + "::" + Name).str();
}

//===----------------------------------------------------------------------===//
// Looking up
//===----------------------------------------------------------------------===//

Models::Models(const ASTContext &Context,
               std::vector<std::unique_ptr<LibraryModel>> UserModels,
               bool Strict)
    : Context(Context), Strict(Strict), User(std::move(UserModels)) {
  for (const auto &Library : User)
    add(*Library, /*IsBuiltin=*/false);
  auto IsMentioned = [&](StringRef Qualified) {
    llvm::SmallVector<StringRef, 4> Names;
    Qualified.split(Names, "::");
    return llvm::all_of(Names, [&](StringRef Name) {
      return findIdentifier(Context, Name) != nullptr;
    });
  };
  for (auto [I, File] : llvm::enumerate(builtinModels())) {
    llvm::SmallVector<StringRef, 4> Mentions;
    File.Mentions.split(Mentions, ' ', -1, false);
    if (Mentions.empty() || llvm::any_of(Mentions, IsMentioned))
      add(builtin(I), /*IsBuiltin=*/true);
  }
}

Models::~Models() = default;

const CallModel *Models::entryAt(StringRef Library, StringRef File,
                                 unsigned Line) const {
  auto In = [&](const LibraryModel &Each) -> const CallModel * {
    if (Each.Name != Library || llvm::sys::path::filename(Each.File) != File)
      return nullptr;
    auto Found = llvm::find_if(
        Each.Calls, [&](const CallModel &C) { return C.Line == Line; });
    return Found == Each.Calls.end() ? nullptr : &*Found;
  };
  for (const LibraryModel *Each : Libraries)
    if (const CallModel *Found = In(*Each))
      return Found;
  for (auto [I, Each] : llvm::enumerate(builtinModels()))
    if (llvm::sys::path::filename(Each.File) == File)
      if (const CallModel *Found = In(builtin(I)))
        return Found;
  return nullptr;
}

uint64_t Models::fingerprint() const {
  auto Combine = [](uint64_t Hash, StringRef Bytes) {
    return Hash * 31 + llvm::xxh3_64bits(Bytes);
  };
  static const uint64_t BuiltinHash = [&] {
    uint64_t Hash = 0;
    for (StringRef Each : packedModels())
      Hash = Combine(Hash, Each);
    return Hash;
  }();
  uint64_t Hash = BuiltinHash;
  for (const auto &Each : User) {
    // The hash does not depend on the folder of a model.
    LibraryModel Copy = *Each;
    Copy.File = llvm::sys::path::filename(Each->File).str();
    Hash = Combine(Hash, packModel(Copy));
  }
  return Hash;
}

void Models::add(const LibraryModel &Library, bool IsBuiltin) {
  Libraries.push_back(&Library);
  for (const TypeModel &Type : Library.Types)
    for (const std::string &Name : Type.Names)
      forEachName(Library, Name, [&](std::string Qualified, StringRef Root) {
        auto &List = TypesByName[lastName(Qualified)];
        List.push_back({std::move(Qualified), Root, nullptr, &Type, false});
      });
  for (const CallModel &Call : Library.Calls)
    for (const std::string &Name : Call.Names) {
      if (Name == "*") {
        if (Library.Roots.empty())
          CallsOfAnyName.push_back({&Call, ""});
        for (const std::string &Root : Library.Roots)
          CallsOfAnyName.push_back({&Call, Root});
        continue;
      }
      forEachName(Library, Name, [&](std::string Qualified, StringRef Root) {
        auto &List = CallsByName[lastName(Qualified)];
        bool IsForeign =
            IsBuiltin && StringRef(Qualified).find("::") == StringRef::npos;
        List.push_back({std::move(Qualified), Root, &Call, nullptr, IsForeign});
      });
    }
  if (Library.NoFail)
    for (const std::string &Root : Library.Roots)
      NoFailRoots.push_back(Root);
}

const TypeModel *Models::type(const CXXRecordDecl *Class) const {
  if (!Class || !Class->getIdentifier())
    return nullptr;
  Class = Class->getCanonicalDecl();
  if (auto Cached = Types.find(Class); Cached != Types.end())
    return Cached->second;
  const TypeModel *Found = nullptr;
  auto Entries = TypesByName.find(Class->getName());
  if (Entries != TypesByName.end())
    for (const Indexed &Entry : Entries->second)
      if (hasQualifiedName(Class, Entry.Qualified)) {
        Found = Entry.Type;
        break;
      }
  // The pattern of a class template may seem to be its own base.
  Types[Class] = Found;
  if (!Found)
    if (const CXXRecordDecl *Definition = Class->getDefinition())
      for (const CXXBaseSpecifier &Base : Definition->bases()) {
        // A private base is an implementation detail.
        if (Base.getAccessSpecifier() != AS_public)
          continue;
        if ((Found = type(classOf(Base.getType()))))
          break;
      }
  Types[Class] = Found;
  return Found;
}

StringRef Models::rootOf(const CXXRecordDecl *Class,
                         const TypeModel &Model) const {
  for (const DeclContext *DC = Class->getDeclContext();
       !DC->isTranslationUnit(); DC = DC->getParent())
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC))
      for (const std::string &Root : Model.Library->Roots)
        if (hasQualifiedName(NS, Root))
          return Root;
  return Model.Library->Roots.empty() ? StringRef()
                                      : StringRef(Model.Library->Roots.front());
}

bool Models::isIn(const Decl *D, const LibraryModel &Library) const {
  for (const DeclContext *DC = D->getDeclContext(); !DC->isTranslationUnit();
       DC = DC->getParent())
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC))
      for (const std::string &Root : Library.Roots)
        if (hasQualifiedName(NS, Root))
          return true;
  return false;
}

const Models::Candidates &Models::candidates(const CallSite &Site) const {
  static const Candidates None;
  const auto *Canonical = cast<NamedDecl>(Site.Callee->getCanonicalDecl());
  const CXXRecordDecl *Object =
      Site.ObjectClass ? Site.ObjectClass->getCanonicalDecl() : nullptr;
  auto [Cached, IsNew] = Calls.try_emplace({Canonical, Object});
  if (!IsNew)
    return Cached->second;
  auto Entries = CallsByName.find(indexName(Canonical));
  if (Entries == CallsByName.end() && CallsOfAnyName.empty())
    return Cached->second;
  Candidates Found;
  bool IsMember =
      isa<CXXMethodDecl>(Canonical) && !isa<CXXConstructorDecl>(Canonical);
  llvm::ArrayRef<Indexed> WithName;
  if (Entries != CallsByName.end())
    WithName = Entries->second;
  for (const Indexed &Entry : WithName) {
    StringRef Qualified = Entry.Qualified;
    bool Matches = false;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Canonical)) {
      auto [Class, Name] = Qualified.rsplit("::");
      Matches = lastName(Class) == Name &&
                hasQualifiedName(Constructor->getParent(), Class);
    } else if (hasQualifiedName(Canonical, Qualified)) {
      const auto *Function = dyn_cast<FunctionDecl>(Canonical);
      Matches =
          !Entry.IsForeign || !Function || Function->isExternC() ||
          Context.getSourceManager().isInSystemHeader(Function->getLocation());
    } else if (IsMember && Object) {
      Matches = isOrDerives(Object, Qualified.rsplit("::").first);
    }
    if (Candidate C = {Entry.Call, Entry.Root};
        Matches && returns(Site.Function, C))
      Found.push_back(C);
  }
  for (const Candidate &C : CallsOfAnyName)
    if (Site.Function && returns(Site.Function, C))
      Found.push_back(C);
  return Calls[{Canonical, Object}] = std::move(Found);
}

bool Models::returns(const FunctionDecl *Function, const Candidate &C) const {
  if (C.Entry->Returns.empty())
    return true;
  if (!Function)
    return false;
  QualType T = Function->getReturnType();
  const CXXRecordDecl *Class = classOf(T);
  return llvm::any_of(C.Entry->Returns, [&](StringRef Name) {
    return Class ? isOrDerives(Class, inRoot(Name, C.Root))
                 : T.getCanonicalType().getAsString() == Name;
  });
}

bool Models::holdsFor(const Selector &S, const Expr *Arg,
                      StringRef Root) const {
  if (!Arg)
    return false;
  QualType T = Arg->IgnoreParenImpCasts()->getType();
  if (S.Callable && !isCallable(T))
    return false;
  if (S.Lvalue && !Arg->IgnoreParenImpCasts()->isLValue())
    return false;
  auto IsType = [&](StringRef Name) {
    QualType Bare = T.getNonReferenceType().getUnqualifiedType();
    if (Bare->isPointerType() && classOf(Bare->getPointeeType()))
      Bare = Bare->getPointeeType();
    if (const CXXRecordDecl *Class = classOf(Bare))
      return isOrDerives(Class, inRoot(Name, Root));
    if (const TagDecl *Tag = Bare->getAsTagDecl())
      return hasQualifiedName(Tag, inRoot(Name, Root));
    return Bare.getCanonicalType().getAsString() == Name;
  };
  if (!S.Type.empty() && llvm::none_of(S.Type, IsType))
    return false;
  if (S.Value.empty())
    return true;
  const SourceManager &SM = Context.getSourceManager();
  StringRef Spelled = Lexer::getSourceText(
      CharSourceRange::getTokenRange(
          SM.getExpansionRange(Arg->getSourceRange()).getAsRange()),
      SM, Context.getLangOpts());
  auto IsValue = [&](StringRef Value) {
    if (Value == "0")
      return isZero(Arg, Context);
    int64_t Number;
    Expr::EvalResult Result;
    if (!Value.getAsInteger(0, Number))
      return !Arg->isValueDependent() && Arg->EvaluateAsInt(Result, Context) &&
             Result.Val.getInt().getExtValue() == Number;
    // A name, alone or as a part of A | B.
    for (size_t At = Spelled.find(Value); At != StringRef::npos;
         At = Spelled.find(Value, At + 1)) {
      auto IsPart = [&](size_t I) {
        return I < Spelled.size() &&
               (llvm::isAlnum(Spelled[I]) || Spelled[I] == '_');
      };
      if ((At == 0 || !IsPart(At - 1)) && !IsPart(At + Value.size()))
        return true;
    }
    return false;
  };
  return llvm::any_of(S.Value, IsValue);
}

bool Models::holds(const Selector &S, const CallSite &Site,
                   StringRef Root) const {
  if (!S.Args.empty()) {
    StringRef Text = S.Args;
    unsigned Low = 0, High = ~0u;
    Text.consumeInteger(10, Low);
    if (Text.empty())
      High = Low;
    else if (Text.consume_front("-"))
      Text.consumeInteger(10, High);
    if (Site.Args.size() < Low || Site.Args.size() > High)
      return false;
  }
  if (!S.Argument)
    return true;
  if (S.Argument.K == Position::All)
    return llvm::any_of(
        Site.Args, [&](const Expr *Arg) { return holdsFor(S, Arg, Root); });
  return holdsFor(S, Site.at(S.Argument), Root);
}

bool Models::isUsed(const CallModel &Entry) const {
  return Strict || (!Entry.Strict &&
                    (!Entry.Brief ||
                     llvm::any_of(Libraries, [](const LibraryModel *Library) {
                       return Library->AsyncFiles;
                     })));
}

bool Models::holds(const Candidate &C, const CallSite &Site) const {
  auto Holds = [&](const Selector &S) { return holds(S, Site, C.Root); };
  return isUsed(*C.Entry) && llvm::all_of(C.Entry->When, Holds) &&
         llvm::none_of(C.Entry->Unless, Holds);
}

CallMatch Models::call(const CallSite &Site) const {
  if (Site)
    for (const Candidate &C : candidates(Site))
      if (C.Entry->Is != Role::None && holds(C, Site))
        return {C.Entry, C.Root};
  return {};
}

bool Models::hasTrait(const CallSite &Site, Trait T) const {
  return Site && llvm::any_of(candidates(Site), [&](const Candidate &C) {
           return llvm::is_contained(C.Entry->Traits, T) && holds(C, Site);
         });
}

llvm::SmallVector<MemberCall, 2> Models::callsOn(const TypeModel &Type,
                                                 Role R) const {
  llvm::SmallVector<MemberCall, 2> Found;
  for (const CallModel &Call : Type.Library->Calls) {
    if (Call.Is != R)
      continue;
    for (StringRef Name : Call.Names)
      for (StringRef Class : Type.Names) {
        StringRef Member = Name;
        Member.consume_front("::");
        Class.consume_front("::");
        if (Member.consume_front(Class) && Member.consume_front("::"))
          Found.push_back({&Call, Member});
      }
  }
  return Found;
}

/// Calls \p Do with each entry that names constructors of \p Class.
void Models::forEachConstructor(const CXXRecordDecl *Class,
                                OnConstructor Do) const {
  auto Entries = Class && Class->getIdentifier()
                     ? CallsByName.find(Class->getName())
                     : CallsByName.end();
  if (Entries != CallsByName.end())
    for (const Indexed &Entry : Entries->second) {
      auto [Scope, Name] = StringRef(Entry.Qualified).rsplit("::");
      if (lastName(Scope) == Name && hasQualifiedName(Class, Scope))
        Do(*Entry.Call);
    }
}

llvm::SmallVector<const CallModel *, 2>
Models::constructorsOf(const CXXRecordDecl *Class, Role R) const {
  llvm::SmallVector<const CallModel *, 2> Found;
  forEachConstructor(Class, [&](const CallModel &Call) {
    if (Call.Is == R)
      Found.push_back(&Call);
  });
  return Found;
}

bool Models::hasConstructorWith(const CXXRecordDecl *Class, Trait T) const {
  bool Has = false;
  forEachConstructor(Class, [&](const CallModel &Call) {
    Has |= llvm::is_contained(Call.Traits, T);
  });
  return Has;
}

bool Models::hasMemberWith(const CXXRecordDecl *Class, Trait T) const {
  bool Has = false;
  walkBases(Class, [&](const CXXRecordDecl *Each) {
    for (const CXXMethodDecl *Method : Each->methods()) {
      if (isa<CXXConstructorDecl>(Method) || !Method->getIdentifier())
        continue;
      CallSite Site;
      Site.Callee = Site.Function = Method;
      Site.ObjectClass = Each;
      Has |= llvm::any_of(candidates(Site), [&](const Candidate &C) {
        return llvm::is_contained(C.Entry->Traits, T);
      });
    }
    return !Has;
  });
  return Has;
}

bool Models::isEntryPoint(const FunctionDecl *D) const {
  if (D->isMain())
    return true;
  for (const LibraryModel *Library : Libraries)
    for (const std::string &Name : Library->EntryPoints) {
      bool Matches = false;
      forEachName(*Library, Name, [&](const std::string &Qualified, StringRef) {
        Matches |= hasQualifiedName(D, Qualified);
      });
      if (Matches)
        return true;
    }
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  return Method && llvm::any_of(Method->overridden_methods(),
                                [&](const CXXMethodDecl *Overridden) {
                                  return isEntryPoint(Overridden);
                                });
}

bool Models::isTestMacro(StringRef Name) const {
  return llvm::any_of(Libraries, [&](const LibraryModel *Library) {
    return llvm::is_contained(Library->TestMacros, Name);
  });
}

bool Models::isAssertionMacro(StringRef Name) const {
  return llvm::any_of(Libraries, [&](const LibraryModel *Library) {
    return llvm::is_contained(Library->AssertionMacros, Name);
  });
}

bool Models::isInMemory(StringRef Path) const {
  return llvm::any_of(Libraries, [&](const LibraryModel *Library) {
    return llvm::any_of(Library->InMemory, [&](StringRef Folder) {
      // The folder itself, too.
      return Path.starts_with(Folder) ||
             (Folder.ends_with("/") && Path == Folder.drop_back());
    });
  });
}

bool Models::isTest(const CXXRecordDecl *Class) const {
  const TypeModel *Model = type(Class);
  return Model && Model->Kind == TypeKind::Test;
}

bool Models::isNoFail(const NamedDecl *D) const {
  const DeclContext *DC = D->getDeclContext();
  while (!DC->isTranslationUnit()) {
    const auto *NS = dyn_cast<NamespaceDecl>(DC);
    if (NS && !isTransparent(NS))
      for (const std::string &Root : NoFailRoots)
        if (hasQualifiedName(NS, Root))
          return true;
    DC = DC->getParent();
  }
  return false;
}

/// The declarations of \p QualifiedName in the unit.
static DeclContext::lookup_result findDeclared(const ASTContext &Context,
                                               StringRef QualifiedName) {
  QualifiedName.consume_front("::");
  const DeclContext *DC = Context.getTranslationUnitDecl();
  while (true) {
    auto [Name, Rest] = QualifiedName.split("::");
    const IdentifierInfo *Ident = findIdentifier(Context, Name);
    if (!Ident)
      return {};
    auto Found = DC->lookup(DeclarationName(Ident));
    if (Found.empty() || Rest.empty())
      return Found;
    const NamedDecl *D = Found.front();
    if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
      D = Alias->getNamespace();
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    DC = dyn_cast<DeclContext>(D);
    if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
      DC = Class->getDefinition();
    if (!DC)
      return {};
    QualifiedName = Rest;
  }
}

bool Models::isDeclared(StringRef QualifiedName, SourceLocation Before) const {
  auto Found = findDeclared(Context, QualifiedName);
  return Before.isInvalid()
             ? !Found.empty()
             : llvm::any_of(Found, [&](const NamedDecl *D) {
                 return Context.getSourceManager().isBeforeInTranslationUnit(
                     D->getLocation(), Before);
               });
}

const std::vector<Models::Exception> &Models::exceptions() const {
  if (!Exceptions) {
    Exceptions.emplace();
    for (const LibraryModel *Library : Libraries)
      for (const TypeModel &Type : Library->Types)
        for (const std::string &Name : Type.Names)
          if (Type.Kind == TypeKind::Exception)
            forEachName(
                *Library, Name, [&](const std::string &Name, StringRef) {
                  for (const NamedDecl *D : findDeclared(Context, Name)) {
                    D = D->getUnderlyingDecl();
                    const auto *Alias = dyn_cast<TypedefNameDecl>(D);
                    if (const auto *Class =
                            Alias ? classOf(Alias->getUnderlyingType())
                                  : dyn_cast<CXXRecordDecl>(D))
                      Exceptions->push_back({Class, Library});
                  }
                });
  }
  return *Exceptions;
}

/// True if \p Class is \p Base, or derives from it.
static bool isOrDerivesFrom(const CXXRecordDecl *Class,
                            const CXXRecordDecl *Base) {
  bool Found = false;
  walkBases(Class, [&](const CXXRecordDecl *Each) {
    Found |= declaresSameEntity(Each, Base);
    return !Found;
  });
  return Found;
}

const LibraryModel *Models::caughtBy(const CXXRecordDecl *Class) const {
  if (Class)
    for (const Exception &Each : exceptions())
      if (isOrDerivesFrom(Each.Class, Class))
        return Each.Library;
  return nullptr;
}

bool Models::isException(const CXXRecordDecl *Class,
                         const LibraryModel &Library) const {
  return llvm::any_of(exceptions(), [&](const Exception &Each) {
    return Each.Library == &Library && isOrDerivesFrom(Class, Each.Class);
  });
}

bool isOneOf(const NamedDecl *D, llvm::ArrayRef<std::string> Names,
             const LibraryModel &Library) {
  return llvm::any_of(Names, [&](const std::string &Name) {
    StringRef Rest = Name;
    if (Rest.consume_front("::") || Library.Roots.empty())
      return hasQualifiedName(D, Rest);
    return llvm::any_of(Library.Roots, [&](const std::string &Root) {
      return hasQualifiedName(D, Root + "::" + Name);
    });
  });
}

} // namespace clang::tidy::async
