//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_RESOURCEHEADERS_H
#define ASYNC_TIDY_TOOL_RESOURCEHEADERS_H

#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::async {

/// The folder with clang's own headers, such as <stddef.h>, which are embedded
/// in this program: it also works without an installed LLVM.
llvm::StringRef resourceFolder();

/// A file system that has that folder, and \p Others for all other paths.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withResourceHeaders(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Others);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_RESOURCEHEADERS_H
