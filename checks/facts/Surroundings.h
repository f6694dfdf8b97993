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

/// One branch of a choice by a flag that other code sets: an arm of `if (Flag)`
/// or `Flag ? X : Y`, or the code after `if (Flag) return;`.
struct Way {
  const ValueDecl *Flag = nullptr; ///< A parameter, member, constant or global.
  /// The constant it is compared with; null for a Boolean flag.
  const EnumConstantDecl *Value = nullptr;
  bool IsTrue = true;       ///< The value that selects this branch.
  bool IsRemainder = false; ///< The code after `if (Flag) return;`.
  /// The compiler has discarded the other branch of this instance.
  bool IsOnlyBranch = false;
  const Way *Outer = nullptr; ///< In the enclosing choice; null for none.
};

/// The code around an operation.
struct Surroundings {
  bool InTry = false;      ///< A handler around it catches all errors.
  bool InCatchAll = false; ///< That handler is a `catch (...)`.
  bool InTryBlock = false; ///< A handler around it catches some error.
  /// A handler around it catches the exceptions of this library.
  const LibraryModel *Caught = nullptr;
  bool InHandler = false; ///< In a catch handler: co_await is illegal.
  bool InLoop = false;
  /// Its branch of the innermost choice by a flag; null for none.
  const Way *Chosen = nullptr;
  bool InAssertion = false; ///< It runs only if assertions are enabled.
  bool IsNoAwait = false;   ///< In a default argument or the like.
};

/// The surroundings of the code in the block of \p Try, which is in \p Outer.
Surroundings insideTry(const Surroundings &Outer, const CXXTryStmt *Try,
                       const Models &AllModels);

/// True if a handler around \p Throw, in \p At, catches its exception.
bool isCaughtBy(const Surroundings &At, const CXXThrowExpr *Throw,
                const Models &AllModels);

/// The branch on which \p Condition holds, if it is a flag that other code
/// sets, its negation, or its comparison with a constant; otherwise nothing.
std::optional<Way> branchOf(const Expr *Condition);

/// True if \p Handler catches all exceptions that can be expected.
bool catchesAll(const CXXCatchStmt *Handler);

/// True if \p S ends in a throw.
bool endsInThrow(const Stmt *S);

/// True if control does not continue from \p S to the code after it in its
/// block.
bool leavesBlock(const Stmt *S);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_SURROUNDINGS_H
