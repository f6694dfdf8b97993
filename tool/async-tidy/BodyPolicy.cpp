//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyPolicy.h"
#include "AsyncCheck.h"
#include "FilePaths.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/TypeVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Parse/Parser.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/SemaConsumer.h"
#include "llvm/Support/SaveAndRestore.h"

using llvm::StringRef;

namespace clang::tidy::async {

namespace {
/// Decides which files belong to the project.
class ProjectFiles {
public:
  ProjectFiles(const SourceManager &SM, StringRef Root, StringRef BuildFolder)
      : SM(SM), Root(Root), BuildFolder(BuildFolder) {
    if (auto WorkingFolder = SM.getFileManager()
                                 .getVirtualFileSystem()
                                 .getCurrentWorkingDirectory())
      Folder = *WorkingFolder;
  }

  bool contain(SourceLocation Place) {
    SourceLocation At = SM.getExpansionLoc(Place);
    return At.isValid() && !SM.isInSystemHeader(At) &&
           !isForeign(SM.getFileID(At));
  }

private:
  bool isForeign(FileID File) {
    if (File == SM.getMainFileID() || Root.empty())
      return false;
    auto [It, IsNew] = Foreign.try_emplace(File, false);
    if (IsNew)
      if (auto Entry = SM.getFileEntryRefForID(File)) {
        std::string Path = absolutePath(Entry->getName(), Folder);
        It->second = !isBelow(Path, Root) ||
                     (!BuildFolder.empty() && isBelow(Path, BuildFolder));
      }
    return It->second;
  }

  const SourceManager &SM;
  StringRef Root;
  StringRef BuildFolder;
  std::string Folder;
  llvm::DenseMap<FileID, bool> Foreign;
};

/// Decides which types and declarations belong to the project, or refer to one
/// that does. For a type T of the project, these include std::vector<T>, void
/// (*)(T), and a lambda in a member function of T.
class Involvement : public TypeVisitor<Involvement, bool> {
public:
  explicit Involvement(ProjectFiles &Files) : Files(Files) {}

  bool of(const Decl *D) {
    if (auto It = Decls.find(D); It != Decls.end())
      return It->second;
    // A recursive type depends on the other types that it names.
    Decls[D] = false;
    return Decls[D] = find(D);
  }

  bool of(QualType T) { return Visit(T.getCanonicalType().getTypePtr()); }

  bool of(const TemplateArgument &Argument) {
    switch (Argument.getKind()) {
    case TemplateArgument::Type:
      return of(Argument.getAsType());
    case TemplateArgument::Declaration:
      return of(Argument.getAsDecl());
    case TemplateArgument::Template:
    case TemplateArgument::TemplateExpansion: {
      const TemplateDecl *Named =
          Argument.getAsTemplateOrTemplatePattern().getAsTemplateDecl();
      return !Named || of(Named);
    }
    case TemplateArgument::Pack:
      return llvm::any_of(Argument.pack_elements(),
                          [&](const TemplateArgument &A) { return of(A); });
    case TemplateArgument::Null:
    case TemplateArgument::NullPtr:
      return false;
    case TemplateArgument::Integral:
      return of(Argument.getIntegralType());
    case TemplateArgument::StructuralValue:
      return of(Argument.getStructuralValueType());
    case TemplateArgument::Expression:
      return true;
    }
    llvm_unreachable("no such kind of argument");
  }

  // Types of unknown kinds may be involved.
  bool VisitType(const Type *) { return true; }
  bool VisitBuiltinType(const BuiltinType *) { return false; }
  bool VisitComplexType(const ComplexType *) { return false; }
  bool VisitVectorType(const VectorType *) { return false; }
  bool VisitBitIntType(const BitIntType *) { return false; }
  bool VisitPointerType(const PointerType *T) {
    return of(T->getPointeeType());
  }
  bool VisitReferenceType(const ReferenceType *T) {
    return of(T->getPointeeType());
  }
  bool VisitArrayType(const ArrayType *T) { return of(T->getElementType()); }
  bool VisitAtomicType(const AtomicType *T) { return of(T->getValueType()); }
  bool VisitFunctionNoProtoType(const FunctionNoProtoType *T) {
    return of(T->getReturnType());
  }
  bool VisitFunctionProtoType(const FunctionProtoType *T) {
    return of(T->getReturnType()) ||
           llvm::any_of(T->param_types(),
                        [&](QualType Each) { return of(Each); });
  }
  bool VisitTagType(const TagType *T) { return of(T->getDecl()); }

private:
  bool find(const Decl *D) {
    if (Files.contain(D->getLocation()))
      return true;
    const TemplateArgumentList *Arguments = nullptr;
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      Arguments = Function->getTemplateSpecializationArgs();
    else if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(D))
      Arguments = &Class->getTemplateArgs();
    if (Arguments &&
        llvm::any_of(Arguments->asArray(),
                     [&](const TemplateArgument &A) { return of(A); }))
      return true;
    const DeclContext *Parent = D->getDeclContext();
    return Parent && !Parent->isFileContext() && of(cast<Decl>(Parent));
  }

  ProjectFiles &Files;
  llvm::DenseMap<const Decl *, bool> Decls;
};

/// Makes clang parse the body of a template outside of the project only when it
/// is instantiated, as it does for compatibility with Microsoft's compiler.
/// Name lookup may then find later declarations; if that causes an error, the
/// file is parsed again as usual.
class TemplateDelay : public PPCallbacks {
public:
  TemplateDelay(ProjectFiles &Files, const SourceManager &SM,
                LangOptions &Language)
      : Files(Files), SM(SM), Language(Language),
        IsForced(Language.DelayedTemplateParsing) {}

  void LexedFileChanged(FileID File, LexedFileChangeReason,
                        SrcMgr::CharacteristicKind, FileID,
                        SourceLocation Place) override {
    auto [It, IsNew] = Delays.try_emplace(File, false);
    if (IsNew)
      It->second =
          IsForced || (!Files.contain(Place) && !mayHaveLocalAwaiter(File));
    Language.DelayedTemplateParsing = It->second;
  }

private:
  /// Clang does not delay a function whose return type is deduced, but it
  /// delays the members of a local class in it, and then fails: awaiters are
  /// often defined in an `auto operator co_await()`.
  bool mayHaveLocalAwaiter(FileID File) const {
    auto Text = SM.getBufferDataOrNone(File);
    return Text && Text->contains("co_await");
  }

  ProjectFiles &Files;
  const SourceManager &SM;
  LangOptions &Language;
  const bool IsForced; ///< By the command line, for all files.
  llvm::DenseMap<FileID, bool> Delays;
};

class BodyPolicy : public SemaConsumer {
public:
  BodyPolicy(CompilerInstance &Compiler, StringRef ProjectRoot,
             StringRef BuildFolder)
      : Files(Compiler.getSourceManager(), ProjectRoot, BuildFolder),
        Involved(Files), Language(Compiler.getLangOpts()) {}

  void InitializeSema(Sema &S) override {
    Semantics = &S;
    S.getPreprocessor().addPPCallbacks(
        std::make_unique<TemplateDelay>(Files, S.getSourceManager(), Language));
  }
  void ForgetSema() override { Semantics = nullptr; }

  bool shouldSkipFunctionBody(Decl *D) override {
    if (Files.contain(D->getLocation()))
      return false;
    // An instance of a template may call, and thereby instantiate, a generic
    // lambda of the project. TemplateDelay handles templates without instances.
    if (D->isTemplated())
      return false;
    const FunctionDecl *Function = D->getAsFunction();
    return !Function || !needsForeignBody(*Function);
  }

  void HandleCXXImplicitFunctionInstantiation(FunctionDecl *D) override {
    // A template whose arguments do not involve the project cannot call generic
    // code in it. Clang has just added D to the queue.
    if (!Semantics || Involved.of(D) || needsForeignBody(*D))
      return;
    auto &Pending = Semantics->PendingInstantiations;
    if (Pending.empty() || Pending.back().first != D)
      return;
    Pending.pop_back();
    D->setInstantiationIsPending(false);
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    parseNeeded();
    // From here on, warnings are findings.
    Context.getDiagnostics().setIgnoreAllWarnings(false);
  }

private:
  /// Parses bodies that a check needs although no instance did.
  void parseNeeded() {
    if (!Semantics || !Semantics->LateTemplateParser)
      return;
    auto &TheParser = *static_cast<Parser *>(Semantics->OpaqueParser);
    // The translation unit has not quite ended yet.
    llvm::SaveAndRestore Restore(Semantics->TUScope, TheParser.getCurScope());
    for (auto &[Function, Tokens] : Semantics->LateParsedTemplateMap)
      if (Function->isLateTemplateParsed() && needsForeignBody(*Function))
        Semantics->LateTemplateParser(&TheParser, *Tokens);
  }

  ProjectFiles Files;
  Involvement Involved;
  LangOptions &Language;
  Sema *Semantics = nullptr;
};
} // namespace

std::unique_ptr<ASTConsumer> makeBodyPolicy(CompilerInstance &Compiler,
                                            StringRef ProjectRoot,
                                            StringRef BuildFolder) {
  return std::make_unique<BodyPolicy>(Compiler, ProjectRoot, BuildFolder);
}

} // namespace clang::tidy::async
