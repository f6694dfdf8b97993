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

/// One call, however it is written: of a function, a member, a constructor, an
/// operator or a function object.
struct CallSite {
  const Expr *E = nullptr;
  /// What is called; the variable, if that is a function object.
  const NamedDecl *Callee = nullptr;
  /// The function that runs; null if that is not known.
  const FunctionDecl *Function = nullptr;
  /// What a member is called on; null for `this->` left out.
  const Expr *Object = nullptr;
  /// The class of the object, or that of `this`.
  const CXXRecordDecl *ObjectClass = nullptr;
  /// The arguments that are written. In `x | f(y)`, where f is a function
  /// object, they are those of `f(x, y)`, which it stands for.
  llvm::SmallVector<const Expr *, 4> Args;
  /// In `x | f(y)`, the `f(y)`.
  const Expr *Closure = nullptr;

  /// The call that \p E is, or one without a callee.
  static CallSite of(const Expr *E);
  explicit operator bool() const { return Callee; }

  /// The expression at \p P; null if there is none.
  const Expr *at(Position P) const;
};

/// \p E without what the compiler put around it: implicit casts, temporaries,
/// parentheses, copies and moves of a prvalue.
const Expr *stripImplicit(const Expr *E);

/// The class that \p T, or what it refers to, is; null if it is none.
const CXXRecordDecl *classOf(QualType T);

/// Calls \p Descend with \p Class and, where it returns true, with the bases of
/// that class and so on; with \p OnlyPublic, only with public bases. A class is
/// visited once, by its definition or that of the pattern it is made from.
void walkBases(const CXXRecordDecl *Class,
               llvm::function_ref<bool(const CXXRecordDecl *)> Descend,
               bool OnlyPublic = false);

/// What \p T points to, if that is a pointer, a smart one or a reference to
/// one; else \p T.
QualType pointedTo(QualType T);

/// True if an object of type \p T can be called.
bool isCallable(QualType T);

/// True if \p E is a duration, a number or a null pointer that is zero.
bool isZero(const Expr *E, const ASTContext &Context);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_MODEL_CALLSITE_H
