//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_VALUETYPES_H
#define ASYNC_TIDY_CHECKS_FACTS_VALUETYPES_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// True if a \p T can be copied, with all that it holds.
bool isCopyable(QualType T, const Facts &F);

/// True if a \p T can be moved from one place to another.
bool isMovable(QualType T);

/// True if objects of \p Class only look at what something else owns: a copy of
/// one may outlive that. Known by the name, as it ends: a view that is called
/// otherwise is missed, and a class that owns what it is called a view of is
/// taken for one.
bool isView(const CXXRecordDecl *Class);

/// True if whoever has an object of type \p T, and does not change it, can
/// reach nothing else that could be changed: numbers, and classes that own all
/// that they hold.
bool isPlainValue(QualType T, const Facts &F);

/// True if a model says that \p Class itself, not a base of it, has the kind
/// \p Kind.
bool isOfKind(const CXXRecordDecl *Class, TypeKind Kind, const Models &Known);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_VALUETYPES_H
