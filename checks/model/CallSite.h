//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_MODEL_CALLSITE_H
#define ASYNC_TIDY_CHECKS_MODEL_CALLSITE_H

#include "model/LibraryModel.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace clang::tidy::async {

/// A call, however it is written: of a function, a member, a constructor, an
/// operator or a function object.
struct CallSite {
  const Expr *E = nullptr;
  /// The callee; the variable, if that is a function object.
  const NamedDecl *Callee = nullptr;
  /// The function that runs; null if it is unknown.
  const FunctionDecl *Function = nullptr;
  /// The object of a member call; null for an implicit `this->`.
  const Expr *Object = nullptr;
  /// The class of the object, or that of `this`.
  const CXXRecordDecl *ObjectClass = nullptr;
  /// The arguments as written. In `x | f(y)`, where f is a function object,
  /// they are those of `f(x, y)`, which it means.
  llvm::SmallVector<const Expr *, 4> Args;
  /// In `x | f(y)`, the `f(y)`.
  const Expr *Closure = nullptr;

  /// The call that \p E is, or a call site without a callee.
  static CallSite of(const Expr *E);
  explicit operator bool() const { return Callee; }

  /// The expression at \p P; null if there is none.
  const Expr *at(Position P) const;
};

/// \p E without the nodes that the compiler adds: implicit casts, temporaries,
/// parentheses, copies and moves of a prvalue.
const Expr *stripImplicit(const Expr *E);

/// The class that \p T is, or refers to; null if it is not a class.
const CXXRecordDecl *classOf(QualType T);

/// Calls \p Descend with \p Class and, if that returns true, with its bases,
/// recursively; with \p OnlyPublic, only with public bases. Visits a class
/// once, by its definition or that of its pattern.
void walkBases(const CXXRecordDecl *Class,
               llvm::function_ref<bool(const CXXRecordDecl *)> Descend,
               bool OnlyPublic = false);

/// The pointee of \p T, if that is a pointer, a smart pointer or a reference to
/// one; otherwise \p T.
QualType pointedTo(QualType T);

/// True if objects of type \p T are callable.
bool isCallable(QualType T);

/// True if \p E is a duration, a number or a null pointer that is zero.
bool isZero(const Expr *E, const ASTContext &Context);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_CALLSITE_H
