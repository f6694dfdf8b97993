//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_REPORT_H
#define ASYNC_TIDY_TOOL_REPORT_REPORT_H

#include "Catalog.h"
#include "Sources.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace clang::tidy::async {

struct FormerReport;

/// clang-tidy reports more than the findings of checks.
enum class FindingKind {
  Finding,
  CompileError, ///< The file may have been misunderstood.
  ConfigError,  ///< An option or model is invalid.
};
FindingKind kindOf(const ReportedFinding &D);

/// An informational finding, which may describe intended behaviour. It never
/// fails a run.
bool isRemark(const ReportedFinding &D);

/// The severity: that in checks/Checks.def, or for other checks one derived
/// from the level; one step lower for conventions. Errors have high severity,
/// remarks low.
Severity severityOf(const ReportedFinding &Finding);

enum class Format { Text, Json, Sarif, Github, Gitlab, Html };

/// The value of \p Option. The error lists the allowed words.
llvm::Expected<Format> parseFormat(llvm::StringRef Word,
                                   llvm::StringRef Option = "--format");

/// The words that parseFormat() allows.
std::vector<std::string> formatWords();

/// The lowest severity of findings that fail a run.
enum class FailOn { Low, Medium, High, Never };

/// The value of `--fail-on`: "low" (any but remarks), "medium", "high",
/// "never".
llvm::Expected<FailOn> parseFailOn(llvm::StringRef Word);

/// The words that parseFailOn() allows.
std::vector<std::string> failOnWords();

/// A file that could not be analysed.
struct FileFailure {
  std::string File;    ///< An absolute path.
  std::string Reason;  ///< "crashed", "took longer than 60 s" ...
  std::string Command; ///< Reproduces it; may be empty.
};

/// Sorts findings as they are reported: by path, line, column, check and
/// message. Paths become absolute, without dots.
void putInOrder(std::vector<ReportedFinding> &Findings, const Sources &S);

/// Recognizes the first of several equal findings, which occur in every file
/// that includes a header.
class SeenFindings {
public:
  /// Sorts \p Findings, and removes those that it has seen before.
  void filter(std::vector<ReportedFinding> &Findings, const Sources &S);

private:
  llvm::StringSet<> Keys;
};

/// The result of a run.
struct RunSummary {
  unsigned Files = 0;        ///< Analysed ones.
  unsigned FromCache = 0;    ///< Of these, with the result of an earlier run.
  unsigned SwitchedOff = 0;  ///< Files for which no check is enabled.
  unsigned InBaseline = 0;   ///< Findings in the baseline.
  unsigned BaselineGone = 0; ///< Baseline entries that are no longer found.
  unsigned OutsideDiff = 0;  ///< Findings on lines that have not changed.
};

struct ReportOptions {
  Format As = Format::Text;
  bool Colors = false; ///< For text.
  /// For html: the run, an earlier report to compare with, and the name of the
  /// run in the trend.
  const RunSummary *Run = nullptr;
  const FormerReport *Former = nullptr;
  llvm::StringRef Label = {};
};

/// Writes a whole report: \p Findings, sorted and unique, and the files that
/// could not be analysed. Text and GitHub's format may be written in pieces.
void writeReport(llvm::ArrayRef<ReportedFinding> Findings,
                 llvm::ArrayRef<FileFailure> Failures, Sources &S,
                 const ReportOptions &Options, llvm::raw_ostream &OS);

/// Writes the number of findings, by check, for people.
void writeSummary(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures,
                  const RunSummary &Summary, llvm::raw_ostream &OS);

enum ExitCode {
  ExitClean = 0,
  ExitFindings = 1,
  ExitUsage = 2,      ///< Usage error, or invalid configuration.
  ExitNotAnalysed = 3 ///< A file could not be analysed.
};

ExitCode exitCode(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures, FailOn Policy);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_REPORT_H
