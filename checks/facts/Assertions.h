//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef ASYNC_TIDY_CHECKS_FACTS_ASSERTIONS_H
#define ASYNC_TIDY_CHECKS_FACTS_ASSERTIONS_H

#include "model/Models.h"
#include "llvm/ADT/StringMap.h"

namespace clang::tidy::async {

/// Which code is there for an assertion only, and not in the program that users
/// run.
///
/// An assertion is an argument of a macro whose value decides between nothing
/// and a failure, if the macro has another definition beside this one that does
/// not evaluate the argument, or is an assertion by its name.
class Assertions {
public:
  Assertions(const ASTContext &Context, const Models &Known)
      : Context(Context), Known(Known) {}

  /// True if \p E stands in an assertion. \p Around are the statements around
  /// it, the outermost first.
  bool contain(const Expr *E, llvm::ArrayRef<const Stmt *> Around);

private:
  enum class Kind { None, ByName, ByDefinition };

  Kind macroAround(SourceLocation Argument);
  bool isDropped(llvm::StringRef Macro, FileID In);

  const ASTContext &Context;
  const Models &Known;
  /// By file and name of a macro.
  llvm::DenseMap<std::pair<FileID, llvm::StringRef>, bool> Dropped;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ASSERTIONS_H
