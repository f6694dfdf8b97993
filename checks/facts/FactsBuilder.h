//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_FACTSBUILDER_H
#define ASYNC_TIDY_CHECKS_FACTS_FACTSBUILDER_H

#include "facts/Facts.h"

namespace clang::tidy::async {

/// Walks a translation unit once and notes its bodies and operations. It keeps
/// its own stack of statements: asking the AST for parents would build a map of
/// the whole unit.
class FactsBuilder {
public:
  explicit FactsBuilder(Facts &F) : F(F) {}
  void walkUnit();

private:
  void walkDecl(const Decl *D);
  void walkChildren(const DeclContext *DC);
  void walkFunction(const FunctionDecl *Function);
  void walkLambda(const LambdaExpr *E);
  void walkCode(Body &B);
  void walkTry(const CXXTryStmt *Try);
  void walkLoop(const Stmt *Loop, llvm::ArrayRef<const Stmt *> Parts);
  void walkChild(const Stmt *Parent, const Stmt *Child);
  void walk(const Stmt *S);
  void noteCall(const Expr *E);
  void noteMention(const DeclRefExpr *Ref);
  void noteMember(const MemberExpr *Ref);

  /// What is done with \p E, whose parents are on the stack.
  Use classify(const Expr *E) const;
  Body &addBody(const FunctionDecl *Function, const Stmt *Code);
  bool isPatternWithInstances(const FunctionDecl *D) const;
  bool isTestFunction(const FunctionDecl *Function) const;

  Facts &F;
  Body *Current = nullptr;
  llvm::SmallVector<const Stmt *, 32> Stack;
  Surroundings At;
  const FieldDecl *Initialised = nullptr; ///< By a constructor, at this moment.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_FACTSBUILDER_H
