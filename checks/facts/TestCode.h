//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef ASYNC_TIDY_CHECKS_FACTS_TESTCODE_H
#define ASYNC_TIDY_CHECKS_FACTS_TESTCODE_H

#include "model/Models.h"
#include "llvm/Support/Regex.h"

namespace clang::tidy::async {

/// Recognizes functions that are tests or belong to one.
class TestCode {
public:
  /// \p Paths is a regular expression for the paths of test files, relative to
  /// \p Root for files below it; empty for none.
  TestCode(const ASTContext &Context, const Models &AllModels,
           llvm::StringRef Paths, llvm::StringRef Root);

  /// True if \p Function is a test by its class, its parameters, the macro that
  /// defines it, or the path of its file.
  bool has(const FunctionDecl *Function);

private:
  bool isInTestFile(const FunctionDecl *Function);
  bool isDefinedByMacro(const FunctionDecl *Function) const;

  const ASTContext &Context;
  const Models &AllModels;
  std::optional<llvm::Regex> Paths;
  llvm::StringRef Root;
  llvm::DenseMap<FileID, bool> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_FACTS_TESTCODE_H
