//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_CHECKS_WATCHEDFILES_H
#define ASYNC_TIDY_CHECKS_WATCHEDFILES_H

#include "llvm/Support/VirtualFileSystem.h"

namespace clang::tidy::async {

/// An editor must analyse its files again when a model or the index changes,
/// which it does not know of. These functions may be called by several threads.

/// \p Files, with a record of each file that is read, or does not exist.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
watched(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// True if one of the recorded files has changed since it was read, and since
/// the last call.
bool haveWatchedFilesChanged();

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_CHECKS_WATCHEDFILES_H
