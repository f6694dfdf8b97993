//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_RUN_H
#define ASYNC_TIDY_TOOL_RUN_H

#include "Options.h"

namespace clang::tidy::async {

/// Lints or fixes according to \p Opts; returns the exit code. An error is one
/// line for the user.
llvm::Expected<int> run(Options Opts);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_RUN_H
