//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_LINKING_H
#define ASYNC_TIDY_TOOL_LINKING_H

#include "Options.h"
#include "index/UnitSummary.h"

namespace clang::tidy::async {

/// The size of an index.
struct IndexSize {
  size_t Functions = 0;
  size_t Bytes = 0;
};

/// Links \p Units and writes the index to \p Path. File names in it are
/// relative to \p Root. An error is one line.
llvm::Expected<IndexSize> writeIndex(std::vector<UnitSummary> Units,
                                     llvm::StringRef Root,
                                     llvm::StringRef Path);

/// `async-tidy link`: links the summaries that \p Opts names. An error is one
/// line.
llvm::Expected<int> linkFiles(const Options &Opts);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_LINKING_H
