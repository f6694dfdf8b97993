//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_WIRE_H
#define ASYNC_TIDY_TOOL_WIRE_H

#include "Analysis.h"
#include "PortablePaths.h"

namespace clang::tidy::async {

/// Writes numbers and texts one after the other.
class WireWriter {
public:
  /// With \p Paths, the root is hidden in texts.
  explicit WireWriter(const PortablePaths *Paths = nullptr) : Paths(Paths) {}

  void number(uint64_t N);
  void text(llvm::StringRef Text);
  /// Writes bytes in which no paths are hidden.
  void bytes(llvm::StringRef Raw);

  /// False if a text could not be restored.
  bool isSound() const { return IsSound; }

  std::string Bytes;

private:
  const PortablePaths *Paths;
  bool IsSound = true;
};

/// Reads the output of a WireWriter. Missing data is read as zeros and empty
/// texts.
class WireReader {
public:
  explicit WireReader(llvm::StringRef Bytes,
                      const PortablePaths *Paths = nullptr)
      : Rest(Bytes), Paths(Paths) {}

  uint64_t number();
  std::string text();
  std::string bytes();
  /// The length of a list, limited to what the data can hold.
  size_t count();

  bool isAtEnd() const { return Rest.empty() && !Failed; }

private:
  void fail() {
    Failed = true;
    Rest = {};
  }

  llvm::StringRef Rest;
  const PortablePaths *Paths;
  bool Failed = false;
};

void write(WireWriter &To, llvm::ArrayRef<ReportedFinding> Findings);
std::vector<ReportedFinding> readFindings(WireReader &From);

/// An analysis without its dependencies, and without the times of its parts.
void writeResult(WireWriter &To, const Analysis &A);
Analysis readResult(WireReader &From);

void write(WireWriter &To, const Analysis &A);
/// None if \p From does not end after an analysis.
std::optional<Analysis> readAnalysis(WireReader &From);

std::string toBytes(const Analysis &A);
/// None if \p Bytes are not an output of toBytes().
std::optional<Analysis> analysisFrom(llvm::StringRef Bytes);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_WIRE_H
