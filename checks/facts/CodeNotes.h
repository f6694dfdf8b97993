//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_CODENOTES_H
#define ASYNC_TIDY_CHECKS_FACTS_CODENOTES_H

#include "facts/Assertions.h"
#include "facts/Facts.h"

namespace clang::tidy::async {

/// The point that a walk over code has reached, and what is noted there:
/// bodies, calls, and mentions of functions and of what holds a task.
///
/// It keeps its own stack of statements: asking the AST for parents would build
/// a map of the whole unit.
class CodeNotes {
protected:
  explicit CodeNotes(FactsTables &F) : F(F), Asserted(F.Context, F.Known) {}

  /// What is done with \p E, whose parents are on the stack.
  Use classify(const Expr *E) const {
    return useOf(E, Stack, Initialised, F.Known);
  }
  Body &addBody(const FunctionDecl *Function, const Stmt *Code);
  void noteCall(const Expr *E);
  void noteMention(const DeclRefExpr *Ref);
  void noteMember(const MemberExpr *Ref);

  FactsTables &F;
  Assertions Asserted;
  Body *Current = nullptr;
  llvm::SmallVector<const Stmt *, 32> Stack;
  Surroundings At;
  const FieldDecl *Initialised = nullptr; ///< By a constructor, at this moment.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CODENOTES_H
