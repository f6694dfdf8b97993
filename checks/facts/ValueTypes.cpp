//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ValueTypes.h"

namespace clang::tidy::async {

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

bool isMovable(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class)
    return true;
  Class = Class->getDefinition();
  if (!Class || Class->isAbstract())
    return false;
  if ((Class->needsImplicitMoveConstructor() &&
       !Class->defaultedMoveConstructorIsDeleted()) ||
      (Class->needsImplicitCopyConstructor() &&
       !Class->defaultedCopyConstructorIsDeleted()))
    return true;
  bool Can = false;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (!Constructor->isCopyOrMoveConstructor())
      continue;
    bool IsUsable =
        !Constructor->isDeleted() && Constructor->getAccess() == AS_public;
    if (Constructor->isMoveConstructor())
      return IsUsable;
    Can |= IsUsable;
  }
  return Can;
}

bool isView(const CXXRecordDecl *Class) {
  return Class->getDeclName().isIdentifier() &&
         (Class->getName().ends_with("view") || Class->getName() == "span");
}

} // namespace clang::tidy::async
