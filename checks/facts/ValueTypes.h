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

/// True if a \p T can be copied, including everything that it holds.
bool isCopyable(QualType T, const Facts &F);

/// True if a \p T can be moved.
bool isMovable(QualType T);

/// True if objects of \p Class only refer to data that another object owns; a
/// copy may outlive that object. Only the end of the name decides: a view with
/// another name is missed, and a class that is named like a view but owns its
/// data is mistaken for one.
bool isView(const CXXRecordDecl *Class);

/// True if an object of type \p T that is not modified gives access to nothing
/// that could be modified: numbers, and classes that own everything they hold.
bool isPlainValue(QualType T, const Facts &F);

/// True if a model describes \p Class itself, not a base of it, with the kind
/// \p Kind.
bool hasKind(const CXXRecordDecl *Class, TypeKind Kind, const Models &M);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_VALUETYPES_H
