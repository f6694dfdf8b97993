//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_STATISTICS_H
#define ASYNC_TIDY_TOOL_STATISTICS_H

#include "Analysis.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace clang::tidy::async {

/// Measures the time of the phases of a run.
class Statistics {
public:
  using Clock = std::chrono::steady_clock;

  /// Assigns the time since the last call, or since construction, to \p Phase.
  void endPhase(llvm::StringRef Phase);

  /// Adds the analysis of \p File, a path as it is shown.
  void add(std::string File, const AnalysisTimes &Times);

  /// Prints the times for people: by phase of the run, by step of the analyses,
  /// by check, and of the slowest files. \p Processes ran in parallel.
  void print(unsigned Processes, llvm::raw_ostream &OS) const;

private:
  std::vector<std::pair<std::string, double>> Phases;
  Clock::time_point Begin = Clock::now();
  std::vector<std::pair<std::string, AnalysisTimes>> Files;
};

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_STATISTICS_H
