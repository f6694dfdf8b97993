//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_EDITORMODE_H
#define ASYNC_TIDY_CHECKS_EDITORMODE_H

namespace clang::tidy::async {

/// For clangd, which visits declarations of a unit but never the unit itself,
/// and shows edits as choices. Call it before any check is created.
void workInEditor();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_EDITORMODE_H
