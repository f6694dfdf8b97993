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

/// The files to lint, and their compile commands.
struct Selection {
  /// In the order of the database; a file may have several commands.
  std::vector<tooling::CompileCommand> Commands;
  /// Of commands that are there for the sake of headers alone, by their index,
  /// these headers.
  std::map<size_t, std::vector<std::string>> OnlyHeaders;
  ExcludedFiles Excluded;
  /// All files of the database are there.
  bool IsWhole = false;
  /// The same without excluded files: the rest counts as the whole program.
  bool IsProgram = false;
  /// What to tell the user.
  std::vector<std::string> Notes;
  /// The folder of the database.
  std::string DatabaseFolder;
  /// The common folder of all files of the database and their repository.
  std::string ProjectRoot;
  /// The current folder, as the database spells it.
  std::string Here;
};

struct SelectionOptions {
  /// The argument of `-p`; empty to search for a database.
  std::string Build;
  /// Files, folders and globs; empty means all files.
  std::vector<std::string> Paths;
  /// Where the project's own file is; empty for the default.
  std::string ProjectRoot;
  /// Globs of files to leave out, besides those that the project's file names.
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
