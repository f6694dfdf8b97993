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

/// clang-tidy reports more than what checks find.
enum class FindingKind {
  Finding,
  CompileError, ///< The file may not have been understood.
  ConfigError,  ///< Some option or model is wrong.
};
FindingKind kindOf(const ReportedFinding &D);

/// A finding that tells what is good to know, and perhaps as it should be. It
/// makes no run fail.
bool isRemark(const ReportedFinding &D);

/// How severe it is: as checks/Checks.def says, or for checks of others as the
/// level says, and one step less for what is a convention. What is an error is
/// of high severity, a remark of low.
Severity severityOf(const ReportedFinding &Finding);

enum class Format { Text, Json, Sarif, Github, Gitlab };

/// The value of `--format`. The error names the words that are allowed.
llvm::Expected<Format> parseFormat(llvm::StringRef Word);

/// From which severity on findings make a run fail.
enum class FailOn { Low, Medium, High, Never };

/// The value of `--fail-on`: "low" (any but remarks), "medium", "high",
/// "never".
llvm::Expected<FailOn> parseFailOn(llvm::StringRef Word);

/// A file that could not be analysed.
struct FileFailure {
  std::string File;    ///< An absolute path.
  std::string Reason;  ///< "crashed", "took longer than 60 s" ...
  std::string Command; ///< Reproduces it; may be empty.
};

/// Brings findings into the order in which they are reported: by path, line,
/// column, check and message. Paths become absolute, without dots.
void putInOrder(std::vector<ReportedFinding> &Findings, const Sources &S);

/// Tells the first of several equal findings, as every file that includes a
/// header has them.
class SeenFindings {
public:
  /// Puts \p Findings in order and leaves those that were not there before.
  void filter(std::vector<ReportedFinding> &Findings, const Sources &S);

private:
  llvm::StringSet<> Keys;
};

/// What a run came to.
struct RunSummary {
  unsigned Files = 0;        ///< Analysed ones.
  unsigned FromCache = 0;    ///< Of these, with the result of a former run.
  unsigned SwitchedOff = 0;  ///< Files for which `.clang-tidy` leaves no check.
  unsigned InBaseline = 0;   ///< Findings that the baseline has.
  unsigned BaselineGone = 0; ///< Its entries that are no longer found.
  unsigned OutsideDiff = 0;  ///< Findings on lines that have not changed.
};

struct ReportOptions {
  Format As = Format::Text;
  bool Colors = false; ///< For text.
};

/// Writes a whole report: \p Findings, in order and each once, and what could
/// not be analysed. Text and GitHub's format may be written piece by piece.
void writeReport(llvm::ArrayRef<ReportedFinding> Findings,
                 llvm::ArrayRef<FileFailure> Failures, Sources &S,
                 const ReportOptions &Options, llvm::raw_ostream &OS);

/// Writes how many findings there are, by check, for people.
void writeSummary(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures,
                  const RunSummary &Summary, llvm::raw_ostream &OS);

enum ExitCode {
  ExitClean = 0,
  ExitFindings = 1,
  ExitUsage = 2,      ///< Wrong use, or a wrong configuration.
  ExitNotAnalysed = 3 ///< Some file could not be analysed.
};

ExitCode exitCode(llvm::ArrayRef<ReportedFinding> Findings,
                  llvm::ArrayRef<FileFailure> Failures, FailOn Policy);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_REPORT_H
