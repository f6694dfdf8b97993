//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_FACTS_SURROUNDINGS_H
#define ASYNC_TIDY_CHECKS_FACTS_SURROUNDINGS_H

#include "model/Models.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::async {

/// The code that an operation stands in.
struct Surroundings {
  bool InTry = false;            ///< A handler around it catches everything.
  bool InTryForAnything = false; ///< It is a `catch (...)`.
  bool InAnyTry = false;         ///< A handler around it catches something.
  /// A handler around it catches what this library's operations throw.
  const LibraryModel *Caught = nullptr;
  bool InHandler = false; ///< In a catch handler: co_await is illegal.
  bool InLoop = false;
  /// In one arm of a choice that a flag makes, which somebody else set.
  bool IsChosenByCaller = false;
  bool EndsProcess = false; ///< What follows ends in abort() or the like.
  bool IsNoAwait = false;   ///< In a default argument or the like.
};

/// \p Outer, as it is in the block of \p Try.
Surroundings insideTry(const Surroundings &Outer, const CXXTryStmt *Try,
                       const Models &Known);

/// True if a handler around \p Throw takes it.
bool isCaughtBy(const Surroundings &At, const CXXThrowExpr *Throw,
                const Models &Known);

/// True if the last that \p Block does is to call what does not return.
bool endsProcess(const CompoundStmt *Block);

/// True if \p Condition is a flag that somebody else set: a parameter, a
/// member, a constant, or its opposite.
bool isFlag(const Expr *Condition);

/// True if \p S is `if (Flag) return f();`: what follows is the other way to do
/// it. A return of a value at hand only ends the function early.
bool leavesOtherWay(const Stmt *S);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SURROUNDINGS_H
