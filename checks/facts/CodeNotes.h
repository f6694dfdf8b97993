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

/// The point that a walk over code has reached, and the notes that it takes
/// there: of bodies, calls, and mentions of functions and of objects that hold
/// tasks.
///
/// It keeps its own stack of statements: asking the AST for parents would build
/// a map of the whole unit.
class CodeNotes {
protected:
  explicit CodeNotes(FactsTables &F) : F(F), Asserted(F.Context, F.AllModels) {}

  /// The use of \p E, whose parents are on the stack.
  Use classify(const Expr *E) const {
    return useOf(E, Stack, Initialised, F.AllModels);
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
  /// The member that a constructor is initialising at this point.
  const FieldDecl *Initialised = nullptr;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_CODENOTES_H
