//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_HEADERUNITS_H
#define ASYNC_TIDY_TOOL_HEADERUNITS_H

#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// Units through which headers can be linted.
struct HeaderUnits {
  /// The headers of each unit that is needed, by its index.
  std::map<size_t, std::vector<std::string>> Headers;
  /// The headers that no unit includes.
  std::vector<std::string> Orphans;
};

/// Selects a few of \p Units that together include all \p Headers, which are
/// absolute paths.
///
/// Scans the texts of files for includes and ignores conditional compilation,
/// so a selected unit may turn out not to include a header.
HeaderUnits findHeaderUnits(llvm::ArrayRef<std::string> Headers,
                            llvm::ArrayRef<tooling::CompileCommand> Units);

/// The headers in \p Folder and in folders below it.
std::vector<std::string> headersBelow(const std::string &Folder);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_HEADERUNITS_H
