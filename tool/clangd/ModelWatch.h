//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_CLANGD_MODELWATCH_H
#define ASYNC_TIDY_TOOL_CLANGD_MODELWATCH_H

namespace clang::tidy::async {

/// Makes clangd analyse the open files again when a model or the index changes:
/// a thread passes on what the editor writes to standard input, and adds a
/// message of its own. Has no effect if it fails.
void watchModels();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_CLANGD_MODELWATCH_H
