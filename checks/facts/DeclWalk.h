//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_DECLWALK_H
#define ASYNC_TIDY_CHECKS_FACTS_DECLWALK_H

#include "clang/AST/DeclCXX.h"

namespace clang::tidy::async {

/// Walks the declarations of a unit and finds the user's own code in them. For
/// a template, that is the code of its instances, or of the pattern if there
/// are none.
class DeclWalk {
public:
  explicit DeclWalk(ASTContext &Context) : Context(Context) {}
  virtual ~DeclWalk() = default;

  /// Walks the unit, as far as it is in the traversal scope.
  void walkUnit();
  void walkDecl(const Decl *D);

protected:
  /// Called for each function that has a body.
  virtual void walkFunction(const FunctionDecl *Function) = 0;
  /// Called with the initialiser of each variable outside of functions.
  virtual void walkInit(const Expr *Init) = 0;
  /// Called for each method, with or without a body.
  virtual void noteMethod(const CXXMethodDecl *Method) = 0;

private:
  void walkChildren(const DeclContext *DC);

  ASTContext &Context;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_DECLWALK_H
