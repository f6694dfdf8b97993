//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_HTMLDATA_H
#define ASYNC_TIDY_TOOL_REPORT_HTMLDATA_H

#include "CodeExcerpts.h"
#include "FormerReport.h"
#include "Writers.h"

namespace clang::tidy::async {

/// Writes the content of a report as the JSON that the script in html/ shows.
class HtmlData {
public:
  HtmlData(const ReportContent &Content, Sources &S,
           const ReportOptions &Options);

  void write(llvm::raw_ostream &OS);

private:
  void writeRun(llvm::json::OStream &J);
  void writeChecks(llvm::json::OStream &J);
  void writeFinding(llvm::json::OStream &J, const ReportedFinding &D,
                    llvm::StringRef Fingerprint);
  /// The message, its place, and the code that it marks.
  void writeMessage(llvm::json::OStream &J,
                    const tooling::DiagnosticMessage &Message, unsigned Around);
  void writePlace(llvm::json::OStream &J, llvm::StringRef Path, unsigned Offset,
                  unsigned Around);
  void writeMark(llvm::json::OStream &J, llvm::StringRef Path, unsigned Offset,
                 unsigned Length);
  void writeNotes(llvm::json::OStream &J, const ReportedFinding &D);
  void writeWays(llvm::json::OStream &J, const ReportedFinding &D);
  void writeFixes(llvm::json::OStream &J, const ReportedFinding &D);
  void writeProblems(llvm::json::OStream &J);
  void writeTrend(llvm::json::OStream &J);

  const ReportContent &Content;
  Sources &S;
  const ReportOptions &Options;
  CodeExcerpts Excerpts;
  std::vector<ReportedFinding> Findings, Problems;
  std::vector<std::string> Fingerprints;
  llvm::StringMap<unsigned> CheckNumbers;
  std::vector<std::string> Checks; ///< Those that have findings.
  llvm::StringSet<> Before;        ///< Fingerprints in the former report.
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_HTMLDATA_H
