//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_MODELS_H
#define ASYNC_TIDY_CHECKS_MODEL_MODELS_H

#include "model/CallSite.h"
#include "model/LibraryModel.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>

namespace clang::tidy::async {

/// An entry that matches a call, and the root that it matched in.
struct CallMatch {
  const CallModel *Entry = nullptr;
  llvm::StringRef Root;
  explicit operator bool() const { return Entry; }
  const CallModel *operator->() const { return Entry; }
  /// True if there is an entry and its role has the property \p P.
  bool has(RoleInfo::Property P) const {
    return Entry && infoOf(Entry->Is).has(P);
  }
};

/// A member function that a model names, as `Type::Name`.
struct MemberCall {
  const CallModel *Entry = nullptr;
  llvm::StringRef Name;
};

/// The path of the file \p Name: a relative one is searched for in the current
/// folder, in \p Folder, which contains the file being read, and in the folders
/// above that. \p Name itself if it does not exist.
std::string findAbove(llvm::StringRef Name, llvm::StringRef Folder,
                      llvm::vfs::FileSystem &FS);

/// The user's own models, read from files.
///
/// \p Files are separated by commas or semicolons; each is resolved against the
/// current folder, then against \p Folder, which contains the file being read,
/// and the folders above it. The nearest `.async-tidy.yaml` in that folder or
/// above is read as well. If one cannot be read, none is used: the error is the
/// first one, in one line.
llvm::Expected<std::vector<std::unique_ptr<LibraryModel>>>
readUserModels(llvm::StringRef Files, llvm::StringRef Folder,
               llvm::vfs::FileSystem &FS);

/// The models, applied to the declarations of one translation unit.
///
/// A built-in model is read only if the unit mentions its namespaces.
class Models {
public:
  /// \p User comes first: it may override built-in models.
  Models(const ASTContext &Context,
         std::vector<std::unique_ptr<LibraryModel>> User, bool Strict);
  ~Models();

  /// The entry for \p Class or the nearest of its bases; null for none.
  const TypeModel *type(const CXXRecordDecl *Class) const;
  const TypeModel *type(QualType T) const { return type(classOf(T)); }

  /// The root of \p Model's library that \p Class is in.
  llvm::StringRef rootOf(const CXXRecordDecl *Class,
                         const TypeModel &Model) const;

  /// True if \p D is in one of the namespaces of \p Library.
  bool isIn(const Decl *D, const LibraryModel &Library) const;

  /// The match for \p Site: the first entry with a role whose selectors hold.
  CallMatch call(const CallSite &Site) const;

  /// True if any matching entry for \p Site, with or without a role, has the
  /// trait \p T.
  bool hasTrait(const CallSite &Site, Trait T) const;

  /// The members of \p Type with the role \p R that the model of \p Type names,
  /// in the order of its entries.
  llvm::SmallVector<MemberCall, 2> callsOn(const TypeModel &Type, Role R) const;

  /// The entries with the role \p R that name constructors of \p Class.
  llvm::SmallVector<const CallModel *, 2>
  constructorsOf(const CXXRecordDecl *Class, Role R) const;

  /// True if an entry with the trait \p T names a constructor of \p Class.
  bool hasConstructorWith(const CXXRecordDecl *Class, Trait T) const;
  /// True if an entry with the trait \p T names a member function of \p Class
  /// or of its bases.
  bool hasMemberWith(const CXXRecordDecl *Class, Trait T) const;

  /// True if \p D is an entry point that may block, like `main`.
  bool isEntryPoint(const FunctionDecl *D) const;
  /// True if the macro \p Name defines tests.
  bool isTestMacro(llvm::StringRef Name) const;
  /// True if the macro \p Name is an assertion.
  bool isAssertionMacro(llvm::StringRef Name) const;
  /// True if the file \p Path can be read without waiting for a disk.
  bool isInMemory(llvm::StringRef Path) const;
  /// True if \p Class is or derives from a test class.
  bool isTest(const CXXRecordDecl *Class) const;
  /// True if functions of \p D's library fail only where an entry makes them.
  bool isNoFail(const NamedDecl *D) const;

  /// The library whose exceptions a handler for \p Class catches: \p Class is
  /// one of them, or a base of one. Null for none.
  const LibraryModel *caughtBy(const CXXRecordDecl *Class) const;
  /// True if \p Class is an exception of \p Library, or derives from one.
  bool isException(const CXXRecordDecl *Class,
                   const LibraryModel &Library) const;

  /// True if the unit declares this qualified name. With \p Before, only if it
  /// is declared before that place.
  bool isDeclared(llvm::StringRef QualifiedName,
                  SourceLocation Before = {}) const;

  /// The entry in line \p Line of the model of \p Library that is read from a
  /// file called \p File; null if there is none. It may be in a model that this
  /// unit does not use.
  const CallModel *entryAt(llvm::StringRef Library, llvm::StringRef File,
                           unsigned Line) const;

  /// A hash of all models: the user's own and all built-in ones, whether they
  /// are in use or not.
  uint64_t fingerprint() const;

  /// The libraries in use, the user's own first.
  llvm::ArrayRef<const LibraryModel *> libraries() const { return Libraries; }

private:
  struct Indexed {
    std::string Qualified;
    llvm::StringRef Root;
    const CallModel *Call = nullptr;
    const TypeModel *Type = nullptr;
    /// A plain built-in name: a user's function of the same name is a different
    /// one.
    bool IsForeign = false;
  };
  struct Candidate {
    const CallModel *Entry;
    llvm::StringRef Root;
  };
  struct Exception {
    const CXXRecordDecl *Class;
    const LibraryModel *Library;
  };
  const std::vector<Exception> &exceptions() const;
  using Candidates = llvm::SmallVector<Candidate, 1>;
  using OnConstructor = llvm::function_ref<void(const CallModel &)>;

  void add(const LibraryModel &Library, bool IsBuiltin);
  /// False if \p Entry is for strict units only, and this is none.
  bool isUsed(const CallModel &Entry) const;
  bool returns(const FunctionDecl *Function, const Candidate &C) const;
  bool holds(const Candidate &C, const CallSite &Site) const;
  const Candidates &candidates(const CallSite &Site) const;
  void forEachConstructor(const CXXRecordDecl *Class, OnConstructor Do) const;
  bool holds(const Selector &S, const CallSite &Site,
             llvm::StringRef Root) const;
  bool holdsFor(const Selector &S, const Expr *Arg, llvm::StringRef Root) const;

  const ASTContext &Context;
  const bool Strict;
  std::vector<std::unique_ptr<LibraryModel>> User;
  std::vector<const LibraryModel *> Libraries;
  llvm::StringMap<std::vector<Indexed>> CallsByName;
  std::vector<Candidate> CallsOfAnyName;
  llvm::StringMap<std::vector<Indexed>> TypesByName;
  std::vector<std::string> NoFailRoots;
  mutable llvm::DenseMap<const CXXRecordDecl *, const TypeModel *> Types;
  mutable std::optional<std::vector<Exception>> Exceptions;
  mutable llvm::DenseMap<std::pair<const Decl *, const Decl *>, Candidates>
      Calls;
};

/// The identifier \p Name; null if neither the unit nor a preamble mentions it.
const IdentifierInfo *findIdentifier(const ASTContext &Context,
                                     llvm::StringRef Name);

/// True if the qualified name of \p D, without inline and unnamed namespaces
/// and template arguments, is \p Qualified.
bool hasQualifiedName(const NamedDecl *D, llvm::StringRef Qualified);

/// True if \p D is one of \p Names in \p Library, as its model writes them.
bool isOneOf(const NamedDecl *D, llvm::ArrayRef<std::string> Names,
             const LibraryModel &Library);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_MODELS_H
