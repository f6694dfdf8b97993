//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_FILESELECTION_H
#define ASYNC_TIDY_TOOL_FILESELECTION_H

#include "PathPattern.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The files to lint, and how each is compiled.
struct Selection {
  /// In the order of the database; a file may be compiled in several ways.
  std::vector<tooling::CompileCommand> Commands;
  /// Of commands that are there for the sake of headers alone, by their index,
  /// these headers.
  std::map<size_t, std::vector<std::string>> OnlyHeaders;
  ExcludedFiles Excluded;
  /// All files of the database are there.
  bool IsWhole = false;
  /// What to tell the user.
  std::vector<std::string> Notes;
  /// The folder of the database.
  std::string DatabaseFolder;
  /// What all files of the database have in common, and their version control.
  std::string ProjectRoot;
  /// The current folder, as the database names it.
  std::string Here;
};

struct SelectionOptions {
  /// The folder that `-p` names; empty to look for one.
  std::string Build;
  /// Files, folders and globs; none means all files.
  std::vector<std::string> Paths;
  /// Globs of files to leave out.
  std::vector<std::string> Excluded;
  /// What stands for a database, given after `--`; may be null.
  std::unique_ptr<tooling::CompilationDatabase> Given;
  /// The current folder.
  std::string Here;
};

/// An error is one line that says what is wrong and what to do.
llvm::Expected<Selection> selectFiles(SelectionOptions Options);

llvm::Error userError(const llvm::Twine &Text);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_FILESELECTION_H
