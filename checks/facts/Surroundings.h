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
#include <optional>

namespace clang::tidy::async {

/// One way of a choice that a flag makes which somebody else set: an arm of `if
/// (Flag)` or `Flag ? X : Y`, or what follows `if (Flag) return;`.
struct Way {
  const ValueDecl *Flag = nullptr; ///< A parameter, member, constant or global.
  /// What it is compared with; null for a yes or no.
  const EnumConstantDecl *Value = nullptr;
  bool IsTrue = true;  ///< What it must be to get here.
  bool IsRest = false; ///< What follows `if (Flag) return;`.
  /// The compiler has dropped the other way of an instance.
  bool IsOnlyWay = false;
  const Way *Outer = nullptr; ///< Of the choice around it; null for none.
};

/// The code that an operation stands in.
struct Surroundings {
  bool InTry = false;            ///< A handler around it catches everything.
  bool InTryForAnything = false; ///< It is a `catch (...)`.
  bool InAnyTry = false;         ///< A handler around it catches something.
  /// A handler around it catches what this library's operations throw.
  const LibraryModel *Caught = nullptr;
  bool InHandler = false; ///< In a catch handler: co_await is illegal.
  bool InLoop = false;
  /// The way that it is on of the innermost choice by a flag; null for none.
  const Way *Chosen = nullptr;
  bool InAssertion = false; ///< It only runs where assertions are checked.
  bool IsNoAwait = false;   ///< In a default argument or the like.
};

/// \p Outer, as it is in the block of \p Try.
Surroundings insideTry(const Surroundings &Outer, const CXXTryStmt *Try,
                       const Models &Known);

/// True if a handler around \p Throw takes it.
bool isCaughtBy(const Surroundings &At, const CXXThrowExpr *Throw,
                const Models &Known);

/// The way on which \p Condition holds, if it is a flag that somebody else set,
/// its opposite, or its comparison with a constant; else nothing.
std::optional<Way> wayOf(const Expr *Condition);

/// True if \p Handler is for all that can be expected to arrive.
bool isForAll(const CXXCatchStmt *Handler);

/// True if the last that \p S does is to throw.
bool endsInThrow(const Stmt *S);

/// True if what follows \p S in its block does not run after it.
bool leavesBlock(const Stmt *S);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SURROUNDINGS_H
