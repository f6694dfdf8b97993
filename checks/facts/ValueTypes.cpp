//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ValueTypes.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::async {

static bool isCopyable(QualType T, const Facts &F,
                       llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen);

static bool isCopyable(const TemplateArgument &Arg, const Facts &F,
                       llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (Arg.getKind() == TemplateArgument::Pack)
    return llvm::all_of(Arg.pack_elements(),
                        [&](const TemplateArgument &Element) {
                          return isCopyable(Element, F, Seen);
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
  // A container with a copy constructor can be copied only if its elements can.
  if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    for (const TemplateArgument &Arg : Special->getTemplateArgs().asArray())
      if (!isCopyable(Arg, F, Seen))
        return false;
  Class = Class->getDefinition();
  if (!Class)
    return false;
  bool IsImplicit = Class->needsImplicitCopyConstructor();
  bool HasCopy = IsImplicit && !Class->defaultedCopyConstructorIsDeleted();
  for (const CXXConstructorDecl *D : Class->ctors()) {
    if (!D->isCopyConstructor())
      continue;
    if (D->isDeleted())
      return false;
    HasCopy |= D->getAccess() == AS_public;
    IsImplicit |= D->isDefaulted();
  }
  if (!HasCopy || !IsImplicit ||
      F.sources().isInSystemHeader(Class->getLocation()))
    return HasCopy;
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
  bool HasCopy = false;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (!Constructor->isCopyOrMoveConstructor())
      continue;
    bool IsUsable =
        !Constructor->isDeleted() && Constructor->getAccess() == AS_public;
    if (Constructor->isMoveConstructor())
      return IsUsable;
    HasCopy |= IsUsable;
  }
  return HasCopy;
}

bool isView(const CXXRecordDecl *Class) {
  return Class->getDeclName().isIdentifier() &&
         (Class->getName().ends_with("view") || Class->getName() == "span");
}

bool hasKind(const CXXRecordDecl *Class, TypeKind Kind, const Models &M) {
  const TypeModel *Model = M.type(Class);
  if (!Model || Model->Kind != Kind)
    return false;
  const CXXRecordDecl *Definition = Class->getDefinition();
  return !Definition ||
         llvm::none_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *BaseClass = classOf(Base.getType());
           return BaseClass && M.type(BaseClass) == Model;
         });
}

namespace {
/// Judges types; a type that is still being judged counts as plain.
struct ValueJudge {
  const Models &M;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;

  bool isPlain(QualType T);
  bool isPlain(const CXXRecordDecl *Class);
};
} // namespace

bool ValueJudge::isPlain(QualType T) {
  T = T.getCanonicalType();
  if (T->isDependentType())
    return false;
  if (T->isPointerType() || T->isReferenceType()) {
    QualType Pointee = T->getPointeeType();
    return Pointee->isFunctionType() ||
           (Pointee.isConstQualified() &&
            (Pointee->isVoidType() || isPlain(Pointee)));
  }
  if (const auto *Array = dyn_cast<ArrayType>(T))
    return isPlain(Array->getElementType());
  if (const CXXRecordDecl *Class = T->getAsCXXRecordDecl())
    return isPlain(Class);
  return T->isArithmeticType() || T->isEnumeralType() || T->isNullPtrType() ||
         T->isMemberPointerType();
}

bool ValueJudge::isPlain(const CXXRecordDecl *Class) {
  if (!Seen.insert(Class->getCanonicalDecl()).second)
    return true;
  if (hasKind(Class, TypeKind::Value, M)) {
    // A container is plain if its elements are.
    const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    return !Special ||
           llvm::all_of(
               Special->getTemplateArgs().asArray(),
               [&](const TemplateArgument &Arg) {
                 auto IsPlain = [&](const TemplateArgument &Element) {
                   return Element.getKind() != TemplateArgument::Type ||
                          Element.getAsType()->isVoidType() ||
                          isPlain(Element.getAsType());
                 };
                 return Arg.getKind() == TemplateArgument::Pack
                            ? llvm::all_of(Arg.pack_elements(), IsPlain)
                            : IsPlain(Arg);
               });
  }
  Class = Class->getDefinition();
  if (!Class || Class->isDependentContext() || Class->isPolymorphic())
    return false;
  if (const TypeModel *Model = M.type(Class);
      Model && Model->Kind == TypeKind::Executor)
    return true;
  if (Class->isEmpty())
    return true;
  // A class with a destructor of its own is more than the data that it holds.
  if (const CXXDestructorDecl *Destructor = Class->getDestructor();
      Destructor && Destructor->isUserProvided())
    return false;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (!isPlain(Base.getType()))
      return false;
  return llvm::all_of(Class->fields(), [&](const FieldDecl *Field) {
    return !Field->isMutable() && isPlain(Field->getType());
  });
}

bool isPlainValue(QualType T, const Facts &F) {
  ValueJudge Judge{F.models(), {}};
  return Judge.isPlain(T);
}

} // namespace clang::tidy::async
