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

/// Finds code that serves only an assertion and is not part of the program that
/// users run.
///
/// An assertion is a macro argument whose value decides between nothing and a
/// failure, if the name of the macro identifies it as an assertion, or if the
/// macro also has a definition that does not evaluate the argument.
class Assertions {
public:
  Assertions(const ASTContext &Context, const Models &AllModels)
      : Context(Context), AllModels(AllModels) {}

  /// True if \p E is part of an assertion. \p Around contains the statements
  /// around it, outermost first.
  bool contain(const Expr *E, llvm::ArrayRef<const Stmt *> Around);

private:
  enum class Kind { None, ByName, ByDefinition };

  Kind macroKindAt(SourceLocation Argument);
  bool mayDropArguments(llvm::StringRef Macro, FileID File);

  const ASTContext &Context;
  const Models &AllModels;
  /// Results of mayDropArguments(), by file and macro name.
  llvm::DenseMap<std::pair<FileID, llvm::StringRef>, bool> MayDrop;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_ASSERTIONS_H
