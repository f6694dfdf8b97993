//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_OPTIONS_H
#define ASYNC_TIDY_TOOL_OPTIONS_H

#include "FileSelection.h"
#include "Report.h"
#include "Shards.h"
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

enum class Command {
  Check,
  Fix,
  Index,     ///< Summarizes all files, and links the summaries.
  Summarize, ///< Summarizes one file.
  Link,      ///< Links summaries.
  Merge,     ///< Reports the findings of a project's shards.
  Explain,
  List,
  Models,
  Completion,
  Man
};

/// An option of a command.
struct OptionInfo {
  std::string Name;  ///< Without dashes.
  std::string Value; ///< The name of its value; empty if it has none.
  std::string Help;
  std::vector<std::string> Words; ///< The allowed values, if they are known.
};

/// \p Option as it is typed: "-p", "--checks".
std::string withDashes(llvm::StringRef Option);

/// A command, as help, completion and the manual page describe it.
struct CommandInfo {
  std::string Name;
  std::string Summary;
  std::string Operands;           ///< As they are shown.
  std::string Details;            ///< May be empty.
  std::vector<std::string> Words; ///< The allowed operands, if they are known.
  bool TakesPaths = false;
  std::vector<OptionInfo> Options; ///< By name.
};

/// All commands. The first one is the default.
std::vector<CommandInfo> commandTable();

/// A report to write.
struct ReportTo {
  Format As = Format::Text;
  std::string File; ///< Absolute; empty for standard output.
};

/// The command line.
struct Options {
  Command Do = Command::Check;
  SelectionOptions Select;
  /// As in clang-tidy; empty for the default.
  std::string Checks;
  bool IsPreset = false;        ///< Checks are added to those of the preset.
  std::string WarningsAsErrors; ///< As clang-tidy takes them.
  std::vector<std::string> ExtraArgs;
  std::vector<std::string> ExtraArgsBefore;
  std::vector<std::string> RemovedArgs;
  bool ReportUnusedSuppressions = false;
  std::optional<std::string> HeaderFilter;
  std::string ProjectRoot; ///< Absolute; empty for the default.
  /// Folders outside of the project from which models are read; absolute.
  std::vector<std::string> ModelFolders;
  std::string CacheFolder; ///< Empty for none.
  unsigned Jobs = 1;
  unsigned TimeoutSeconds = 0;
  bool Quiet = false;
  bool Colors = false;
  std::vector<ReportTo> Reports; ///< At most one to standard output.
  std::string Former;            ///< The report to compare with.
  std::string Label;             ///< The name of the run in an html report.
  FailOn Policy = FailOn::Low;
  std::string Baseline;
  std::string WriteBaseline;
  std::string DiffBase;
  std::string Output; ///< Absolute; empty for the default.
  bool UsesIndex = true;
  /// Only this part of the files is analysed, and nothing is reported.
  std::optional<Shard> Part;
  std::vector<std::string> Parts; ///< The files to merge.
  std::string Costs;              ///< Absolute; the costs to divide by.
  std::string WriteCosts;         ///< Absolute; where to write costs.
  bool ShowsStatistics = false;
  bool IsDryRun = false; ///< Fixes are shown, not applied.
  bool Asks = false;     ///< The user decides about each fix.
  bool FixesNotes = false;
  std::string FormatStyle; ///< As clang-format takes it.

  /// A command line that analyses \p File alone, with the same options.
  std::string commandFor(llvm::StringRef File) const;
};

/// An error is one line for the user. May end the process, after `--help`.
llvm::Expected<Options> parseOptions(int argc, const char **argv);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_OPTIONS_H
