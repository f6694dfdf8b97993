//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_REPORT_REPLACEFILE_H
#define ASYNC_TIDY_TOOL_REPORT_REPLACEFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <system_error>

namespace clang::tidy::async {

/// Replaces the file \p Path, which may not exist, with \p Text in one step:
/// readers find either the old text or the new one. Keeps permissions and
/// symbolic links.
std::error_code replaceFile(llvm::StringRef Path, llvm::StringRef Text);

/// As replaceFile(), but makes the folder as well. An error is one line.
llvm::Error writeWhole(llvm::StringRef Path, llvm::StringRef Bytes);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_REPORT_REPLACEFILE_H
