//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_CATALOG_H
#define ASYNC_TIDY_TOOL_REPORT_CATALOG_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace clang::tidy::async {

enum class Severity { Low, Medium, High };

/// "low", "medium", "high".
llvm::StringRef nameOf(Severity S);

/// A check, as checks/Checks.def lists it.
struct CheckInfo {
  llvm::StringRef Name;
  Severity Level;
  llvm::StringRef Fix; ///< "always", "sometimes", "never".
  llvm::StringRef Since;
  llvm::StringRef Summary;
  llvm::StringRef Page; ///< docs/checks/<name>.md, the whole text.
};

/// All checks, in the order of their names.
llvm::ArrayRef<CheckInfo> listedChecks();

/// Null if there is no check of that name.
const CheckInfo *findCheck(llvm::StringRef Name);

/// The address of the page of a check; empty if it was never published.
std::string pageOf(const CheckInfo &Check);

/// Where to read about a check: its page, or how to print it.
std::string referenceTo(const CheckInfo &Check);

/// How to lay out text on a terminal.
struct TextStyle {
  bool Colors = false;
  unsigned Width = 80;
};

/// Prints the page of \p Name, which may lack "async-". For an unknown check,
/// the error is one line with a suggestion.
llvm::Error explainCheck(llvm::StringRef Name, TextStyle Style,
                         llvm::raw_ostream &OS);

/// Prints all checks, with their severity, fix and summary.
void listChecks(TextStyle Style, llvm::raw_ostream &OS);

/// Prints the libraries with built-in models.
void listModels(TextStyle Style, llvm::raw_ostream &OS);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_CATALOG_H
