//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_ANALYSIS_H
#define ASYNC_TIDY_TOOL_ANALYSIS_H

#include "NewTexts.h"
#include "RecordingFileSystem.h"
#include "ReportedFinding.h"
#include "Suppressions.h"
#include "UnitTimes.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

class ProjectIndex;

enum class Summarizing {
  Off,
  Also, ///< In addition to the findings.
  Alone ///< Instead of the findings.
};

/// The user's options that affect the findings.
struct AnalysisOptions {
  /// As in clang-tidy. Empty: the async checks that the `.clang-tidy` next to
  /// the file enables, or all of them if it names none.
  std::string Checks;
  /// Checks are added to a default set, from which `.clang-tidy` may remove
  /// some: the preset if this is set, otherwise our checks.
  bool IsPreset = false;
  /// For the compiler, as clang-tidy takes them.
  std::vector<std::string> ExtraArgs;
  std::vector<std::string> ExtraArgsBefore;
  std::vector<std::string> RemovedArgs;
  /// Added to those in `.clang-tidy`.
  std::string WarningsAsErrors;
  std::optional<std::string> HeaderFilter;
  /// Bodies in headers outside of this folder are skipped.
  std::string ProjectRoot;
  /// Models are read from these folders as well.
  std::vector<std::string> ModelFolders;
  /// A folder below ProjectRoot for build output; may be empty.
  std::string BuildFolder;
  /// Whether the file is summarized for other files.
  Summarizing Summary = Summarizing::Off;
  bool UsesIndex = true; ///< An index may be used.
  /// The index is that of the program, not one from a file.
  bool IsOfProgram = false;
  /// The time of each step is measured. The findings are the same.
  bool MeasuresTime = false;

  /// All options except for the compiler's arguments, as a part of a cache
  /// key.
  std::string str() const;
};

/// How long an analysis took, in seconds.
struct AnalysisTimes : UnitTimes {
  double Whole = 0;
  double Parse = 0;

  /// The time spent neither parsing nor in a measured step of the checks.
  double rest() const;
};

/// The result of the analysis of one file.
struct Analysis {
  std::vector<ReportedFinding> Findings; ///< With absolute paths.
  bool HasErrors = false;                ///< It does not compile.
  bool IsSwitchedOff = false;            ///< `.clang-tidy` enables no check.
  std::vector<Suppression> Suppressions;
  /// Flags of other compilers that were removed from the compile command.
  std::vector<std::string> DroppedFlags;
  /// The whole is always known; of a cached result, it is that of the analysis.
  AnalysisTimes Times;
  std::string Summary; ///< The bytes of a UnitSummary; empty if there is none.
  /// The queries to the index of the program, as bytes.
  std::string Queries;
  /// A hash of the answers to these; 0 if the index had none.
  uint64_t Answers = 0;
  /// The dependencies of the result, with their paths.
  std::vector<std::pair<std::string, FileState>> Seen;
};

/// How much of a file is parsed.
enum class Reading {
  Needed,    ///< Only bodies that the checks need, if all enabled checks allow
             ///< it.
  Everything ///< All of it, as in the compiler.
};

/// Lints one file of a compilation database.
///
/// Parses everything if the file does not compile otherwise. Changes the
/// working directory of the process and leaks memory, so call it in a process
/// of its own. The checks query \p Index, and the result contains their
/// queries; if it is null, they query the project's index file.
Analysis analyze(const tooling::CompileCommand &Command,
                 const AnalysisOptions &Options, Reading How,
                 const NewTexts *Overlay = nullptr,
                 const ProjectIndex *Index = nullptr);

/// The names of the checks that match \p Checks, globs as in clang-tidy.
std::vector<std::string> checksOf(llvm::StringRef Checks);

/// The names of all available checks.
std::vector<std::string> allChecks();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_ANALYSIS_H
