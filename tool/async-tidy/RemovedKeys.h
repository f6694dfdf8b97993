//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REMOVEDKEYS_H
#define ASYNC_TIDY_TOOL_REMOVEDKEYS_H

#include "llvm/Support/MemoryBufferRef.h"
#include <string>
#include <vector>

namespace clang::tidy::async {

/// A key of `.clang-tidy` that older versions of clang-tidy had.
struct RemovedKey {
  std::string Name;
  unsigned Offset = 0;
};

/// The text of \p File, a `.clang-tidy`, with blanks in place of keys that
/// clang-tidy no longer has, which are added to \p Found. No other offset
/// changes.
std::string withoutRemovedKeys(llvm::MemoryBufferRef File,
                               std::vector<RemovedKey> &Found);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REMOVEDKEYS_H
