//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_FORMERREPORT_H
#define ASYNC_TIDY_TOOL_REPORT_FORMERREPORT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <array>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// The severities of a report for people: those of findings, and remarks.
inline constexpr llvm::StringLiteral ReportedSeverities[] = {"high", "medium",
                                                             "low", "remark"};

/// The number of findings in one of several runs.
struct TrendPoint {
  std::string Label; ///< Empty if the run had none.
  /// By severity, as in ReportedSeverities.
  std::array<unsigned, 4> Findings{};
};

/// An earlier report of the same project, with which a new one is compared.
struct FormerReport {
  struct Entry {
    std::string Fingerprint;
    std::string Check;
    std::string Severity;
    std::string Message;
    std::string File;
    unsigned Line = 0;
  };
  std::vector<Entry> Findings;
  /// The runs before it, and itself.
  std::vector<TrendPoint> History;

  /// Reads a report in the format html or json. An error has the form
  /// `file:line:column: error: message`.
  static llvm::Expected<FormerReport> read(llvm::StringRef Path,
                                           llvm::vfs::FileSystem &Files);
};

/// What precedes the data in a report in HTML; "</script>" ends it.
inline constexpr llvm::StringLiteral HtmlDataBegin =
    "<script type=\"application/json\" id=\"data\">";

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_FORMERREPORT_H
