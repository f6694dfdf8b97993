//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TEST_TOOL_HTMLFIXTURE_H
#define ASYNC_TIDY_TEST_TOOL_HTMLFIXTURE_H

#include "ReportFixture.h"
#include "report/FormerReport.h"
#include "llvm/Support/JSON.h"

namespace clang::tidy::async::test {

/// Reports in HTML, of findings of all kinds.
class HtmlFixture : public ReportFixture {
public:
  HtmlFixture();

  /// Seven findings: with a way across files, choices on notes, many places,
  /// a fix, and hostile code.
  std::vector<ReportedFinding> sample();

  /// \p Count findings in one file.
  std::vector<ReportedFinding> many(unsigned Count);

  std::string html(llvm::ArrayRef<ReportedFinding> Findings,
                   ReportOptions Options = {},
                   llvm::ArrayRef<FileFailure> Failures = {});

  /// The data in a report. \p Page is the whole of it.
  static llvm::json::Object dataIn(llvm::StringRef Page);
};

} // namespace clang::tidy::async::test

#endif // ASYNC_TIDY_TEST_TOOL_HTMLFIXTURE_H
