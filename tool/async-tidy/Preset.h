//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_PRESET_H
#define ASYNC_TIDY_TOOL_PRESET_H

#include "llvm/ADT/StringRef.h"

namespace clang::tidy::async {

/// The checks of the preset `async`, as clang-tidy takes them.
std::string presetChecks();

/// True if \p Check is one of clang-tidy's checks for asynchronous code.
bool isInPreset(llvm::StringRef Check);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_PRESET_H
