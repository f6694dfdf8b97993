//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/DeclWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/SourceManager.h"

namespace clang::tidy::async {

void DeclWalk::walkUnit() {
  for (Decl *D : Context.getTraversalScope())
    walkDecl(D);
}

void DeclWalk::walkChildren(const DeclContext *DC) {
  for (Decl *D : DC->decls())
    walkDecl(D);
}

/// True if \p Function has a body here that has been parsed: like Microsoft's
/// compiler, clang may parse the body of a template late or never.
static bool hasCode(const FunctionDecl *Function) {
  return Function->doesThisDeclarationHaveABody() &&
         !Function->isLateTemplateParsed();
}

/// True if \p D is a member of a class template that has instances.
static bool isPatternWithInstances(const FunctionDecl *D) {
  // A member of a class template, defined in it or outside: its instances are
  // members of the template's specializations.
  if (!D->isDependentContext())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  if (!Method)
    return false;
  ClassTemplateDecl *Template =
      Method->getParent()->getDescribedClassTemplate();
  return Template &&
         llvm::any_of(Template->specializations(),
                      [](const ClassTemplateSpecializationDecl *Special) {
                        return Special->hasDefinition();
                      });
}

void DeclWalk::walkDecl(const Decl *D) {
  if (isa<TranslationUnitDecl>(D))
    return walkChildren(cast<DeclContext>(D));
  if (D->isImplicit() || D->isInvalidDecl() ||
      Context.getSourceManager().isInSystemHeader(D->getLocation()))
    return;
  if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(D))
    return walkChildren(cast<DeclContext>(D));
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D);
      Method && Method->isCanonicalDecl())
    noteMethod(Method);
  if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
    if (hasCode(Function) && !isPatternWithInstances(Function))
      walkFunction(Function);
    return;
  }
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D)) {
    const FunctionDecl *Pattern = Template->getTemplatedDecl();
    // In an instance of a class template, only the instances of its member
    // templates have code.
    bool IsInInstance = Template->getInstantiatedFromMemberTemplate();
    if (!IsInInstance && !hasCode(Pattern))
      return;
    bool HasInstance = false;
    for (const FunctionDecl *Special :
         const_cast<FunctionTemplateDecl *>(Template)->specializations())
      if (isTemplateInstantiation(Special->getTemplateSpecializationKind()) &&
          hasCode(Special)) {
        walkFunction(Special);
        HasInstance = true;
      }
    if (!HasInstance && !IsInInstance && !isPatternWithInstances(Pattern))
      walkFunction(Pattern);
    return;
  }
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D)) {
    if (!Template->isThisDeclarationADefinition())
      return;
    bool HasInstance = false;
    for (const ClassTemplateSpecializationDecl *Special :
         const_cast<ClassTemplateDecl *>(Template)->specializations())
      if (isTemplateInstantiation(Special->getSpecializationKind()) &&
          Special->hasDefinition()) {
        walkChildren(Special);
        HasInstance = true;
      }
    if (!HasInstance)
      walkChildren(Template->getTemplatedDecl());
    return;
  }
  if (isa<ClassTemplatePartialSpecializationDecl>(D))
    return;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D)) {
    if (Class->isThisDeclarationADefinition() && !Class->isLambda())
      walkChildren(Class);
    return;
  }
  if (const auto *Var = dyn_cast<VarDecl>(D))
    if (const Expr *Init = Var->getInit(); Init && Var->isFileVarDecl())
      walkInit(Init);
}

} // namespace clang::tidy::async
