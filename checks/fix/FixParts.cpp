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
// Types
//===----------------------------------------------------------------------===//

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
    bool IsDefault = Default.isNull() || Default->isDependentType()
                         ? Unknown
                         : Default.getCanonicalType() ==
                               Args[I].getAsType().getCanonicalType();
    if (!IsDefault)
      return false;
  }
  return true;
}

bool hasDefaultArguments(const TaskInfo &Task) {
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Task.Class);
  return !Special || hasDefaultsAfterFirst(Special, /*Unknown=*/true);
}

const FixText *offloadIn(const TaskInfo &Task) {
  if (!Task.Model || !Task.Model->Library->Offload ||
      !hasDefaultArguments(Task))
    return nullptr;
  const FixText &Offload = Task.Model->Library->Offload;
  return Offload.In.empty() ||
                 isOneOf(Task.Class, Offload.In, *Task.Model->Library)
             ? &Offload
             : nullptr;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The first components of the qualified names in \p Text.
static llvm::SmallVector<StringRef, 4> scopesIn(StringRef Text) {
  auto IsWordChar = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  llvm::SmallVector<StringRef, 4> Names;
  for (size_t At = Text.find("::"); At != StringRef::npos;
       At = Text.find("::", At + 2)) {
    StringRef Before = Text.take_front(At);
    StringRef Rest = Before;
    while (!Rest.empty() && IsWordChar(Rest.back()))
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
  // An injected class name stands for its class.
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D);
      Class && Class->isInjectedClassName())
    D = cast<CXXRecordDecl>(Class->getDeclContext());
  return D->getCanonicalDecl();
}

bool hasHiddenName(const Fix &NewFix, const Body &B,
                   const ASTContext &Context) {
  for (const Edit &E : NewFix.Edits)
    for (StringRef Name : scopesIn(E.Text)) {
      const IdentifierInfo *Ident = findIdentifier(Context, Name);
      const Decl *Expected =
          Ident ? scopeNamed(Ident, Context.getTranslationUnitDecl()) : nullptr;
      if (!Expected)
        continue;
      for (const DeclContext *DC = B.Function->getParent();
           DC && !DC->isTranslationUnit(); DC = DC->getParent())
        if (DC->isFileContext() || DC->isRecord())
          if (const Decl *Hiding = scopeNamed(Ident, DC);
              Hiding && Hiding != Expected)
            return true;
    }
  return false;
}

} // namespace clang::tidy::async::fix
