//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_ANALYSIS_H
#define ASYNC_TIDY_TOOL_ANALYSIS_H

#include "RecordingFileSystem.h"
#include "ReportedFinding.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// What the user asked for, as far as it decides what is found.
struct AnalysisOptions {
  /// As clang-tidy takes them. Empty: the async checks that the `.clang-tidy`
  /// beside the file leaves on, or all of them where it names none.
  std::string Checks;
  /// Added to what `.clang-tidy` says.
  std::string WarningsAsErrors;
  std::optional<std::string> HeaderFilter;
  /// Bodies in headers that are not below it are not read.
  std::string ProjectRoot;
  /// A folder below ProjectRoot for what a build makes; may be empty.
  std::string BuildFolder;
  /// The file is summarized for others, and nothing is looked for in it.
  bool Summarizes = false;
  bool UsesIndex = true; ///< What is known of other files counts.

  /// All of it, as a key.
  std::string str() const;
};

/// What an analysis of one file says.
struct Analysis {
  std::vector<ReportedFinding> Findings; ///< With absolute paths.
  bool HasErrors = false;                ///< It does not compile.
  std::string Summary; ///< The bytes of a UnitSummary; empty if there is none.
  /// What it depends on, by path.
  std::vector<std::pair<std::string, FileState>> Seen;
};

/// Texts by absolute path, in place of what is on disk.
using NewTexts = std::map<std::string, std::string>;

/// How much of a file is read.
enum class Reading {
  Needed,    ///< What the checks look at, as far as they allow it.
  Everything ///< As the compiler does.
};

/// Lints one file of a compile database.
///
/// Reads everything in the end if what is needed does not compile by itself.
/// Changes the folder of the process, keeps memory: to be called in a process
/// of its own.
Analysis analyze(const tooling::CompileCommand &Command,
                 const AnalysisOptions &Options, Reading How,
                 const NewTexts *Overlay = nullptr);

/// The names of the checks that \p Checks, as clang-tidy takes them, stands
/// for.
std::vector<std::string> checksOf(llvm::StringRef Checks);

/// The names of all checks that there are.
std::vector<std::string> allChecks();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_ANALYSIS_H
