//===----------------------------------------------------------------------===//
//
// Part of the async-tidy Project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNC_TIDY_TOOL_NEWTEXTS_H
#define ASYNC_TIDY_TOOL_NEWTEXTS_H

#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <string>

namespace clang::tidy::async {

/// Texts that replace the files on disk, by path.
using NewTexts = std::map<std::string, std::string>;

/// The files of \p Disk with \p Texts, which must outlive the result. A file
/// has its new text under all of its names.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withNewTexts(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk,
             const NewTexts &Texts);

} // namespace clang::tidy::async

#endif // ASYNC_TIDY_TOOL_NEWTEXTS_H
