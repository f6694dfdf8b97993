//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/ReportedErrors.h"

namespace clang::tidy::async {

/// Calls \p Visit for \p S and all code in it, except for lambdas; skips the
/// children of a statement for which it returns false.
static void walk(const Stmt *S, llvm::function_ref<bool(const Stmt *)> Visit) {
  if (!S || isa<LambdaExpr>(S) || !Visit(S))
    return;
  for (const Stmt *Child : S->children())
    walk(Child, Visit);
}

static bool isRethrow(const Stmt *S) {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return isa<CXXThrowExpr>(S) ||
         (Callee && hasQualifiedName(Callee, "std::rethrow_exception"));
}

/// True if \p Call is passed \p Exception, which is being handled, or a text to
/// write somewhere: code that only cleans up needs neither.
static bool reports(const CallExpr *Call, const VarDecl *Exception) {
  bool Found = false;
  walk(Call, [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Function =
        Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    Found |= isa<StringLiteral>(S) ||
             (Ref && Exception && Ref->getDecl() == Exception) ||
             (Function && hasQualifiedName(Function, "std::current_exception"));
    return !Found;
  });
  return Found;
}

/// True if \p Handler reports the error before it rethrows it.
static bool reportsAndRethrows(const CXXCatchStmt *Handler) {
  bool Rethrows = false, Reports = false;
  walk(Handler->getHandlerBlock(), [&](const Stmt *S) {
    if (isRethrow(S)) {
      Rethrows = true;
      return false;
    }
    const auto *Call = dyn_cast<CallExpr>(S);
    Reports |= Call && reports(Call, Handler->getExceptionDecl());
    return true;
  });
  return Rethrows && Reports;
}

ReportedErrors::ReportedErrors(const Body &B) {
  walk(B.Code, [&](const Stmt *S) {
    const auto *Try = dyn_cast<CXXTryStmt>(S);
    if (!Try)
      return true;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      if (const CXXCatchStmt *Handler = Try->getHandler(I);
          catchesAll(Handler) && reportsAndRethrows(Handler))
        walk(Try, [&](const Stmt *Part) {
          Reported.insert(Part);
          return true;
        });
    return true;
  });
}

llvm::SmallPtrSet<const Stmt *, 32>
codeWhoseErrorsAre(const CXXThrowExpr &Rethrow, const Body &B) {
  const CXXTryStmt *Innermost = nullptr;
  walk(B.Code, [&](const Stmt *S) {
    const auto *Try = dyn_cast<CXXTryStmt>(S);
    for (unsigned I = 0; Try && I < Try->getNumHandlers(); ++I)
      walk(Try->getHandler(I), [&](const Stmt *Part) {
        if (Part == &Rethrow)
          Innermost = Try;
        return true;
      });
    return true;
  });
  llvm::SmallPtrSet<const Stmt *, 32> Code;
  llvm::SmallVector<const Stmt *, 16> Todo;
  if (Innermost)
    Todo.push_back(Innermost->getTryBlock());
  while (!Todo.empty()) {
    const Stmt *S = Todo.pop_back_val();
    if (!S || !Code.insert(S).second || isa<LambdaExpr>(S))
      continue;
    llvm::append_range(Todo, S->children());
  }
  return Code;
}

bool onlyAsserts(const Body &B) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.Code);
  if (!Block || B.IsCoroutine || !B.Throws ||
      !B.Function->getReturnType()->isVoidType())
    return false;
  bool Tests = false;
  for (const Stmt *S : Block->body()) {
    if (isa<DeclStmt, NullStmt>(S))
      continue;
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || If->getElse() || !endsInThrow(If->getThen()))
      return false;
    Tests = true;
  }
  return Tests;
}

} // namespace clang::tidy::async
